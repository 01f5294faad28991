"""The script in the head of every page: what Streamlit gives its elements no say in.

`keyboard.js` leads the focus into what opens, `map_tip.js` keeps the tooltips of maps inside them.
"""

from __future__ import annotations

from pathlib import Path

# The keys of the search's field and of what it has found; the script knows them by these names.
FIELD, FOUND = "find-words", "found"
SCRIPT = "".join(
    Path(__file__).with_name(name).read_text("utf-8") for name in ("keyboard.js", "map_tip.js")
)


def found_key(text: str) -> str:
    """The key of the results for a text: the script opens the first of them for this text alone."""
    return f"{FOUND}-{text.encode('utf-8').hex()}"
