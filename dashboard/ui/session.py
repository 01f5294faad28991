"""The reader's view in the session, and the address that restores it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.core.dataset import choices
from dashboard.core.translation import LANGUAGES, SOURCE, spoken
from dashboard.core.url_state import (
    KEYS,
    SEVERAL,
    Query,
    View,
    asked_of,
    consistent,
    keys_of,
    read_query,
)
from dashboard.ui.errors import error_boundary
from dashboard.ui.one_run import once

VIEW, WRITTEN, PAGE, TURN, ARRIVED = "view", "written", "page", "turn", "arrived"
# In the session: the view before the last choice on this page.
BEFORE = "before"
# In the session: the last addresses that the browser sent or was told, and how many are kept. A
# choice may come with any of them: the browser may not have heard of the newest yet.
SAID, KEPT = "said", 8
# In the session: the whole query that the browser was told, or came with.
TOLD = "told"


@once
def current_view() -> View:
    """What the reader sees now."""
    view: View = st.session_state[VIEW]
    return view


@once
def current_page() -> str:
    """The path of the page that the reader is on; empty on the overview."""
    page: str = st.session_state.get(PAGE, "")
    return page


def just_arrived() -> bool:
    """Whether the reader came to this page from another one with this run."""
    return bool(st.session_state.get(ARRIVED))


def view_before() -> View | None:
    """The view before the last choice on this page; None where there is no way back."""
    before: View | None = st.session_state.get(BEFORE)
    return before


def address() -> Query:
    """Our keys of the query as it stands in the browser."""
    present = set(st.query_params)
    return asked_of(st.query_params.get_all, [key for key in KEYS if key in present])


def choose_language() -> str:
    """The language of the address, else of the session, else the browser's, else English."""
    asked = st.query_params.get("lang", "")
    written = st.session_state.get(WRITTEN, {}).get("lang", "")
    if asked in LANGUAGES and asked != written:
        return asked
    return current_view().lang if VIEW in st.session_state else home_language()


@once
def home_language() -> str:
    """The language that the browser asks for, if we have it; an address need not name it."""
    return spoken(st.context.locale or SOURCE)


def restore(page: str, lang: str) -> dict[str, str]:
    """Bring the session in line with the address; return the values nobody knows.

    A change of page by the navigation drops the query, and the view goes along; any other
    address that we did not write (a link, the back button) is taken as it is. What the page does
    not read waits in the session for the page that does.
    """
    state, asked = st.session_state, address()
    moved = state.get(PAGE) != page
    base = replace(state.get(VIEW, View()), lang=lang)
    # What the session holds may be gone from the edition that has come since.
    base, unknown = read_query(base.query(), choices(), View(lang=lang))
    before = view_before()
    if moved or asked != state.get(WRITTEN) or before is None:
        state[BEFORE] = None
    else:
        state[BEFORE] = read_query(before.query(), choices(), View(lang=lang))[0]
    if asked != state.get(WRITTEN) and (asked or not moved):
        lang = lang if "lang" in asked else home_language()
        waiting = {key: getattr(base, key) for key in KEYS if key not in keys_of(page)}
        base, unknown = read_query(asked, choices(), View(**{**waiting, "lang": lang}))
        if VIEW in state:
            state[TURN] = state.get(TURN, 0) + 1
    state[VIEW], state[PAGE], state[ARRIVED] = base, page, moved
    remember(asked)
    write_address()
    return unknown


def write_address() -> None:
    """Make the address say what the reader sees; keys that are not ours stay.

    The browser is told of an address that came from it, too, other than the first: a link from a
    page to itself leaves the old one there, and so does a run that says its own after the reader
    has gone on.
    """
    query, asked = current_view().query(home_language(), current_page()), whole_address()
    known = asked == st.session_state.setdefault(TOLD, asked)
    if address() != query:
        others = {key: said for key, said in asked.items() if key not in KEYS}
        st.query_params.from_dict({**others, **query})
    elif not known:
        st.query_params.from_dict(asked)
    st.session_state[TOLD] = whole_address()
    st.session_state[WRITTEN] = query
    remember(query)


def whole_address() -> Query:
    """The query as it stands in the browser, with the keys that are not ours."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def remember(query: Query) -> None:
    """Keep an address among those that the browser may hold."""
    said = st.session_state.setdefault(SAID, [])
    said[:] = [*(each for each in said if each != query), query][-KEPT:]


def has_gone_on() -> bool:
    """Whether a link or the browser's history led to this run, and no choice in a widget.

    The browser sends all its widgets with it, and those that it has not drawn anew since the last
    choice hold values from before: they look like choices, and would undo both.
    """
    run = get_script_run_ctx(suppress_warning=True)
    if run is not None and run.is_history_navigation:
        return True
    return bool(asked := address()) and asked not in st.session_state.get(SAID, [asked])


def out_of_sight(key: str) -> str:
    """The widget key for `key` where a closed popover may hide the widget.

    The browser does not hear of a new value for a widget that it does not show, and would send
    the old one back; so each address that we take over gets widgets of its own.
    """
    turn = st.session_state.get(TURN, 0)
    return f"{key}-{turn}" if turn else key


def bind(widget: str, value: str | list[str] | None) -> None:
    """Let a widget show `value`."""
    st.session_state[widget] = value


@error_boundary(None)
def adopt(key: str, widget: str | None = None) -> None:
    """Take over the new value of a widget; called before the page runs again."""
    value = st.session_state[widget or key]
    if key in SEVERAL:
        value = (value,) if isinstance(value, str) else tuple(value or ())
    change(**{key: value})


def change_unseen(**values: Any) -> None:
    """`change` by a button on the page, while the widgets of the same keys may be out of sight."""
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    change(**values)


def toggle(choice: str, **values: Any) -> None:
    """Choose what a mark stands for (`choosing`), or let it go where it is chosen already.

    `values` change with it.
    """
    asked = dict(parse_qsl(choice))
    view = current_view()
    chosen = all(getattr(view, key) == value for key, value in asked.items())
    # A region would bring its country back.
    values |= {"region": None} if "country" in asked else {}
    change_unseen(**{**values, **(dict.fromkeys(asked) if chosen else asked)})


@error_boundary(None)
def change(**values: Any) -> None:
    """Change the view, and with it the address. A new country drops the old one's region.

    Called before the page runs again; nothing changes where the reader has gone on (`has_gone_on`).
    """
    if has_gone_on():
        return
    st.session_state[BEFORE] = current_view()
    st.session_state[VIEW] = consistent(replace(current_view(), **values), choices())
    write_address()


def undo() -> None:
    """Return to the view before the last choice, in the language now chosen."""
    if not has_gone_on() and (before := view_before()):
        st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
        st.session_state[VIEW] = replace(before, lang=current_view().lang)
        st.session_state[BEFORE] = None
        write_address()
