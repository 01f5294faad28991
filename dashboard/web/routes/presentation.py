"""Presenter mode: the whole story as one page that needs nothing more from the server.

A Streamlit page asks its server at every step, so a cable that is pulled ends the talk. This page
is an ordinary document with all its slides inside; its script only shows and hides them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard.core.dataset import cached
from dashboard.core.navigation import ICON, NAMED
from dashboard.core.request_state import asked_view
from dashboard.core.translation import _, use_language
from dashboard.core.url_state import View
from dashboard.exports.slides.figures import drawing
from dashboard.exports.slides.story import Slide, story
from dashboard.web.html_head import public_base
from dashboard.web.responses import made, require_dataset
from dashboard.web.workers import FILE_WORKERS

FILES = Path(__file__).parents[1] / "stage"
KINDS = {".css": "text/css", ".js": "text/javascript"}
THEMES = ("light", "dark")
# Everything comes from here, and nothing on the page can be told to fetch anything else.
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"
# Without a language in the address it is the browser's.
HEADERS = {
    "Content-Security-Policy": POLICY, "Cache-Control": "no-cache", "Vary": "Accept-Language",
}  # fmt: skip
templates = Environment(
    loader=FileSystemLoader(FILES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


def address(base: str, view: View, page: str = "overview") -> str:
    """The address of a page of the dashboard in the view, whatever language others read.

    With an empty `base` it is relative.
    """
    path = NAMED[page].path
    query = urlencode({**view.query(page=path), "lang": view.lang}, doseq=True)
    return f"{base or '.'}/{path}?{query}"


def shown(slide: Slide, view: View, base: str) -> dict[str, Any]:
    """One slide as the template wants it."""
    picture, alt = drawing(slide, view)
    code = ""
    if slide.key == "sources" and base:
        code = segno.make(address(base, view), error="m").svg_inline(border=2, omitsize=True)
        alt = _("QR code of the address of this view on the dashboard")
    return {
        "title": slide.title,
        "headline": slide.headline,
        "lines": slide.lines,
        "kind": slide.picture or "plain",
        "page": address("", view, slide.page),
        "notes": slide.notes,
        # Built element by element, so that text in it stays text.
        "drawing": Markup(picture),
        "upright": Markup(drawing(slide, view, phone=True)[0]),
        "alt": alt,
        "code": Markup(code),
        "source": slide.source_line,
    }


@cached
def document(template: str, view: View, base: str, theme: str) -> str:
    """The slides, or the speaker's notes to them, as one page."""
    with use_language(view.lang):
        slides = [shown(slide, view, base) for slide in story(view)]
        return templates.get_template(template).render(
            lang=view.lang,
            theme=theme,
            # Inside the page: a browser asks for an icon again whenever the address changes.
            icon="data:image/svg+xml," + quote(ICON.read_text("utf-8")),
            title=_("ASEAN Smart Cities Network"),
            slides=slides,
            words={
                "slide": _("slide"),
                "slides": _("Slides"),
                "playing": _("Plays automatically. Press any key to stop."),
                "notes": _("Speaker's notes"),
                "next": _("Next"),
                "out": _("Open the dashboard"),
                "back": _("Previous slide"),
                "on": _("Next slide"),
                "end": _("End of the presentation"),
                "elapsed": _("Time since this window was opened"),
            },
        )


async def _page(request: Request, template: str) -> Response:
    await require_dataset()
    theme = request.query_params.get("theme", "")
    text = await made(
        FILE_WORKERS,
        document,
        template,
        asked_view(request.scope),
        public_base(request.scope),
        theme if theme in THEMES else "",
    )
    return HTMLResponse(text, headers=HEADERS)


async def present(request: Request) -> Response:
    """The slides."""
    return await _page(request, "stage.html")


async def notes(request: Request) -> Response:
    """The speaker's notes, for a second window."""
    return await _page(request, "notes.html")


def _files() -> Mapping[str, Path]:
    return {path.name: path for path in FILES.iterdir() if path.suffix in KINDS}


def file(request: Request) -> Response:
    """The script and the style of the slides."""
    path = _files().get(request.path_params["name"])
    if path is None:
        return PlainTextResponse("not found", status_code=404)
    return FileResponse(path, media_type=KINDS[path.suffix], headers={"Cache-Control": "no-cache"})


ROUTES = [
    Route("/present", present),
    Route("/present/notes", notes),
    Route("/present/{name}", file),
]
