"""What a picture of a section says besides the drawing, where it leaves the page."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.content.citations import source_names
from dashboard.content.filters import filter_label
from dashboard.content.sections.section import Section
from dashboard.content.text.disclaimers import MAPS, boundaries
from dashboard.core.navigation import site_title
from dashboard.core.translation import _, day
from dashboard.core.url_state import View


@dataclass(frozen=True, slots=True)
class Caption:
    """What a saved chart says besides the drawing, as plain text: its title and lines below it.

    `source` is the one of the lines that tells unit, date and sources.
    """

    title: str
    lines: tuple[str, ...]
    source: str


def caption(section: Section, view: View, as_of: str) -> Caption:
    """The caption of a section: selected date, filters, unit, date, sources, site."""
    filters = filter_label(view)
    told = {"day": day(view.asof), "filters": filters}
    selected = (
        _("Selected date: {day}. Filters: {filters}.", **told) if filters
        else _("Selected date: {day}.", **told)
    )  # fmt: skip
    source = _(
        "Unit: {unit}. As of {day}. Source: {sources}.",
        unit=section.unit, day=as_of, sources=source_names(section.sources),
    )  # fmt: skip
    lines = [selected, source, *([boundaries()] if section.key in MAPS else []), site_title()]
    return Caption(section.title, tuple(lines), source)
