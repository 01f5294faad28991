"""Every page is described once, in words and frames that are whole in every view."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from dashboard.charts.drawings import DRAWINGS
from dashboard.content.column_labels import TITLES
from dashboard.content.pages import SECTIONS, describe
from dashboard.content.sections.section import Section
from dashboard.core.dataset import choices, table
from dashboard.core.navigation import PAGES
from dashboard.core.page_widths import Window
from dashboard.core.translation import LANGUAGES, use_language
from dashboard.core.url_state import View

pytestmark = pytest.mark.slow

DAYS = ("2018-04-27", "2023-07-28", "2026-01-31")
WHERE: tuple[dict[str, str], ...] = (
    {}, {"country": "MYS"}, {"country": "THA", "region": "north"}, {"status": "member"},
    {"country": "THA", "region": "west", "status": "proposed"},
)  # fmt: skip
WINDOWS = (Window(390), Window(1024, "dark"), Window(1920))


def views(lang: str) -> Iterator[View]:
    """Telling days under every kind of filter."""
    for day, where in product(DAYS, WHERE):
        yield View(asof=day, lang=lang, **where)  # type: ignore[arg-type]


def sections(lang: str) -> Iterator[tuple[View, Section]]:
    """The sections of all pages in all those views."""
    for view, page in product(views(lang), PAGES):
        yield from ((view, section) for section in describe(page.name, view).sections)


@pytest.fixture(params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> Iterator[str]:
    """A language that is being spoken."""
    with use_language(request.param):
        yield request.param


def test_every_page_of_the_navigation_is_described() -> None:
    assert list(SECTIONS) == [page.name for page in PAGES]


def test_a_page_says_what_it_is_about_and_answers(lang: str) -> None:
    for view, page in product(views(lang), PAGES):
        told = describe(page.name, view)
        assert told.heading, (page.name, view)
        assert told.summary, (page.name, view)


def test_a_section_has_words_rows_a_unit_and_sources(lang: str) -> None:
    known = set(table("sources")["source_id"])
    seen = set()
    for view, section in sections(lang):
        seen.add(section.key)
        assert section.title, (section.key, view)
        assert len(section.alt.rstrip(":. ")) > 20, (section.key, view)
        assert not section.alt.rstrip(". ").endswith(":"), (section.key, view)
        assert section.unit, (section.key, view)
        assert len(section.frame), (section.key, view)
        assert len(section.table), (section.key, view)
        assert set(section.columns) <= set(TITLES), section.key
        assert section.sources, (section.key, view)
        assert set(section.sources) <= known, (section.key, view)
    assert seen == set(DRAWINGS) | {"places"}


def test_every_section_of_a_view_has_its_own_key(lang: str) -> None:
    for view, page in product(views(lang), PAGES):
        keys = [section.key for section in describe(page.name, view).sections]
        assert len(keys) == len(set(keys)), (page.name, view)


@pytest.mark.parametrize("window", WINDOWS, ids=lambda window: str(window.width))
def test_the_chart_of_every_section_is_drawn_for_any_window(window: Window) -> None:
    drawn = set()
    for view, section in sections("en"):
        if section.key in DRAWINGS and (window.narrow or not view.filtered):
            assert DRAWINGS[section.key](section, view, window).data, (section.key, view)
            drawn.add(section.key)
    assert drawn == set(DRAWINGS)


def test_a_view_from_an_unknown_series_or_report_is_described_as_the_usual_one() -> None:
    assert choices()
    for page in PAGES:
        assert describe(page.name, View(series=None, report=None)).summary
