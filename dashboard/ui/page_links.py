"""Addresses of pages and files. Inside the dashboard they are relative: any base path will do."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

import streamlit as st

from dashboard.content.pages import PAGE_OF_CHART
from dashboard.core.config import public_url
from dashboard.core.navigation import NAMED
from dashboard.core.translation import language
from dashboard.core.url_state import Query, View
from dashboard.ui.one_run import once
from dashboard.ui.session import current_page, current_view, home_language

PAGES = "pages"


def know_pages(pages: Mapping[str, st.Page]) -> None:
    """Remember the pages of this run by their names."""
    st.session_state[PAGES] = pages


def page_named(name: str) -> st.Page:
    """A page, as `st.page_link` wants it: of a file it would ask the disk for every link."""
    page: st.Page = st.session_state[PAGES][name]
    return page


def query(page: str, /, **values: str | list[str]) -> Query:
    """The reader's view as the query of a page, with some of its keys replaced or added."""
    return {**current_view().query(home_language(), page), **values}


def address(page: str, anchor: str = "", /, **values: str | list[str]) -> str:
    """The relative address of a page in the reader's view."""
    asked = urlencode(query(page, **values), doseq=True)
    return page + (f"?{asked}" if asked else "") + (f"#{quote(anchor)}" if anchor else "")


def place_base(asked: Query | None = None) -> str:
    """The address of the page of a place in the reader's view, up to the id of the place.

    `asked` is another view, as the query of that page.
    """
    asked = query("city") if asked is None else asked
    kept = {key: value for key, value in asked.items() if key != "city"}
    return "city?" + urlencode({**kept, "city": ""}, doseq=True)


def country_base(asked: Query | None = None) -> str:
    """The address of the page of a country in the reader's view, up to the id of the country.

    `asked` is another view, as the query of that page.
    """
    asked = query("countries") if asked is None else asked
    kept = {key: value for key, value in asked.items() if key != "country"}
    kept.pop("region", None)
    return "countries?" + urlencode({**kept, "country": ""}, doseq=True)


@once
def public_base() -> str:
    """The address of the dashboard for others, with a slash at its end; empty if unknown.

    `ASCN_PUBLIC_URL` says it for a dashboard behind a proxy; otherwise it is what this visitor's
    browser used.
    """
    if said := public_url():
        return said + "/"
    here = (st.context.url or "").rstrip("/") + "/"
    page = current_page()
    return here.removesuffix(f"{page}/") if page else here.lstrip("/")


def public_address(page: str, **values: str | list[str]) -> str:
    """The address of a page in the reader's view, for others."""
    return public_base() + address(page, **values)


@once
def reader() -> tuple[View, str, str, str]:
    """All that an address of ours, inside the dashboard or for others, depends on.

    The page is one of it: names that a page is about are no links there.
    """
    return current_view(), current_page(), home_language(), public_base()


def data_address(name: str) -> str:
    """The address at which a file of the data stays."""
    return f"{public_base()}data/{name}"


def developers_link() -> str:
    """The way to the page on which addresses are tried out, in the reader's language."""
    return f"developers?lang={language()}"


def chart_path(key: str, ending: str = "", /, **values: str | list[str]) -> str:
    """The relative address of a chart alone in the reader's view, or of a file of it.

    Some keys of the view may be replaced or added. Raises KeyError for a chart that has none.
    """
    page = NAMED[PAGE_OF_CHART[key]].path
    asked = urlencode(query(page, **{"lang": current_view().lang, **values}), doseq=True)
    return f"chart/{key}" + (f".{ending}" if ending else "") + f"?{asked}"


def chart_address(key: str, ending: str = "", /, **values: str | list[str]) -> str:
    """`chart_path` for others."""
    return public_base() + chart_path(key, ending, **values)
