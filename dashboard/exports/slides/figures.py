"""The picture of a slide as SVG, with what it shows in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from dashboard.content.places import Bounds, bounds_of, marks, thai_region
from dashboard.content.text import network_text
from dashboard.core.palette import Palette
from dashboard.core.translation import _, day, localized, number
from dashboard.core.url_state import View
from dashboard.exports.slides.story import Slide
from dashboard.exports.svg.canvas import Sheet
from dashboard.exports.svg.charts import bar_chart, growth_chart, plan_chart, range_chart
from dashboard.exports.svg.map import map_chart
from dashboard.exports.svg.rows import bar_rows, plan_rows, range_rows
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
# For a phone held upright, where the drawing is as wide as the screen and its text not below 14
# pixels; labels on a map are smaller than its other text.
PHONE, PHONE_MAP = Sheet(640.0, 620.0, 30.0), Sheet(640.0, 0.0, 37.0)
# The lowest and the highest map there, in parts of its width.
SHAPES = (0.8, 1.25)
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


def drawing(slide: Slide, view: View, *, phone: bool = False) -> tuple[str, str]:
    """The picture of a slide, and its alt text; both empty for a slide of words alone.

    It is drawn for a wide screen, or for a `phone` held upright. A map shows what `view` has
    chosen.
    """
    frame = slide.frame
    if frame is None or frame.empty:
        return "", ""
    sheet = PHONE if phone else STAGE
    match slide.picture:
        case "growth":
            return growth_chart(frame, COLOURS, sheet), network_text.growth_alt(frame)
        case "map":
            bounds = bounds_of(view, frame)
            on = upright(bounds) if phone else STAGE
            region = thai_region(view)
            drawn = map_chart(marks(frame), COLOURS, LAND, on, bounds=bounds, region=region)
            return drawn, network_text.map_alt(frame)
        case "ranges":
            rows = frame.assign(said=[network_text.span(r.low, r.high) for r in frame.itertuples()])
            draw = range_rows if phone else range_chart
            return draw(rows, COLOURS, sheet), network_text.ranges_alt(frame)
        case "focus":
            pairs = focus_pairs(frame)
            bars = (bar_rows if phone else bar_chart)(pairs, COLOURS, sheet)
            return bars, _("Bars. {listed}.", listed=listed_pairs(pairs))
        case "plan":
            days = [day(each) for each in frame["designated_on"]]
            listed = listed_pairs(zip(days, frame["areas"], strict=True))
            columns = (plan_rows if phone else plan_chart)(frame, COLOURS, sheet)
            return columns, _("Columns. {listed}.", listed=listed)
    return "", ""


def upright(bounds: Bounds) -> Sheet:
    """The sheet of a map for a phone, as high as what it shows."""
    shape = min(max(height_to_width(bounds), SHAPES[0]), SHAPES[1])
    return replace(PHONE_MAP, height=float(round(PHONE_MAP.width * shape)))


def focus_pairs(frame: pd.DataFrame) -> list[tuple[str, int]]:
    """Focus areas and their numbers of projects, the most first."""
    rows = frame.sort_values("projects", ascending=False, kind="stable")
    return list(zip(rows[localized("focus_area")], rows["projects"], strict=True))
