"""Controls above every page: as of, filters, language."""

from __future__ import annotations

import streamlit as st

from ascn_data import STATUSES
from dashboard.content.citations import plain
from dashboard.content.filters import (
    STATUS_NAMES,
    country_options,
    day_label,
    days_to_choose,
    filter_label,
    region_options,
)
from dashboard.core.translation import LANGUAGES, _, day
from dashboard.core.url_state import View
from dashboard.ui.components.chips import show_chips
from dashboard.ui.components.help_dialog import guide_button
from dashboard.ui.components.search_dialog import finder
from dashboard.ui.components.share_menu import share
from dashboard.ui.session import adopt, bind, change, current_view, out_of_sight
from dashboard.ui.viewport import scaled, window

# The widths of the lists in pixels of a usual window: of the date, and of the filters in a row.
DATE, WIDTHS = 330, (240, 280, 250)


def _select(
    label: str, key: str, options: dict[str, str], every: str, help: str, *, width: int = 0
) -> None:
    """A list of `options` by id; `every` stands in it while none is chosen.

    With a `width`, in pixels of a usual window, it says its label to those who hear the page only.
    """
    widget = out_of_sight(key)
    bind(widget, getattr(current_view(), key))
    st.selectbox(
        label,
        list(options),
        index=None,
        key=widget,
        format_func=options.__getitem__,
        placeholder=every,
        on_change=adopt,
        args=(key, widget),
        help=help,
        label_visibility="collapsed" if width else "visible",
        width=scaled(width) if width else "stretch",
    )


def _counted() -> str:
    """What the numbers in the lists count."""
    return _("In brackets: member cities, and areas proposed by Thailand, on the selected date.")


def _filters(view: View, widths: tuple[int, int, int] = (0, 0, 0)) -> None:
    """Country, region and status, in the order in which they narrow a view."""
    _select(
        _("Country"), "country", country_options(view), _("All countries"),
        _("Figures, charts, maps and tables show this country only.") + " " + _counted(),
        width=widths[0],
    )  # fmt: skip
    _select(
        _("Region"), "region", region_options(view), _("All regions"),
        _("Regions within a country. Thailand uses the six-region grouping.") + " " + _counted(),
        width=widths[1],
    )  # fmt: skip
    _select(
        _("Status"), "status", {key: _(STATUS_NAMES[key]) for key in STATUSES},
        _("Members and proposed areas"),
        _("Members belong to the ASEAN network; proposed areas to Thailand's national"
          " programme."), width=widths[2],
    )  # fmt: skip


def _filter_button(view: View) -> None:
    """The filters behind a button, for a window that has no room for them."""
    with st.popover(
        _("Filter"), icon=":material/filter_alt:", key="filters",
        help=_("Filter by country, region or status."),
    ):  # fmt: skip
        _filters(view)
        st.button(
            _("Clear filters"),
            on_click=change,
            kwargs={"country": None, "region": None, "status": None},
            disabled=not view.filtered,
            icon=":material/filter_alt_off:",
            key="clear-filters",
            help=_("Show all countries, regions and statuses. The selected date stays."),
        )


def _date(view: View) -> None:
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
        width=scaled(DATE),
        help=_(
            "All figures, charts and maps are shown as of this date. The list has the dates on"
            " which the network or Thailand's national programme grew."
        ),
    )


def _page_tools(title: str, view: View) -> None:
    """Language, sharing and the guide."""
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
    guide_button()


def controls(title: str, opening: str) -> None:
    """The title of the page, date, filters, language, what to share, and what is chosen.

    In a wide window the date and the filters have a row of their own; elsewhere the filters are
    behind a button. Below stands the `opening`, the page's answer in a sentence or two, as
    Markdown. Inside another site's frame only the title and the day stand there.
    """
    view = current_view()
    if st.context.is_embedded:
        st.title(plain(title), anchor=False)
        said = [_("As of {day}", day=day(view.asof)), plain(filter_label(view))]
        st.caption(" · ".join(filter(None, said)))
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="controls"):
        st.title(plain(title), anchor=False, width="stretch")
        finder()
        if window().open_filters:
            _page_tools(title, view)
            with st.container(
                horizontal=True, vertical_alignment="center", gap="small", key="choices"
            ):
                _date(view)
                _filters(view, WIDTHS)
                st.markdown("", help=_counted(), width="content")
        else:
            _date(view)
            _filter_button(view)
            _page_tools(title, view)
    show_chips(view)
    with st.container(key="opening"):
        st.markdown(opening)
