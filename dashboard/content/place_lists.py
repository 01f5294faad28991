"""What a page says of one place beside its charts: its programme of 2018 and its sources."""

from __future__ import annotations

import pandas as pd

import ascn_data
from dashboard.content.citations import plain, source_links
from dashboard.content.text.place_facts import USES, name_of
from dashboard.core.dataset import ask, cached, table
from dashboard.core.shared_frames import Answer
from dashboard.core.translation import _, n_

CURATOR = "curator"


@cached
def declared(place_id: str) -> pd.DataFrame:
    """The focus areas that the plan of a place names, with the headings it uses."""
    rows = table("place_focus_areas")
    rows = rows[rows["place_id"] == place_id]
    names = table("focus_areas").set_index("focus_area_id")[["name_en", "name_th"]]
    return rows.join(names.add_prefix("focus_area_"), on="focus_area_id").rename(
        columns={"focus_area_name_en": "focus_area_en", "focus_area_name_th": "focus_area_th"}
    )


@cached
def plan_title(place: pd.Series, rows: pd.DataFrame) -> str:
    """How many focus areas a place declared, or that none is known."""
    if rows.empty and place["status"] == "proposed":
        return _("{name} has no ASEAN network action plan", name=name_of(place))
    if rows.empty:
        return _("Focus areas of {name}: unknown", name=name_of(place))
    return n_(
        "{name} declared {count} focus area in 2018", "{name} declared {count} focus areas in 2018",
        rows["focus_area_id"].nunique(), name=name_of(place),
    )  # fmt: skip


@cached
def why_unknown(place: pd.Series) -> str:
    """Why a place has no declared focus areas."""
    if place["status"] == "proposed":
        return _(
            "Only member cities declared focus areas. There are none for areas proposed"
            " by Thailand."
        )
    count = table("place_focus_areas")["place_id"].nunique()
    return n_(
        "Only the {count} founding city declared focus areas and priority projects, in the action"
        " plans of 2018; {name} joined later.",
        "Only the {count} founding cities declared focus areas and priority projects, in the action"
        " plans of 2018; {name} joined later.",
        count, name=name_of(place),
    )  # fmt: skip


def sources_of(place: pd.Series) -> pd.DataFrame:
    """What is said of a place, and each source that it rests on: one row for each `what`."""
    rows = ask(ascn_data.city_sources, place["place_id"])
    used = [_(USES[what]) for what in rows["what"]]
    rows = rows.assign(used_for=used, **place[["place_id", "name_en", "name_th"]])
    return rows.merge(table("sources"), on="source_id")


def _source(rows: pd.DataFrame) -> str:
    row = rows.iloc[0]
    told = _(
        "{title}; used for: {uses}",
        title=plain(row["title"]), uses=", ".join(rows["used_for"].drop_duplicates()),
    )  # fmt: skip
    return f"- {source_links([row['source_id']])} – {told}"


@cached
def all_sources(places: tuple[pd.Series, ...]) -> pd.DataFrame:
    """`sources_of` of all the places."""
    return pd.concat([sources_of(place) for place in places], ignore_index=True)


@cached
def source_list(rows: pd.DataFrame) -> list[str]:
    """Each source with what it is used for, as lines of Markdown."""
    return [_source(of_source) for _key, of_source in rows.groupby("source_id", sort=False)]


@cached
def population_lines(rows: pd.DataFrame) -> tuple[list[Answer], list[pd.Series], tuple[int, int]]:
    """The series and units with several figures, those with one alone, and the years of all."""
    groups = rows.groupby(["standing", "series_id", "unit_id"], sort=False)
    lines = [line for _key, line in groups]
    drawn = [Answer(line) for line in lines if len(line) > 1]
    single = [line.iloc[0] for line in lines if len(line) == 1]
    return drawn, single, (int(rows["year"].min()), int(rows["year"].max()))


@cached
def report_years() -> tuple[int, ...]:
    """The years of all monitoring reports in order."""
    return tuple(sorted(table("projects")["report_year"].unique().tolist()))
