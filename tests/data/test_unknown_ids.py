"""An id that nobody knows is refused with the ids that there are, and is no empty answer."""

from __future__ import annotations

import inspect

import pytest

import ascn_data
from ascn_data import ANNOUNCEMENT, Network
from ascn_data.known import FILTERS, MOST_LISTED, refuse

pytestmark = pytest.mark.slow

# What a function needs besides the network and the filter that is wrong.
NEEDED = {
    "as_of": ANNOUNCEMENT, "series": "registration", "place_id": "hanoi",
    "first": "2023-07-28", "second": "2026-01-31",
}  # fmt: skip
ASKED = [
    (name, filter_)
    for name in ascn_data.__all__
    if inspect.isfunction(function := getattr(ascn_data, name))
    for filter_ in inspect.signature(function).parameters
    if filter_ in {*FILTERS, "status"}
    # The year of a figure is no id: a series has none for most years.
    and (name, filter_) != ("city_populations", "year")
    # One asks for what there is, the other knows no network.
    and name not in ("has_figures", "filter_places")
]


def ask(net: Network, name: str, **wanted: object) -> object:
    """The answer of a public function."""
    function = getattr(ascn_data, name)
    needed = {key: value for key, value in NEEDED.items()
              if key in inspect.signature(function).parameters}  # fmt: skip
    return function(net, **{**needed, **wanted})


def known(net: Network, filter_: str) -> set[str]:
    """The ids that a filter may have."""
    if filter_ == "status":
        return {"member", "proposed"}
    table, column = FILTERS[filter_]
    return set(net.table(table)[column].astype(str))


def test_every_filter_is_looked_at_here() -> None:
    assert {filter_ for _name, filter_ in ASKED} == {*FILTERS, "status"}
    assert {("members", "country"), ("reach_range", "region"), ("events", "kind")} <= set(ASKED)


@pytest.mark.parametrize(("name", "filter_"), ASKED)
@pytest.mark.parametrize("value", ["Thailand", "", "tha", 0])
def test_an_unknown_id_is_refused_with_the_known_ones(
    net: Network, name: str, filter_: str, value: object
) -> None:
    with pytest.raises(ValueError, match=f"unknown {filter_}: ") as caught:
        ask(net, name, **{filter_: value})
    said = str(caught.value)
    assert repr(value) in said
    assert sum(each in said for each in known(net, filter_)) >= min(
        len(known(net, filter_)), MOST_LISTED
    )


@pytest.mark.parametrize(("name", "filter_"), [each for each in ASKED if each[1] != "series"])
def test_every_known_id_is_taken(net: Network, name: str, filter_: str) -> None:
    for value in sorted(known(net, filter_))[:3]:
        ask(net, name, **{filter_: int(value) if filter_ == "year" else value})
        ask(net, name, **{filter_: None})


def test_an_error_lists_a_few_of_many_ids() -> None:
    with pytest.raises(ValueError, match=r"known are .* and 980 more$") as caught:
        refuse("city", "x" * 10_000, (f"town-{number}" for number in range(1000)))
    assert len(str(caught.value)) < 500


def test_a_progress_of_the_contract_is_known_though_no_project_has_it(net: Network) -> None:
    few = ascn_data.projects(net, progress="not_stated", city="hanoi")
    assert list(few.columns) == list(ascn_data.projects(net).columns)
