"""The picture of a slide as SVG, with what it shows in words."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from dashboard import sentences
from dashboard.canvas import Sheet
from dashboard.map_icons import MapPalette
from dashboard.place_rows import marks
from dashboard.story import Slide
from dashboard.theme import Palette
from dashboard.vector import bar_chart, growth_chart, plan_chart, range_chart
from dashboard.vector_map import map_chart
from dashboard.words import _, day, number, own

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
LAND = MapPalette(
    **{name: f"var(--{name})" for name in ("sea", "land", "context", "border", "ink", "halo")},
    member="var(--founding)",
    joined_2023="var(--joined)",
    proposed="var(--proposed)",
)


def _listed(pairs: Iterable[tuple[str, int]]) -> str:
    return "; ".join(f"{name}: {number(value)}" for name, value in pairs)


def drawing(slide: Slide) -> tuple[str, str]:
    """The picture of a slide, and its alt text; both empty for a slide of words alone."""
    frame = slide.frame
    if frame is None or frame.empty:
        return "", ""
    match slide.picture:
        case "growth":
            return growth_chart(frame, COLOURS, STAGE), sentences.growth_alt(frame)
        case "map":
            return map_chart(marks(frame), COLOURS, LAND, STAGE), sentences.map_alt(frame)
        case "ranges":
            said = [sentences.span(row.low, row.high) for row in frame.itertuples()]
            return range_chart(frame.assign(said=said), COLOURS, STAGE), sentences.ranges_alt(frame)
        case "focus":
            pairs = focus_pairs(frame)
            return bar_chart(pairs, COLOURS, STAGE), _("Bars. {listed}.", listed=_listed(pairs))
        case "plan":
            days = [day(each) for each in frame["designated_on"]]
            listed = _listed(zip(days, frame["areas"], strict=True))
            return plan_chart(frame, COLOURS, STAGE), _("Columns. {listed}.", listed=listed)
    return "", ""


def focus_pairs(frame: pd.DataFrame) -> list[tuple[str, int]]:
    """Focus areas and their numbers of projects, the most first."""
    rows = frame.sort_values("projects", ascending=False, kind="stable")
    return list(zip(rows[own("focus_area")], rows["projects"], strict=True))
