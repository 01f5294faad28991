"""The questions that the command line and the HTTP interface answer: one table for both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

import pandas as pd

from ascn_data.city_index import city_index
from ascn_data.claims import claims
from ascn_data.comparing import comparable_populations, joined_between
from ascn_data.days import ANNOUNCEMENT
from ascn_data.events import events, partner_programmes
from ascn_data.governance import governance
from ascn_data.growth import growth, joins
from ascn_data.national import national_programmes, programme_figures, programme_progress
from ascn_data.network import Network
from ascn_data.places import STATUSES, asean_countries, ledger, places
from ascn_data.plan import plan_provinces, plan_regions, plan_rounds, proposed_areas
from ascn_data.populations import city_populations
from ascn_data.projects import GROUPS, project_totals, projects
from ascn_data.reach import reach_by_area, reach_by_region

# Of how many places at least populations are compared.
LEAST_COMPARED = 2
PLANS: Mapping[str, Callable[..., pd.DataFrame]] = {
    "round": plan_rounds,
    "region": plan_regions,
    "province": plan_provinces,
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument of a question.

    An `id` is one that the tables know (`known_ids`), a `choice` is one of `choices`. One that
    `shapes` the answer decides which columns it has. One of `several` ids has a tuple as its value,
    of which an answer needs `LEAST_COMPARED`.
    """

    name: str
    kind: Literal["day", "id", "choice", "integer", "flag"]
    about: str
    choices: tuple[str, ...] = ()
    default: str | None = None
    shapes: bool = False
    integer: bool = False
    several: bool = False

    @property
    def unset(self) -> Any:
        """The value where none is given."""
        if self.several:
            return ()
        return False if self.kind == "flag" else self.default


@dataclass(frozen=True, slots=True)
class Question:
    """A question by its name: `answer` takes the network and a value for each parameter by name."""

    name: str
    about: str
    answer: Callable[..., pd.DataFrame]
    parameters: tuple[Parameter, ...] = ()

    @property
    def shapes(self) -> list[dict[str, Any]]:
        """The values with which its answers have different columns; `[{}]` for one shape."""
        for each in self.parameters:
            if each.shapes and each.kind == "flag":
                return [{each.name: False}, {each.name: True}]
            if each.shapes:
                unset = [] if each.default else [None]
                return [{each.name: choice} for choice in (*unset, *each.choices)]
        return [{}]

    @property
    def defaults(self) -> dict[str, Any]:
        """The value of each parameter that is not given."""
        return {each.name: each.unset for each in self.parameters}


def _reach(net: Network, *, by: str, **where: Any) -> pd.DataFrame:
    return (reach_by_region if by == "region" else reach_by_area)(net, **where)


def _populations(net: Network, *, series: str | None, **where: Any) -> pd.DataFrame:
    return city_populations(net, series=series or net.role("series", "beside_places"), **where)


def _programme(net: Network, *, progress: bool, **where: Any) -> pd.DataFrame:
    return (programme_progress if progress else programme_figures)(net, **where)


def _projects(net: Network, *, by: str | None, **where: Any) -> pd.DataFrame:
    if by is None:
        return projects(net, **where)
    return project_totals(net, None if by == "year" else by, **where)


def _joined(net: Network, *, first: str, second: str | None, **where: Any) -> pd.DataFrame:
    latest = joins(net)["counted_on"].max()
    return joined_between(net, first, second or (first if pd.isna(latest) else latest), **where)


def _comparable(net: Network, *, city: tuple[str, ...]) -> pd.DataFrame:
    return comparable_populations(net, city)


def _ranks(net: Network, *, city: str | None) -> pd.DataFrame:
    return city_index(net, city)


def _plan(net: Network, *, by: str, **where: Any) -> pd.DataFrame:
    return PLANS[by](net, **where)


DEFAULT_DAY = ANNOUNCEMENT.isoformat()
AS_OF = Parameter("as_of", "day", "The day for which everything holds.", default=DEFAULT_DAY)
COUNTRY = Parameter("country", "id", "ISO 3166 alpha-3 code, such as THA.")
REGION = Parameter("region", "id", "Region id, such as north.")
REPORT = Parameter("year", "id", "Year of a monitoring report; else all of them.", integer=True)
EVERYWHERE = (AS_OF, COUNTRY, REGION)

STATUS = Parameter("status", "choice", "Membership status.", STATUSES, default="member")
REACH_BY = Parameter("by", "choice", "One row for each.", ("area", "region"), "area", shapes=True)
PLAN_KINDS = tuple(PLANS)
PLAN_BY = Parameter("by", "choice", "One row for each.", PLAN_KINDS, "round", shapes=True)
COUNT_BY = Parameter(
    "by", "choice", "Count; else list each project.", ("year", *GROUPS), shapes=True
)
SERIES = Parameter("series", "id", "Population source id; else the one shown beside places.")
YEAR = Parameter("year", "integer", "Year of the figures; else the best covered.")
CITY = Parameter("city", "id", "Place id, such as bangkok; else all.")
COMPARED = Parameter(
    "city", "id", "Place id, such as bangkok; once for each of two or more places.", several=True
)
FIRST = Parameter("first", "day", "The day on which the time begins.", default=DEFAULT_DAY)
SECOND = Parameter("second", "day", "The day on which it ends; else that of the latest join.")
PROGRESS = Parameter("progress", "flag", "Only certified areas beside the target.", shapes=True)
KIND = Parameter("kind", "id", "Kind of event, such as meeting; else all.")
PARTNER = Parameter("partner", "id", "Partner id, such as japan; else all.")

# A call within a call would hide the words of the outer one from the tool that collects them.
_LISTED = (
    Question(
        "members", "Places in the network on a day, or proposed by then.", places,
        (*EVERYWHERE, STATUS),
    ),
    Question("growth", "The steps by which the network grew, with who joined.", growth, EVERYWHERE),
    Question(
        "joined", "Who joined after one day, up to and including another.", _joined,
        (FIRST, SECOND, COUNTRY, REGION),
    ),
    Question(
        "countries", "ASEAN member states on a day, with their number of member cities.",
        asean_countries, (AS_OF,),
    ),
    Question("record", "The membership record: every join and proposal, in order.", ledger),
    Question(
        "areas", "The areas that Thailand proposed, with what is known of each.",
        proposed_areas, (AS_OF,),
    ),
    Question(
        "reach", "Registered residents of the proposed areas, as a range.", _reach,
        (*EVERYWHERE, REACH_BY),
    ),
    Question(
        "populations", "Populations of the members inside one source; sources are never mixed.",
        _populations, (*EVERYWHERE, SERIES, YEAR),
    ),
    Question(
        "comparable",
        "Populations that compare: of one source, year and kind that all of the places share.",
        _comparable, (COMPARED,),
    ),
    Question(
        "city-index",
        "Ranks in the IMD Smart City Index by edition; methods differ before and after 2022.",
        _ranks, (CITY,),
    ),
    Question(
        "national", "National programmes of other countries; their numbers are not comparable.",
        national_programmes, (AS_OF, COUNTRY),
    ),
    Question(
        "programme",
        "Targets, counts and money of Thailand's national programme; they overlap and have no sum.",
        _programme, (AS_OF, PROGRESS),
    ),
    Question(
        "plan", "Areas designated under Thailand's national plan; they are not members.", _plan,
        (AS_OF, PLAN_BY),
    ),
    Question(
        "projects",
        "Projects of the monitoring reports. Most return every year, so that years have no sum.",
        _projects, (REPORT, COUNTRY, REGION, COUNT_BY),
    ),
    Question(
        "governance", "Chairs, shepherds, rules and meetings of the network.", governance, (AS_OF,)
    ),
    Question("events", "The dated events of the network.", events, (AS_OF, KIND)),
    Question("partners", "Programmes of the network's partners.", partner_programmes, (PARTNER,)),
    Question("claims", "The announced numbers beside what the tables compute.", claims),
)  # fmt: skip
QUESTIONS: Mapping[str, Question] = MappingProxyType({each.name: each for each in _LISTED})
