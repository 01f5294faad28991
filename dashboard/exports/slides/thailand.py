"""The slides on Thailand: the proposed areas, their residents, and the plan they belong to."""

from __future__ import annotations

import pandas as pd

import ascn_data
from dashboard.content.citations import most_cited
from dashboard.content.places import THAILAND
from dashboard.content.programme import region_name
from dashboard.content.residents import region_rows
from dashboard.content.roles import announced_areas
from dashboard.content.selection import official_benefit, programme_of
from dashboard.content.slide_frames import proposed_rows, round_rows
from dashboard.content.text import network_text
from dashboard.content.text.programme_text import extent, rounds_title, scoped
from dashboard.core.dataset import ask, table
from dashboard.core.translation import _, day, listed, localized, n_, number, people
from dashboard.core.url_state import View
from dashboard.exports.slides.slide import Slide, as_of, empty


def period(days: pd.Series) -> str:
    """The day of some counts; where they are of several, the first and the last."""
    first, last = days.min(), days.max()
    if first == last:
        return day(last)
    return _("{first} to {last}", first=day(first), last=day(last))


def _why(view: View) -> str:
    """Why the view leaves no proposed area, or nothing of the plan."""
    if view.country not in (None, THAILAND):
        name = table("countries").set_index("country_id").loc[view.country, localized("name")]
        return _("This plan is Thailand's alone, and the filter asks for {country}.", country=name)
    first = _proposals()["counted_on"].min()
    if pd.Timestamp(view.asof) < first:
        return _("They were put forward in {month}; the day shown is {day}.",
                 month=day(first, "month"), day=day(view.asof))  # fmt: skip
    return _("All proposed areas are in other regions of Thailand.")


def _proposals() -> pd.DataFrame:
    rows = table("memberships")
    return rows[rows["event"] == "proposed"]


def proposed(view: View) -> Slide:
    """The areas proposed for Thailand's own plan."""
    rows = proposed_rows(view)
    if rows.empty:
        return empty("proposed", _("No proposed area here"), _why(view), "thailand")
    count = len(rows)
    title = scoped(
        region_name(view),
        n_("{count} area is proposed for Thailand's own plan, not for the ASEAN network",
           "{count} areas are proposed for Thailand's own plan, none for the ASEAN network",
           count),
    )  # fmt: skip
    lines = [
        scoped(str(region), listed(group[localized("name")].tolist()))
        for region, group in rows.groupby(localized("region"), sort=False)
    ]
    unsettled = rows[~rows["unit_resolved"]]
    notes = [
        _("The minister put these areas forward in July 2023 for Thailand's plan. They are not"
          " members of the ASEAN network and not candidates for it."),
        n_("It is one of the areas of that plan, so it is never added to them.",
           "They are among the areas of that plan, so they are never added to them.", count),
    ]  # fmt: skip
    if len(unsettled):
        notes.append(
            n_("Public documents leave open which unit is meant by {names}.",
               "Public documents leave open which units are meant by {names}.",
               len(unsettled), names=network_text.names(unsettled))
        )  # fmt: skip
    return Slide(
        "proposed", title, number(count), tuple(lines[:4]), "table", rows, " ".join(notes),
        most_cited(rows), "thailand", as_of(view),
    )  # fmt: skip


def reach(view: View) -> Slide:
    """Residents counted in the proposed areas beside the announced number."""
    regions = ask(ascn_data.reach_by_region, view.asof, **view.where)
    if regions.empty:
        return empty(
            "reach", _("No residents of proposed areas to count here"), _why(view), "reach"
        )  # fmt: skip
    counted = ask(ascn_data.reach_range, view.asof, **view.where)
    counted_on = period(regions["reference_date"])
    lines = [_("Counted: registered residents on {day}, each once", day=counted_on)]
    notes = [
        _("Counted are the registered residents of the areas named, at the last year-end on record"
          " before they were proposed: {span}.", span=network_text.span(counted.low, counted.high)),
        network_text.regions_title(regions) + ".",
    ]  # fmt: skip
    if counted.low < counted.high:
        lines.append(_("A range where the announcement leaves the unit open"))
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
            _("About {people} people is what the minister announced on {day} for all {areas}"
              " proposed areas together. It is a claim without a published breakdown, so it is"
              " never split and never added.", **told)
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
        why = _("No area was designated by this day")
        if view.region and len(ask(ascn_data.plan_areas, view.asof)):
            why = _("All areas of the plan are in other regions by this day.")
        if view.country not in (None, THAILAND):
            why = _why(view)
        return empty(
            "plan", scoped(region_name(view), _("No area of Thailand's plan here")), why, "thailand"
        )  # fmt: skip
    lines = [
        scoped(
            day(row.designated_on, "month"), extent(row.areas, row.provinces, row.proposed_so_far)
        )
        for row in rows.itertuples()
    ]
    last = rows.iloc[-1]
    notes = [
        _("Thailand's plan is a list of its own. Its areas are never added to the members of the"
          " ASEAN network."),
    ]  # fmt: skip
    if last["proposed_so_far"]:
        notes.append(
            n_("The {all} areas include the {count} proposed in July 2023.",
               "The {all} areas include the {count} proposed in July 2023.",
               int(last["proposed_so_far"]), all=number(last["areas"]))
        )  # fmt: skip
    notes.append(_("Each bar counts all areas so far; a province counts once."))
    return Slide(
        "plan", rounds_title(rows, region_name(view)), "", tuple(lines[-4:]), "plan", rows,
        " ".join(notes), most_cited(programme_of(view)), "thailand", as_of(view),
    )  # fmt: skip
