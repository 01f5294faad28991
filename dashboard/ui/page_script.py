"""The scripts in the head of every page: what Streamlit gives its elements no say in.

`viewport.js` tells the width of the window, `keyboard.js` leads the focus into what opens,
`copy_image.js` copies images of charts, `map_tip.js` keeps the tooltips of maps inside them,
`mark_choice.js` makes the marks of charts filters, `table_copy.js` copies cells of tables,
`time_control.js` plays through the dates, `chips.js` keeps the focus among what is chosen,
`saved_views.js` keeps named views in the browser, `print.js` prints the page as a document, and
`breadcrumbs.js` lets breadcrumbs lead on.
"""

from __future__ import annotations

from pathlib import Path

# The keys of the search's field and of what it has found; the script knows them by these names.
FIELD, FOUND = "find-words", "found"
SCRIPTS = tuple(
    Path(__file__).with_name(f"{name}.js").read_text("utf-8")
    for name in (
        "viewport",
        "keyboard",
        "copy_image",
        "map_tip",
        "mark_choice",
        "table_copy",
        "time_control",
        "chips",
        "saved_views",
        "print",
        "breadcrumbs",
    )
)


def found_key(text: str) -> str:
    """The key of the results for a text: the script opens the first of them for this text alone."""
    return f"{FOUND}-{text.encode('utf-8').hex()}"
