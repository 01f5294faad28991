"""What the one-page brief says: words, numbers, drawings and sources of a view, as plain data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import ascn_data
from ascn_data.citing import licences, listed, made_on
from ascn_data.claims import claim_value
from ascn_data.export import EARLIEST
from ascn_data.plan import plan_areas
from dashboard import sentences
from dashboard.brief_pictures import (
    announced_benefit,
    growth_part,
    map_part,
    publisher,
    reach_part,
)
from dashboard.cards import headline
from dashboard.data import ask, network, table
from dashboard.filters import latest, scope
from dashboard.sources import most_cited
from dashboard.theme import LIGHT
from dashboard.view import View
from dashboard.whole_words import whole_words
from dashboard.words import _, day, n_, people


def care(view: View) -> list[str]:
    """What a reader must not make of the numbers."""
    areas = ask(plan_areas, view.asof)
    included = int(areas["place_id"].notna().sum())
    announced = announced_benefit()
    said = [
        _(
            "Proposed areas belong to Thailand's own plan: they are not candidates for the"
            " network and are never added to its members."
        ),
    ]
    if included:
        said.append(
            _(
                "The {areas} areas of that plan already include the {included} proposed ones, so"
                " the two numbers are never added.",
                areas=len(areas), included=included,
            )
        )  # fmt: skip
    said.append(
        _(
            "About {people} people is what the minister announced on {day} for all {areas} proposed"
            " areas together. It is a claim without a published breakdown, so it is never split"
            " and never added.",
            people=people(announced["value"]), day=day(announced["as_of"]),
            areas=ask(claim_value, "proposed_thai_areas"),
        )
    )  # fmt: skip
    said.append(
        _(
            "Counted are the registered residents of the areas named, at the last year-end on"
            " record before they were proposed, each once. A range stands where the announcement"
            " leaves open which unit it means."
        )
    )
    return said


def _sources(ids: Iterable[str]) -> list[dict[str, str]]:
    rows = table("sources").set_index("source_id")
    found = [rows.loc[key] for key in dict.fromkeys(ids)]
    return [{"text": f"{publisher(row)}: {row['title']}", "url": row["url"]} for row in found]


def _as_of(view: View) -> str:
    now = latest()
    if view.asof >= now:
        return _("As of {day}, the latest known", day=day(view.asof))
    count = len(ask(ascn_data.members, now))
    return n_(
        "As of {day}; ASEAN lists {count} member by {month}",
        "As of {day}; ASEAN lists {count} members by {month}",
        count, day=day(view.asof), month=day(now, "month"),
    )  # fmt: skip


def _changed(view: View) -> str:
    members = ask(ascn_data.members, view.asof, **view.where)
    if members.empty:
        return _("No members by this day")
    return sentences.changed(members, scope(view)) or _("The founding cities are the members.")


def contents(view: View, link: str = "") -> dict[str, Any]:
    """Everything that the page says, in the language that is being spoken."""
    package = network().contract.descriptor
    made = made_on(network()) or EARLIEST
    parts = {"map": map_part(view), "growth": growth_part(view), "reach": reach_part(view)}
    cited = [key for part in parts.values() for key in part["sources"]]
    cited += [announced_benefit()["source_id"], *most_cited(ask(plan_areas, view.asof))[:1]]
    return {
        **parts,
        "lang": view.lang,
        "whole": whole_words(),
        "author": [str(author.get("title", "")) for author in listed(package, "contributors")],
        "made": [made.year, made.month, made.day],
        "colours": {key: value for key, value in asdict(LIGHT).items() if key != "scale"},
        "title": _("ASEAN Smart Cities Network"),
        "day": _("As of {day}", day=day(view.asof)),
        "as_of": _as_of(view),
        "scope": scope(view),
        "changed": _changed(view),
        "cards": [
            {
                "label": card.label, "value": card.value, "note": card.note,
                "as_of": _("As of {day}", day=day(card.as_of)),
            }
            for card in headline(view)
        ],
        "care_title": _("How to read these numbers"),
        "care": care(view),
        "sources_title": _("Sources"),
        "sources": _sources(cited),
        "licence": _(
            "Data: {authors}, version {version}, licence {licence}.",
            authors=", ".join(str(author["title"]) for author in listed(package, "contributors")),
            version=package.get("version", ""), licence=licences(package),
        ),
        "link_label": _("This view on the dashboard:"),
        "link": link,
    }  # fmt: skip
