"""Native charts and tables of the deck: what they hold is what the frames of the story hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN, MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from dashboard.content.text.network_text import growth_alt, ranges_alt, span
from dashboard.content.text.programme_text import areas_said
from dashboard.core.palette import LIGHT
from dashboard.core.translation import _, localized, number, short_day
from dashboard.exports.pptx.template import BODY_PT, PICTURE, describe, element, rgb, speak_run, tag
from dashboard.exports.slides.figures import alt_of
from dashboard.exports.slides.story import Slide

COLUMNS, STACKED = XL_CHART_TYPE.COLUMN_CLUSTERED, XL_CHART_TYPE.COLUMN_STACKED
BARS, STACKED_BARS = XL_CHART_TYPE.BAR_CLUSTERED, XL_CHART_TYPE.BAR_STACKED
THIN = 0.08  # of the highest bar
LABEL_PT = 16  # of rows with two lines
Series = tuple[str, Sequence[float | None]]


def _known(values: pd.Series, shown: pd.Series) -> list[float | None]:
    """The values that are shown, as plain numbers; the others leave a gap."""
    return [int(value) if show else None for value, show in zip(values, shown, strict=True)]


def _chart(
    slide: Any, kind: XL_CHART_TYPE, categories: Sequence[str], series: Sequence[Series], alt: str
) -> Any:
    data = CategoryChartData(number_format="#,##0")
    data.categories = categories
    for name, values in series:
        data.add_series(name, values)
    box = (Inches(side) for side in PICTURE)
    frame = slide.shapes.add_chart(kind, *box, data)
    describe(frame, alt, _("Chart"))
    chart = frame.chart
    chart.has_title = False
    chart.font.size = Pt(BODY_PT)
    chart.font.color.rgb = rgb(LIGHT.ink)
    speak_run(chart._chartSpace.find(qn("c:txPr")).find(".//" + qn("a:defRPr")))
    spoken = element("c:lang", val=tag())
    chart._chartSpace.find(qn("c:date1904")).addnext(spoken)
    chart.has_legend = len(series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    for axis in (chart.category_axis, chart.value_axis):
        axis.has_major_gridlines = False
        axis.major_tick_mark = XL_TICK_MARK.NONE
    # Every category has its label, however little room a program thinks there is.
    skip = element("c:tickLblSkip", val="1")
    chart.category_axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)
    chart.value_axis.visible = False
    chart.value_axis.minimum_scale = 0
    chart.category_axis.format.line.color.theme_color = MSO_THEME_COLOR.ACCENT_4
    return chart


def _plot_area(chart: Any, left: float, top: float, width: float, height: float) -> None:
    """Put the bars in a part of the chart, so that the labels keep the rest."""
    area = chart._chartSpace.find(".//" + qn("c:plotArea"))
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout, manual = element("c:layout"), element("c:manualLayout")
    layout.append(manual)
    manual.append(element("c:layoutTarget", val="inner"))
    for key in ("xMode", "yMode"):
        manual.append(element(f"c:{key}", val="edge"))
    for key, share in (("x", left), ("y", top), ("w", width), ("h", height)):
        manual.append(element(f"c:{key}", val=str(share)))
    area.insert(0, layout)


def _fill(target: Any, colour: MSO_THEME_COLOR, *, hatched: bool = False) -> None:
    fill = target.format.fill
    if hatched:
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.fore_color.theme_color = colour
        fill.back_color.rgb = rgb(LIGHT.paper)
    else:
        fill.solid()
        fill.fore_color.theme_color = colour
    target.format.line.color.theme_color = colour
    target.format.line.width = Pt(1.5)


def _labels(series: Any, position: XL_LABEL_POSITION | None, colour: str = LIGHT.ink) -> None:
    labels = series.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = "#,##0", False
    labels.font.size, labels.font.bold = Pt(BODY_PT), True
    labels.font.color.rgb = rgb(colour)
    if position is not None:
        labels.position = position


def _gap(bars: int) -> int:
    """The gap between bars in percent of a bar: few bars shall not fill the picture."""
    return 55 if bars > 3 else 300 // bars


def _hide_labels(series: Any, thinnest: float) -> None:
    """Take the labels from parts of bars that are too thin to hold them."""
    labels = series.data_labels._element
    for at, value in reversed(list(enumerate(series.values))):
        if value is not None and value < thinnest:
            hidden = element("c:dLbl")
            hidden.append(element("c:idx", val=str(at)))
            hidden.append(element("c:delete", val="1"))
            labels.insert(0, hidden)


def _alt(pattern: str, names: Sequence[str], values: Sequence[int]) -> str:
    pairs = zip(names, values, strict=True)
    return pattern.format(listed="; ".join(f"{name}: {number(value)}" for name, value in pairs))


def growth_columns(slide: Any, frame: pd.DataFrame) -> None:
    """A column for each step; steps after the as-of day are hatched."""
    names = [
        short_day(row.counted_on, row.counted_precision)
        + (f"\n+{number(row.joined)}" if at else "")
        for at, row in enumerate(frame.itertuples())
    ]
    series: list[Series] = [(_("Members"), _known(frame["members"], ~frame["later"]))]
    if frame["later"].any():
        late = _("Members after the selected date")
        series.append((late, _known(frame["members"], frame["later"])))
    chart = _chart(slide, COLUMNS, names, series, growth_alt(frame))
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = _gap(len(names)), 100
    for at, each in enumerate(plot.series):
        _fill(each, (MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.ACCENT_4)[at], hatched=at > 0)
        _labels(each, XL_LABEL_POSITION.OUTSIDE_END)


def range_bars(slide: Any, frame: pd.DataFrame) -> None:
    """A bar up to the lowest count, hatched on to the highest; the announced number is hollow."""
    rows = frame.iloc[::-1]
    names = [f"{row.label}\n{span(row.low, row.high)}" for row in rows.itertuples()]
    series = [
        (_("Lowest count"), [int(value) for value in rows["low"]]),
        (_("Up to the highest count"), [int(v) for v in rows["high"] - rows["low"]]),
    ]
    chart = _chart(slide, STACKED_BARS, names, series, ranges_alt(frame))
    chart.category_axis.tick_labels.font.size = Pt(LABEL_PT)
    _plot_area(chart, 0.4, 0.02, 0.58, 0.86)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = _gap(len(names)), 100
    for at, each in enumerate(plot.series):
        _fill(each, MSO_THEME_COLOR.ACCENT_3, hatched=at > 0)
    for at, role in enumerate(rows["role"]):
        if role == "area" and "total" in set(rows["role"]):
            for part, each in enumerate(plot.series):
                _fill(each.points[at], MSO_THEME_COLOR.ACCENT_4, hatched=part > 0)
        if role == "announced":
            point = plot.series[0].points[at]
            point.format.fill.background()
            point.format.line.color.theme_color = MSO_THEME_COLOR.TEXT_1
            point.format.line.width = Pt(2.25)


def focus_bars(slide: Any, frame: pd.DataFrame) -> None:
    """A bar for each focus area, the most projects at the top and in the accent."""
    rows = frame.iloc[::-1]
    values = [int(value) for value in rows["projects"]]
    alt = _alt(_("Bars. {listed}."), frame[localized("focus_area")].tolist(), values[::-1])
    names = rows[localized("focus_area")].tolist()
    chart = _chart(slide, BARS, names, [(_("Listed projects"), values)], alt)
    plot = chart.plots[0]
    plot.gap_width = 45
    _fill(plot.series[0], MSO_THEME_COLOR.ACCENT_1)
    _labels(plot.series[0], XL_LABEL_POSITION.OUTSIDE_END)
    for at, value in enumerate(values):
        if value < max(values):
            _fill(plot.series[0].points[at], MSO_THEME_COLOR.ACCENT_4)


def partner_bars(slide: Any, told: Slide) -> None:
    """A bar for each partner: programmes that had begun, of unknown start, and of later years."""
    assert told.frame is not None
    rows = told.frame.iloc[::-1]
    series: list[Series] = [
        (name, _known(rows[column], rows[column] > 0))
        for column, name in (
            ("begun", _("Started")), ("unknown", _("Start year unknown")), ("later", _("Later")),
        )
    ]  # fmt: skip
    names = rows[localized("partner")].tolist()
    chart = _chart(slide, STACKED_BARS, names, series, alt_of(told))
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    accents = (MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.ACCENT_4, MSO_THEME_COLOR.ACCENT_4)
    for at, (each, accent) in enumerate(zip(plot.series, accents, strict=True)):
        _fill(each, accent, hatched=at > 1)
        _labels(each, XL_LABEL_POSITION.CENTER, LIGHT.ink if at > 1 else LIGHT.paper)


def plan_columns(slide: Any, frame: pd.DataFrame) -> None:
    """A column for each round with its total: areas before, areas added, the proposed of these."""
    names = [
        short_day(row.designated_on) + "\n" + areas_said(int(row.areas))
        for row in frame.itertuples()
    ]  # fmt: skip
    before = frame["areas"] - frame["added"]
    added = frame["added"] - frame["proposed"]
    series: list[Series] = [
        (_("Earlier rounds"), _known(before, before > 0)),
        (_("Added in this round"), _known(added, added > 0)),
    ]
    if frame["proposed"].any():
        shown = frame["proposed"] > 0
        series.append((_("Added: areas proposed by Thailand"), _known(frame["proposed"], shown)))
    labels = frame["designated_on"].map(short_day).tolist()
    alt = _alt(_("Columns. {listed}."), labels, frame["areas"].tolist())
    chart = _chart(slide, STACKED, names, series, alt)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = _gap(len(names)), 100
    accents = (MSO_THEME_COLOR.ACCENT_4, MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.ACCENT_3)
    for each, accent in zip(plot.series, accents, strict=False):
        _fill(each, accent)
        _labels(each, XL_LABEL_POSITION.CENTER, LIGHT.paper)
        _hide_labels(each, THIN * frame["areas"].max())


def draw_chart(slide: Any, told: Slide) -> None:
    """The chart of a slide of the story."""
    assert told.frame is not None
    if told.picture == "partners":
        partner_bars(slide, told)
        return
    draw = {
        "growth": growth_columns,
        "ranges": range_bars,
        "focus": focus_bars,
        "plan": plan_columns,
    }
    draw[told.picture](slide, told.frame)
