"""Maps of a slide that name only what it is about: members by country, and those that joined last.

Everything else that they show is quiet: a grey symbol without a name.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd
import shapely
import shapely.ops

from dashboard.content.places import Bounds, labelled
from dashboard.core.limits import MARKS
from dashboard.core.translation import localized, number
from dashboard.exports.slides.slide import Slide
from dashboard.maps.geometry import Box, grown, shift
from dashboard.maps.label_placement import LabelRequest, Placement, place_labels
from dashboard.maps.projection import Projection, flat_areas, opening, projection_of

# In sizes of the type: a disc that holds the number of one city, a symbol with a name, a quiet one.
DISC, SYMBOL, QUIET = 1.6, 1.1, 0.62
LARGEST = 3.2  # of all discs, in sizes of the type
BOLD = 1.08  # how much wider bold type is
SECOND = 0.25  # of a disc may be covered before it leaves the middle of its members
PARTS = 2  # of a country, on which its number may be
SQUARE = 8  # quiet symbols that fall into the same square of so many units are drawn once


@dataclass(frozen=True, slots=True)
class Dot:
    """A symbol: where it stands, how wide, of which kind, its name, and what stands in it.

    One with a `step` appears at that step of the slide.
    """

    x: float
    y: float
    across: float
    kind: str
    quiet: bool
    name: str = ""
    said: str = ""
    label: Placement | None = None
    step: int = 0


@dataclass(frozen=True, slots=True)
class Scene:
    """A map of `size` in type of size `font`, with its symbols in the order of drawing."""

    size: tuple[int, int]
    font: float
    projection: Projection
    dots: tuple[Dot, ...]

    @property
    def box(self) -> Box:
        """The whole map."""
        return (0.0, 0.0, float(self.size[0]), float(self.size[1]))


def scene_of(slide: Slide, bounds: Bounds, size: tuple[int, int], font: float) -> Scene:
    """The scene of a slide with the picture `countries` or `joined`, on a map of some bounds."""
    projection = projection_of(opening(bounds, size), size)
    empty = Scene(size, font, projection, ())
    draw = _countries if slide.picture == "countries" else _joined
    return replace(empty, dots=tuple(draw(slide, empty)))


def _countries(slide: Slide, scene: Scene) -> Iterable[Dot]:
    """A disc for each country, as large as its number of members; those not chosen are quiet.

    The smaller are placed first: they have less room on their land.
    """
    assert slide.frame is not None
    shapes = flat_areas("asean_countries", scene.projection, scene.box)
    placed: list[Dot] = []
    names: list[str] = []
    unit = min(DISC, LARGEST / slide.frame["members"].max() ** 0.5) * scene.font
    for row in slide.frame.sort_values("members", kind="stable").itertuples():
        dot = Dot(
            *scene.projection.pixels(row.lon, row.lat), unit * row.members**0.5,
            "founding", quiet=not row.chosen, said=number(row.members),
        )  # fmt: skip
        spots = _on_land(shapes.get(row.country_id), (dot.x, dot.y))
        moved = [replace(dot, x=x, y=y) for x, y in spots]
        price = [_covered(each, placed) + SECOND * dot.across * (at > 0)
                 for at, each in enumerate(moved)]  # fmt: skip
        placed.append(moved[price.index(min(price))])
        names.append(getattr(row, localized("country")))
    return _named(placed[::-1], names[::-1], scene)


def _covered(dot: Dot, others: Iterable[Dot]) -> float:
    """How far a disc reaches into others."""
    apart = (
        (dot.across + other.across) / 2 - math.dist((dot.x, dot.y), (other.x, other.y))
        for other in others
    )
    return sum(max(by, 0.0) for by in apart)


def _on_land(
    shape: shapely.Geometry | None, at: tuple[float, float]
) -> list[tuple[float, float]]:  # fmt: skip
    """Points of a country: the nearest to a point, and the middles of its largest parts."""
    if shape is None or shape.is_empty:
        return [at]
    parts = sorted(shapely.get_parts(shape), key=lambda part: -part.area)[:PARTS]
    found = [shapely.ops.nearest_points(shape, shapely.Point(at))[0]]
    found += [shapely.Point(shapely.maximum_inscribed_circle(part).coords[0])
              for part in parts if part.area]  # fmt: skip
    return [(float(point.x), float(point.y)) for point in found]


def _joined(slide: Slide, scene: Scene) -> Iterable[Dot]:
    """The members before as quiet symbols, and over them with their names those that joined."""
    assert slide.frame is not None
    rows = labelled(slide.frame).assign(newest=slide.frame["newest"])
    x, y = scene.projection.pixels(rows["lon"].to_numpy(), rows["lat"].to_numpy())
    rows = rows.assign(x=x, y=y)
    before, newest = rows[~rows["newest"]], rows[rows["newest"]].head(MARKS)
    squares = pd.DataFrame({"x": before["x"] // SQUARE, "y": before["y"] // SQUARE})
    quiet = [
        Dot(row.x, row.y, QUIET * scene.font, "founding", quiet=True)
        for row in before[~squares.duplicated()].itertuples()
    ]
    steps = {key: at for at, key in enumerate(slide.steps, start=1)}
    dots = [
        Dot(row.x, row.y, SYMBOL * scene.font, "joined", quiet=False,
            step=steps.get(row.place_id, 0))
        for row in newest.itertuples()
    ]  # fmt: skip
    # Names may cover what is quiet, as far as they do not have to.
    return [*quiet, *_named(dots, newest["label"].tolist(), scene, quiet)]


def _named(
    dots: list[Dot], names: list[str], scene: Scene, quiet: Iterable[Dot] = ()
) -> list[Dot]:  # fmt: skip
    """The dots with their names beside them; one that finds no room stays without."""
    taken = [_box(dot) for dot in (*dots, *quiet)]
    out = []
    for at, (dot, name) in enumerate(zip(dots, names, strict=True)):
        wide = scene.font * (1 if dot.said else BOLD)
        request = LabelRequest(name, name, dot.x, dot.y, 0)
        others = tuple(box for n, box in enumerate(taken) if n != at)
        placed = place_labels(
            (request,), scene.box, font_px=wide, marker_px=dot.across, reserved=others, passes=1
        )
        if placed:
            taken.append(shift(placed[0].box, dot.x, dot.y))
        out.append(replace(dot, name=name, label=placed[0] if placed else None))
    return out


def _box(dot: Dot) -> Box:
    return grown((dot.x, dot.y, dot.x, dot.y), dot.across / 2)
