"""Every control says in plain words what it does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.core.translation import LANGUAGES
from dashboard.ui.components.empty_state import KEY
from dashboard.ui.viewport import WIDTH_FIELD

Open = Callable[..., AppTest]

ROOT = Path(__file__).parents[2]
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
CONTROLS = (
    "selectbox", "multiselect", "button_group", "text_input", "checkbox", "button",
    "download_button", "link_button", "file_uploader",
)  # fmt: skip
# Addresses under which a page shows its controls, beside the one without a query.
FURTHER = {"city": [{"city": "chiang-mai"}], "map": [{"city": "lampang"}]}


def protos(at: AppTest) -> list[tuple[str, object]]:
    """Every control of a page by its kind; a popover is a block, and its button has the help."""
    found = [(kind, element.proto) for kind in CONTROLS for element in at.get(kind)]
    blocks = [block.proto.popover for block in at.get("popover")]
    return found + [("popover", block) for block in blocks]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_control_has_help(look: Open, page: str, code: str) -> None:
    for query in [{}, *FURTHER.get(page, [])]:
        found = protos(look(page, lang=code, **query))
        assert found
        # A button that leads out of an empty view follows the sentence that says why it is empty,
        # and a field that the browser fills in is never seen.
        silent = [
            f"{kind} {proto.label or proto.id}"
            for kind, proto in found
            if not proto.help
            and not any(key in getattr(proto, "id", "") for key in (KEY, WIDTH_FIELD))
        ]
        assert silent == []
