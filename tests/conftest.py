"""What every folder of tests shares."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from ascn_data import Network
from dashboard.content import search_index
from dashboard.core import translation
from dashboard.core.dataset import choices, network
from tests.pseudo import CODE, write_pseudo
from tests.serving import Server

# Whole pages, servers, browsers and environments: `make check` leaves them to `make test`.
SLOW_FOLDERS = {"browser", "http", "packaging", "pages", "server"}


@pytest.fixture(scope="session")
def net() -> Network:
    """The edition in the repository, loaded once with the dashboard's own."""
    return network()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests of a process that do not mind who came before."""
    server = Server(tmp_path_factory.mktemp("server") / "server.log")
    server.start()
    yield server
    server.stop()
    assert "Traceback" not in server.log.read_text("utf-8", "replace")


def _forget_languages() -> None:
    """Clear what was worked out for the languages there were."""
    for each in (translation.catalogue, choices, search_index._index):
        each.cache_clear()


@pytest.fixture(scope="module")
def pseudo_language(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The code of a language whose catalogue a program wrote: nothing else is done to add it."""
    locales = tmp_path_factory.mktemp("pseudo") / "locales"
    shutil.copytree(translation.LOCALES, locales)
    write_pseudo(locales)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(translation, "LOCALES", locales)
        for code, name in translation.languages(locales).items():
            patch.setitem(translation.LANGUAGES, code, name)
        _forget_languages()
        yield CODE
    _forget_languages()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by what they need, and put those with a browser last."""
    for item in items:
        if not isinstance(item, pytest.Function):
            continue
        if "playwright" in item.fixturenames:
            item.add_marker(pytest.mark.browser)
            # On a busy machine a browser now and then loses an event. What waits in vain twice
            # is a fault; what was seen and is wrong is never tried again.
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=[PlaywrightTimeout]))
        if item.path.parent.name in SLOW_FOLDERS:
            item.add_marker(pytest.mark.slow)
    # Quick tests first, so that a fault in them is told early.
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def pytest_collection_finish() -> None:
    """Keep what lasts for the whole run out of garbage collections, as the server does.

    Thousands of tests and all modules were walked through again and again, a tenth of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
