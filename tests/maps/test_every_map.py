"""Every map that is drawn: symbols stand on their places, each place has its name once."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from xml.etree import ElementTree

import pandas as pd
import pytest
from pptx.util import Emu

from dashboard.content.places import bounds_of, marks, places_of
from dashboard.core.dataset import table
from dashboard.core.palette import LIGHT
from dashboard.core.translation import LANGUAGES, use_language
from dashboard.core.url_state import View
from dashboard.exports.pdf.figures import MAP
from dashboard.exports.pptx import map as deck_map
from dashboard.exports.pptx.template import PICTURE, blank_deck
from dashboard.exports.slides.figures import STAGE
from dashboard.exports.slides.members import on_the_map
from dashboard.exports.social_image import MAP as SOCIAL
from dashboard.exports.svg import map as svg_map
from dashboard.maps import deckgl, symbols
from dashboard.maps.geometry import Box, grown, overlap, shift
from dashboard.maps.layout import COVERED, MapLayout
from dashboard.maps.places import deck_of

DATES = ("2018-04-28", "2023-07-28", "2024-06-30", "2025-09-09", "2025-12-11", "2026-01-31")
FILTERS = (
    {"country": "MYS"}, {"country": "THA"}, {"country": "THA", "region": "north"},
    {"status": "proposed"},
)  # fmt: skip
VIEWS = [*(View(asof=asof) for asof in DATES), *(View(asof=DATES[-1], **each) for each in FILTERS)]
# The overview and the map at 1440x900 and 1920x1080, and a phone.
PAGES = ((700, 350), (860, 430), (700, 560), (860, 560), deckgl.PHONE)
SHEETS = {"slide": STAGE, "brief": MAP, "social": SOCIAL}
PIXEL = 1.0


def name_of(view: View) -> str:
    """A view in a few letters."""
    return "-".join(filter(None, (view.asof[:7], view.country, view.region, view.status)))


each_view = pytest.mark.parametrize("view", VIEWS, ids=name_of)
each_language = pytest.mark.parametrize("code", LANGUAGES)


def layouts(view: View) -> dict[str, MapLayout]:
    """The layout of every map of a view, in the language in use."""
    places = places_of(view)
    rows, bounds = marks(places), bounds_of(view, places)
    if view.asof in DATES[2:-1]:  # the tightest are enough for the steps between
        return {"phone": deckgl.layout_of(rows, bounds, deckgl.PHONE),
                "slide": svg_map.layout_of(rows, STAGE, bounds)}  # fmt: skip
    out = {f"page {size}": deckgl.layout_of(rows, bounds, size) for size in PAGES}
    out |= {name: svg_map.layout_of(rows, sheet, bounds) for name, sheet in SHEETS.items()}
    return {**out, "deck": deck_map.layout_of(rows, bounds)}


def around(at: tuple[float, float], across: float) -> Box:
    """The box of a symbol."""
    return grown((*at, *at), across / 2)


def misplaced(layout: MapLayout, places: pd.DataFrame) -> list[str]:
    """Symbols and dots that do not stand on the projected point of their place."""
    where = places.set_index("place_id")[["lon", "lat"]]
    drawn = [(panel.projection, panel.symbols) for panel in layout.panels]
    drawn.append((layout.main.projection, layout.dots))
    return [
        key for projection, points in drawn for key, at in points.items()
        if max(abs(a - b) for a, b in zip(projection.pixels(*where.loc[key]), at, strict=True))
        > PIXEL
    ]  # fmt: skip


def faults(layout: MapLayout) -> list[str]:
    """Labels that overlap something, insets that cover something, symbols that cover another."""
    across = layout.style.symbol
    labels = {label.place_id: shift(label.box, *label.point) for label in layout.labels}
    insets = {key: inset.box for inset in layout.insets for key in inset.symbols}
    found = [
        f"{a} {b}" for a, b in itertools.combinations(labels, 2) if overlap(labels[a], labels[b])
    ]
    for panel in layout.panels:
        for key, at in panel.symbols.items():
            found += [f"{name} on the symbol of {key}" for name, box in labels.items()
                      if overlap(box, around(at, across))]  # fmt: skip
        for (a, p), (b, q) in itertools.combinations(panel.symbols.items(), 2):
            nearer = max(abs(p[0] - q[0]), abs(p[1] - q[1])) < across * (1 - COVERED) / 2**0.5
            found += [f"{a} covers {b}"] if nearer else []
    for inset in layout.insets:
        found += [f"an inset covers {key}" for key, at in layout.main.symbols.items()
                  if overlap(inset.box, around(at, across))]  # fmt: skip
        found += [f"{key} under an inset" for key, box in labels.items()
                  if insets.get(key) != inset.box and overlap(box, inset.box)]  # fmt: skip
        found += ["insets overlap" for other in layout.insets
                  if other is not inset and overlap(inset.box, other.box)]  # fmt: skip
    sheet = (0, 0, *layout.size)
    found += [f"{key} leaves the map" for key, box in labels.items()
              if box[0] < 0 or box[1] < 0 or box[2] > sheet[2] or box[3] > sheet[3]]  # fmt: skip
    return found


@each_language
@each_view
def test_every_place_is_named_once_and_stands_where_it_is(view: View, code: str) -> None:
    with use_language(code):
        places = places_of(view)
        found = layouts(view)
        names = marks(places).set_index("place_id")["label"].to_dict()
    for name, layout in found.items():
        assert misplaced(layout, places) == [], name
        assert faults(layout) == [], name
        said = Counter(label.place_id for label in layout.labels)
        assert said == Counter(places["place_id"]), (name, layout.unnamed)
        assert {each.place_id: " ".join(each.lines) for each in layout.labels} == names


def test_every_date_on_record_is_looked_at() -> None:
    days = {f"{day:%Y-%m}" for day in pd.to_datetime(table("memberships")["counted_on"])}
    assert days == {date[:7] for date in DATES}


@each_view
def test_the_page_draws_its_layout(view: View) -> None:
    with use_language("en"):
        places = places_of(view)
        deck = json.loads(deck_of(view, PAGES[0], symbols.LIGHT, 1.0).to_json())
        layout = deckgl.layout_of(marks(places), bounds_of(view, places), PAGES[0])
    layers = {layer["id"]: layer for layer in deck["layers"]}
    true = places.set_index("place_id")[["lon", "lat"]]
    main = layout.main.projection
    inside = {key: inset for inset in layout.insets for key in inset.symbols}
    assert len(layers["places"]["data"]) == len(places)
    for row in layers["places"]["data"]:
        key = row["place_id"]
        assert "off" not in row
        if key in inside:
            drawn, wanted = main.pixels(*row["at"]), inside[key].projection.pixels(*true.loc[key])
            assert drawn == pytest.approx(wanted, abs=PIXEL)
        else:
            assert row["at"] == pytest.approx(true.loc[key].tolist(), abs=1e-4)
    dots = {row["place_id"]: row["at"] for row in layers["dots"]["data"]}
    assert dots.keys() == inside.keys()
    for key, at in dots.items():
        assert at == pytest.approx(true.loc[key].tolist(), abs=1e-4)
    assert not any("getPixelOffset" in layer for layer in deck["layers"])


@each_view
def test_slide_and_brief_draw_their_layout(view: View) -> None:
    with use_language("en"):
        places = places_of(view)
        rows, bounds = marks(places), bounds_of(view, places)
        for sheet in SHEETS.values():
            layout = svg_map.layout_of(rows, sheet, bounds)
            picture = svg_map.map_chart(rows, LIGHT, symbols.LIGHT, sheet, bounds=bounds)
            founding = set(rows.loc[rows["kind"] == "founding", "place_id"])
            symbol = f"{layout.style.symbol / 2 * 0.9:.2f}".rstrip("0")
            drawn = sorted(
                (float(node.get("cx", "0")), float(node.get("cy", "0")))
                for node in ElementTree.fromstring(picture).iter()
                if node.tag.endswith("circle") and node.get("r") == symbol
            )
            wanted = sorted(
                at for panel in layout.panels for key, at in panel.symbols.items()
                if key in founding
            )  # fmt: skip
            assert len(drawn) == len(wanted)
            for one, other in zip(drawn, wanted, strict=True):
                assert one == pytest.approx(other, abs=PIXEL)


@each_view
def test_the_deck_draws_its_layout(view: View) -> None:
    with use_language("en"):
        told = on_the_map(view)
        rows = marks(told.frame)
        layout = deck_map.layout_of(rows, bounds_of(view, told.frame))
        slide = blank_deck().slides.add_slide(blank_deck().slide_layouts[0])
        deck_map.draw_map(slide, told, view)
    (group,) = [shape for shape in slide.shapes if shape.shape_type == 6]
    drawn = {}
    for shape in group.shapes:
        label, _colon, kind = shape.name.partition(": ")
        if kind:
            x = Emu(shape.left + shape.width // 2).inches - PICTURE[0]
            y = Emu(shape.top + shape.height // 2).inches - PICTURE[1]
            drawn[label] = (x * deck_map.DPI, y * deck_map.DPI)
    names = rows.set_index("place_id")["label"]
    wanted = {
        names[key]: at for panel in layout.panels for key, at in panel.symbols.items()
    }  # fmt: skip
    assert drawn.keys() == wanted.keys()
    for name, at in drawn.items():
        assert at == pytest.approx(wanted[name], abs=PIXEL)
