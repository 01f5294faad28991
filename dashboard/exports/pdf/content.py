"""What the one-page brief says: words, numbers, drawings and sources of a view, as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

import ascn_data
from ascn_data import EARLIEST_TIME, items_of, licence_names, package_made_on
from dashboard.content.citations import most_cited, year_of
from dashboard.content.filters import filter_label, scope
from dashboard.content.headline import Card, headline
from dashboard.content.places import places_of
from dashboard.content.roles import announced_areas
from dashboard.content.selection import (
    claim_of,
    counts_members,
    members_of,
    official_benefit,
    programme_of,
)
from dashboard.content.slide_frames import focus_rows, proposed_rows
from dashboard.content.text import network_text
from dashboard.content.text.disclaimers import not_official
from dashboard.content.text.programme_text import separate_programme
from dashboard.core.dataset import ask, network, table
from dashboard.core.palette import LIGHT
from dashboard.core.translation import _, day, number, people, text
from dashboard.core.url_state import View
from dashboard.exports.pdf.figures import half_sheet, map_part, pictures, publisher
from dashboard.exports.pdf.tables import tables
from dashboard.exports.pdf.thai_breaks import whole_words
from dashboard.exports.slides.projects import listed_projects
from dashboard.exports.slides.slide import Slide, as_of
from dashboard.exports.slides.story import story

MOST_CARDS = 5
# So many rows leave room for more than one chart.
FEW_ROWS = 8


def care(view: View) -> list[str]:
    """What a reader must not make of the numbers shown."""
    said = []
    if len(members_of(view)):
        said.append(
            _("A city is counted from the first date on which a source lists it as a member.")
        )
        if len(focus_rows(view)):
            said.append(_("There may be projects that the reports do not list."))
    if view.status != "member" and len(proposed_rows(view)):
        said += _care_of_areas(view)
    return said


def _care_of_areas(view: View) -> list[str]:
    areas = programme_of(view)
    included = int(areas["place_id"].notna().sum())
    said = [
        separate_programme(len(proposed_rows(view))),
    ]
    if included:
        said.append(
            _(
                "The programme's {areas} areas include the {included} proposed.",
                areas=len(areas), included=included,
            )
        )  # fmt: skip
    claim = official_benefit(view)
    if claim is not None:
        said.append(
            _(
                "On {day} {who} said that the {areas} areas would benefit about {people} people."
                " No breakdown was published.",
                who=text(claim, "announced_by"),
                people=people(claim["value"]), day=day(claim["as_of"]),
                areas=announced_areas(),
            )
        )  # fmt: skip
    regions = ask(ascn_data.reach_by_region, view.asof, **view.where)
    if regions.empty:
        return said
    said.append(
        _(
            "Resident counts are from the house register on {date}. Where the boundary is not"
            " specified, a range is shown.",
            date=network_text.period(regions["reference_date"]),
        )
    )
    return said


def _sources(ids: Iterable[str]) -> list[dict[str, str]]:
    rows = table("sources").set_index("source_id")
    found = [rows.loc[key] for key in dict.fromkeys(ids)]
    return [{"text": f"{publisher(row)}: {row['title']}", "url": row["url"]} for row in found]


def _as_of(view: View) -> str:
    """The day selected, and the latest count of members where it is another."""
    steps = ask(ascn_data.growth, view.asof, **view.where)
    if not counts_members(view) or steps.empty:
        return as_of(view)
    last = steps.iloc[-1]
    if not last["later"]:
        return _("As of {day}, the latest known", day=day(view.asof))
    return _(
        "As of {day}. Latest count: {count} ({month}).",
        day=day(view.asof), count=number(last["members"]), month=day(last["counted_on"], "month"),
    )  # fmt: skip


def _changed(view: View, told: Sequence[Slide]) -> str:
    """Who joined last; of a selection without members, what its first slide says."""
    members = members_of(view)
    if members.empty:
        first = next((slide for slide in told if slide.key == "proposed"), told[0])
        lines = first.lines if first.key == "nothing" else ()
        return " ".join(_("{sentence}.", sentence=said) for said in (first.title, *lines))
    return network_text.changed(members, scope(view)) or _("All members are founding cities.")


def _grounds(card: Card) -> list[str]:
    """The sources of a number: of the official figure, else of the newest row counted."""
    claim = claim_of(card.claim) if card.claim else None
    return [*card.sources[:1]] if claim is None else [str(claim["source_id"])]


def cards(view: View, told: Sequence[Slide]) -> list[dict[str, Any]]:
    """The headline numbers of the selection, with its projects where it has any."""
    found = [
        {
            "label": card.label, "value": card.value, "note": card.note,
            "as_of": _("As of {day}", day=day(card.as_of)), "sources": _grounds(card),
        }
        for card in headline(view)
        if not card.is_empty
    ]  # fmt: skip
    rows = focus_rows(view)
    if len(found) < MOST_CARDS and any(slide.key == "focus" for slide in told):
        year = int(rows["report_year"].iloc[0])
        found.append(
            {
                "label": _("Listed projects"), "value": number(rows["projects"].sum()),
                "note": listed_projects(view, year, rows),
                "as_of": _("Report of {year}", year=year_of(year)),
                "sources": [*most_cited(rows)],
            }
        )  # fmt: skip
    return found


def _room(chosen: Sequence[dict[str, Any]]) -> int:
    """How many charts the page has room for beside its tables."""
    if not chosen:
        return 2
    return 3 if sum(len(part["rows"]) for part in chosen) <= FEW_ROWS else 1


def contents(view: View, link: str = "") -> dict[str, Any]:
    """Everything that the page says, in the language that is being spoken."""
    package = network().contract.descriptor
    made = package_made_on(network()) or EARLIEST_TIME
    told = story(view)
    chosen = tables(view)
    drawn = map_part(view, half_sheet(view) if chosen and not places_of(view).empty else None)
    charts = pictures(view, _room(chosen))
    numbers = cards(view, told)
    cited = [key for part in (drawn, *chosen, *charts, *numbers) for key in part["sources"]]
    return {
        "map": drawn,
        "tables": chosen,
        "pictures": charts,
        "lang": view.lang,
        "whole": whole_words(),
        "author": [str(author.get("title", "")) for author in items_of(package, "contributors")],
        "made": [made.year, made.month, made.day],
        "colours": {key: value for key, value in asdict(LIGHT).items() if key != "scale"},
        "title": _("ASEAN Smart Cities Network"),
        "day": _("As of {day}", day=day(view.asof)),
        "as_of": _as_of(view),
        "scope": filter_label(view),
        "changed": _changed(view, told),
        "cards": numbers,
        "care_title": _("How to read these figures"),
        "care": care(view),
        "sources_title": _("Sources"),
        "sources": _sources(cited or told[0].sources),
        "licence": _(
            "Data: {authors}, version {version}, licence {licence}.",
            authors=", ".join(str(author["title"]) for author in items_of(package, "contributors")),
            version=package.get("version", ""), licence=licence_names(package),
        ),
        "disclaimer": not_official(),
        "link_label": _("This view on the dashboard:"),
        "link": link,
    }  # fmt: skip
