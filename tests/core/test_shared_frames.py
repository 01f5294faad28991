"""Frames of equal content are one, so that what is derived from them is made once."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely

from dashboard.core.shared_frames import Answer, SharedFrames


def frame(**changes: Any) -> pd.DataFrame:
    """A frame of texts, numbers, dates and lists, with missing values."""
    columns = {
        "name": ["Phuket", "ภูเก็ต", None],
        "people": pd.array([1, None, 3], dtype="Int64"),
        "share": [0.5, np.nan, 1.5],
        "day": pd.to_datetime(["2023-07-28", None, "2018-04-28"]),
        "sources": [("a", "b"), (), ("c",)],
    }
    return pd.DataFrame({**columns, **changes})


def test_frames_of_equal_content_are_one() -> None:
    frames = SharedFrames()
    first = frames.one(frame())
    assert isinstance(first, Answer)
    assert frames.one(frame()) is first
    assert frames.one(frame()["name"]) is frames.one(frame()["name"])
    assert frames.one(frame().iloc[0]) is frames.one(frame().iloc[0])


@pytest.mark.parametrize(
    "other",
    [
        frame(name=["Phuket", "ภูเก็ต", ""]),
        frame(people=pd.array([1, 2, 3], dtype="Int64")),
        frame(people=pd.array([1, None, 3], dtype="Float64")),
        frame(share=[0.5, np.nan, 1.25]),
        frame(sources=[("a", "b"), [], ("c",)]),
        frame().rename(columns={"share": "part"}),
        frame()[["people", "name", "share", "day", "sources"]],
        frame().set_axis([0, 1, 3]),
        frame().rename_axis("row"),
        frame().head(2),
    ],
)
def test_frames_that_differ_in_anything_are_two(other: pd.DataFrame) -> None:
    frames = SharedFrames()
    assert frames.one(frame()) is not frames.one(other)
    assert other.equals(frames.one(other))


def test_numbers_and_truth_values_are_told_apart() -> None:
    frames = SharedFrames()
    made = [frames.one(pd.Series([value], dtype=object)) for value in (1, True, 1.0, "1")]
    assert len({*map(id, made)}) == 4


def test_shapes_that_begin_alike_are_told_apart() -> None:
    frames = SharedFrames()
    corners = [(at, at * at) for at in range(30)]
    made = [
        frames.one(pd.DataFrame({"shape": [shapely.Polygon([*corners, last])]}))
        for last in ((1, 40), (1, 50))
    ]
    assert made[0] is not made[1]


def test_a_frame_that_nobody_keeps_ends() -> None:
    frames = SharedFrames()
    seen = weakref.ref(frames.one(frame()))
    gc.collect()
    assert seen() is None


def test_other_values_stay_as_they_are() -> None:
    said = ["text"]
    assert SharedFrames().one(said) is said
