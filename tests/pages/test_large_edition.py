"""An edition far larger than the real one: every page draws, and sends no more than it may."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

import ascn_data
from ascn_data import ANNOUNCEMENT
from ascn_data.network import DIRECTORY
from bench.editions import make_edition
from dashboard.core import dataset, limits
from dashboard.web.routes import data
from tests.asgi import get

Open = Callable[..., AppTest]

ROOT = Path(__file__).parents[2]
PLACES = 2000
LARGEST_MESSAGE = 1_000_000
LATEST = "2026-01-31"
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))


@pytest.fixture(scope="module", autouse=True)
def _large_edition(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    out = tmp_path_factory.mktemp("large")
    make_edition(ascn_data.load(DIRECTORY), PLACES, out)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASCN_DATA_DIR", str(out))
        dataset.EDITIONS.forget()
        yield
    dataset.EDITIONS.forget()


def sizes(block: Block) -> Iterator[tuple[int, str]]:
    """The bytes of every element of a page, and its kind."""
    for child in block.children.values():
        if isinstance(child, Block):
            yield from sizes(child)
        elif child.proto is not None:
            yield child.proto.ByteSize(), child.type


def layers(at: AppTest) -> list[dict]:
    """The layers of the map on a page."""
    return json.loads(at.get("deck_gl_json_chart")[0].proto.json)["layers"]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_draws_and_sends_small_messages(open_page: Open, page: str) -> None:
    at = open_page(page, asof=LATEST)
    assert [element.value for element in at.error] == []
    sent = sorted(sizes(at.main), reverse=True)
    assert len(sent) > 5
    assert sent[0][0] < LARGEST_MESSAGE, sent[:3]


def test_the_map_fetches_its_points_by_their_address(open_page: Open) -> None:
    shown = layers(open_page("map", asof=LATEST))
    (layer,) = [each for each in shown if each["id"] == "places"]
    assert layer["data"].startswith("/data/points.json?")
    status, _headers, body = get(Starlette(routes=data.ROUTES), layer["data"])
    assert status == 200
    points = json.loads(body)
    assert len(points) == PLACES
    assert set(points[0]) == {"place_id", "country_id", "at", "kind", "tip"}


def test_points_that_overlap_have_their_number_and_an_area_that_opens(open_page: Open) -> None:
    at = open_page("map", asof=LATEST)
    (circles,) = [each for each in layers(at) if each["id"] == "insets"]
    numbers = [int(row["count"].replace(",", "")) for row in circles["data"]]
    assert 1 < max(numbers) < PLACES
    assert sum(numbers) <= PLACES
    crowd = max(circles["data"], key=lambda row: int(row["count"].replace(",", "")))
    ((_key, area),) = parse_qsl(crowd["choice"])
    at.query_params["area"] = area
    at.run(timeout=60)
    closer = json.loads(at.get("deck_gl_json_chart")[0].proto.json)["initialViewState"]
    west, south, east, north = map(float, area.split(","))
    assert west < closer["longitude"] < east
    assert south < closer["latitude"] < north
    (again,) = [each for each in layers(at) if each["id"] == "insets"]
    assert sum(int(row["count"].replace(",", "")) for row in again["data"]) < sum(numbers)
    at.button(key="whole-map").click().run(timeout=60)
    assert [each["data"] for each in layers(at) if each["id"] == "insets"] == [circles["data"]]


def test_a_list_to_choose_from_is_bounded_and_searched(open_page: Open) -> None:
    at = open_page("map", asof=LATEST)
    assert len(at.multiselect(key="city").options) == limits.OPTIONS
    at.text_input(key="find-card").set_value("semarang").run(timeout=60)
    found = at.multiselect(key="city").options
    assert "Semarang" in found
    assert all("Semarang" in name for name in found)


def test_a_table_is_bounded_and_says_so(open_page: Open) -> None:
    at = open_page("growth", asof=LATEST)
    assert len(at.dataframe[0].value) == limits.ROWS
    assert any("1,000" in caption.value and "2,000" in caption.value for caption in at.caption)


def test_nothing_of_the_real_edition_reaches_a_limit() -> None:
    net = ascn_data.load(DIRECTORY)
    assert len(net.places) < min(limits.MARKS, limits.OPTIONS, limits.BARS, limits.NAMES)
    assert max(len(ascn_data.projects(net)), len(net.priority_projects)) < limits.ROWS
    assert len(ascn_data.reach_by_area(net, ANNOUNCEMENT)) < limits.CARDS
