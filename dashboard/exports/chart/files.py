"""A chart as a file: SVG, PNG, and its rows as CSV, JSON or a workbook."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ascn_data import cite, package_made_on, to_csv, to_xlsx
from dashboard.content.file_names import file_name
from dashboard.content.pages import section_of_chart
from dashboard.content.sections.caption import caption
from dashboard.content.sections.section import Section
from dashboard.core.dataset import cached, network
from dashboard.core.translation import on_day, use_language
from dashboard.core.url_state import View
from dashboard.exports.answers import CSV, JSON, dataset_version, rows_as_json
from dashboard.exports.chart.drawing import size_of
from dashboard.exports.chart.picture import picture
from dashboard.exports.files import WORKBOOK, File, file_of
from dashboard.exports.pdf.typst import as_input, typeset

SVG, PNG = "image/svg+xml", "image/png"
# Twice as many pixels as the picture has units, for print and dense screens.
PIXELS_PER_INCH = 144.0
# Typst loses this vowel inside an SVG, but not the two signs that it is composed of.
SARA_AM = re.compile("([\u0e48-\u0e4b]?)\u0e33")


def _svg(section: Section, view: View, theme: str) -> bytes:
    return picture(section, view, theme).encode("utf-8")


def _png(section: Section, view: View, theme: str) -> bytes:
    svg = SARA_AM.sub("\u0e4d\\1\u0e32", picture(section, view, theme))
    width, height = size_of(svg)
    said = as_input({"svg": svg, "width": width, "height": height})
    return typeset("picture", said, format="png", ppi=PIXELS_PER_INCH)


def _csv(section: Section, _view: View, _theme: str) -> bytes:
    return to_csv(section.table).encode("utf-8")


def _json(section: Section, view: View, _theme: str) -> bytes:
    about = {
        "chart": section.key,
        "title": section.title,
        "unit": section.unit,
        "as_of": view.asof,
    }
    return rows_as_json(about, section.table)


def _xlsx(section: Section, view: View, _theme: str) -> bytes:
    said = caption(section, view, section.as_of or on_day(view.asof))
    readme = [("Title", said.title), *(("", line) for line in said.lines)]
    readme += [("Version", dataset_version()), ("How to cite", cite(network()))]
    return to_xlsx({section.key: section.table}, readme, package_made_on(network()))


MAKERS: Mapping[str, tuple[Callable[[Section, View, str], bytes], str]] = {
    "svg": (_svg, SVG),
    "png": (_png, PNG),
    "csv": (_csv, CSV),
    "json": (_json, JSON),
    "xlsx": (_xlsx, WORKBOOK),
}
# Shown where they are opened; all others are saved.
SHOWN = frozenset({"svg", "png", "json"})


class NothingToShow(Exception):
    """The view leaves nothing of the chart."""


@cached(translated=False)
def chart_file(key: str, ending: str, view: View, theme: str) -> File:
    """The chart in a view as one of `MAKERS`. The same arguments, the same bytes.

    Raises KeyError for what is unknown, and NothingToShow.
    """
    make, kind = MAKERS[ending]
    with use_language(view.lang):
        section = section_of_chart(key, view)
        if section is None:
            raise NothingToShow
        name = "" if ending in SHOWN else file_name(section.key, view, ending)
        return file_of(make(section, view, theme), kind, name)
