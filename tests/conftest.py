"""What every folder of tests shares."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from ascn_data import Network
from dashboard import finding, words
from dashboard.data import choices, network
from tests.pseudo import CODE, write_pseudo


@pytest.fixture(scope="session")
def net() -> Network:
    """The edition in the repository, loaded once with the dashboard's own."""
    return network()


def _forget_languages() -> None:
    """Clear what was worked out for the languages there were."""
    for remembered in (words.catalogue, choices, finding._index):
        remembered.cache_clear()


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
        _forget_languages()
        yield CODE
    _forget_languages()
