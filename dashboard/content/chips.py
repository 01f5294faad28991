"""What a page's view has chosen, as chips that take it off, and which changes are large. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import ascn_data
from dashboard.content.citations import year_of
from dashboard.content.column_labels import VALUES
from dashboard.content.filters import STATUS_NAMES, names_of
from dashboard.content.projects import GROUPING_NAMES
from dashboard.content.sections.events import kind_name
from dashboard.content.sections.projects import shown_report
from dashboard.core.dataset import ask, cached
from dashboard.core.translation import _, day, listed, n_
from dashboard.core.url_state import FILTERS, GROUPINGS, View, keys_of


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice of a view: its key in the address, and its name and value in words."""

    key: str
    label: str

    @property
    def changes(self) -> dict[str, Any]:
        """What taking it off changes; the region of a country goes with the country."""
        keys = ("country", "region") if self.key == "country" else (self.key,)
        default = View()
        return {key: getattr(default, key) for key in keys}


def _named(what: str, value: str) -> str:
    return _("{name}: {value}", name=what, value=value)


# How each choice is told, in the order of the chips.
LABELS: Mapping[str, Callable[[View], str]] = {
    "asof": lambda view: _("As of {day}", day=day(view.asof)),
    "country": lambda view: _named(
        _("Country"), names_of("countries", "country_id")[str(view.country)]
    ),
    "region": lambda view: _named(_("Region"), names_of("regions", "region_id")[str(view.region)]),
    "status": lambda view: _named(_("Status"), _(STATUS_NAMES[str(view.status)])),
    "city": lambda view: _named(
        _("City"), listed([names_of("places", "place_id")[key] for key in view.city])
    ),
    "focus": lambda view: _named(
        _("Focus area"), names_of("focus_areas", "focus_area_id")[str(view.focus)]
    ),
    "progress": lambda view: _named(
        _("Progress"), _(VALUES.get(str(view.progress), str(view.progress)))
    ),
    "partner": lambda view: _named(
        _("Partner"), names_of("partners", "partner_id")[str(view.partner)]
    ),
    "kind": lambda view: _named(_("Kind of event"), kind_name(str(view.kind))),
    "by": lambda view: _named(_("Projects by"), _(GROUPING_NAMES[str(view.by)])),
    "report": lambda view: _("{year} report", year=year_of(int(str(view.report)))),
    "find": lambda view: _("Words: “{text}”", text=str(view.find)),
}


def _is_default(key: str, view: View) -> bool:
    """Whether a choice is what the page would show without it."""
    value = getattr(view, key)
    if value == getattr(View(), key):
        return True
    if key == "by":
        return bool(value == GROUPINGS[0])
    return key == "report" and int(value) == shown_report(replace(view, report=None))


@cached
def chips(page: str, view: View) -> tuple[Chip, ...]:
    """The chips of a view on the page with this path: what it reads and differs from the default.

    Language and population source are no filters: they have their own control. Neither are places,
    except where they narrow what a page counts.
    """
    read = keys_of(page) - ({"city"} if page != "projects" else set())
    return tuple(
        Chip(key, told(view))
        for key, told in LABELS.items()
        if key in read and not _is_default(key, view)
    )


def cleared(page: str, view: View) -> dict[str, Any]:
    """What taking all chips of a page off changes."""
    return {key: value for chip in chips(page, view) for key, value in chip.changes.items()}


def _shown(view: View) -> int:
    return len(ask(ascn_data.places, view.asof, status=view.status, **view.where))


@cached
def large_change(page: str, before: View, after: View) -> str:
    """What a large change did, as a sentence: it took several chips off, or a filter hid most.

    A filter hid most where it leaves less than half of the places that were shown. Empty for any
    other change.
    """
    if len(chips(page, before)) > 1 and not chips(page, after):
        return _("All choices are cleared.")
    same = all(getattr(before, key) == getattr(after, key) for key in FILTERS)
    left, of = _shown(after), _shown(before)
    if same or 2 * left >= of:
        return ""
    return n_("Now showing {left} of {count} place.", "Now showing {left} of {count} places.", of,
              left=left)  # fmt: skip
