"""What the page for developers tries out: every address with its parameters, from the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from ascn_data import QUESTIONS, Parameter
from dashboard.content.file_names import CONTENTS
from dashboard.content.filters import names_of
from dashboard.content.pages import PAGE_OF_CHART
from dashboard.core.dataset import choices
from dashboard.core.limits import OPTIONS
from dashboard.core.navigation import NAMED, START
from dashboard.core.translation import LANGUAGES, _, mark
from dashboard.core.url_state import MAX_CITIES, View, keys_of
from dashboard.exports.addresses import ADDRESSES, Address
from dashboard.exports.answers import ENDINGS
from dashboard.exports.chart.files import MAKERS
from dashboard.exports.chart.page import THEMES
from dashboard.web.routes.api import FLAGS, ids_of

FIRST = "members"
CHART, FILE = "chart/", "/"
# The key of the page itself that names what is tried out.
ITEM = "try"
# What the keys of a view are called.
LABELS = {
    "against": mark("Date or country to compare with"),
    "area": mark("Part of the map"),
    "asof": mark("As of"),
    "by": mark("Grouped by"),
    "city": mark("Place"),
    "compare": mark("What is compared"),
    "country": mark("Country"),
    "find": mark("Words searched for"),
    "focus": mark("Focus area"),
    "kind": mark("Kind of event"),
    "lang": mark("Language"),
    "page": mark("Page"),
    "partner": mark("Partner"),
    "progress": mark("Progress"),
    "region": mark("Region"),
    "report": mark("Year of the report"),
    "series": mark("Population source"),
    "status": mark("Status"),
    "theme": mark("Colours"),
}
# Where the names of ids stand, by the parameter.
NAMES = {
    "city": ("places", "place_id"),
    "country": ("countries", "country_id"),
    "focus": ("focus_areas", "focus_area_id"),
    "partner": ("partners", "partner_id"),
    "region": ("regions", "region_id"),
    "series": ("series", "series_id"),
}
Option = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter to choose: one of `options` (value and text), or text of an input `kind`."""

    name: str
    label: str
    value: str
    options: tuple[Option, ...] = ()
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Tried:
    """An address with its parameters, and its endings with an empty one for none."""

    item: str
    about: str
    fields: tuple[Field, ...]
    path: str
    endings: tuple[str, ...]

    def query(self) -> list[tuple[str, str]]:
        """What the address asks for: all that is chosen."""
        return [(field.name, field.value) for field in self.fields if field.value]

    def address(self, base: str, ending: str) -> str:
        """The address below `base`, with an ending."""
        query = urlencode(self.query())
        dotted = f".{ending}" if ending else ""
        return f"{base}{self.path}{dotted}" + (f"?{query}" if query else "")


def items() -> list[tuple[str, list[Option]]]:
    """Everything that can be tried out, as groups of value and text."""
    files = [each for each in ADDRESSES if "{" not in each.path]
    return [
        (_("Data"), [(name, f"{name}: {_(each.about)}") for name, each in QUESTIONS.items()]),
        (_("Charts"), [(CHART + key, _(CONTENTS[key])) for key in PAGE_OF_CHART]),
        (_("Files"), [(each.path, each.path.removeprefix(FILE)) for each in files]),
    ]


def tried(query: QueryParams) -> Tried:
    """What the query of the page asks to try out; the first question for what is unknown."""
    item = query.get(ITEM, FIRST)
    if item.removeprefix(CHART) in PAGE_OF_CHART and item.startswith(CHART):
        return _chart(item, query)
    for each in ADDRESSES:
        if each.path == item and "{" not in item:
            return _file(each, query)
    return _question(item if item in QUESTIONS else FIRST, query)


def _question(name: str, query: QueryParams) -> Tried:
    question = QUESTIONS[name]
    fields = tuple(field for each in question.parameters for field in _fields(each, query))
    endings = tuple("" if each == "json" else each for each in ENDINGS)
    return Tried(name, _(question.about), fields, f"/api/{name}", endings)


def _chart(item: str, query: QueryParams) -> Tried:
    key = item.removeprefix(CHART)
    page = NAMED[PAGE_OF_CHART[key]].path
    fields = [*_of_view(sorted(keys_of(page)), query), _one_of("theme", THEMES, query)]
    return Tried(item, _(CONTENTS[key]), tuple(fields), f"/{item}", ("", *MAKERS))


def _file(address: Address, query: QueryParams) -> Tried:
    more = [_one_of(name, values, query, START) for name, values in address.choices]
    fields = (*_of_view(address.keys, query), *more)
    path, _dot, ending = address.path.rpartition(".")
    return Tried(address.path, address.path.removeprefix(FILE), fields, path, (ending,))


def _fields(one: Parameter, query: QueryParams) -> list[Field]:
    """The fields of a parameter: one, and for several ids as many as a page compares."""
    if not one.several:
        return [_field(one, query)]
    given = [*query.getlist(one.name), *[""] * MAX_CITIES][:MAX_CITIES]
    return [_field(one, QueryParams({one.name: value})) for value in given]


def _field(one: Parameter, query: QueryParams) -> Field:
    default = one.default or ""
    value, label = query.get(one.name, default), _(one.about)
    match one.kind:
        case "day":
            return Field(one.name, label, value, kind="date")
        case "integer":
            return Field(one.name, label, value, kind="number")
        case "flag":
            known: Iterable[str] = FLAGS
        case "choice":
            known = one.choices
        case _:
            known = ids_of(one.name)
    return Field(one.name, label, value, _options(one.name, known, bool(default)))


def _of_view(keys: Iterable[str], query: QueryParams) -> list[Field]:
    fields = []
    for key in keys:
        default = getattr(View(), key) or ""
        value, label = query.get(key, default if isinstance(default, str) else ""), _(LABELS[key])
        if key == "asof":
            fields.append(Field(key, label, value, kind="date"))
        elif key in ("find", "against", "area"):
            fields.append(Field(key, label, value))
        else:
            known = LANGUAGES if key == "lang" else sorted(choices().known[key])
            fields.append(Field(key, label, value, _options(key, known, bool(default))))
    return fields


def _one_of(name: str, known: Iterable[str], query: QueryParams, default: str = "") -> Field:
    value = query.get(name, default)
    return Field(name, _(LABELS[name]), value, _options(name, known, bool(default)))


def _options(name: str, known: Iterable[str], required: bool) -> tuple[Option, ...]:
    """The values to choose from, with their names; an empty one unless one is `required`.

    Of very many ids none is listed: they are typed.
    """
    ids = list(known)
    if len(ids) > OPTIONS:
        return ()
    names: Mapping[str, str] = names_of(*NAMES[name]) if name in NAMES else {}
    told = [(each, f"{each} ({names[each]})" if each in names else each) for each in ids]
    return tuple(told if required else [("", "–"), *told])
