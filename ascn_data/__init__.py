"""The ASEAN Smart Cities Network as validated tables, and one function per question.

>>> import ascn_data
>>> net = ascn_data.load()
>>> ascn_data.growth(net, "2023-07-28")[["counted_on", "members"]].head(2)
  counted_on  members
0 2018-04-28       26
1 2023-07-27       29
"""

from ascn_data.cities import city_series, city_sources, find_places, nearest
from ascn_data.claims import claim_of, claim_value, claims
from ascn_data.days import ANNOUNCEMENT, Day
from ascn_data.events import event_kinds, events, partner_programmes, programmes
from ascn_data.growth import growth, joins, members_by_country
from ascn_data.network import Network, load
from ascn_data.place import Place, place
from ascn_data.places import asean_countries, ledger, members, places
from ascn_data.plan import plan_areas, plan_provinces, plan_regions, plan_rounds, proposed_areas
from ascn_data.populations import best_year, city_populations, series_in_use, years_of
from ascn_data.problems import DataError, Problem
from ascn_data.projects import focus_matrix, priority_projects, project_totals, projects
from ascn_data.reach import reach_by_area, reach_by_region, reach_range, reach_readings

__version__ = "0.1.0"

__all__ = [
    "ANNOUNCEMENT",
    "DataError",
    "Day",
    "Network",
    "Place",
    "Problem",
    "__version__",
    "asean_countries",
    "best_year",
    "city_populations",
    "city_series",
    "city_sources",
    "claim_of",
    "claim_value",
    "claims",
    "event_kinds",
    "events",
    "find_places",
    "focus_matrix",
    "growth",
    "joins",
    "ledger",
    "load",
    "members",
    "members_by_country",
    "nearest",
    "partner_programmes",
    "place",
    "places",
    "plan_areas",
    "plan_provinces",
    "plan_regions",
    "plan_rounds",
    "priority_projects",
    "programmes",
    "project_totals",
    "projects",
    "proposed_areas",
    "reach_by_area",
    "reach_by_region",
    "reach_range",
    "reach_readings",
    "series_in_use",
    "years_of",
]
