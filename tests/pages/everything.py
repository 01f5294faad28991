"""Everything that the edition in `ASCN_DATA_DIR` becomes, as JSON; run in a process of its own.

A list of [where, kind, text]: kind is `markdown`, `html`, `chart`, `map`, `error`, `slides`,
`deck`, `brief` or `head`. An edition belongs to a process, so tests of another one start another.
"""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pptx import Presentation
from pypdf import PdfReader
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from dashboard.core.dataset import network  # noqa: E402
from dashboard.core.translation import SOURCE, use_language  # noqa: E402
from dashboard.core.url_state import View  # noqa: E402
from dashboard.exports.pdf.brief import make_brief  # noqa: E402
from dashboard.exports.pptx.deck import make_deck  # noqa: E402
from dashboard.web import html_head  # noqa: E402
from dashboard.web.routes import presentation  # noqa: E402

# What each page is asked for beside nothing: every filter names itself somewhere.
FILTERED: list[dict[str, Any]] = [
    {"country": "LAO", "region": "lao-central"}, {"country": "THA", "region": "northeast"},
]  # fmt: skip
ADDRESSES: dict[str, list[dict[str, Any]]] = {
    "map": [{"city": "lampang"}],
    "compare": [{"compare": "countries", "against": "THA"}, {"compare": "cities"}],
    "city": [{"city": "phuket"}, {"city": ["phuket", "hanoi"]}],
}
# Fields of Streamlit's elements that hold no Markdown: data, addresses, code, plain labels.
PLAIN = {
    "alt", "spec", "config", "json", "data", "styler", "columns", "id", "key", "url", "href",
    "code_text", "options", "placeholder", "form_id", "query_string", "page_script_hash", "page",
    "element_id", "user_key", "scope", "imgs", "tooltip", "language", "mapbox_token",
    "raw_value", "raw_values", "default", "file_name", "type", "title", "column_order",
    "arrow_data",
}  # fmt: skip


def texts_of(proto: Any) -> Iterator[str]:
    """Every text in an element that Streamlit may read as Markdown."""
    for field, value in proto.ListFields():
        # The options of a list are plain strings; those of buttons are messages with Markdown.
        if field.name in PLAIN and not (field.name == "options" and field.message_type):
            continue
        for each in value if field.is_repeated else [value]:
            if isinstance(each, str):
                yield each
            elif hasattr(each, "ListFields"):
                yield from texts_of(each)


def on_page(page: str, query: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What one page shows."""
    at = AppTest.from_file(ROOT / "dashboard" / "ui" / "main.py", default_timeout=120)
    at.switch_page(str(ROOT / "pages" / f"{page}.py"))
    for key, value in query.items():
        at.query_params[key] = value
    with use_language(query["lang"]):
        at.run()
    yield from (("error", element.value) for element in [*at.error, *at.exception])
    for element in at.main:
        proto = getattr(element, "proto", None)
        if proto is None:
            continue
        if type(proto).__name__ == "Html":
            yield "html", proto.body
            continue
        kind = {"plotly_chart": "chart", "deck_gl_json_chart": "map"}.get(element.type)
        if kind:
            yield kind, proto.spec if kind == "chart" else proto.json
        if kind == "map":
            yield "tooltip", proto.tooltip
        yield from (("markdown", text) for text in texts_of(proto))


def to_take_along(lang: str) -> Iterator[tuple[str, str]]:
    """Slides, notes, deck and brief."""
    view = View(lang=lang, city=("lampang",))
    for template in ("stage.html", "notes.html"):
        yield "slides", presentation.document(template, view, "http://127.0.0.1", "")
    for slide in Presentation(io.BytesIO(make_deck(view))).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield "deck", shape.text_frame.text
            if shape.has_table:
                yield from (("deck", cell.text) for row in shape.table.rows for cell in row.cells)
    for page in PdfReader(io.BytesIO(make_brief(view, "http://127.0.0.1/"))).pages:
        yield "brief", page.extract_text()


def everything() -> Iterator[tuple[str, str, str]]:
    """All of it, page by page."""
    network()
    for path in sorted((ROOT / "pages").glob("*.py")):
        for query in [{}, *FILTERED, *ADDRESSES.get(path.stem, [])]:
            for kind, text in on_page(path.stem, {**query, "lang": SOURCE}):
                yield f"{path.stem} {query}", kind, text
    for kind, text in to_take_along("th"):
        yield "to take along", kind, text
    yield "sources", "head", html_head.data_script("http://127.0.0.1").decode()


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    # Else each page would look through all installed packages.
    once = cache(manifest_scanner.scan_component_manifests)
    manifest_scanner.scan_component_manifests = once
    Path(sys.argv[1]).write_text(json.dumps(list(everything())), "utf-8")
