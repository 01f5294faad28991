"""What several questions start from is worked out once, and a large edition keeps little of it."""

from __future__ import annotations

import pandas as pd
import pytest

from ascn_data import Network
from ascn_data.network import LEAST_KEPT, MOST_KEPT, ROWS_KEPT, once_a_network


@pytest.mark.parametrize(
    ("rows", "asked", "again"),
    [
        (1, 12, 0),  # more dates than any edition has had
        (ROWS_KEPT, LEAST_KEPT, 0),
        (ROWS_KEPT, LEAST_KEPT + 1, LEAST_KEPT + 1),
        (1, MOST_KEPT + 1, MOST_KEPT + 1),
    ],
)
def test_answers_in_turn_are_kept_as_long_as_they_are_small(
    net: Network, rows: int, asked: int, again: int
) -> None:
    made = []

    @once_a_network
    def answer(_net: Network, day: int) -> pd.DataFrame:
        made.append(day)
        return pd.DataFrame({"day": [day] * rows})

    for _turn in range(2):
        for day in range(asked):
            assert (answer(net, day)["day"] == day).all()
    assert len(made) == asked + again


def test_what_was_used_last_stays(net: Network) -> None:
    made = []

    @once_a_network
    def answer(_net: Network, day: int) -> pd.DataFrame:
        made.append(day)
        return pd.DataFrame({"day": [day] * ROWS_KEPT})

    for day in [*range(LEAST_KEPT), 0, LEAST_KEPT, 0]:
        answer(net, day)
    assert made == list(range(LEAST_KEPT + 1))
