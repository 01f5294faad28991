"""A copy of the dashboard with one more catalogue, whose words are a third longer, in Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import PAGES
from tests.browser.devices import profile
from tests.browser.looks import too_wide
from tests.pseudo import CODE, OPEN, write_pseudo
from tests.serving import ROOT, Server

COPIED = (".streamlit", "app.py", "ascn_data", "dashboard", "data", "locales", "pages")
# Words that end in dots, or are cut, in what belongs to us: not in tables, which scroll, nor in
# the box of a list, which shows what was chosen as far as it goes.
SHORTENED = """() => [...document.querySelectorAll('[data-testid="stMain"] *')]
  .filter(e => e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1
    && getComputedStyle(e).overflowX === 'hidden' && e.innerText?.trim()
    && !e.closest('[data-testid="stDataFrame"], [data-baseweb="select"], .js-plotly-plot')
    && getComputedStyle(e).visibility !== 'hidden')
  .map(e => e.innerText.slice(0, 60))"""


@pytest.fixture(scope="module")
def longer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard with the language of `tests.pseudo`: a catalogue is all that was added."""
    folder: Path = tmp_path_factory.mktemp("longer")
    quiet = shutil.ignore_patterns("__pycache__")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=quiet)
        else:
            shutil.copy(ROOT / name, folder / name)
    write_pseudo(folder / "locales")
    server = Server(folder / "server.log", folder)
    server.start()
    yield server
    server.stop()


def test_longer_words_fit_on_a_phone(open_tab: Any, longer: Server, playwright: Any) -> None:
    tab = open_tab(longer, **profile(playwright, "390x844"))
    faults = {}
    for name, path in PAGES.items():
        page = tab.go(f"{path}?lang={CODE}")
        assert OPEN in page.get_by_test_id("stHeading").first.inner_text()
        faults[name] = [*too_wide(page), *page.evaluate(SHORTENED)]
    assert {name: found for name, found in faults.items() if found} == {}
