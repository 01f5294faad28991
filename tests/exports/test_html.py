"""Pages as documents: valid, complete, and with the numbers of the data."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from functools import cache
from xml.etree import ElementTree as ET

import pytest
from tinyhtml5.parser import HTMLParser

import ascn_data
from ascn_data import ANNOUNCEMENT, Network
from dashboard.content.pages import describe
from dashboard.core.dataset import one_edition
from dashboard.core.navigation import PAGES
from dashboard.core.translation import number, use_language
from dashboard.core.url_state import View
from dashboard.exports.html import drawings
from dashboard.exports.html.document import Setting, document, whole
from dashboard.exports.html.links import ServerLinks

XHTML = "{http://www.w3.org/1999/xhtml}"
MOST_BYTES = 60_000
CITY = View(city=("chiang-mai",))
VIEWS = [(page.name, View()) for page in PAGES]
VIEWS += [("overview", View(lang="th")), ("city", CITY), ("thailand", View(country="VNM"))]
VIEWS += [("compare", View(compare="countries", lang="th")), ("compare", View(compare="cities"))]
VIEWS += [("growth", View(status="proposed")), ("reach", View(region="north", country="THA"))]


@cache
def html(name: str, view: View) -> str:
    with one_edition():
        return whole(document(name, view, Setting(ServerLinks("../"))), head="<title>A</title>")


@cache
def tree(name: str, view: View) -> ET.Element:
    parser = HTMLParser()
    found = parser.parse(html(name, view))
    assert parser.errors == []
    return found


def text(element: ET.Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def tables(name: str, view: View) -> dict[str, list[list[str]]]:
    """The rows of each table by the name that it has for those who hear the page."""
    return {
        region.get("aria-label", ""): [
            [text(cell) for cell in row] for row in region.iter(f"{XHTML}tr")
        ]
        for region in tree(name, view).iter(f"{XHTML}div")
        if region.get("role") == "region"
    }


@pytest.mark.parametrize(("name", "view"), VIEWS, ids=lambda each: str(each)[:60])
def test_a_page_is_valid_complete_and_without_script(name: str, view: View) -> None:
    page = tree(name, view)
    ids = Counter(key for each in page.iter() if (key := each.get("id")))
    assert [key for key, count in ids.items() if count > 1] == []
    assert page.get("lang") == view.lang
    assert not list(page.iter(f"{XHTML}script"))
    assert not [each for each in page.iter() if any(key.startswith("on") for key in each.attrib)]
    assert len(list(page.iter(f"{XHTML}h1"))) == len(list(page.iter(f"{XHTML}main"))) == 1
    with one_edition(), use_language(view.lang):
        told = describe(name, view)
    everything = " ".join("".join(page.itertext()).split())
    for section in told.sections:
        assert " ".join(section.title.split()) in everything
        assert section.alt in {each.get("aria-label") for each in page.iter()}
    for card in told.figures:
        assert card.value in everything
        assert card.label in everything


def test_the_overview_is_small() -> None:
    for lang in ("en", "th"):
        assert len(gzip.compress(html("overview", View(lang=lang)).encode(), 6)) < MOST_BYTES


def test_the_numbers_are_those_of_the_data(net: Network) -> None:
    day = ANNOUNCEMENT
    values = [text(each) for each in tree("overview", View()).iter(f"{XHTML}p")
              if each.get("class") == "value"]  # fmt: skip
    members = ascn_data.members(net, day)
    assert values[0] == number(len(members)) == "29"
    assert values[1] == number(members["country_id"].nunique())
    assert values[2] == number(len(ascn_data.places(net, day, status="proposed")))
    assert values[4] == number(len(ascn_data.plan_areas(net, day)))

    rows = next(iter(tables("growth", View()).values()))
    assert [row[2] for row in rows[1:]] == [
        number(count) for count in ascn_data.growth(net, day)["members"]
    ]
    assert len(
        tables("sources", View())["Official figures and how well they are confirmed"]
    ) == 1 + len(net.claims)
    listed = tables("projects", View())["All listed projects"]
    assert len(listed) - 1 == len(net.projects)
    areas = tables("reach", View())["Registered residents of the proposed areas"]
    readings = ascn_data.reach_readings(net, day)
    assert sorted(row[4] for row in areas[1:]) == sorted(map(number, readings["population"]))


def test_every_colour_of_a_chart_has_its_like_in_the_dark() -> None:
    page = html("thailand", View())
    used = set(re.findall(r"var\((--c\d+)\)", page))
    assert used
    for name in used:
        assert len(re.findall(rf"\s{name}: [^;]+;", page)) == 3  # light, dark, dark by choice
    drawn = "".join(re.findall(r"<svg.*?</svg>", page, re.DOTALL))
    assert not re.findall(r"#[0-9a-fA-F]{6}\b", drawn)


def test_what_texts_say_never_becomes_an_element() -> None:
    from dashboard.exports.html.markdown import block, inline

    assert "<img" not in block("<img src=x onerror=alert(1)>")
    assert "<script" not in inline("<script>alert(1)</script>")
    assert "href" not in inline("[a](javascript:alert(1))")


@pytest.mark.parametrize("name", ["projects", "thailand"])
def test_a_chart_drawn_once_has_the_dark_colours_of_one_drawn_twice(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    once = html(name, View())
    monkeypatch.setattr(drawings, "in_dark", lambda _light: None)
    with one_edition():
        twice = document(name, View(), Setting(ServerLinks("../")))
    assert whole(twice, head="<title>A</title>") == once
