"""Labels of the map: for every place, language and size none collides or leaves the map."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace

import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from ascn_data import Network
from dashboard.core.text_metrics import is_thai, line_height, text_width, wrap
from dashboard.core.translation import LANGUAGES
from dashboard.maps import deckgl, projection
from dashboard.maps.geometry import Box
from dashboard.maps.label_placement import LabelRequest, Placement, place_labels
from dashboard.maps.land import Ground

SIZES = [deckgl.WIDE, deckgl.PHONE]
THAILAND: deckgl.Bounds = (96.7, 5.0, 106.3, 21.1)
each_language = pytest.mark.parametrize("code", LANGUAGES)
each_size = pytest.mark.parametrize("size", SIZES, ids=str)
each_view = pytest.mark.parametrize("bounds", [None, THAILAND], ids=["ASEAN", "Thailand"])


def marker_of(size: tuple[int, int]) -> float:
    """The size of a mark, as `maps.network_map` chooses it."""
    return 13.0 if size[0] >= 600 else 11.0


def font_of(size: tuple[int, int]) -> float:
    """The size of the type, as `maps.network_map` chooses it."""
    return 12.0 if size[0] >= 600 else 11.0


def requests_for(
    places: pd.DataFrame, code: str, size: tuple[int, int], bounds: deckgl.Bounds | None
) -> tuple[LabelRequest, ...]:
    """A label for each place, at the view that the map opens with."""
    view = deckgl.view_for(bounds, size)
    return tuple(
        LabelRequest(
            row.place_id,
            getattr(row, f"name_{code}"),
            *deckgl.to_pixels(round(row.lon, 4), round(row.lat, 4), view, size),
            at % 3,
        )
        for at, row in enumerate(places.itertuples())
    )


def boxes(labels: tuple[Placement, ...]) -> list[Box]:
    """The boxes in pixels of the map."""
    out = []
    for label in labels:
        x, y = label.point
        left, top, right, bottom = label.box
        out.append((left + x, top + y, right + x, bottom + y))
    return out


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def square(x: float, y: float, side: float) -> Box:
    """The box of a mark."""
    return (x - side / 2, y - side / 2, x + side / 2, y + side / 2)


def marks(
    requests: tuple[LabelRequest, ...], labels: tuple[Placement, ...], side: float
) -> dict[str, Box]:
    """Where each mark is drawn: in a crowd beside its label, else on its point."""
    moved = {label.place_id: label.mark for label in labels if label.mark}
    out = {}
    for request in requests:
        dx, dy = moved.get(request.place_id, (0.0, 0.0))
        out[request.place_id] = square(request.x + dx, request.y + dy, side)
    return out


def faults(
    requests: tuple[LabelRequest, ...],
    labels: tuple[Placement, ...],
    size: tuple[int, int],
    side: float,
) -> list[str]:
    """Everything that is wrong with a placement."""
    found = []
    placed = list(zip(labels, boxes(labels), strict=True))
    for (one, a), (other, b) in itertools.combinations(placed, 2):
        if overlap(a, b):
            found.append(f"{one.place_id} overlaps {other.place_id}")
    for label, box in placed:
        if box[0] < 0 or box[1] < 0 or box[2] > size[0] or box[3] > size[1]:
            found.append(f"{label.place_id} leaves the map")
        for name, mark in marks(requests, labels, side).items():
            if name != label.place_id and overlap(box, mark):
                found.append(f"{label.place_id} covers the mark of {name}")
        if not label.mark and overlap(box, square(*label.point, side)):
            found.append(f"{label.place_id} covers its own mark")
    return found


@each_language
@each_size
@each_view
def test_labels_of_all_places_keep_clear_of_each_other(
    net: Network, code: str, size: tuple[int, int], bounds: deckgl.Bounds | None
) -> None:
    requests = requests_for(net.places, code, size, bounds)
    assert len(requests) == 44
    side, font = marker_of(size), font_of(size)
    buttons: Box = (size[0] - 50.0, 0.0, float(size[0]), 84.0)
    labels = place_labels(requests, size, font_px=font, marker_px=side, reserved=(buttons,))
    assert faults(requests, labels, size, side) == []
    assert not any(overlap(box, buttons) for box in boxes(labels))


@each_language
@each_size
def test_most_places_are_labelled(net: Network, code: str, size: tuple[int, int]) -> None:
    requests = requests_for(net.places, code, size, None)
    labels = place_labels(requests, size, font_px=font_of(size), marker_px=marker_of(size))
    assert len(labels) >= (34 if size == deckgl.WIDE else 18)


@each_language
def test_a_label_says_the_name_of_its_place(net: Network, code: str) -> None:
    requests = requests_for(net.places, code, deckgl.WIDE, None)
    names = {request.place_id: request.text for request in requests}
    for label in place_labels(requests, deckgl.WIDE):
        assert " ".join(label.lines) == names[label.place_id]


@each_language
@each_size
def test_a_box_is_large_enough_for_its_words(
    net: Network, code: str, size: tuple[int, int]
) -> None:
    font = font_of(size)
    requests = requests_for(net.places, code, size, None)
    for label in place_labels(requests, size, font_px=font, marker_px=marker_of(size)):
        left, top, right, bottom = label.box
        assert right - left >= max(text_width(line, font) for line in label.lines)
        assert bottom - top >= sum(line_height(line, font) for line in label.lines) - 1e-6


@each_language
@each_size
def test_leader_lines_neither_cross_labels_nor_each_other(
    net: Network, code: str, size: tuple[int, int]
) -> None:
    def sample(label: Placement) -> list[tuple[float, float]]:
        assert label.leader is not None
        x0, y0, x1, y1 = label.leader
        x, y = label.point
        steps = [n / 40 for n in range(1, 40)]
        return [(x + x0 + (x1 - x0) * t, y + y0 + (y1 - y0) * t) for t in steps]

    requests = requests_for(net.places, code, size, None)
    labels = place_labels(requests, size, font_px=font_of(size), marker_px=marker_of(size))
    placed = list(zip(labels, boxes(labels), strict=True))
    led = [label for label in labels if label.leader]
    assert led, "the crowd around Bangkok needs leader lines"
    for label in led:
        for x, y in sample(label):
            for other, box in placed:
                if other is not label:
                    assert not (box[0] < x < box[2] and box[1] < y < box[3]), other.place_id


def moved_abroad(requests: tuple[LabelRequest, ...], ground: Ground, heeded: bool) -> int:
    """How many marks were moved into another country, with or without heed to the ground."""
    country = {request.place_id: request.country for request in requests}
    labels = place_labels(requests, deckgl.WIDE, ground=ground if heeded else None)
    return sum(
        ground.abroad(
            country[label.place_id], label.point[0] + label.mark[0], label.point[1] + label.mark[1]
        )
        for label in labels
        if label.mark
    )


def test_a_mark_that_has_to_move_stays_in_its_country_where_it_can() -> None:
    # Where the land is narrow, the sea to the west takes them: it is nobody's.
    ground = Ground({"A": shapely.box(380, 0, 440, 520), "B": shapely.box(440, 0, 860, 520)})
    requests = tuple(
        LabelRequest(name, name, 432 + at, 260 + at, 0, "A") for at, name in enumerate("abc")
    )
    assert moved_abroad(requests, ground, False) > 0
    assert moved_abroad(requests, ground, True) == 0


@each_language
def test_fewer_cities_stand_in_other_countries(net: Network, code: str) -> None:
    countries = net.places.set_index("place_id")["country_id"]
    requests = tuple(
        replace(request, country=countries[request.place_id])
        for request in requests_for(net.places, code, deckgl.WIDE, None)
    )
    ground = projection.ground(None, deckgl.WIDE)
    assert moved_abroad(requests, ground, True) < moved_abroad(requests, ground, False)


def test_the_first_in_rank_is_labelled_when_room_is_short(net: Network) -> None:
    requests = requests_for(net.places, "en", deckgl.PHONE, None)
    ranks = {request.place_id: request.priority for request in requests}
    placed = Counter(ranks[label.place_id] for label in place_labels(requests, deckgl.PHONE))
    shares = [placed[rank] / count for rank, count in sorted(Counter(ranks.values()).items())]
    assert shares[0] > shares[-1] > 0


def test_the_same_places_are_always_labelled_alike(net: Network) -> None:
    requests = requests_for(net.places, "th", deckgl.PHONE, None)
    first = place_labels(requests, deckgl.PHONE)
    place_labels.cache_clear()
    assert place_labels(requests, deckgl.PHONE) == first
    place_labels.cache_clear()
    again = place_labels(tuple(reversed(requests)), deckgl.PHONE)
    assert {label.place_id for label in again} == {label.place_id for label in first}


def test_places_outside_the_map_get_no_label() -> None:
    requests = (
        LabelRequest("inside", "Inside", 100, 100, 0),
        LabelRequest("outside", "Outside", -5, 100, 0),
    )
    assert [label.place_id for label in place_labels(requests, (300, 200))] == ["inside"]


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
    size = (400, 300)
    requests = tuple(
        LabelRequest(f"p{at}", text, x, y, rank) for at, (x, y, text, rank) in enumerate(crowd)
    )
    labels = place_labels(requests, size)
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
