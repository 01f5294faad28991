"""The picture of a slide as SVG, with what it shows in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from dashboard.content.places import Bounds, bounds_of, labelled, places_of, thai_region
from dashboard.content.text import network_text
from dashboard.core.palette import Palette
from dashboard.core.translation import _, day, localized, n_, number
from dashboard.core.url_state import View
from dashboard.exports.slides.scene import scene_of
from dashboard.exports.slides.slide import MAPS, Slide
from dashboard.exports.svg.canvas import Sheet
from dashboard.exports.svg.charts import bar_chart, growth_chart, plan_chart, range_chart
from dashboard.exports.svg.map import map_chart
from dashboard.exports.svg.rows import bar_rows, plan_rows, range_rows
from dashboard.exports.svg.scene import scene_layers
from dashboard.maps.projection import height_to_width
from dashboard.maps.symbols import MapPalette

# The style sheet of the stage has the values, so that light and dark need no second drawing.
COLOURS = Palette(
    **{
        name: f"var(--{name})"
        for name in ("paper", "ink", "muted", "grid", "founding", "joined", "proposed", "later")
    },
    none="var(--grid)",
    scale=(),
)
# In the shape of the room that a slide leaves, with type for the back row.
STAGE = Sheet(1600.0, 900.0, 41.0)
# The title slide has a line more above its map.
TITLE = replace(STAGE, height=795.0)
# A map that names few has room for larger names.
FEW, LARGER = 12, 1.3
# The names of a map of few, beside the text of charts.
NAMES = 0.85
# For a phone held upright, where the drawing is as wide as the screen and its text not below 14
# pixels; labels on a map are smaller than its other text.
PHONE, PHONE_MAP = Sheet(640.0, 620.0, 30.0), Sheet(640.0, 0.0, 37.0)
# The lowest and the highest map there, in parts of its width.
SHAPES = (0.8, 1.25)
# One that names many.
CROWDED = 1.75
LAND = MapPalette(
    **{name: f"var(--{name})" for name in ("sea", "land", "context", "border", "ink", "halo")},
    member="var(--founding)",
    joined_2023="var(--joined)",
    proposed="var(--proposed)",
    quiet="var(--muted)",
)


def listed_pairs(pairs: Iterable[tuple[str, int]]) -> str:
    """Names with their numbers, read out one after the other."""
    return "; ".join(f"{name}: {number(value)}" for name, value in pairs)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture of a slide in layers of one size, the first and one for each step, and in words.

    Without layers the slide has no picture.
    """

    layers: tuple[str, ...] = ()
    alt: str = ""


def drawing(slide: Slide, view: View, *, phone: bool = False) -> Drawing:
    """The picture of a slide, for a wide screen or for a `phone` held upright.

    A map shows what `view` has chosen.
    """
    frame = slide.frame
    if frame is None or frame.empty:
        return Drawing()
    sheet = PHONE if phone else STAGE
    if slide.picture in MAPS:
        bounds = map_bounds(slide, view)
        names = len(frame) if slide.picture == "map" else 0
        sheet = (
            upright(bounds, names) if phone else TITLE if slide.picture == "countries" else STAGE
        )
        if slide.picture == "map" and len(frame) <= FEW and not phone:
            sheet = replace(sheet, font=sheet.font * LARGER)
    match slide.picture:
        case "map":
            region = thai_region(slide.map_view(view))
            drawn = map_chart(labelled(frame), COLOURS, LAND, sheet, bounds=bounds, region=region)
            return Drawing((drawn,), network_text.map_alt(frame))
        case "countries" | "joined":
            size = (int(sheet.width), int(sheet.height))
            scene = scene_of(slide, bounds, size, sheet.font * NAMES)
            return Drawing(tuple(scene_layers(scene, COLOURS, LAND)), alt_of(slide))
        case "growth":
            return Drawing((growth_chart(frame, COLOURS, sheet),), network_text.growth_alt(frame))
        case "ranges":
            rows = frame.assign(said=[network_text.span(r.low, r.high) for r in frame.itertuples()])
            draw = range_rows if phone else range_chart
            return Drawing((draw(rows, COLOURS, sheet),), network_text.ranges_alt(frame))
        case "focus":
            pairs = focus_pairs(frame)
            bars = (bar_rows if phone else bar_chart)(pairs, COLOURS, sheet, lead=True)
            return Drawing((bars,), _("Bars. {listed}.", listed=listed_pairs(pairs)))
        case "partners":
            pairs, notes = partner_pairs(frame), partner_notes(frame)
            bars = (bar_rows if phone else bar_chart)(pairs, COLOURS, sheet, notes=notes)
            return Drawing((bars,), alt_of(slide))
        case "plan":
            days = [day(each) for each in frame["designated_on"]]
            listed = listed_pairs(zip(days, frame["areas"], strict=True))
            columns = (plan_rows if phone else plan_chart)(frame, COLOURS, sheet)
            return Drawing((columns,), _("Columns. {listed}.", listed=listed))
    return Drawing()


def map_bounds(slide: Slide, view: View) -> Bounds:
    """What the map of a slide shows; members by country are compared in all of ASEAN."""
    view = slide.map_view(view)
    if slide.picture == "countries":
        view = replace(view, country=None, region=None, status=None)
    return bounds_of(view, places_of(view))


def alt_of(slide: Slide) -> str:
    """A picture that only slides have, in words."""
    frame = slide.frame
    assert frame is not None
    match slide.picture:
        case "countries":
            pairs = zip(frame[localized("country")], frame["members"], strict=True)
            return _("Map of member cities by country. {listed}.", listed=listed_pairs(pairs))
        case "joined":
            names = network_text.names(frame[frame["newest"]], 12)
            return _(
                "Map of the member cities. New: {names}."
                " Those that were members before have grey symbols.",
                names=names,
            )
    said = zip(partner_pairs(frame), partner_notes(frame), strict=True)
    listed = "; ".join(f"{name}: {number(count)} {note}".strip() for (name, count), note in said)
    return _("Bars. {listed}.", listed=listed)


def partner_pairs(frame: pd.DataFrame) -> list[tuple[str, int]]:
    """Partners and their numbers of programmes that had begun. Takes `partner_rows`."""
    return list(zip(frame[localized("partner")], frame["begun"], strict=True))


def partner_notes(frame: pd.DataFrame) -> list[str]:
    """What else each partner has on record, in words."""
    notes = []
    for row in frame.itertuples():
        parts = []
        if row.unknown:
            parts.append(n_("{count} of unknown start", "{count} of unknown start", row.unknown))
        if row.later:
            parts.append(n_("{count} later", "{count} later", row.later))
        notes.append(f"+ {', '.join(parts)}" if parts else "")
    return notes


def upright(bounds: Bounds, names: int) -> Sheet:
    """The sheet of a map for a phone, as high as what it shows; of many names, with insets."""
    shape = min(max(height_to_width(bounds), SHAPES[0]), SHAPES[1])
    shape = shape if names <= FEW else CROWDED
    return replace(PHONE_MAP, height=float(round(PHONE_MAP.width * shape)))


def focus_pairs(frame: pd.DataFrame) -> list[tuple[str, int]]:
    """Focus areas and their numbers of projects, the most first."""
    rows = frame.sort_values("projects", ascending=False, kind="stable")
    return list(zip(rows[localized("focus_area")], rows["projects"], strict=True))
