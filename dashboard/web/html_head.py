"""What each served page gets in its head: where its server is, and what the page and data are."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup
from starlette.datastructures import Headers
from starlette.routing import Route
from streamlit.file_util import get_static_dir

from ascn_data import schema_org_dataset
from dashboard.content.breadcrumbs import Crumb, breadcrumbs
from dashboard.core.base_path import base_path
from dashboard.core.config import public_url
from dashboard.core.dataset import cached, network
from dashboard.core.navigation import AT, Page, site_title
from dashboard.core.request_state import asked_view, home_language, named_language
from dashboard.core.translation import LANGUAGES, SOURCE, _, use_language
from dashboard.core.url_state import View
from dashboard.ui.page_script import SCRIPTS, STYLE
from dashboard.web.first_paint import NOTHING, Paint
from dashboard.web.meta_tags import address, common, described

HOST = re.compile(r"[A-Za-z0-9.\-]{1,253}(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:[0-9]{1,5})?")
DATA_PAGE = "sources"
SAVED_CHART = Path(__file__).with_name("saved_chart.js")
PAGE_SETTINGS = Path(__file__).with_name("page_settings.js")
# What Streamlit's page says, and ours says better.
ROOT, TITLE = re.compile(rb"<html[^>]*>"), re.compile(rb"<title>[^<]*</title>")
ICON = re.compile(rb'<link rel="shortcut icon"[^>]*>\s*')
START_SCRIPT = re.compile(rb'<script type="module" crossorigin src(="[^"]+")></script>')
FETCHED = re.compile(rb'<link\s+rel="(modulepreload|preload|stylesheet)"')
NOSCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)
WITHOUT = Markup('<noscript><a href="{}">{}</a></noscript>')
# From here on a phone lays the page out as wide as it is.
VIEWPORT = re.compile(rb'<meta\s+name="viewport"[^>]*>')
log = logging.getLogger("ascn.server")


class Description(NamedTuple):
    """What a page says of itself: data and other elements for its head, and its language.

    It is `whole` unless there was no time for more than what holds for every page.
    """

    data: bytes
    said: str
    lang: str
    whole: bool = True


def describe(scope: Mapping[str, Any]) -> Description:
    """The description of the page that an ASGI `scope` asks for, in its view."""
    page = page_of(scope)
    try:
        if page:
            view, lang = asked_view(scope), named_language(scope)
            said = described(page.name, view, public_base(scope), base_path(), lang)
            return Description(_data(page, scope, view), said, view.lang)
    except Exception:  # without a description a page still works
        log.exception("no description of %s", scope["path"])
    return plain_description(scope)


def plain_description(scope: Mapping[str, Any]) -> Description:
    """What holds for every page in every view."""
    lang = named_language(scope) or home_language(scope)
    with use_language(lang):
        return Description(b"", common(base_path(), site_title()), lang, whole=False)


def with_head(
    page: bytes, scope: Mapping[str, Any], about: Description, shown: Paint = NOTHING
) -> bytes:
    """Streamlit's page with our elements in its head, as an ASGI `scope` asks for it.

    Its title and its icon give way to ours; its language is that of the words it will show. `shown`
    is what it shows until its scripts have drawn it.
    """
    page = ICON.sub(b"", page, count=1)
    page = ROOT.sub(f'<html lang="{about.lang}">'.encode(), page, count=1)
    page = TITLE.sub(lambda _found: about.said.encode(), page, count=1)
    style = shown.style.encode()
    page = page.replace(b"</head>", preloads(page_of(scope)) + style + b"</head>", 1)
    # In place of the word that the page is empty without scripts.
    body = (shown.body or _without(scope, about.lang)).encode()
    page = NOSCRIPT.sub(lambda _found: body, page, count=1)
    if shown.body:
        # All that only the live page needs would occupy the browser before the document is on the
        # screen: `first_paint.js` fetches and starts it then.
        page = START_SCRIPT.sub(rb'<link rel="modulepreload" crossorigin data-start href\1>', page)
        page = FETCHED.sub(rb'<link data-rel="\1"', page)
    page = VIEWPORT.sub(lambda found: found[0] + scripts(), page, count=1)
    # Streamlit adds rules of its own to the head later on; the last of equal rules holds.
    page = page.replace(b"</body>", b"<style>" + STYLE + b"</style></body>", 1)
    return page.replace(b"<head>", b"<head>" + about.data, 1)


def _without(scope: Mapping[str, Any], lang: str) -> Markup:
    """The way to the document of a page that came without it."""
    page = page_of(scope)
    if page is None:
        return Markup("")
    query = scope["query_string"].decode("latin-1")
    with use_language(lang):
        return WITHOUT.format(
            f"{base_path()}page/{page.name}?{query}", _("Read this page without scripts")
        )


def page_of(scope: Mapping[str, Any]) -> Page | None:
    """The page that the path of an ASGI `scope` names, if it names one."""
    return AT.get(scope["path"].removeprefix(base_path().rstrip("/")).strip("/"))


@cache
def preloads(page: Page | None) -> bytes:
    """The elements by which a browser fetches what draws a page while its frame still loads.

    Otherwise it hears of a chart or a map only when the page has run.
    """
    folder = Path(get_static_dir()) / "static" / "js"
    draws = page.draws if page else ()
    names = [path.name for each in draws for path in folder.glob(f"{each}.*.js")]
    return "".join(
        f'<link rel="modulepreload" crossorigin fetchpriority="low" href="./static/js/{name}">'
        for name in names
    ).encode()


def _data(page: Page, scope: Mapping[str, Any], view: View) -> bytes:
    base = public_base(scope)

    def absolute(to: Crumb) -> str:
        return address(base, to.page, to.view, view.lang) if base else ""

    with use_language(view.lang):
        return data_of(page.name, view, base, absolute)


def data_of(name: str, view: View, base: str, absolute: Callable[[Crumb], str]) -> bytes:
    """The elements that describe a page to search engines: the data set, or the breadcrumbs.

    `absolute` says where a breadcrumb leads, or an empty text where no address is known.
    """
    if name == DATA_PAGE:
        return data_script(base)
    steps = breadcrumbs(name, view)
    items = [
        {"@type": "ListItem", "position": at, "name": step.label}
        | ({"item": href} if (href := absolute(step)) else {})
        for at, step in enumerate(steps, 1)
    ]
    said = {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}
    return json_element(said) if steps else b""


@cache
def scripts() -> bytes:
    """Every script of ours that a page runs: the same for everybody, or its hash would not fit."""
    ours = (*SCRIPTS, SAVED_CHART.read_text("utf-8"))
    return base_script() + "".join(f"<script>{script}</script>" for script in ours).encode()


def below_base(routes: Iterable[Route]) -> list[Route]:
    """Routes of ours below the path of the dashboard; Streamlit moves only its own there."""
    base = base_path().rstrip("/")
    return [Route(base + route.path, route.endpoint) for route in routes]


def public_base(scope: Mapping[str, Any]) -> str:
    """The address of the dashboard as others reach it, without a slash at its end, or ``."""
    if said := public_url():
        return said
    host = Headers(raw=scope["headers"]).get("host", "")
    return f"{scope['scheme']}://{host}{base_path().rstrip('/')}" if HOST.fullmatch(host) else ""


@cached
def data_script(base: str) -> bytes:
    """The element that describes the data set to search engines (schema.org, JSON-LD).

    Raises DataError when there is no edition to describe.
    """
    return json_element(schema_org_dataset(network(), base))


def json_element(said: Mapping[str, Any]) -> bytes:
    """An element of JSON-LD for the head of a page."""
    # A `<` inside could end the element.
    safe = json.dumps(said, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{safe}</script>'.encode()


def base_script() -> bytes:
    """The element that names the server's address and the languages: `page_settings.js`."""
    settings = {"base": base_path(), "languages": list(LANGUAGES), "source": SOURCE}
    script = PAGE_SETTINGS.read_text("utf-8").replace("(SETTINGS)", f"({json.dumps(settings)})")
    return f"<script>{script}</script>".encode()
