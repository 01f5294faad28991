"""The timeline as a figure: events in lanes by kind, labelled where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.base import LABEL, escape, faded, figure, leads_to
from dashboard.content.choice import choosing
from dashboard.content.sections.events import count_after, in_order, kind_name, when
from dashboard.core.dataset import cached
from dashboard.core.page_widths import NARROW, WIDEST
from dashboard.core.palette import Palette
from dashboard.core.text_metrics import letters
from dashboard.core.translation import _, day, n_, short_day, text

LETTER = 6.6
GAP = 8
# What stands between a mark and its label, and between a leader and its label.
AFTER_LEADER = "\N{NO-BREAK SPACE}"
AFTER_MARK = 3 * AFTER_LEADER
LINE = 16
LANE = 30
# Most of these confirm a count that stood already; what tells them apart is where they met.
MEETINGS = frozenset({"meeting", "partner"})


@dataclass(frozen=True, slots=True)
class Room:
    """What a window has room for: pixels across the lanes, and lines of labels over a mark.

    The names of the lanes stand beside them, or in a narrow window above them. `margin` of all
    the time is kept free for the last labels.
    """

    across: int
    lines: int = 3
    narrow: bool = False
    margin: float = 0.17


@dataclass(frozen=True, slots=True)
class Label:
    """A label: its words and colour, the day and lane of its mark, and the line it stands on."""

    words: str
    day: str
    lane: float
    line: int
    colour: str

    @property
    def height(self) -> float:
        """Where it stands: beside its mark, or on a line above."""
        return self.lane + (LINE * self.line + 4 if self.line else 0)


PHONE = Room(across=310, lines=2, narrow=True, margin=0.4)
# Beside the lanes: their names, and the margins of the page, which grows no wider than this.
BESIDE = 340


def room_in(window: int) -> Room:
    """What a window of so many pixels has room for."""
    return PHONE if window < NARROW else Room(across=min(window, WIDEST) - BESIDE)


def wide(words: str) -> float:
    """About how many pixels a label takes; Thai marks above and below take none."""
    return LETTER * letters(words)


def lines_of_labels(
    starts: Sequence[float], widths: Sequence[float], across: float, most: Sequence[int]
) -> list[int | None]:
    """On which line over its mark each label stands, so that none covers another or a mark.

    Labels run to the right of their marks, which are in order. Line 0 is that of the marks, and
    `most` is how many lines each label may choose from; None is said of a label that finds no
    room. The newest choose first: the leader of an older label is then left of theirs.
    """
    room = [across] * max(most, default=0)
    lines: list[int | None] = []
    for start, width, choice in zip(starts[::-1], widths[::-1], most[::-1], strict=True):
        fits = [line for line in range(choice) if start + width + GAP <= room[line]]
        line = fits[0] if fits else None
        lines.append(line)
        for taken in range((line or 0) + 1):
            room[taken] = start - GAP
    return lines[::-1]


def tells_count(row: pd.Series) -> bool:
    """Whether an event is there for the count after it, and not for having taken place."""
    return row["kind"] not in MEETINGS and bool(count_after(row))


def label(row: pd.Series) -> str:
    """A word or two beside a mark: the count that an event is there for, else where, else when."""
    if tells_count(row) and pd.notna(row["plan_areas"]):
        return n_("{count} area", "{count} areas", int(row["plan_areas"]))
    if tells_count(row):
        return n_("{count} member", "{count} members", int(row["members"]))
    where = text(row, "location").partition(",")[0]
    return where or short_day(row["happened_on"], row["precision"])


def hover(row: pd.Series) -> str:
    """All that is known of an event."""
    last = " · ".join(part for part in (text(row, "location"), count_after(row)) if part)
    dated = f"<b>{escape(when(row))}</b>"
    if row["later"]:
        dated = _("{told} (later)", told=dated)
    body = [escape(line) for line in (text(row, "event"), last) if line]
    return "<br>".join([dated, *body])


@cached
def timeline(
    rows: pd.DataFrame,
    colours: Palette,
    *,
    asof: str,
    between: tuple[pd.Timestamp, pd.Timestamp],
    room: Room,
    chosen: str | None = None,
) -> go.Figure:
    """Events in lanes by kind, hollow where later than the as-of day.

    A click on an event chooses its kind; where one is `chosen` the other lanes are muted. Takes
    rows of `dated_events`. A bar before a mark is the month or year in which the event
    falls, when no day is known.
    """
    first, last = between
    start = first.to_period("Y").start_time - pd.Timedelta(days=30)
    end = last + (last - first) * room.margin
    scale = room.across / (end - start).days
    chart = figure(colours, 64, margin={"l": 16, "r": 8, "t": 26, "b": 8})
    height, names, marks_at = 0.0, [], []
    labelled = []
    for kind in reversed(in_order(rows["kind"])):
        lane = rows[rows["kind"] == kind]
        at = height + LANE / 2
        labels = [label(row) for _index, row in lane.iterrows()]
        lines = lines_of_labels(
            [(day - start).days * scale for day in lane["happened_on"]],
            [GAP + wide(words) for words in labels],
            room.across,
            [room.lines if tells_count(row) else 1 for _index, row in lane.iterrows()],
        )
        muted = chosen not in (None, kind)
        _lane(chart, lane, colours, at, muted=muted)
        for row, words, line in zip(lane.itertuples(), labels, lines, strict=True):
            if line is not None:
                shade = colours.muted if row.later or muted else colours.ink
                labelled.append(Label(words, at_day(row.happened_on), at, line, shade))
        height += LANE + LINE * max((line or 0) for line in lines)
        if room.narrow:
            _name(chart, kind, colours, height + LINE / 2, start)
            height += LINE + GAP
        names.append("" if room.narrow else escape(kind_name(kind)))
        marks_at.append(at)
    _labels(chart, labelled, colours)
    _as_of(chart, colours, asof, (start, end))
    years = pd.date_range(start, last + pd.offsets.YearBegin(), freq=f"{1 + room.narrow}YS")
    chart.update_layout(height=chart.settings["height"] + round(height))
    chart.update_yaxes(
        range=[0, height], tickvals=marks_at, ticktext=names,
        tickfont={"color": colours.ink}, showticklabels=not room.narrow,
    )  # fmt: skip
    chart.update_xaxes(
        range=[start, end], tickvals=years,
        ticktext=[short_day(year, "year") for year in years],
    )  # fmt: skip
    return chart


def at_day(day: pd.Timestamp) -> str:
    """A day on the axis, said without the hour."""
    return day.date().isoformat()


def span_start(row: Any) -> pd.Timestamp:
    """The first day of the month or year in which an event falls of which no day is known."""
    return row.happened_on.to_period("M" if row.precision == "month" else "Y").start_time


def _lane(
    chart: go.Figure, rows: pd.DataFrame, colours: Palette, at: float, *, muted: bool
) -> None:
    plain = [
        colours.later if row.later else colours.joined if row.kind == "join" else colours.founding
        for row in rows.itertuples()
    ]
    accents = [faded(accent, colours, muted=muted) for accent in plain]
    for accent in dict.fromkeys(accents):
        spans = [
            (at_day(span_start(row)), at_day(row.happened_on), None)
            for row, own in zip(rows.itertuples(), accents, strict=True)
            if own == accent and row.precision != "day"
        ]
        if spans:
            chart.add_scatter(
                x=[x for span in spans for x in span], y=[at, at, None] * len(spans),
                mode="lines", hoverinfo="skip", line={"color": accent, "width": 5}, opacity=0.35,
            )  # fmt: skip
    chart.add_scatter(
        x=[at_day(day) for day in rows["happened_on"]],
        y=[at] * len(rows),
        mode="markers",
        meta=leads_to(choosing(kind=rows["kind"].iloc[0])),
        marker={
            "size": 11,
            "color": [
                colours.paper if row.later else accent
                for row, accent in zip(rows.itertuples(), accents, strict=True)
            ],
            "line": {"width": 2, "color": accents},
        },
        hovertext=[hover(row) for _index, row in rows.iterrows()],
        hoverinfo="text",
    )


def _labels(chart: go.Figure, labels: Sequence[Label], colours: Palette) -> None:
    """All labels and their leaders as one trace each: many would take longer to send and draw."""
    raised = [label for label in labels if label.line]
    chart.add_scatter(
        x=[x for label in raised for x in (label.day, label.day, None)],
        y=[y for label in raised for y in (label.lane + 7, label.height + 5, None)],
        mode="lines", hoverinfo="skip", line={"color": colours.muted, "width": 1},
    )  # fmt: skip
    chart.add_scatter(
        x=[label.day for label in labels],
        y=[label.height for label in labels],
        text=[
            (AFTER_LEADER if label.line else AFTER_MARK) + escape(label.words)
            for label in labels
        ],
        mode="text", textposition="middle right", hoverinfo="skip", cliponaxis=False,
        textfont={"color": [label.colour for label in labels], "size": LABEL - 1},
    )  # fmt: skip


def _name(chart: go.Figure, kind: str, colours: Palette, at: float, start: pd.Timestamp) -> None:
    chart.add_annotation(
        x=start, y=at, text=f"<b>{escape(kind_name(kind))}</b>", showarrow=False,
        xanchor="left", yanchor="middle", font={"color": colours.ink, "size": LABEL - 1},
    )  # fmt: skip


def _as_of(
    chart: go.Figure, colours: Palette, asof: str, ends: tuple[pd.Timestamp, pd.Timestamp]
) -> None:
    shown = pd.Timestamp(asof)
    if not ends[0] <= shown <= ends[1]:
        return
    chart.add_vline(x=shown, line={"color": colours.muted, "width": 1.5, "dash": "dot"})
    chart.add_annotation(
        x=shown, yref="paper", y=1, text=escape(_("As of {day}", day=day(asof))), showarrow=False,
        xanchor="right" if shown > ends[0] + (ends[1] - ends[0]) / 2 else "left",
        yanchor="bottom", font={"color": colours.muted, "size": LABEL - 1},
    )  # fmt: skip
