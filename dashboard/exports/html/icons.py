"""Material Symbols: as SVG, so that a document needs no font of its own, or from Streamlit's font.

The paths in `icons.json` are those of the font that Streamlit ships (Google, Apache License 2.0).
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from markupsafe import Markup

SVG = Markup(
    '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
    '<path d="{}"/></svg>'
)

FONT = Markup('<span class="icon" data-icon="{}"></span>')


@cache
def _paths() -> dict[str, str]:
    found: dict[str, str] = json.loads(Path(__file__).with_name("icons.json").read_text("utf-8"))
    return found


@cache
def icon(name: str) -> Markup:
    """The symbol with this name. Raises KeyError for one that is not in the file."""
    return SVG.format(_paths()[name])


def font_icon(name: str) -> Markup:
    """The symbol with this name on the live page, whose HTML Streamlit frees from all SVG."""
    return FONT.format(name)
