"""Pages in Streamlit's own test frame, without a browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from dashboard.core.translation import SOURCE, use_language
from dashboard.ui.viewport import WIDTH_FIELD

ROOT = Path(__file__).parents[2]
SHELL = ROOT / "dashboard" / "ui" / "main.py"
SECONDS = 60
DESK = "1440"

# A name that leads to the page of a place or country.
NAME = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\((?:city|countries)\?[^)]*\)")

Run = Callable[[AppTest], AppTest]
Open = Callable[..., AppTest]


@pytest.fixture(scope="session", autouse=True)
def _installed_components() -> Iterator[None]:
    """Look for components of Streamlit among the installed packages once, not for each page.

    It takes 0.1 s, five times as long as a page whose values are cached.
    """
    with pytest.MonkeyPatch.context() as patch:
        once = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", once)
        yield


def run_in_its_language(at: AppTest) -> AppTest:
    """Run once. The frame reads labels outside the run, so it must speak the same language."""
    before = at.session_state["view"].lang if "view" in at.session_state else SOURCE
    with use_language(before):
        return at.run(timeout=SECONDS)


def without_links(text: str) -> str:
    """Markdown with names as words, where they lead to pages of ours."""
    return NAME.sub(r"\1", text)


def title_of(heading: Any) -> str:
    """The words of a heading, without what stands right below it."""
    title: str = heading.value.partition("\n\n")[0]
    return title


@pytest.fixture
def run() -> Run:
    """Run a page again after a change."""
    return run_in_its_language


def opened(name: str, **query: str) -> AppTest:
    """The page in `pages/<name>.py`, opened by an address with the given query."""
    at = AppTest.from_file(SHELL, default_timeout=SECONDS)
    at.session_state[WIDTH_FIELD] = DESK  # the frame has no window
    at.switch_page(str(ROOT / "pages" / f"{name}.py"))
    for key, value in query.items():
        at.query_params[key] = value
    return run_in_its_language(at)


@pytest.fixture
def open_page() -> Open:
    """Open a page by an address, to act on it."""
    return opened


@pytest.fixture(scope="session")
def look() -> Open:
    """Open a page by an address, to look at it only: each is opened once in the whole run."""
    return lru_cache(maxsize=None)(opened)
