"""What every folder of tests shares."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from ascn_data import Network
from dashboard import words
from dashboard.data import choices, network
from tests.pseudo import CODE, write_pseudo


@pytest.fixture(scope="session")
def net() -> Network:
    """The edition in the repository, loaded once with the dashboard's own."""
    return network()


@pytest.fixture(scope="module")
def pseudo_language(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The code of a language whose catalogue a program wrote: nothing else is done to add it."""
    locales = tmp_path_factory.mktemp("pseudo") / "locales"
    shutil.copytree(words.LOCALES, locales)
    write_pseudo(locales)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "LOCALES", locales)
        for code, name in words.languages(locales).items():
            patch.setitem(words.LANGUAGES, code, name)
        words.catalogue.cache_clear()
        choices.cache_clear()
        yield CODE
    words.catalogue.cache_clear()
    choices.cache_clear()
