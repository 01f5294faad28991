"""Names of files to take away: what is inside, the day and the filters, in the reader's language.

A name holds a filter only where the rows follow it.

The day stays as it stands in the files themselves, so that a folder of downloads sorts by it; the
Common Era is told from the Buddhist one by its year.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from dashboard.content.filters import filter_names, names_of
from dashboard.core.dataset import cached
from dashboard.core.translation import _, mark
from dashboard.core.url_state import View

NETWORK = "ASCN"
# What pictures, tables and documents hold, by their key.
CONTENTS = {
    "areas": mark("Registered residents by area"),
    "beside": mark("Places"),
    "brief": mark("One-page brief"),
    "check": mark("Check of own files"),
    "choropleth": mark("Map of registered residents by region"),
    "cities": mark("Populations of cities"),
    "city-sources": mark("Sources"),
    "claims": mark("Official figures"),
    "compared": mark("Comparison"),
    "countries": mark("Countries"),
    "data": mark("Data package"),
    "deck": mark("Slides"),
    "dictionary": mark("Data dictionary"),
    "focus": mark("Projects by focus area and city"),
    "governance": mark("Governance of the network"),
    "groups": mark("Listed projects"),
    "growth": mark("Growth"),
    "joined": mark("New members"),
    "ledger": mark("Membership record"),
    "matrix": mark("Members by country"),
    "national": mark("National smart city programmes"),
    "partners": mark("Partners"),
    "place-projects": mark("Projects of a city"),
    "places": mark("Places"),
    "plan-areas": mark("Areas of the national programme"),
    "plan-figures": mark("Figures of the national programme"),
    "plan-regions": mark("National programme by region"),
    "population": mark("Population"),
    "populations": mark("Populations by source"),
    "priorities": mark("Priority projects"),
    "priority": mark("Priority projects"),
    "progress": mark("Progress of projects"),
    "projects": mark("Projects"),
    "proposed": mark("Proposed areas"),
    "provinces": mark("National programme by province"),
    "regions": mark("Registered residents by region"),
    "rounds": mark("Rounds of the national programme"),
    "shared": mark("Populations compared"),
    "sources": mark("Sources"),
    "thai-members": mark("Members of the ASEAN network in Thailand"),
    "timeline": mark("Timeline"),
    "where": mark("Nearest members"),
}
# These hold the places chosen on the page, and nothing that a filter narrows.
OF_CHOSEN = frozenset({"city-sources", "population", "shared", "where"})
# These follow the filters and the cities chosen.
OF_CITIES = frozenset({"groups", "priorities", "progress", "projects"})
# These hold the same whatever is selected, the first of them on any day.
DATELESS = frozenset({"claims", "dictionary", "sources"})
UNFILTERED = DATELESS | {"governance", "partners", "plan-figures"}
# Places of both kinds, or what is about them; all others hold one kind, whatever the status.
OF_STATUS = frozenset({"beside", "brief", "deck", "ledger", "places", "timeline"})
# Common file systems hold 255 bytes; folders, copies ("(1)") and archives want some of them.
MOST_SIGNS, MOST_BYTES = 120, 200


def is_named(key: str) -> bool:
    """Whether `file_name` knows what `key` stands for."""
    return key in CONTENTS or key.partition("-")[0] in CONTENTS


def file_name(key: str, view: View, ending: str = "csv") -> str:
    """The name of a file with an `ending`, such as `ASCN_Growth_2023-07-28_Thailand_North.csv`.

    `key` is one of `CONTENTS`, or one of them and a place id with a hyphen between. Raises
    KeyError for any other. Every common system can keep the name.
    """
    return f"{file_stem(key, view, len(ending) + 1)}.{ending}"


@cached
def file_stem(key: str, view: View, reserved: int = 4, detail: str = "") -> str:
    """`file_name` without its ending, for which so many ASCII signs are `reserved`.

    `detail` tells apart the pictures of one key.
    """
    kind, of = (key, "") if key in CONTENTS else key.split("-", 1)
    chosen = (of,) if of else view.city if key in OF_CHOSEN else ()
    places = names_of("places", "place_id")
    parts = [NETWORK, _(CONTENTS[kind]), "" if kind in DATELESS else view.asof]
    parts += [places[place_id] for place_id in chosen] or _filters(kind, view)
    return safe_stem([*parts, detail], reserved)


def _filters(kind: str, view: View) -> list[str]:
    """The names of the filters that the rows of a file follow."""
    if kind in UNFILTERED:
        return []
    cities = names_of("places", "place_id")
    chosen = [cities[place_id] for place_id in view.city] if kind in OF_CITIES else []
    return [*filter_names(view if kind in OF_STATUS else replace(view, status=None)), *chosen]


def whole_name(key: str, ending: str) -> str:
    """The name of a file that holds the whole edition, whatever is on screen."""
    return f"{safe_stem([NETWORK, _(CONTENTS[key])], len(ending) + 1)}.{ending}"


def safe_stem(parts: list[str], reserved: int = 4) -> str:
    """`parts` of a file name, of which only letters, digits and hyphens are kept.

    What no longer fits is left out at the end, never a vowel or tone mark without its letter.
    """
    stem = "_".join(filter(None, map(_safe, parts)))
    kept = ""
    for sign in _signs(stem):
        longer = kept + sign
        if len(longer) > MOST_SIGNS - reserved or len(longer.encode()) > MOST_BYTES - reserved:
            break
        kept = longer
    return kept.rstrip("_-")


def _safe(part: str) -> str:
    """One part: words joined by hyphens, without what any system or shell reads as more."""
    composed = unicodedata.normalize("NFC", part)
    kept = "".join(sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in composed)
    return "-".join(kept.split())


def _signs(text: str) -> Iterator[str]:
    """Each letter together with the marks above and below it."""
    sign = ""
    for char in text:
        if sign and not unicodedata.category(char).startswith("M"):
            yield sign
            sign = ""
        sign += char
    if sign:
        yield sign
