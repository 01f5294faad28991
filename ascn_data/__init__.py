"""The ASEAN Smart Cities Network as validated tables, and one function per question.

>>> import ascn_data
>>> net = ascn_data.load()
>>> ascn_data.growth(net, "2023-07-28")[["counted_on", "members"]].head(2)
  counted_on  members
0 2018-04-28       26
1 2023-07-27       29

What other programs may use is in `__all__`: the questions and what they need, and what the
dashboard is made of besides (files to write, options of a command line, checks of an upload).
"""

from ascn_data.checks import TOLERANCE_DEGREES
from ascn_data.cities import (
    city_series,
    city_sources,
    densities,
    find_places,
    fold_name,
    nearest,
    un_cities,
)
from ascn_data.citing import cite
from ascn_data.citing import licences as licence_names
from ascn_data.citing import listed as items_of
from ascn_data.citing import made_on as package_made_on
from ascn_data.citing import quote as quote_number
from ascn_data.city_index import city_index
from ascn_data.claims import cited as further_sources
from ascn_data.claims import claim_of, claim_value, claims
from ascn_data.comparing import comparable_populations, joined_between
from ascn_data.contract import FILE as CONTRACT_FILE
from ascn_data.contract import TEXT_LANGUAGES
from ascn_data.days import ANNOUNCEMENT, Day, is_day, to_day
from ascn_data.dictionary import dictionary as data_dictionary
from ascn_data.edition import Report as UploadReport
from ascn_data.edition import check_upload
from ascn_data.events import OF_THAILAND as THAI_EVENT_KINDS
from ascn_data.events import event_kinds, events, partner_programmes, programmes
from ascn_data.export import EARLIEST as EARLIEST_TIME
from ascn_data.export import plain as plain_values
from ascn_data.export import replace_file, to_csv, to_geojson, to_xlsx
from ascn_data.export import zipped as zip_files
from ascn_data.governance import governance
from ascn_data.growth import growth, joins, members_by_country
from ascn_data.jsonld import dataset as schema_org_dataset
from ascn_data.known import known_ids
from ascn_data.matching import among
from ascn_data.national import national_programmes, programme_figures, programme_progress
from ascn_data.network import Network, data_directory, load
from ascn_data.options import AS_OF as AS_OF_OPTION
from ascn_data.options import COUNTRY as COUNTRY_OPTION
from ascn_data.options import REGION as REGION_OPTION
from ascn_data.options import check_known as check_option
from ascn_data.options import day_of as day_of_option
from ascn_data.options import save as save_output
from ascn_data.package import to_zip, workbook
from ascn_data.place import Place, place
from ascn_data.places import (
    STATUSES,
    asean_countries,
    filter_places,
    founding_day,
    ledger,
    members,
    places,
)
from ascn_data.places import labels as names_by_id
from ascn_data.plan import (
    plan_areas,
    plan_provinces,
    plan_regions,
    plan_rounds,
    proposed_areas,
    rounds_among,
)
from ascn_data.populations import best_year, city_populations, has_figures, series_in_use, years_of
from ascn_data.populations import figures as population_figures
from ascn_data.problems import DataError, Problem, Rule, problems_frame
from ascn_data.projects import GROUPS as PROJECT_GROUPS
from ascn_data.projects import focus_matrix, priority_projects, project_totals, projects
from ascn_data.questions import LEAST_COMPARED, QUESTIONS, Parameter, Question
from ascn_data.reach import Range, reach_by_area, reach_by_region, reach_range, reach_readings
from ascn_data.reading import UNREADABLE as UNREADABLE_FILE
from ascn_data.statements import statements
from ascn_data.upload import MAX_BYTES as MAX_UPLOAD_BYTES
from ascn_data.upload import MAX_FILES as MAX_UPLOAD_FILES
from ascn_data.upload import Refused, read_upload

__version__ = "0.1.0"

__all__ = [
    "ANNOUNCEMENT",
    "AS_OF_OPTION",
    "CONTRACT_FILE",
    "COUNTRY_OPTION",
    "EARLIEST_TIME",
    "LEAST_COMPARED",
    "MAX_UPLOAD_BYTES",
    "MAX_UPLOAD_FILES",
    "PROJECT_GROUPS",
    "QUESTIONS",
    "REGION_OPTION",
    "STATUSES",
    "TEXT_LANGUAGES",
    "THAI_EVENT_KINDS",
    "TOLERANCE_DEGREES",
    "UNREADABLE_FILE",
    "DataError",
    "Day",
    "Network",
    "Parameter",
    "Place",
    "Problem",
    "Question",
    "Range",
    "Refused",
    "Rule",
    "UploadReport",
    "__version__",
    "among",
    "asean_countries",
    "best_year",
    "check_option",
    "check_upload",
    "cite",
    "city_index",
    "city_populations",
    "city_series",
    "city_sources",
    "claim_of",
    "claim_value",
    "claims",
    "comparable_populations",
    "data_dictionary",
    "data_directory",
    "day_of_option",
    "densities",
    "event_kinds",
    "events",
    "filter_places",
    "find_places",
    "focus_matrix",
    "fold_name",
    "founding_day",
    "further_sources",
    "governance",
    "growth",
    "has_figures",
    "is_day",
    "items_of",
    "joined_between",
    "joins",
    "known_ids",
    "ledger",
    "licence_names",
    "load",
    "members",
    "members_by_country",
    "names_by_id",
    "national_programmes",
    "nearest",
    "package_made_on",
    "partner_programmes",
    "place",
    "places",
    "plain_values",
    "plan_areas",
    "plan_provinces",
    "plan_regions",
    "plan_rounds",
    "population_figures",
    "priority_projects",
    "problems_frame",
    "programme_figures",
    "programme_progress",
    "programmes",
    "project_totals",
    "projects",
    "proposed_areas",
    "quote_number",
    "reach_by_area",
    "reach_by_region",
    "reach_range",
    "reach_readings",
    "read_upload",
    "replace_file",
    "rounds_among",
    "save_output",
    "schema_org_dataset",
    "series_in_use",
    "statements",
    "to_csv",
    "to_day",
    "to_geojson",
    "to_xlsx",
    "to_zip",
    "un_cities",
    "workbook",
    "years_of",
    "zip_files",
]
