"""Where the links of a document lead: to the pages of a running dashboard, or to other files."""

from __future__ import annotations

from typing import Protocol
from urllib.parse import quote, urlencode

from dashboard.core.navigation import NAMED
from dashboard.core.url_state import View


class Links(Protocol):
    """The addresses that a document names. An empty one is left out."""

    @property
    def filters(self) -> bool:
        """Whether a form can ask for another view."""

    def page(self, name: str, view: View, **more: str) -> str:
        """A page in a view; `more` are keys of its address that are no part of the view."""

    def file(self, name: str, view: View) -> str:
        """A file to take away, such as `ascn.zip`; one that follows the view has its filters."""


class ServerLinks:
    """Addresses on the server that made the document, relative to it.

    `up` leads from the document to the path of the dashboard, such as `../`.
    """

    filters = True

    def __init__(self, up: str = "") -> None:
        self.up = up

    def page(self, name: str, view: View, **more: str) -> str:
        """The live page, which shows this document until it has drawn itself."""
        path = NAMED[name].path
        query = {**view.query(page=path), "lang": view.lang, **more}
        return f"{self.up or './'}{path}?{urlencode(query, doseq=True)}"

    def file(self, name: str, view: View) -> str:
        """A file of the data; the places follow the date and the filters."""
        asked = {"asof": view.asof, **{k: v for k, v in view.where.items() if v}}
        if view.status:
            asked["status"] = view.status
        query = f"?{urlencode(asked)}" if name == "places.geojson" else ""
        return f"{self.up or './'}data/{quote(name)}{query}"
