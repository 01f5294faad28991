"""The scripts in the head of every page, and the style at its end: what Streamlit has no say in.

Each file says at its top what it does. `announce.js` is used by others.
"""

from __future__ import annotations

from pathlib import Path

from dashboard.exports.html.cards import STYLE as CARDS
from dashboard.exports.html.folds import STYLE as FOLDS

# The keys of the search's field and of what it has found; the script knows them by these names.
FIELD, FOUND = "find-words", "found"
STYLE = b"".join(
    path.read_bytes() for path in (CARDS, FOLDS, Path(__file__).with_name("style.css"))
)
SCRIPTS = tuple(
    Path(__file__).with_name(f"{name}.js").read_text("utf-8")
    for name in (
        "announce",
        "viewport",
        "keyboard",
        "copy_image",
        "copy_line",
        "map_tip",
        "mark_choice",
        "table_copy",
        "time_control",
        "chips",
        "saved_views",
        "print",
        "page_links",
        "folds",
    )
)


def found_key(text: str) -> str:
    """The key of the results for a text: the script opens the first of them for this text alone."""
    return f"{FOUND}-{text.encode('utf-8').hex()}"
