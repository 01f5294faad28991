"""The warm-up works out what the first visitors ask for, once, and tells what fails."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ascn_data import load
from ascn_data.network import DIRECTORY
from dashboard.charts import growth
from dashboard.core.dataset import EDITIONS, Cached, network
from dashboard.core.page_widths import UNKNOWN_WIDTH
from dashboard.core.reload import Edition, Editions
from dashboard.core.translation import LANGUAGES, language
from dashboard.ui import viewport
from dashboard.ui.components import metric_cards, repeat
from dashboard.web import lifespan, warmup
from tests.pages.cards import cards
from tests.pages.conftest import opened
from tests.unusual import Edition as Files
from tests.unusual import header_only, without_thailand

pytestmark = pytest.mark.slow

PAGES = sorted(path.stem for path in (Path(__file__).parents[2] / "pages").glob("*.py"))
Made = list[tuple[str, Hashable]]
# The name of a group of elements is no work, and elements are drawn in a session alone, which knows
# the addresses in them.
IN_A_SESSION = (repeat._identity, metric_cards._drawn)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Made:
    """What is worked out: the name of each function, and the key of the call."""
    calls: Made = []
    make = Cached.make_for

    def noted(self: Cached, args: Any, values: Any) -> Any:
        if self not in IN_A_SESSION:
            name = f"{self.make.__module__}.{self.make.__qualname__}"
            calls.append((name, self.key(args, values)))
        return make(self, args, values)

    monkeypatch.setattr(Cached, "make_for", noted)
    return calls


@pytest.fixture
def cold() -> Iterator[Edition]:
    """The edition in the repository as a server shows it that has worked out nothing yet."""
    before = EDITIONS.shown or EDITIONS.current()
    new = Edition(before.net, before.digest, datetime.now(UTC))
    EDITIONS.shown = new
    yield new
    EDITIONS.shown = before


def asked(code: str) -> dict[str, str]:
    """The query of a page in a language."""
    return {} if code == "en" else {"lang": code}


@pytest.fixture(autouse=True)
def window(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window that has not said how wide it is; Streamlit's frame of tests has one of a pixel."""
    monkeypatch.setattr(viewport, "_pixels", lambda: UNKNOWN_WIDTH)


@pytest.mark.parametrize("width", [window.width for window in warmup.WINDOWS])
@pytest.mark.parametrize("code", LANGUAGES)
def test_the_first_page_finds_everything_worked_out(
    cold: Edition, made: Made, monkeypatch: pytest.MonkeyPatch, code: str, width: int
) -> None:
    monkeypatch.setattr(viewport, "_pixels", lambda: width)
    warmup.fill(cold)
    assert len(made) > 200
    made.clear()
    at = opened("overview", **asked(code))
    assert len(cards(at)) == 5
    assert made == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_page_works_out_again_what_the_warm_up_did(cold: Edition, made: Made, code: str) -> None:
    warmup.fill(cold)
    filled = {key for _name, key in made}
    assert len(filled) == len(made), "each is worked out once"
    made.clear()
    for page in PAGES:
        opened(page, **asked(code))
    again = [name for name, key in made if key in filled]
    assert made, "pages other than the first have something of their own"
    assert again == []


def test_every_language_is_filled(cold: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken: list[str] = []
    monkeypatch.setattr(warmup, "_draw", lambda view: spoken.append(f"{view.lang} {language()}"))
    warmup.fill(cold)
    assert spoken == [f"{code} {code}" for code in LANGUAGES]


def test_a_second_warm_up_works_out_nothing(cold: Edition, made: Made) -> None:
    warmup.fill(cold)
    made.clear()
    warmup.fill(cold)
    assert made == []


def breaks(*_args: object, **_values: object) -> None:
    """Stand in for a drawing."""
    raise ZeroDivisionError("a drawing failed")


def test_what_a_drawing_raises_is_raised(cold: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "country_matrix", breaks)
    with pytest.raises(ZeroDivisionError, match="a drawing failed"):
        warmup.fill(cold)


def test_an_edition_whose_drawing_fails_is_not_shown(
    cold: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(growth, "country_matrix", breaks)
    editions = Editions(lambda: DIRECTORY, warmup.fill, lambda _path: cold.net)
    with pytest.raises(Exception, match="cannot be shown"):
        editions.current()
    assert editions.shown is None


def test_a_server_whose_warm_up_fails_starts_and_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(warmup, "use_elements", breaks)
    monkeypatch.setattr(EDITIONS, "prepare", EDITIONS.prepare)
    monkeypatch.setattr(lifespan.gc, "freeze", lambda: None)
    lifespan.warm_up()
    assert "the warm-up failed" in caplog.text
    assert "a drawing failed" in caplog.text


@pytest.mark.parametrize("change", [header_only, without_thailand], ids=lambda each: each.__name__)
def test_a_dataset_with_little_or_nothing_in_it_is_drawn(
    tmp_path: Path, made: Made, change: Callable[[Files], None]
) -> None:
    files = Files.shipped()
    change(files)
    net = load(files.write(tmp_path))
    assert len(net.thai_areas) == 0
    warmup.fill(Edition(net, "little", datetime.now(UTC)))
    assert made
    assert network() is not net
