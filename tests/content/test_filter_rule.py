"""Every figure, list and sentence follows the date and the filters, says otherwise, or gives way.

One walk over all countries, Thai regions, statuses and telling days. What a page, slide or document
shows enters a registry below (`FIGURES`, `FRAMES`, `TEXTS`); what is true is counted here anew from
the tables. Figures with one meaning are compared with one truth, and so agree with each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

import pandas as pd
import pytest

from dashboard.content import headline, programme, selection
from dashboard.content.file_names import file_stem
from dashboard.content.filters import filter_names, scope
from dashboard.content.places import places_of
from dashboard.content.sections import events as event_list
from dashboard.content.sections import growth
from dashboard.content.sections.partners import programme_rows
from dashboard.content.text import page_summary
from dashboard.core.dataset import network
from dashboard.core.translation import number
from dashboard.core.url_state import View
from dashboard.ui.sections import overview
from tests.selections import DAYS, selections

pytestmark = pytest.mark.slow

OFFICIAL = "1.8 million"


# --- what is true, counted from the tables alone ---------------------------------------------


@cache
def record() -> list[tuple[str, str, str, str]]:
    """The membership record: event, day, country and region of each entry."""
    return [entry[1:] for entry in entries()]


@cache
def entries() -> list[tuple[str, str, str, str, str]]:
    """`record`, each entry after the id of its place."""
    net = network()
    rows = net.memberships.merge(net.places[["place_id", "country_id", "region_id"]], on="place_id")
    days = rows["counted_on"].dt.strftime("%Y-%m-%d")
    columns = (rows[key] for key in ("country_id", "region_id"))
    return list(zip(rows["place_id"], rows["event"], days, *columns, strict=True))


def countries_of(view: View, event: str) -> list[str]:
    """The country of every entry of one kind, by the day and inside country and region."""
    return [
        country
        for kind, day, country, region in record()
        if kind == event
        and day <= view.asof
        and view.country in (None, country)
        and view.region in (None, region)
    ]


@cache
def designated() -> list[tuple[str, str]]:
    """Thailand's national programme: day and region of each area."""
    net = network()
    rows = net.thai_areas.merge(net.provinces[["province_id", "region_id"]], on="province_id")
    return list(zip(rows["designated_on"].dt.strftime("%Y-%m-%d"), rows["region_id"], strict=True))


def thailand_concerned(view: View) -> bool:
    return view.country in (None, "THA") and view.status != "member"


def true_members(view: View) -> int | None:
    return None if view.status == "proposed" else len(countries_of(view, "joined"))


def true_countries(view: View) -> int | None:
    """How many countries have a member; no figure where one country is chosen."""
    if view.country or view.status == "proposed":
        return None
    return len(set(countries_of(view, "joined")))


def true_proposed(view: View) -> int | None:
    if not thailand_concerned(view) or not countries_of(View(asof=view.asof), "proposed"):
        return None
    return len(countries_of(view, "proposed"))


def true_programme(view: View) -> int | None:
    regions = [region for day, region in designated() if day <= view.asof]
    if not thailand_concerned(view) or not regions:
        return None
    return sum(view.region in (None, region) for region in regions)


def true_benefit(view: View) -> int | None:
    """The official figure: not before it was announced, and only where an area of it is chosen."""
    early = view.asof < "2023-07-27"
    return None if early or not true_proposed(view) else 1_800_000


TRUTHS: dict[str, Callable[[View], int | None]] = {
    "members": true_members,
    "countries": true_countries,
    "proposed": true_proposed,
    "plan": true_programme,
    "benefit": true_benefit,
}


# --- what is shown ---------------------------------------------------------------------------


def card(key: str) -> Callable[[View], int | None]:
    """The number on one card of the overview; None where the card is left out."""

    def shown(view: View) -> int | None:
        found = [each for each in headline.headline(view) if each.key == key]
        if not found:
            return None
        digits = re.sub(r"\D", "", found[0].value)
        return (
            int(float(re.sub(r"[^\d.]", "", found[0].value)) * 1e6)
            if ("million" in found[0].value)
            else int(digits)
        )

    return shown


def shown_if(shown: Callable[[View], bool], count: Callable[[View], int]) -> Callable:
    return lambda view: count(view) if shown(view) else None


# Meaning, where it is shown, and how many are shown there; None where it gives way.
FIGURES: list[tuple[str, str, Callable[[View], int | None]]] = [
    *[(key, f"card {key}", card(key)) for key in TRUTHS],
    ("members", "selection", shown_if(
        selection.counts_members, lambda view: len(selection.members_of(view)))),
    ("members", "map", shown_if(
        selection.counts_members,
        lambda view: int((places_of(view)["status"] == "member").sum()))),
    ("proposed", "selection", shown_if(
        selection.counts_proposed, lambda view: len(selection.proposed_of(view)))),
    ("plan", "selection", shown_if(
        selection.counts_programme, lambda view: len(selection.programme_of(view)))),
    ("plan", "page of the national programme", shown_if(
        selection.counts_programme,
        lambda view: int((~programme.areas_of(view)["later"]).sum()))),
]  # fmt: skip

# Rows that a page draws or lists, each inside the filters and marked where later than the day.
FRAMES: dict[str, Callable[[View], pd.DataFrame]] = {
    "map": places_of,
    "membership record": growth.ledger_rows,
    "members": selection.members_of,
    "proposed areas": selection.proposed_of,
    "steps": growth.steps_of,
    "members by country": growth.counts_of,
    "events of the network": lambda view: event_list.events_of(view),
    "events of growth": growth.events,
}

# Everything that a page, slide or document says in a view, as one text.
TEXTS: dict[str, Callable[[View], str]] = {
    **{
        f"opening of {page}": partial(page_summary.opening, page)
        for page in page_summary.OPENINGS
        if page not in ("projects", "sources")
    },
    "way to the latest date": overview.since_then,
    "cards": lambda view: " ".join(
        f"{each.label}: {each.value}. {each.note}." for each in headline.headline(view)
    ),
}
# Rows that can be taken away as a file, by what the name of the file begins with.
FILES: dict[str, Callable[[View], pd.DataFrame]] = {
    "places": places_of,
    "growth": growth.steps_of,
    "matrix": growth.counts_of,
    "ledger": growth.ledger_rows,
    "timeline": event_list.events_of,
    "partners": programme_rows,
    "plan-areas": programme.areas_of,
    "claims": lambda _view: network().claims,
    "sources": lambda _view: network().sources,
}

# Of the texts, the ones that stand for the whole page and so name what is selected.
NAMING = {
    f"opening of {page}"
    for page in ("overview", "map", "growth", "countries", "city", "compare", "partners")
}


@dataclass(frozen=True)
class Seen:
    """What is shown in one view: the figures in the order of `FIGURES`, and the texts by name."""

    view: View
    figures: list[int | None]
    texts: dict[str, str]


@cache
def walk() -> list[Seen]:
    """Every selection with what is shown in it, worked out once."""
    return [
        Seen(
            view,
            [shown(view) for _meaning, _where, shown in FIGURES],
            {name: text(view) for name, text in TEXTS.items()},
        )
        for view in selections()
    ]


@pytest.mark.parametrize("at", range(len(FIGURES)), ids=lambda at: "-".join(FIGURES[at][:2]))
def test_a_figure_follows_the_selection_or_gives_way(at: int) -> None:
    truth = TRUTHS[FIGURES[at][0]]
    for seen in walk():
        assert seen.figures[at] == truth(seen.view), seen.view


@pytest.mark.parametrize("name", FRAMES)
def test_a_list_holds_what_is_selected(name: str) -> None:
    for view in selections():
        rows = FRAMES[name](view)
        asked = {"country_id": view.country, "region_id": view.region, "status": view.status}
        for column, value in asked.items():
            if value and column in rows:
                assert set(rows[column]) <= {value}, (view, column)
        for dated in {"counted_on", "happened_on"} & set(rows):
            late = rows[dated] > pd.Timestamp(view.asof)
            marked = rows["later"] if "later" in rows else pd.Series(False, index=rows.index)
            assert late.tolist() == marked.tolist(), view


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_says_the_official_figure_only_where_it_concerns_the_selection(name: str) -> None:
    for seen in walk():
        said = seen.texts[name]
        if true_benefit(seen.view) is None:
            assert OFFICIAL not in said, seen.view
        elif OFFICIAL in said and seen.view.region:
            assert "together" in said, seen.view


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_of_another_country_does_not_speak_of_thailand(name: str) -> None:
    for seen in walk():
        # Its own page says that the programme is Thailand's alone.
        if seen.view.country not in (None, "THA") and name != "opening of thailand":
            assert "Thai" not in seen.texts[name], seen.view


@pytest.mark.parametrize("name", sorted(NAMING))
def test_a_sentence_under_a_filter_names_the_selection(name: str) -> None:
    for seen in walk():
        if seen.view.country:
            assert all(part in seen.texts[name] for part in scope(seen.view).split(" · ")), (
                seen.view
            )


def test_events_are_those_of_the_selection_or_marked_as_of_more_than_that() -> None:
    joined = {place: rest for place, event, *rest in entries() if event == "joined"}
    for view in selections():
        rows = event_list.events_of(view)
        for row in rows.itertuples():
            if row.kind == "join" and (view.country or view.region):
                there = [
                    place
                    for place, (day, country, region) in joined.items()
                    if day == f"{row.happened_on:%Y-%m-%d}"
                    and view.country in (None, country)
                    and view.region in (None, region)
                ]
                assert there, (view, row.event_id)
                assert not row.whole
            if row.kind.startswith("thai"):
                assert view.country in (None, "THA"), view
                assert view.status != "member", view
                assert row.whole == bool(view.region), view
            elif row.kind != "join":
                assert row.whole == bool(view.country or view.region), view
        groups = event_list.event_groups(rows, view)
        assert sum(len(events) for _name, events in groups) == len(rows)
        if view.country and len(rows):
            assert all(name for name, _events in groups), view


@pytest.mark.parametrize("kind", [None, "member", "proposed"])
def test_an_empty_view_names_only_filters_that_were_chosen(kind: str | None) -> None:
    names = {"member": "Members", "proposed": "Proposed areas"}
    for view in selections():
        said = selection.why_no_place(view, kind)
        assert not [key for key, name in names.items() if name in said and key != view.status]
        if view.country:
            assert scope(view) in said, view


def test_a_part_of_the_six_is_told_that_the_official_figure_is_for_all_of_them() -> None:
    for view in selections():
        note = selection.benefit_note(view)
        partial = true_benefit(view) is not None and bool(view.region)
        assert bool(note) == partial, view
        if partial:
            assert all(part in note for part in (OFFICIAL, number(6), *scope(view).split(" · "))), (
                view
            )


def test_a_number_is_cited_with_what_it_was_counted_from() -> None:
    """An official figure only where it says the number on that day, else the rows counted."""
    net = network()
    claims = net.claims.set_index("claim_id")
    published = net.sources.set_index("source_id")["published_on"]
    tables = {"memberships": net.memberships, "thai_areas": net.thai_areas}
    for view in selections():
        for each in headline.headline(view):
            if each.key == "benefit":
                assert each.claim == "proposed_benefit"
                continue
            count = TRUTHS[each.key](view)
            if each.claim:
                claim = claims.loc[each.claim]
                assert claim["value"] == count, (view, each.key)
                assert not view.filtered, view
                until = published[claim["source_id"]]
                assert f"{claim['as_of']:%Y-%m-%d}" <= view.asof <= until, view
                continue
            assert bool(each.sources) == bool(count), (view, each.key)
            dated = "designated_on" if each.table == "thai_areas" else "counted_on"
            rows = tables[each.table]
            known = rows[rows[dated] <= pd.Timestamp(view.asof)]
            assert set(each.sources) <= set(known["source_id"]), (view, each.key)


def test_members_of_a_later_day_are_not_cited_with_the_announcement() -> None:
    shown = {each.key: each for each in headline.headline(View(asof="2026-01-31"))}
    assert shown["members"].value == "38"
    assert "Thaiger" not in headline.cited(shown["members"])
    assert shown["members"].grounds == {"table": "memberships"}
    then = {each.key: each for each in headline.headline(View())}
    assert then["members"].grounds == {"claim": "ascn_members_after"}
    assert then["countries"].grounds == {"table": "memberships"}


@pytest.mark.parametrize("key", FILES)
def test_a_file_name_holds_a_filter_only_where_the_rows_follow_it(key: str) -> None:
    whole = {day: FILES[key](View(asof=day)) for day in DAYS}
    for view in selections():
        name, rows = file_stem(key, view), FILES[key](view)
        for column, value in (
            ("country_id", view.country), ("region_id", view.region), ("status", view.status)
        ):  # fmt: skip
            (label,) = filter_names(View(**{column.removesuffix("_id"): value})) if value else [""]
            if value and label.replace(" ", "-") in name.split("_"):
                follows = column in rows and set(rows[column]) <= {value}
                follows |= (key, value) == ("plan-areas", "THA")  # all of them are Thai
                assert follows or len(rows) < len(whole[view.asof]), (view, name)
        if key in ("claims", "sources"):
            assert view.asof not in name
