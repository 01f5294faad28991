"""Every figure, list and sentence follows the date and the filters, says otherwise, or gives way.

One walk over all countries, Thai regions, statuses and telling days. What a page, slide or document
shows enters a registry below (`FIGURES`, `FRAMES`, `TEXTS`); what is true is counted here anew from
the tables. Figures with one meaning are compared with one truth, and so agree with each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import product

import pandas as pd
import pytest

from dashboard import cards, growth_pictures, openings, plan_rows, selection
from dashboard.data import network
from dashboard.filters import scope
from dashboard.place_rows import places_of
from dashboard.view import View
from dashboard.words import number

DAYS = (
    "2018-04-27", "2018-04-28", "2022-12-31", "2023-07-26", "2023-07-28", "2024-12-31",
    "2026-01-31",
)  # fmt: skip
STATUSES = (None, "member", "proposed")
OFFICIAL = "1.8 million"


@cache
def selections() -> list[View]:
    """Every country and Thai region, under every status, on every day."""
    net = network()
    where: list[dict[str, str]] = [{}]
    where += [{"country": key} for key in net.countries["country_id"]]
    thai = net.regions[net.regions["country_id"] == "THA"]
    where += [{"country": "THA", "region": key} for key in thai["region_id"]]
    # Day by day, as the data layer keeps what it worked out for the last few days.
    return [
        View(asof=day, status=status, **chosen)
        for day, chosen, status in product(DAYS, where, STATUSES)
    ]


# --- what is true, counted from the tables alone ---------------------------------------------


@cache
def record() -> list[tuple[str, str, str, str]]:
    """The membership record: event, day, country and region of each entry."""
    net = network()
    rows = net.memberships.merge(net.places[["place_id", "country_id", "region_id"]], on="place_id")
    days = rows["counted_on"].dt.strftime("%Y-%m-%d")
    return list(zip(rows["event"], days, rows["country_id"], rows["region_id"], strict=True))


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
        found = [each for each in cards.headline(view) if each.key == key]
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
        lambda view: int((~plan_rows.areas_of(view)["later"]).sum()))),
]  # fmt: skip

# Rows that a page draws or lists, each inside the filters and marked where later than the day.
FRAMES: dict[str, Callable[[View], pd.DataFrame]] = {
    "map": places_of,
    "membership record": growth_pictures.ledger_rows,
    "members": selection.members_of,
    "proposed areas": selection.proposed_of,
}

# Everything that a page, slide or document says in a view, as one text.
TEXTS: dict[str, Callable[[View], str]] = {
    "opening of the overview": lambda view: openings.opening("overview", view),
    "cards": lambda view: " ".join(
        f"{each.label}: {each.value}. {each.note}." for each in cards.headline(view)
    ),
}
# Of these, the ones that stand for the whole page and so name what is selected.
NAMING = {"opening of the overview"}


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
        if "counted_on" in rows:
            late = rows["counted_on"] > pd.Timestamp(view.asof)
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
        if seen.view.country not in (None, "THA"):
            assert "Thai" not in seen.texts[name], seen.view


@pytest.mark.parametrize("name", sorted(NAMING))
def test_a_sentence_under_a_filter_names_the_selection(name: str) -> None:
    for seen in walk():
        if seen.view.country:
            assert scope(seen.view) in seen.texts[name], seen.view


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
            assert all(part in note for part in (OFFICIAL, number(6), scope(view))), view
