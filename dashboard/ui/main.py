"""The frame of every page: title, navigation, language, controls, and a calm word on failure."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

import streamlit as st

from ascn_data import DataError
from dashboard.content.citations import plain
from dashboard.content.text.disclaimers import not_official
from dashboard.content.text.page_summary import heading, opening, title
from dashboard.core.dataset import let_sessions_choose, one_edition
from dashboard.core.navigation import AT, ICON_URL, PAGES, START, site_title
from dashboard.core.translation import _, set_language
from dashboard.ui.components.admin_banner import show_trouble
from dashboard.ui.components.breadcrumbs import show_breadcrumbs
from dashboard.ui.components.help_dialog import welcome
from dashboard.ui.components.linked_text import linked
from dashboard.ui.components.toolbar import controls
from dashboard.ui.errors import boundary, say_page
from dashboard.ui.one_run import one_run
from dashboard.ui.own_edition import own_edition
from dashboard.ui.page_links import know_pages
from dashboard.ui.sections.upload_check import show_own_banner
from dashboard.ui.session import choose_language, current_view, restore
from dashboard.ui.viewport import width_field

FILES = Path(__file__).parents[2] / "pages"


def pages(lang: str) -> dict[str, st.Page]:
    """The pages in order; the address of each is its English name in every language.

    They are made once for a session in a language: making one looks for its file.
    """
    made: dict[str, dict[str, st.Page]] = st.session_state.setdefault("pages-by-language", {})
    if lang not in made:
        made[lang] = _make_pages()
    return made[lang]


def _make_pages() -> dict[str, st.Page]:
    return {
        page.name: st.Page(
            FILES / f"{page.name}.py", title=_(page.title), icon=f":material/{page.icon}:",
            url_path=page.name, default=page.name == START,
        )
        for page in PAGES
    }  # fmt: skip


def _set_page_config(title: str) -> None:
    """Once in a run. Without an icon of our own the browser would ask another host for one."""
    st.set_page_config(page_title=title, page_icon=ICON_URL, layout="wide")


def show() -> None:
    """Run the page that the address names, inside the frame, on one edition from start to end."""
    lang = choose_language()
    set_language(lang)
    with ExitStack() as run:
        try:
            run.enter_context(one_edition())
        except DataError:  # the log has the report
            _set_page_config(site_title())
            st.error(_("The data is temporarily unavailable. Please try again in a few minutes."))
            show_trouble()
            return
        show_page(lang)


def show_page(lang: str) -> None:
    """The controls and the page below them, each of which may fail without the other."""
    made = pages(lang)
    know_pages(made)
    embedded = st.context.is_embedded
    page = st.navigation(list(made.values()), position="hidden" if embedded else "top")
    width_field()
    welcome(query=bool(st.query_params))
    unknown = restore(page.url_path, lang)
    with one_run():
        _show_restored(page, lang, unknown)


def _show_restored(page: st.Page, lang: str, unknown: Mapping[str, str]) -> None:
    if current_view().lang != lang:  # the back button led to an address in another language
        st.rerun()
    show_trouble()
    with boundary("own edition"):
        show_own_banner()
    shown, embedded = AT[page.url_path], st.context.is_embedded
    tab_title = site_title()
    with boundary("title"):
        tab_title = heading(shown.name, current_view())
    _set_page_config(tab_title)
    with boundary("controls"):
        if not embedded:
            show_breadcrumbs(shown.name, current_view())
        named = title(shown.name, current_view())
        controls(named, linked(plain(opening(shown.name, current_view()))))
    try:
        if unknown:
            listed = ", ".join(f"{key} = {value[:40]}" for key, value in unknown.items())
            st.info(
                _(
                    "This link contains a value we do not recognise, so it was ignored: {what}",
                    what=plain(listed),
                ),
                icon=":material/info:",
            )
        page.run()
    except Exception as error:  # a broken page must not reach the visitor as a traceback
        say_page(error)
    if shown.name != START:  # which says it at its top
        st.caption(not_official())


let_sessions_choose(own_edition)
show()
