"""The slides on Thailand: the proposed areas, their residents, and the plan they belong to."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

import ascn_data
from dashboard.content.citations import most_cited
from dashboard.content.places import THAILAND, places_of
from dashboard.content.programme import region_name
from dashboard.content.residents import region_rows
from dashboard.content.roles import announced_areas, map_sources
from dashboard.content.selection import official_benefit, programme_of
from dashboard.content.slide_frames import proposed_rows, round_rows
from dashboard.content.text import network_text
from dashboard.content.text.programme_text import extent, rounds_title, separate_programme
from dashboard.content.text.sentences import scoped
from dashboard.core.dataset import ask, cached, table
from dashboard.core.translation import _, day, listed, localized, n_, number, people, text
from dashboard.core.url_state import View
from dashboard.exports.slides.slide import Slide, as_of, empty


def _why(view: View) -> str:
    """Why the view leaves no proposed area, or nothing of the plan."""
    if view.country not in (None, THAILAND):
        name = table("countries").set_index("country_id").loc[view.country, localized("name")]
        return _(
            "This programme covers Thailand only; the country filter is set to {country}.",
            country=name,
        )
    if pd.Timestamp(view.asof) < _proposals()["counted_on"].min():
        return _("They were proposed in {month}, after the selected date of {day}.",
                 month=proposed_in(), day=day(view.asof))  # fmt: skip
    return _("The areas proposed by Thailand are all in other regions.")


@cached
def _proposals() -> pd.DataFrame:
    rows = table("memberships")
    return rows[rows["event"] == "proposed"]


def proposed_in() -> str:
    """The month of the first proposal."""
    return day(_proposals()["counted_on"].min(), "month")


def proposed(view: View) -> Slide:
    """The areas proposed for Thailand's own plan."""
    rows = proposed_rows(view)
    if rows.empty:
        return empty(
            "proposed", _("No areas proposed by Thailand in this selection"), _why(view), "thailand"
        )  # fmt: skip
    count = len(rows)
    title = scoped(
        region_name(view),
        n_("Thailand proposed {count} area for its national smart city programme in {month}",
           "Thailand proposed {count} areas for its national smart city programme in {month}",
           count, month=proposed_in()),
    )  # fmt: skip
    lines = [n_("proposed area", "proposed areas", count)]
    unsettled = rows[~rows["unit_resolved"]]
    regions = rows.groupby(localized("region"), sort=False)
    notes = [
        separate_programme(count),
        *(scoped(str(region), listed(group[localized("name")].tolist())) + "."
          for region, group in regions),
        _("The Smart City Project Management Committee proposed them in {month}.",
          month=proposed_in()),
        n_("This area is already included in the programme's total.",
           "These areas are already included in the programme's total.", count),
    ]  # fmt: skip
    if len(unsettled):
        notes.append(
            n_("Public documents do not say whether {names} means the city, the district or"
               " the province.",
               "Public documents do not say whether {names} mean the city, the district or the"
               " province.",
               len(unsettled), names=network_text.names(unsettled))
        )  # fmt: skip
    places = places_of(replace(view, country=THAILAND, status="proposed"))
    return Slide(
        "proposed", title, number(count), tuple(lines), "map", places, " ".join(notes),
        most_cited(rows, *map_sources(places)), "thailand", as_of(view), country=THAILAND,
    )  # fmt: skip


def reach(view: View) -> Slide:
    """Residents counted in the proposed areas beside the announced number."""
    regions = ask(ascn_data.reach_by_region, view.asof, **view.where)
    if regions.empty:
        return empty(
            "reach", _("No registered residents to show for this selection"), _why(view), "reach"
        )  # fmt: skip
    counted = ask(ascn_data.reach_range, view.asof, **view.where)
    counted_on = network_text.period(regions["reference_date"])
    lines = [_("Registered residents on {day}, each counted once", day=counted_on)]
    notes = [
        _("Registered residents of the proposed areas on {date}: {span}.",
          date=counted_on, span=network_text.span(counted.low, counted.high)),
        network_text.regions_title(regions) + ".",
    ]  # fmt: skip
    if counted.low < counted.high:
        notes.append(_("A range is shown where the announcement does not specify the boundary."))
    more = []
    claim = official_benefit(view)
    if claim is not None:
        told = {
            "people": people(claim["value"]), "day": day(claim["as_of"]),
            "areas": number(announced_areas()),
        }  # fmt: skip
        lines.append(
            _("Official figure of {day}: about {people} for all {areas} areas together;"
              " no breakdown was published", **told)
        )  # fmt: skip
        notes.append(
            _("On {day} {who} said that the {areas} areas would benefit about {people} people."
              " No breakdown was published.", who=text(claim, "announced_by"), **told)
        )  # fmt: skip
        more.append(str(claim["source_id"]))
    return Slide(
        "reach", scoped(region_name(view), network_text.reach_title(counted)), "", tuple(lines),
        "ranges", region_rows(view), " ".join(notes), most_cited(regions, *more), "reach",
        _("As of {day}", day=counted_on),
    )  # fmt: skip


def plan(view: View) -> Slide:
    """Thailand's plan by rounds; the proposed areas are among the last number."""
    rows = round_rows(view)
    if rows.empty:
        why = _("No areas had been designated by the selected date")
        if view.region and len(ask(ascn_data.plan_areas, view.asof)):
            why = _("All programme areas on the selected date are in other regions.")
        if view.country not in (None, THAILAND):
            why = _why(view)
        return empty(
            "plan",
            scoped(region_name(view), _("No areas of the national programme in this selection")),
            why, "thailand",
        )  # fmt: skip
    last = rows.iloc[-1]
    line = scoped(
        day(last["designated_on"], "month"),
        extent(int(last["areas"]), int(last["provinces"]), int(last["proposed_so_far"])),
    )
    notes = [_("Thailand's national smart city programme is separate from the ASEAN network.")]
    if last["proposed_so_far"]:
        notes.append(
            n_("The {all} areas include the {count} proposed in {month}.",
               "The {all} areas include the {count} proposed in {month}.",
               int(last["proposed_so_far"]), all=number(last["areas"]), month=proposed_in())
        )  # fmt: skip
    notes.append(_("Each bar shows all areas up to that round. Each province is counted once."))
    return Slide(
        "plan", _grown(rows, view), number(last["areas"]), (line,), "plan", rows,
        " ".join(notes), most_cited(programme_of(view)), "thailand", as_of(view),
    )  # fmt: skip


def _grown(rounds: pd.DataFrame, view: View) -> str:
    """From how many areas to how many; of a single round, when it was."""
    if len(rounds) == 1 or view.region:
        return rounds_title(rounds, region_name(view))
    first, last = rounds.iloc[0], rounds.iloc[-1]
    return _(
        "Thailand's national programme grew from {first} areas in {year} to {last} by {month}",
        first=number(first["areas"]), year=day(first["designated_on"], "year"),
        last=number(last["areas"]), month=day(last["designated_on"], "month"),
    )  # fmt: skip
