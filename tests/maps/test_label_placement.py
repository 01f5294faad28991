"""Labels of a map keep clear of each other, of symbols, and of what is reserved."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.core.text_metrics import is_thai, line_height, text_width, wrap
from dashboard.maps.geometry import Box, overlap, shift
from dashboard.maps.label_placement import LabelRequest, Placement, place_labels

ROOM = (0.0, 0.0, 400.0, 300.0)


def boxes(labels: tuple[Placement, ...]) -> list[Box]:
    """The boxes in pixels of the map."""
    return [shift(label.box, *label.point) for label in labels]


def test_places_outside_the_room_get_no_label() -> None:
    requests = (
        LabelRequest("inside", "Inside", 100, 100, 0),
        LabelRequest("outside", "Outside", -5, 100, 0),
    )
    assert [label.place_id for label in place_labels(requests, ROOM)] == ["inside"]


def test_the_first_in_rank_is_labelled_when_room_is_short() -> None:
    requests = (
        LabelRequest("last", "Nay Pyi Taw", 20, 32, 1),
        LabelRequest("first", "Nay Pyi Taw", 20, 20, 0),
    )
    label, *_more = place_labels(requests, (0, 0, 130, 40))
    assert label.place_id == "first"


def test_labels_and_their_lines_keep_clear_of_what_is_reserved() -> None:
    reserved, line = (110.0, 60.0, 300.0, 140.0), (0.0, 80.0, 90.0, 80.0)
    requests = (LabelRequest("a", "Bangkok", 100, 100, 0),)
    (label,) = place_labels(requests, ROOM, reserved=(reserved,), lines=(line,))
    (box,) = boxes((label,))
    assert not overlap(box, reserved)
    assert not overlap(box, line)


def test_the_same_places_are_always_labelled_alike() -> None:
    requests = tuple(
        LabelRequest(f"p{n}", "Ipoh", 40.0 + 7 * n, 50.0 + 5 * (n % 3), 1) for n in range(20)
    )
    first = place_labels(requests, ROOM)
    place_labels.cache_clear()
    assert place_labels(requests, ROOM) == first
    assert {each.place_id for each in place_labels(requests[::-1], ROOM)} == {
        each.place_id for each in first
    }


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 400), st.integers(0, 300),
            st.sampled_from(["Ipoh", "Ho Chi Minh City", "นครศรีธรรมราช", "ที่", "Nay Pyi Taw"]),
            st.integers(0, 2),
        ),
        max_size=14,
    )
)  # fmt: skip
def test_no_crowd_makes_labels_collide(crowd: list[tuple[int, int, str, int]]) -> None:
    requests = tuple(
        LabelRequest(f"p{at}", text, x, y, rank) for at, (x, y, text, rank) in enumerate(crowd)
    )
    labels = place_labels(requests, ROOM)
    placed = boxes(labels)
    assert not any(overlap(a, b) for a, b in itertools.combinations(placed, 2))
    assert all(b[0] >= 0 and b[1] >= 0 and b[2] <= 400 and b[3] <= 300 for b in placed)


def test_thai_marks_above_and_below_take_height_and_no_width() -> None:
    assert text_width("ที่", 12) == text_width("ท", 12)
    assert text_width("น้ำ", 12) < text_width("นนน", 12)
    assert line_height("ที่", 12) > line_height("at", 12)
    assert is_thai("เมือง ASEAN")
    assert not is_thai("Đà Nẵng")
    assert text_width("Đà Nẵng", 12) > 0


@pytest.mark.parametrize("text", ["Nakhon Si Thammarat", "Bandar Seri Begawan", "Ipoh", "ก ข"])
def test_long_names_are_set_in_two_even_lines(text: str) -> None:
    lines = wrap(text, 12)
    assert " ".join(lines) == text
    assert len(lines) <= 2
    if len(lines) == 2:
        assert max(text_width(line, 12) for line in lines) < text_width(text, 12)
