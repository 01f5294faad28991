"""Presenter mode: the whole story as one page that needs nothing more from the server.

A Streamlit page asks its server at every step, so a cable that is pulled ends the talk. This page
is an ordinary document with all its slides inside; its script only shows and hides them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import segno
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard.core.dataset import cached
from dashboard.core.navigation import ICON_URL, NAMED
from dashboard.core.request_state import asked_view
from dashboard.core.translation import _, use_language
from dashboard.core.url_state import View
from dashboard.exports.pdf.thai_breaks import whole_words
from dashboard.exports.slides.figures import drawing
from dashboard.exports.slides.lines import phrases, tied
from dashboard.exports.slides.slide import MAPS
from dashboard.exports.slides.story import GLYPHS, Slide, story
from dashboard.exports.templates import templates_in
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
RANGE = r"[\d.,]+–[\d.,]+"
templates = templates_in(FILES)


def address(base: str, view: View, page: str = "overview") -> str:
    """The address of a page of the dashboard in the view, whatever language others read.

    With an empty `base` it is relative.
    """
    path = NAMED[page].path
    query = urlencode({**view.query(page=path), "lang": view.lang}, doseq=True)
    return f"{base or '.'}/{path}?{query}"


def whole(text: str) -> Markup:
    """A text in which no line ends inside a range, or a Thai word; a browser does not know all."""
    pattern = "|".join(filter(None, [RANGE, whole_words()]))
    return Markup(re.sub(pattern, r'<span class="whole">\g<0></span>', str(escape(text))))


def shown(slide: Slide, view: View, base: str) -> dict[str, Any]:
    """One slide as the template wants it."""
    picture = drawing(slide, view)
    upright = drawing(slide, view, phone=True)
    code, link = "", address(base, view)
    if slide.key == "sources" and base:
        code = segno.make(link, error="m").svg_inline(border=4, omitsize=True)
    kinds = {glyph: kind for kind, glyph in GLYPHS.items()}
    return {
        "key": slide.key,
        "title": [whole(phrase) for phrase in phrases(slide.title)],
        "name": slide.title,
        "kicker": _("ASEAN Smart Cities Network") if slide.key == "about" else "",
        "before": slide.before,
        "headline": slide.headline,
        "lines": [
            (line[0], kinds[line[0]], whole(tied(line[1:])))
            if line[0] in kinds
            else ("", "", whole(tied(line)))
            for line in slide.lines
        ],
        "kind": "poster" if slide.picture in MAPS else slide.picture or "plain",
        "page": address("", view, slide.page),
        "notes": slide.notes,
        "steps": len(slide.steps),
        # Built element by element, so that text in them stays text.
        "layers": [Markup(layer) for layer in picture.layers],
        "upright": [Markup(layer) for layer in upright.layers],
        "alt": picture.alt,
        "code": Markup(code),
        "host": urlsplit(link).netloc,
        "source": whole(tied(slide.source_line)),
    }


def keys() -> list[tuple[list[str], str]]:
    """The keys of the slides, as they are printed on keyboards, and what they do."""
    return [
        (["→", "Page Down"], _("next step or slide")),
        (["←", "Page Up"], _("previous step or slide")),
        (["1", "2", "3"], _("slide of this number")),
        (["Home", "End"], _("first, last slide")),
        (["B"], _("black screen")),
        (["F"], _("full screen (in the window of the slides)")),
    ]


@cached
def document(template: str, view: View, base: str, theme: str) -> str:
    """The slides, or the speaker's notes to them, as one page."""
    with use_language(view.lang):
        slides = [shown(slide, view, base) for slide in story(view)]
        return templates.get_template(template).render(
            lang=view.lang,
            theme=theme,
            # Inside the page: a browser asks for an icon again whenever the address changes.
            icon=ICON_URL,
            title=_("ASEAN Smart Cities Network"),
            slides=slides,
            keys=keys(),
            words={
                "slide": _("slide"),
                "slides": _("Slides"),
                "playing": _("Plays automatically. Press any key to stop."),
                "notes": _("Speaker's notes"),
                "now": _("This slide"),
                "next": _("Next slide"),
                "listed": _("Keys"),
                "code": _("QR code of the address of this view on the dashboard"),
                "scan": _("Open this view on the dashboard"),
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
