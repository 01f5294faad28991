"""What search engines look for first: `/robots.txt`, and every page in `/sitemap.xml`."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from ascn_data import package_made_on
from dashboard.content.country_page import PAGE as COUNTRIES
from dashboard.content.country_page import country_ids
from dashboard.core.dataset import network
from dashboard.core.navigation import PAGES
from dashboard.core.translation import LANGUAGES
from dashboard.core.url_state import View
from dashboard.exports.files import file_of
from dashboard.web.html_head import public_base
from dashboard.web.meta_tags import address
from dashboard.web.responses import answer

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


def robots_text(base: str) -> str:
    """Everything may be read, and the list of pages is where it says; `base` may be empty."""
    lines = ["User-agent: *", "Allow: /"]
    return "\n".join([*lines, "", f"Sitemap: {base}/sitemap.xml", ""] if base else [*lines, ""])


def sitemap(base: str) -> bytes:
    """Every page in every language below `base`, with its other languages and its day, as XML.

    Each country and the page for developers are among them. The day is that of the edition. Raises
    DataError.
    """
    ET.register_namespace("", SITEMAP)
    ET.register_namespace("xhtml", XHTML)
    made = package_made_on(network())
    root = ET.Element(f"{{{SITEMAP}}}urlset")
    shown = [(page.name, View()) for page in PAGES]
    shown += [(COUNTRIES, View(country=each)) for each in country_ids()]
    pages = [
        {code: address(base, page, view, code) for code in ("", *LANGUAGES)} for page, view in shown
    ]
    developers = f"{base}/developers"
    pages.append({"": developers, **{code: f"{developers}?lang={code}" for code in LANGUAGES}})
    for others in pages:
        for code in LANGUAGES:
            entry = ET.SubElement(root, f"{{{SITEMAP}}}url")
            ET.SubElement(entry, f"{{{SITEMAP}}}loc").text = others[code]
            if made:
                ET.SubElement(entry, f"{{{SITEMAP}}}lastmod").text = f"{made:%Y-%m-%d}"
            for other, link in others.items():
                named = {"rel": "alternate", "hreflang": other or "x-default", "href": link}
                ET.SubElement(entry, f"{{{XHTML}}}link", named)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def robots(request: Request) -> Response:
    """What robots may read."""
    text = robots_text(public_base(request.scope))
    return answer(request, file_of(text.encode(), "text/plain; charset=utf-8"))


def pages(request: Request) -> Response:
    """The list of pages; not found where no address of this server is known."""
    base = public_base(request.scope)
    if not base:
        return PlainTextResponse("not found", status_code=404)
    return answer(request, file_of(sitemap(base), "application/xml"))


ROUTES = [Route("/robots.txt", robots), Route("/sitemap.xml", pages)]
