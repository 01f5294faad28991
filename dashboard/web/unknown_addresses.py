"""404 for addresses where there is nothing: Streamlit answers each of them with its page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from dashboard.core.base_path import base_path
from dashboard.core.navigation import site_title
from dashboard.core.request_state import home_language, named_language
from dashboard.core.translation import _, use_language
from dashboard.exports.templates import templates_in
from dashboard.web.html_head import page_of

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Vary": "Accept, Accept-Language",
}
PAGE = templates_in(Path(__file__).parent).get_template("not_found.html")
Message = dict[str, Any]


def not_found(scope: Mapping[str, Any]) -> Response:
    """The answer in the visitor's language: a page for a browser, a line for everything else."""
    lang = named_language(scope) or home_language(scope)
    with use_language(lang):
        said, site = _("There is no page at this address"), site_title()
    if "text/html" not in Headers(raw=scope["headers"]).get("accept", ""):
        return PlainTextResponse(said, 404, HEADERS)
    told = {"lang": lang, "said": said, "site": site, "start": f"{base_path()}?lang={lang}"}
    return HTMLResponse(PAGE.render(told), 404, HEADERS)


class UnknownAddresses:
    """ASGI middleware: let Streamlit's page stand for the addresses of our pages alone."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Any, send: Any) -> None:
        """Pass everything on; answer ourselves where Streamlit's page would stand for nothing."""
        if scope["type"] != "http" or page_of(scope):
            await self.app(scope, receive, send)
            return
        unknown = False

        async def known_alone(message: Message) -> None:
            nonlocal unknown
            if message["type"] == "http.response.start":
                headers = Headers(raw=message["headers"])
                html = headers.get("content-type", "").startswith("text/html")
                # Our own documents, such as the slides, have a policy of their own.
                unknown = html and "content-security-policy" not in headers
            if not unknown:
                await send(message)

        await self.app(scope, receive, known_alone)
        if unknown:
            await not_found(scope)(scope, receive, send)
