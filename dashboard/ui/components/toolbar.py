"""Controls above every page: as of, filters, language."""

from __future__ import annotations

import streamlit as st

from ascn_data import STATUSES
from dashboard.content.citations import plain
from dashboard.content.filters import (
    STATUS_NAMES,
    day_label,
    days_to_choose,
    filter_label,
    names_of,
    region_names,
)
from dashboard.core.translation import LANGUAGES, _, day
from dashboard.core.url_state import View
from dashboard.ui.components.help_dialog import guide_button
from dashboard.ui.components.search_dialog import finder
from dashboard.ui.components.share_menu import share
from dashboard.ui.session import adopt, bind, change, current_view, out_of_sight
from dashboard.ui.viewport import scaled


def _select(label: str, key: str, options: list[str], names: dict[str, str], help: str) -> None:
    widget = out_of_sight(key)
    bind(widget, getattr(current_view(), key))
    st.selectbox(
        label,
        options,
        index=None,
        key=widget,
        format_func=names.__getitem__,
        placeholder=_("All"),
        on_change=adopt,
        args=(key, widget),
        help=help,
    )


def _filters(view: View) -> None:
    countries = names_of("countries", "country_id")
    _select(
        _("Country"), "country", list(countries), countries,
        _("Figures, charts, maps and tables show this country only."),
    )  # fmt: skip
    names = region_names(view.country)
    _select(
        _("Region"), "region", list(names), names,
        _("Regions within a country. Thailand uses the six-region grouping."),
    )  # fmt: skip
    statuses = {key: _(name) for key, name in STATUS_NAMES.items()}
    _select(
        _("Status"), "status", list(STATUSES), statuses,
        _("Members belong to the ASEAN network; proposed areas to Thailand's national"
          " programme."),
    )  # fmt: skip
    st.button(
        _("Clear filters"),
        on_click=change,
        kwargs={"country": None, "region": None, "status": None},
        disabled=not view.filtered,
        icon=":material/filter_alt_off:",
        key="clear-filters",
        help=_("Show all countries, regions and statuses. The selected date stays."),
    )


def _filter_button(view: View) -> None:
    """The filters behind a button that names what is chosen."""
    with st.popover(
        plain(filter_label(view)) or _("Filter"), icon=":material/filter_alt:", key="filters",
        help=_("Filter by country, region or status."),
    ):  # fmt: skip
        _filters(view)


def controls(title: str, opening: str) -> None:
    """One row: the title of the page, the day, the filters, the language, and what to share.

    Below it stands the `opening`, the page's answer in a sentence or two, as Markdown. Inside
    another site's frame only the title and the day stand there.
    """
    view = current_view()
    if st.context.is_embedded:
        st.title(plain(title), anchor=False)
        said = [_("As of {day}", day=day(view.asof)), plain(filter_label(view))]
        st.caption(" · ".join(filter(None, said)))
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="controls"):
        st.title(plain(title), anchor=False, width="stretch")
        with st.container(width="content", key="search-anything"):
            finder()
        bind("asof", view.asof)
        st.selectbox(
            _("As of"),
            days_to_choose(view),
            key="asof",
            format_func=day_label,
            on_change=adopt,
            args=("asof",),
            label_visibility="collapsed",
            icon=":material/event:",
            width=scaled(330),
            help=_("All figures, charts and maps are shown as of this date."),
        )
        _filter_button(view)
        bind("lang", view.lang)
        st.segmented_control(
            _("Language"),
            list(LANGUAGES),
            key="lang",
            format_func=LANGUAGES.__getitem__,
            required=True,
            on_change=adopt,
            args=("lang",),
            label_visibility="collapsed",
            help=_("The language of all pages."),
        )
        share(title)
        with st.container(width="content", key="ask-guide"):
            guide_button()
    with st.container(key="opening"):
        st.markdown(opening)
