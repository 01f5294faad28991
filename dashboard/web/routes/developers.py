"""The page for developers, `/developers`: every address, tried out in place.

An ordinary form that asks this page again, so that it works without its script, which only copies
and spares a press of the button.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from ascn_data import QUESTIONS, cite
from dashboard.core.dataset import network
from dashboard.core.navigation import ICON_URL
from dashboard.core.request_state import home_language, named_language
from dashboard.core.translation import LANGUAGES, _, number, use_language
from dashboard.exports.answers import ENDINGS, answer_content, dataset_version, licence
from dashboard.exports.templates import templates_in
from dashboard.web.html_head import public_base
from dashboard.web.responses import made, require_dataset
from dashboard.web.routes.api import read_values
from dashboard.web.try_out import ITEM, Tried, items, tried
from dashboard.web.workers import FILE_WORKERS

FILES = Path(__file__).parents[1] / "developers"
KINDS = {".css": "text/css", ".js": "text/javascript"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY, "Cache-Control": "no-cache", "Vary": "Accept-Language",
}  # fmt: skip
# How much of an answer is shown.
MOST_SIGNS = 4000
FORMAT = "format"
templates = templates_in(FILES)


async def answer_of(asked: Tried, ending: str) -> str:
    """The beginning of an answer, or why there is none; empty where it is no text."""
    if asked.item not in QUESTIONS or ending == "xlsx":
        return ""
    values, faults = read_values(QUESTIONS[asked.item], QueryParams(asked.query()))
    if faults:
        return "\n".join(map(str, faults))
    try:
        file = await made(
            FILE_WORKERS, answer_content, asked.item, ending or "json", tuple(values.items())
        )
    except ValueError as error:
        return str(error)
    text = file.body.decode("utf-8")
    return text if len(text) <= MOST_SIGNS else text[:MOST_SIGNS] + "…"


def lines_of(asked: Tried, address: str, ending: str) -> list[tuple[str, str]]:
    """The address, and what a terminal and a notebook say to read it."""
    found = [(_("Address"), address), ("curl", f'curl -L "{address}"')]
    if asked.item in QUESTIONS and not ending:
        found.append(("pandas", f'pd.DataFrame(requests.get("{address}").json()["rows"])'))
    if ending == "csv":
        found.append(("pandas", f'pd.read_csv("{address}")'))
    if ending in ("xlsx",):
        found.append(("pandas", f'pd.read_excel("{address}", sheet_name=1)'))
    return found


def words() -> dict[str, str]:
    """The words of the page."""
    return {
        "title": _("Addresses for programs"),
        "about": _(
            "Every answer, chart and file of this dashboard has an address that does not change."
            " Choose one, and its parameters, to see what it answers."
        ),
        "choose": _("What to read"),
        "format": _("Format"),
        "show": _("Show"),
        "copy_line": _("Copy"),
        "copied": _("Copied"),
        "answer": _("The beginning of the answer"),
        "picture": _("The chart at this address"),
        "open": _("Open this address"),
        "all": _("All addresses at once"),
        "openapi": _("A description of all addresses for generated clients (OpenAPI 3.1)"),
        "index": _("The list of all questions"),
        "tables": _("Every table and boundary file, whole (data package)"),
        "known": _(
            "An unknown value is answered with status 400 and the known values, and ETag shows"
            " whether an answer has changed. Any page may read these addresses (CORS)."
        ),
        "back": _("Open the dashboard"),
        "language": _("Language"),
    }


async def page(request: Request) -> Response:
    """The form, filled as the address asks, with what the chosen address answers."""
    await require_dataset()
    scope, query = request.scope, request.query_params
    lang = named_language(scope) or home_language(scope)
    with use_language(lang):
        asked = tried(query)
        ending = query.get(FORMAT, asked.endings[0])
        ending = ending if ending in asked.endings else asked.endings[0]
        base = public_base(scope)
        address = asked.address(base, ending)
        told: dict[str, Any] = {
            "lang": lang,
            "languages": LANGUAGES,
            "icon": ICON_URL,
            "words": words(),
            "groups": items(),
            "item": ITEM,
            "asked": asked,
            "ending": ending,
            "endings": [(each, each.upper() or _plain(asked)) for each in asked.endings],
            "address": address,
            "lines": lines_of(asked, address, ending),
            "answer": await answer_of(asked, ending),
            "picture": _picture(asked),
            "note": _(
                "Dataset version {version}, {count} questions. Licence of the tables: {licence}.",
                version=dataset_version(), count=number(len(QUESTIONS)), licence=licence()["name"],
            ),
            "cite": cite(network()),
        }  # fmt: skip
        html = templates.get_template("page.html").render(told)
    return HTMLResponse(html, headers=HEADERS)


def _plain(asked: Tried) -> str:
    """What an address without an ending answers with."""
    return next(iter(ENDINGS)).upper() if asked.item in QUESTIONS else "HTML"


def _picture(asked: Tried) -> str:
    """The relative address of the picture of a chart; empty for anything else."""
    return asked.address("", "svg").lstrip("/") if "svg" in asked.endings else ""


def file(request: Request) -> Response:
    """The script and the style of the page."""
    found = {path.name: path for path in FILES.iterdir() if path.suffix in KINDS}
    path = found.get(request.path_params["name"])
    if path is None:
        return PlainTextResponse("not found", status_code=404)
    return FileResponse(path, media_type=KINDS[path.suffix], headers={"Cache-Control": "no-cache"})


ROUTES = [Route("/developers", page), Route("/developers/{name}", file)]
