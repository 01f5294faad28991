"""The view: what the reader chose, as ids in the address. Pure; the shell keeps it in session."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import quote

from ascn_data import ANNOUNCEMENT, STATUSES, Network, is_day
from dashboard.core.translation import LANGUAGES, SOURCE

MAX_VALUE = 40
MAX_CITIES = 3
FILTERS = ("country", "region", "status")
# What decides which places are shown.
PLACE_KEYS = ("asof", *FILTERS)
# What the projects of the reports can be counted by; the first is the default.
GROUPINGS = ("focus_area", "country", "city")
# What stands side by side on the page that compares; the first is the default.
DATES, COUNTRIES, CITIES = COMPARISONS = ("dates", "countries", "cities")
# What a page reads beside the day, the filters and the language, by its path; elsewhere such a
# choice waits in the session and stays out of the address.
READ_BY = {
    "map": {"city", "area"},
    "city": {"city", "series"},
    "compare": {"compare", "against", "city", "series"},
    "reach": {"series", "city"},
    "projects": {"focus", "progress", "city", "by", "report", "find"},
    "partners": {"kind", "partner"},
}
# What the address holds for one key: one value, or several of a key that may stand again.
Query = dict[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class View:
    """One view of the dashboard. None means all, or the default of the page."""

    asof: str = ANNOUNCEMENT.isoformat()
    country: str | None = None
    region: str | None = None
    status: str | None = None
    lang: str = SOURCE
    series: str | None = None
    city: tuple[str, ...] = ()
    focus: str | None = None
    progress: str | None = None
    kind: str | None = None
    partner: str | None = None
    by: str | None = None
    report: str | None = None
    find: str | None = None
    compare: str = DATES
    against: str | None = None
    area: str | None = None

    @property
    def year(self) -> int:
        """The year of the selected date."""
        return int(self.asof[:4])

    @property
    def where(self) -> dict[str, str | None]:
        """The filters that every question of `ascn_data` takes."""
        return {"country": self.country, "region": self.region}

    @property
    def filtered(self) -> bool:
        """Whether a country, region or status is chosen."""
        return any((self.country, self.region, self.status))

    def query(self, home: str = SOURCE, page: str | None = None) -> Query:
        """The address: what differs from the default view in the browser's language `home`.

        For one page, named by its path, it leaves out what that page does not read.
        """
        default, read = View(lang=home), KEYS if page is None else keys_of(page)
        values = {key: getattr(self, key) for key in KEYS if key in read}
        return {
            key: list(value) if key in SEVERAL else value
            for key, value in values.items()
            if value != getattr(default, key)
        }


KEYS = tuple(field.name for field in fields(View))
SEVERAL = frozenset({"city"})
EVERYWHERE = frozenset(KEYS).difference(*READ_BY.values())


def keys_of(page: str) -> frozenset[str]:
    """The keys that the page with this path reads."""
    return EVERYWHERE.union(READ_BY.get(page, ()))


@dataclass(frozen=True, slots=True)
class Choices:
    """The ids that an edition of the data knows, by query key."""

    known: Mapping[str, frozenset[str]]
    country_of_region: Mapping[str, str]

    @classmethod
    def of(cls, net: Network) -> Choices:
        """The choices of one edition."""
        regions = net.regions.set_index("region_id")["country_id"].to_dict()
        return cls(
            known={
                "country": frozenset(net.countries["country_id"]),
                "region": frozenset(regions),
                "status": frozenset(STATUSES),
                "lang": frozenset(LANGUAGES),
                "series": frozenset(net.series["series_id"]),
                "city": frozenset(net.places["place_id"]),
                "focus": frozenset(net.focus_areas["focus_area_id"]),
                "progress": frozenset(net.projects["status"]),
                "kind": frozenset(net.timeline["kind"]),
                "partner": frozenset(net.partners["partner_id"]),
                "by": frozenset(GROUPINGS),
                "compare": frozenset(COMPARISONS),
                "report": frozenset(net.projects["report_year"].astype(str)),
            },
            country_of_region=regions,
        )

    def accept(self, key: str, value: str) -> bool:
        """Whether `value` is a known id, for `asof` a date, for `find` some words.

        A part of the map is that around a place, or between four edges. What is compared with the
        selected date or country is a date or a country.
        """
        if len(value) > MAX_VALUE:
            return False
        if key == "find":
            return bool(value.strip()) and value.isprintable()
        if key == "asof":
            return is_day(value)
        if key == "area":
            return value in self.known["city"] or edges_of(value) is not None
        if key == "against":
            return is_day(value) or value in self.known["country"]
        return value in self.known[key]


def edges_of(area: str) -> tuple[float, float, float, float] | None:
    """West, south, east and north in degrees, as a text between commas holds them; None if not."""
    try:
        west, south, east, north = (float(edge) for edge in area.split(","))
    except ValueError:
        return None
    inside = -180 <= west < east <= 180 and -90 <= south < north <= 90
    return (west, south, east, north) if inside else None


def asked_of(values: Callable[[str], Sequence[str]], keys: Sequence[str] = KEYS) -> Query:
    """What an address asks for by our keys, or by some of them; `values` gives those of one key.

    Of a key that holds one value the last counts. An empty value, as a form sends for what was not
    chosen, asks for nothing.
    """
    said = {key: list(filter(None, values(key))) for key in keys}
    return {key: found if key in SEVERAL else found[-1] for key, found in said.items() if found}


def consistent(view: View, choices: Choices) -> View:
    """`view` with a region's country filled in; a region of no or another country is dropped.

    A country to compare with brings the comparison of countries along; where something else is
    compared, what does not fit is dropped.
    """
    return _of_its_country(_of_its_kind(view), choices)


def _of_its_kind(view: View) -> View:
    if view.against is None:
        return view
    kind = DATES if is_day(view.against) else COUNTRIES
    if view.compare == DATES:
        return replace(view, compare=kind)
    return view if view.compare == kind else replace(view, against=None)


def _of_its_country(view: View, choices: Choices) -> View:
    if view.region is None:
        return view
    country = choices.country_of_region.get(view.region)
    if country is None or view.country not in (None, country):
        return replace(view, region=None)
    return replace(view, country=country)


def read_query(
    query: Mapping[str, str | Sequence[str]], choices: Choices, base: View
) -> tuple[View, dict[str, str]]:
    """The view that an address asks for, and the values in it that nobody knows.

    Keys that are not in the address keep the value of `base`; keys of others are left alone.
    """
    asked: dict[str, Any] = {}
    unknown: dict[str, str] = {}
    for key in KEYS:
        if key not in query:
            continue
        value = query[key]
        values = [value] if isinstance(value, str) else list(value)
        good = list(dict.fromkeys(value for value in values if choices.accept(key, value)))
        bad = [value for value in values if value not in good]
        if good and key in SEVERAL:
            asked[key] = tuple(good[:MAX_CITIES])
            bad += good[MAX_CITIES:]
        elif good:
            asked[key] = good[-1]
        if bad:
            unknown[key] = ", ".join(bad)
    view = replace(base, **asked)
    found = consistent(view, choices)
    for key in ("region", "against"):
        if getattr(found, key) != getattr(view, key):
            unknown[key] = str(getattr(view, key))
    return found, unknown


def place_address(base: str, place_id: str, name: str = "") -> str:
    """What follows `place_base`, for one place; a name at its end is what a table shows."""
    return base + quote(place_id) + (f"#{quote(name)}" if name else "")
