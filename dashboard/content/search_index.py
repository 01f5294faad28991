"""Find by name whatever the dashboard has: places, pages, claims, projects, sources. Pure.

Everything is found by its names in every language, without case and accents. The names are folded
once; what a search shows is bounded, however large the edition is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from ascn_data import fold_name
from dashboard.core.dataset import cached, network
from dashboard.core.navigation import PAGES
from dashboard.core.translation import LANGUAGES, SOURCE, catalogue, language, mark, text_language
from dashboard.core.url_state import MAX_VALUE

MOST = 12
KINDS = {
    "page": mark("Page"),
    "place": mark("Place"),
    "country": mark("Country"),
    "region": mark("Region"),
    "claim": mark("Official figure"),
    "focus": mark("Focus area"),
    "partner": mark("Partner"),
    "programme": mark("National programme"),
    "project": mark("Project"),
    "source": mark("Source"),
}
ICONS = {
    "place": "location_on", "country": "public", "region": "map", "claim": "campaign",
    "focus": "category", "partner": "handshake", "programme": "flag",
    "project": "construction", "source": "open_in_new",
}  # fmt: skip
ANYWHERE: Mapping[str, None] = dict.fromkeys(("country", "region", "status"))
EVERY_PROJECT: Mapping[str, Any] = {
    **dict.fromkeys((*ANYWHERE, "focus", "progress", "find")), "city": (),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that can be found, and where it is.

    `names` by language, the source language first; `others` are further names it is found by.
    `page` is the file of a page, or for a source an address elsewhere. `view` holds what changes
    in the reader's view there, `asked` further keys of the query.
    """

    kind: str
    names: tuple[str, ...]
    page: str
    icon: str = ""
    others: tuple[str, ...] = ()
    view: Mapping[str, Any] = field(default_factory=dict)
    asked: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The name in the reader's language, and short ones in the other one too."""
        own = list(LANGUAGES).index(language())
        ordered = [self.names[own], *self.names[:own], *self.names[own + 1 :]]
        said = dict.fromkeys(name for name in ordered if name)
        return next(iter(said)) if self.kind == "claim" else " · ".join(said)


def _names(row: pd.Series, word: str = "name") -> tuple[str, ...]:
    found = (row[f"{word}_{text_language(code)}"] for code in LANGUAGES)
    return tuple("" if pd.isna(name) else str(name) for name in found)


def _rows(name: str) -> Iterator[pd.Series]:
    return (row for _at, row in network().table(name).iterrows())


def _pages() -> Iterator[Hit]:
    for page in PAGES:
        names = tuple(
            page.title if c == SOURCE else catalogue(c).gettext(page.title) for c in LANGUAGES
        )
        yield Hit("page", names, page.name, page.icon)


def _places() -> Iterator[Hit]:
    for row in network().places.itertuples():
        names = tuple(str(getattr(row, f"name_{text_language(code)}")) for code in LANGUAGES)
        local = () if pd.isna(row.name_local) else (str(row.name_local),)
        yield Hit("place", names, "city", others=local, view={"city": (row.place_id,)})


def _areas() -> Iterator[Hit]:
    for row in _rows("countries"):
        where = {**ANYWHERE, "country": row["country_id"]}
        yield Hit("country", _names(row), "countries", others=(row["country_id"],), view=where)
    for row in _rows("regions"):
        where = {**ANYWHERE, "country": row["country_id"], "region": row["region_id"]}
        yield Hit("region", _names(row), "countries", view=where)


def _claims() -> Iterator[Hit]:
    for row in _rows("claims"):
        number = f"{row['value']:,.0f}"
        others = (number, number.replace(",", ""))
        asked = {"claim": row["claim_id"]}
        yield Hit("claim", _names(row, "statement"), "sources", others=others, asked=asked)


def _work() -> Iterator[Hit]:
    for row in _rows("focus_areas"):
        where = {**EVERY_PROJECT, "focus": row["focus_area_id"]}
        yield Hit("focus", _names(row), "projects", view=where)
    for row in _rows("partners"):
        yield Hit("partner", _names(row), "partners")
    programmes = network().table("national_programmes")
    for _at, row in programmes.drop_duplicates(["country_id", "programme_en"]).iterrows():
        where = {**ANYWHERE, "country": row["country_id"]}
        yield Hit("programme", _names(row, "programme"), "countries", view=where)
    for name in network().projects["name"].drop_duplicates():
        where = {**EVERY_PROJECT, "find": name[:MAX_VALUE].strip()}
        yield Hit("project", (name,) * len(LANGUAGES), "projects", view=where)


def _sources() -> Iterator[Hit]:
    for row in _rows("sources"):
        name = f"{row['publisher']}: {row['title']}"
        yield Hit("source", (name,) * len(LANGUAGES), str(row["url"]))


def findable() -> list[Hit]:
    """Everything that can be found, kind by kind."""
    parts = (_pages(), _places(), _areas(), _claims(), _work(), _sources())
    return [hit for part in parts for hit in part]


@cached
def _index() -> list[tuple[str, Hit]]:
    """Every hit with its folded names, one a line."""
    return [("\n".join(_spellings(hit)), hit) for hit in findable()]


def _spellings(hit: Hit) -> list[str]:
    """The folded names of a hit; those of places also without spaces, as in Danang or Vietnam."""
    names = [fold_name(name) for name in (*hit.names, *hit.others)]
    closed = [name.replace(" ", "") for name in names if " " in name]
    return names + (closed if hit.kind in ("place", "country", "region") else [])


def _rank(text: str, wanted: str) -> int:
    """0 where a name is what is wanted, 1 where one begins with it, 2 where a word does, else 3."""
    lines = text.split("\n")
    if wanted in lines:
        return 0
    if any(line.startswith(wanted) for line in lines):
        return 1
    return 2 if f" {wanted}" in text else 3


def find(text: str, most: int = MOST) -> list[Hit]:
    """The hits with all the words of `text` in their names, the nearest `most` of them.

    A name that is the text comes first, then one that begins with it, then kind by kind.
    """
    wanted = fold_name(text)
    words = wanted.split()
    if not words:
        return []
    order = list(KINDS)
    hits = [
        (_rank(names, wanted), order.index(hit.kind), names, hit)
        for names, hit in _index()
        if all(word in names for word in words)
    ]
    return [hit for *_rank_of, hit in sorted(hits, key=lambda found: found[:3])[:most]]
