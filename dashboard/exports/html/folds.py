"""Entries that open, as HTML, for documents and for live pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from dashboard.exports.templates import templates_in

TEMPLATE = templates_in(Path(__file__).parent / "templates").get_template("folds.html")
# How entries look wherever they stand.
STYLE = Path(__file__).parent / "templates" / "folds.css"


class ShownFold(NamedTuple):
    """An entry: the name of the symbol before its heading, and what it holds, as HTML.

    On a live page it has a `key`, by which one that is open stays so, and may be `open` at first.
    """

    icon: str
    heading: Markup
    told: Markup
    key: str = ""
    open: bool = False


def folds_html(folds: Iterable[ShownFold], icon: Callable[[str], Markup]) -> Markup:
    """Entries below each other; `icon` draws a symbol by its name."""
    return Markup(TEMPLATE.render(folds=folds, icon=icon))
