"""Partners and the timeline: everything on record, unknown years unknown, later events later."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import ascn_data
from ascn_data import Network
from ascn_data.events import OF_THAILAND
from dashboard.content.citations import JOINER
from dashboard.content.sections.events import dated_events, event_line, kind_name
from dashboard.content.sections.partners import programme_line, programme_rows
from dashboard.content.table_cells import readable
from dashboard.core.translation import LANGUAGES, localized, use_language
from dashboard.core.url_state import View
from dashboard.exports.html.markdown import words
from tests.pages.conftest import without_links
from tests.pages.folds import folds

Open = Callable[..., AppTest]
Run = Callable[[AppTest], AppTest]

DAYS = ["0001-01-01", "2018-04-28", "2023-07-28", "2026-01-31", "9999-12-31"]
KINDS = ["meeting", "join", "thai-round", "partner", "count"]
each_day = pytest.mark.parametrize("asof", DAYS)
each_kind = pytest.mark.parametrize("kind", KINDS)
each_language = pytest.mark.parametrize("code", LANGUAGES)


def lines(at: Any) -> list[str]:
    """Every paragraph of the page, or of a part of it."""
    said = [without_links(each.value) for each in [*at.markdown, *at.subheader]]
    return [line for each in said for line in each.split("\n\n")]


def marks(at: AppTest, chart: int) -> list[dict]:
    """The traces of a figure that are drawn as marks."""
    spec = json.loads(at.get("plotly_chart")[chart].proto.spec)
    return [trace for trace in spec["data"] if "markers" in trace.get("mode", "")]


def listed(at: AppTest, rows: pd.DataFrame) -> list[str]:
    """The lines of the list of events; `rows` are those of all kinds."""
    every = {event_line(row, details=True) for _index, row in rows.iterrows()}
    return [line for line in lines(at) if line in every]


def opened_table(at: AppTest, run: Run, key: str) -> pd.DataFrame:
    """The table behind a picture."""
    at.session_state[f"table-{key}"] = True
    run(at)
    governance = "In office on the selected date"
    (table,) = (each for each in at.dataframe if governance not in each.value)
    return table.value


@each_language
def test_every_programme_stands_with_its_partner(look: Open, net: Network, code: str) -> None:
    at = look("partners", lang=code)
    rows = programme_rows(View())
    assert len(rows) == len(net.partner_programmes)
    with use_language(code):
        shown = {entry.key: entry for entry in folds(at)}
        for key, own_rows in rows.groupby("partner_id"):
            entry = shown[str(key)]
            told = [words(programme_line(row)) for _index, row in own_rows.iterrows()]
            assert [line.replace(JOINER, "") for line in entry.told] == told
            assert own_rows[localized("partner")].iloc[0] in entry.heading
            assert f" {len(own_rows)} " in f"{entry.heading} "


@each_day
def test_the_dots_count_every_programme_and_unknown_years_stand_apart(
    look: Open, net: Network, asof: str
) -> None:
    (dots,) = marks(look("partners", asof=asof), 0)
    counts = [int(text) for text in dots["text"]]
    assert sum(counts) == len(net.partner_programmes)
    years = net.partner_programmes["year"]
    by_year = pd.Series(counts).groupby(_numbers(dots["x"])).sum()
    unknown = by_year.index.max()
    assert by_year[unknown] == years.isna().sum()
    assert unknown > years.max()
    assert by_year.drop(unknown).to_dict() == years.dropna().astype(int).value_counts().to_dict()


def _numbers(values: list | dict) -> list[int]:
    if isinstance(values, dict):  # plotly packs arrays of numbers
        import base64

        import numpy as np

        return np.frombuffer(base64.b64decode(values["bdata"]), values["dtype"]).tolist()
    return values


def test_an_unknown_year_is_said_to_be_unknown_and_is_never_later() -> None:
    rows = programme_rows(View(asof="2018-01-01"))
    unknown = rows[rows["year"].isna()]
    assert len(unknown)
    assert unknown["later"].isna().all()
    assert (rows["later"] == (rows["year"] > 2018)).dropna().all()
    for _index, row in unknown.iterrows():
        line = programme_line(row)
        assert "unknown" in line
        assert "later" not in line


@each_day
def test_every_event_is_drawn_and_listed_on_any_day(look: Open, net: Network, asof: str) -> None:
    at = look("partners", asof=asof)
    events = ascn_data.events(net)
    rows = dated_events(asof)
    assert sum(len(trace["x"]) for trace in marks(at, 1)) == len(events)
    assert len(listed(at, rows)) == len(events)
    said = [line for line in listed(at, rows) if "*(later)*" in line]
    assert len(said) == (events["happened_on"] > pd.Timestamp(asof)).sum()


@each_day
def test_hollow_marks_are_the_later_events(look: Open, net: Network, asof: str) -> None:
    at = look("partners", asof=asof)
    hollow = sum(
        fill != line
        for trace in marks(at, 1)
        for fill, line in zip(
            trace["marker"]["color"], trace["marker"]["line"]["color"], strict=True
        )
    )
    assert hollow == (net.timeline["happened_on"] > pd.Timestamp(asof)).sum()


@each_kind
@each_language
def test_a_kind_narrows_the_list_and_stands_out_in_the_drawing(
    look: Open, net: Network, code: str, kind: str
) -> None:
    at = look("partners", kind=kind, lang=code)
    wanted = ascn_data.events(net, kind=kind)
    with use_language(code):
        rows = dated_events(View().asof)
        shown = listed(at, rows)
        assert shown == listed(at, rows[rows["kind"] == kind])
        assert any(kind_name(kind) in heading.value for heading in at.subheader)
    assert len(shown) == len(wanted)
    of_kind = [each for each in marks(at, 1) if each["meta"]["choose"] == f"kind={kind}"]
    assert [len(trace["x"]) for trace in of_kind] == [len(wanted)]
    assert len(marks(at, 1)) > 1, "the others are muted"


@each_kind
def test_the_table_has_the_rows_shown(open_page: Open, run: Run, net: Network, kind: str) -> None:
    shown = opened_table(open_page("partners", kind=kind), run, "timeline")
    wanted = ascn_data.events(net, kind=kind)
    title = readable(dated_events(View().asof), ["event"]).columns[0]
    assert shown[title].tolist() == wanted["event_en"].tolist()


def test_the_table_of_programmes_is_the_table(open_page: Open, run: Run, net: Network) -> None:
    shown = opened_table(open_page("partners"), run, "partners")
    title = readable(programme_rows(View()), ["programme"]).columns[0]
    assert shown[title].tolist() == net.partner_programmes["name_en"].tolist()


def test_choosing_a_kind_writes_the_address_and_all_takes_it_out(open_page: Open, run: Run) -> None:
    at = open_page("partners", kind="join")
    pills = at.pills(key="kind")
    assert pills.value == "join"
    assert at.query_params["kind"] == "join"
    pills.set_value("meeting")
    run(at)
    assert at.query_params["kind"] == "meeting"
    at.pills(key="kind").set_value("")
    run(at)
    assert "kind" not in at.query_params


def test_events_follow_the_filters_and_programmes_say_that_they_do_not(look: Open) -> None:
    at = look("partners", country="VNM")
    rows = dated_events(View().asof)
    shown = listed(at, rows)
    assert shown == listed(look("partners"), rows[~rows["kind"].isin(["join", *OF_THAILAND])])
    assert any("Viet Nam" in line and "Numbers count programmes" in line for line in lines(at))
    assert not listed(look("partners", country="VNM", status="proposed"), rows)


def test_members_and_areas_of_the_plan_are_never_one_number(net: Network) -> None:
    rows = dated_events(View().asof)
    assert (rows["members"].isna() | rows["plan_areas"].isna()).all()
    assert (rows["plan_areas"].notna() <= (rows["kind"] == "thai-round")).all()
    counted = rows["members"].fillna(rows["plan_areas"])
    assert counted.equals(ascn_data.events(net)["count_after"].rename("members"))


def test_growth_lists_only_what_moved_or_confirmed_the_count(look: Open, net: Network) -> None:
    at = look("growth")
    wanted = ascn_data.events(net)
    wanted = wanted[wanted["kind"].isin(["milestone", "meeting", "join", "count"])]
    rows = dated_events(View().asof)
    every = {event_line(row) for _index, row in rows.iterrows()}
    assert len([line for line in lines(at) if line in every]) == len(wanted)
