"""The picture of a chart that a visitor saves says what it shows, of which day, from which source.

The browser draws these words into it (tests/browser/test_chart_files.py).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.content.citations import plain
from dashboard.content.filters import filter_label
from dashboard.content.text.disclaimers import boundaries
from dashboard.core.translation import LANGUAGES, day, use_language
from dashboard.core.url_state import View
from tests.pages.conftest import title_of

Open = Callable[..., AppTest]
PAGES = sorted(path.stem for path in (Path(__file__).parents[2] / "pages").glob("*.py"))
QUERIES = {"city": {"city": "bangkok"}}
WHERE = {"country": "THA", "region": "north"}
DAY = "2026-01-31"


def captions(at: AppTest) -> list[dict]:
    """What each chart of a page takes into its picture."""
    charts = [chart.proto for chart in at.get("plotly_chart")]
    return [json.loads(chart.config)["toImageButtonOptions"]["caption"] for chart in charts]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_chart_takes_its_title_day_and_source_along(look: Open, page: str, code: str) -> None:
    at = look(page, asof=DAY, lang=code, **QUERIES.get(page, {}))
    headings = {title_of(heading) for heading in at.subheader}
    lines = [caption.value for caption in at.caption]
    for told in captions(at):
        assert plain(told["title"]) in headings
        with use_language(code):
            *_detail, selected, source, site = (
                line for line in told["lines"] if line != boundaries()
            )
            assert day(DAY) in selected
        assert any(line.startswith(plain(source.partition(":")[0])) for line in lines)
        assert len(source) > 1 < len(site)


@pytest.mark.parametrize("page", [page for page in PAGES if page != "city"])
def test_a_saved_chart_names_the_filters_that_it_follows(look: Open, page: str) -> None:
    for told in captions(look(page, asof=DAY, **WHERE)):
        assert filter_label(View(**WHERE)) in " ".join(told["lines"])


def test_the_charts_of_one_picture_say_which_they_are(look: Open) -> None:
    told = [tuple(each["lines"]) for each in captions(look("city", asof=DAY, city="bangkok"))]
    assert len(told) > 1
    assert len(set(told)) == len(told)
