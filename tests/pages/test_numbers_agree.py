"""Screen, command line and Python give the same numbers."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pandas as pd
import pytest
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

import ascn_data
from ascn_data import ANNOUNCEMENT, Network, cli
from dashboard.content.table_cells import readable
from dashboard.content.text.network_text import span
from dashboard.core.translation import LANGUAGES, localized, number, people, use_language
from dashboard.maps import deckgl
from tests.pages.cards import cards

Open = Callable[..., AppTest]
Run = Callable[[AppTest], AppTest]

ROOT = Path(__file__).parents[2]
DAYS = ["2018-04-27", "2018-04-28", "2023-07-28", "2024-06-30", "2026-01-31"]
WHERE: list[dict[str, str]] = [
    {},
    {"country": "THA"},
    {"country": "THA", "region": "north"},
    {"country": "VNM"},
]
each_language = pytest.mark.parametrize("code", LANGUAGES)
each_place = pytest.mark.parametrize("where", WHERE, ids=str)


def printed(*args: str) -> list[dict]:
    """What the command line answers, as JSON."""
    result = CliRunner().invoke(cli.main, [*args, "--format", "json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


@pytest.fixture
def quick_shell(monkeypatch: pytest.MonkeyPatch, net: Network) -> None:
    """The command line asks the edition that is loaded already."""
    monkeypatch.setattr(cli, "open_network", lambda _directory: net)


def options(where: dict[str, str]) -> list[str]:
    """Filters as options of the command line."""
    return [part for key, value in where.items() for part in (f"--{key}", value)]


def numbers(at: AppTest) -> list[str]:
    """The numbers on the cards, in order."""
    return [card.value for card in cards(at)]


@pytest.mark.usefixtures("quick_shell")
@pytest.mark.parametrize("asof", DAYS)
@each_place
def test_screen_command_line_and_python_agree(
    look: Open, net: Network, asof: str, where: dict[str, str]
) -> None:
    told = cards(look("overview", asof=asof, **where))
    shown = {card.label: card.value for card in told}
    python = ascn_data.members(net, asof, **where)
    shell = printed("members", "--as-of", asof, *options(where))
    assert shown["Member cities"] == str(len(python)) == str(len(shell))
    assert [row["place_id"] for row in shell] == python["place_id"].tolist()
    if not where:
        assert shown["Countries"] == str(python["country_id"].nunique())
        assert shown["Countries"] == str(len({row["country_id"] for row in shell}))

    areas = ascn_data.places(net, asof, status="proposed", **where)
    shell = printed("members", "--status", "proposed", "--as-of", asof, *options(where))
    assert shown.get("Areas proposed by Thailand", "0") == str(len(areas)) == str(len(shell))

    low, high = ascn_data.reach_range(net, asof, **where)
    shell = printed("reach", "--as-of", asof, *options(where))
    assert (low, high) == (sum(row["low"] for row in shell), sum(row["high"] for row in shell))
    assert not high or any(span(low, high) in card.note for card in told)

    claims = {row["claim_id"]: row for row in printed("claims")}
    announced = ascn_data.claim_value(net, "proposed_benefit")
    assert announced == claims["proposed_benefit"]["value"]
    if high:
        assert people(announced) in shown["Expected beneficiaries (official figure)"]
    if "Areas in the national programme" in shown:
        plan = ascn_data.plan_areas(net, asof, region=where.get("region"))
        assert shown["Areas in the national programme"] == str(len(plan))


def test_the_numbers_of_the_announcement(look: Open) -> None:
    """29 members in 10 countries, 6 proposed areas, 1.8 million announced, 36 areas planned."""
    assert numbers(look("overview")) == ["29", "10", "6", "≈ 1.8 million", "36"]


def test_a_shell_of_its_own_answers_the_same(net: Network) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "ascn_data", "growth", "--format", "json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    steps = ascn_data.growth(net, ANNOUNCEMENT)
    assert [row["members"] for row in json.loads(run.stdout)] == steps["members"].tolist()


@each_language
def test_cards_are_the_same_in_every_language(look: Open, net: Network, code: str) -> None:
    at = look("overview", lang=code)
    with use_language(code):
        members, countries, proposed, benefit, plan = numbers(at)
        assert members == number(len(ascn_data.members(net, ANNOUNCEMENT)))
        assert countries == number(ascn_data.members(net, ANNOUNCEMENT)["country_id"].nunique())
        assert proposed == number(len(ascn_data.places(net, ANNOUNCEMENT, status="proposed")))
        assert people(ascn_data.claim_value(net, "proposed_benefit")) in benefit
        assert plan == number(len(ascn_data.plan_areas(net, ANNOUNCEMENT)))


def points_of(at: AppTest, alt: str) -> dict:
    """The figure whose words begin with `alt`."""
    (chart,) = [c.proto for c in at.get("plotly_chart") if c.proto.alt.startswith(alt)]
    return json.loads(chart.spec)


@pytest.mark.parametrize("asof", DAYS)
@each_place
def test_the_map_has_a_mark_for_every_place(
    look: Open, net: Network, asof: str, where: dict[str, str]
) -> None:
    at = look("map", asof=asof, **where)
    places = ascn_data.places(net, asof, **where)
    decks = [json.loads(element.proto.json) for element in at.get("deck_gl_json_chart")]
    drawn = [
        row["place_id"]
        for deck in decks
        for layer in deck["layers"]
        if layer["id"] == deckgl.PLACES_LAYER
        for row in layer["data"]
    ]
    assert sorted(drawn) == sorted(places["place_id"])


@pytest.mark.parametrize("asof", DAYS)
def test_the_growth_chart_has_the_steps(look: Open, net: Network, asof: str) -> None:
    figure = points_of(look("growth", asof=asof), "Step chart")
    (marks,) = [trace for trace in figure["data"] if trace.get("mode") == "markers"]
    steps = ascn_data.growth(net, asof)
    shown = marks["y"]
    if isinstance(shown, dict):  # plotly packs arrays of numbers
        import base64

        shown = list(memoryview(base64.b64decode(shown["bdata"])).cast("b"))
    assert shown == steps["members"].tolist()


def said(values: pd.Series) -> list[str]:
    """What the cells of a column say; a name that leads to a page stands after the #."""
    return [unquote(str(value).rpartition("#")[2]) for value in values]


TABLES = {
    "growth": ("growth", lambda net: ascn_data.growth(net, ANNOUNCEMENT), "members"),
    "matrix": ("growth", lambda net: ascn_data.members_by_country(net, ANNOUNCEMENT), "members"),
    "places": ("map", lambda net: ascn_data.places(net, ANNOUNCEMENT), "name"),
    "areas": ("reach", lambda net: ascn_data.reach_readings(net, ANNOUNCEMENT), "population"),
    "regions": ("reach", lambda net: ascn_data.reach_by_region(net, ANNOUNCEMENT), "high"),
    "claims": ("sources", ascn_data.claims, "value"),
}


@pytest.mark.parametrize("key", TABLES)
def test_the_table_behind_a_picture_is_its_frame(
    open_page: Open, run: Run, net: Network, key: str
) -> None:
    page, question, column = TABLES[key]
    at = open_page(page)
    before = len(at.dataframe)
    at.session_state[f"table-{key}"] = True
    run(at)
    assert len(at.dataframe) == before + 1
    frame = question(net)
    title = readable(frame, [column]).columns[0]
    wanted = sorted(map(str, frame[column if column in frame else localized(column)]))
    shown = [table.value[title] for table in at.dataframe if title in table.value]
    assert wanted in [sorted(said(values)) for values in shown]


def test_the_ledger_on_screen_is_the_ledger(look: Open, net: Network) -> None:
    (table,) = look("growth").dataframe
    ledger = ascn_data.ledger(net)
    assert len(table.value) == len(ledger)
    place = readable(ledger, ["name"])
    assert said(table.value[place.columns[0]]) == place.iloc[:, 0].tolist()


@each_language
def test_the_claims_page_counts_its_claims(look: Open, net: Network, code: str) -> None:
    claims = ascn_data.claims(net)
    opening = next(
        each.value for each in look("sources", lang=code).markdown if re.search(r"\d", each.value)
    )
    counts = [len(claims), int(claims["computed"].notna().sum()), int(claims["agrees"].sum())]
    assert list(map(int, re.findall(r"\d+", opening)))[-len(counts) :] == counts


@each_language
def test_every_source_is_listed(look: Open, net: Network, code: str) -> None:
    *_others, table = look("sources", lang=code).dataframe
    assert set(net.sources["url"]) <= set(table.value.to_numpy().ravel())
