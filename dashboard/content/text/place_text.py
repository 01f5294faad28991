"""Sentences on how many people live in a place: titles and alt texts computed from the figures."""

from __future__ import annotations

import pandas as pd

import ascn_data
from dashboard.content.citations import plain, year_of
from dashboard.content.column_labels import VALUES
from dashboard.content.text import network_text
from dashboard.content.text.place_facts import year_name
from dashboard.core.dataset import ask, cached
from dashboard.core.translation import _, day, exact_people, localized, n_, number, people, text


@cached
def years_of(rows: pd.DataFrame) -> str:
    """The years from which figures come; projections are made, not taken."""
    known = rows.loc[rows["estimate_type"] != "projection", "year"]
    first, last = known.min(), known.max()
    return year_name(first) if first == last else f"{year_name(first)}–{year_of(last)}"


@cached
def panel_said(rows: pd.DataFrame) -> tuple[str, str]:
    """The unit, and the series with what its figures are; `rows` are one panel's."""
    first = rows.iloc[0]
    kinds = [_(VALUES[kind]) for kind in dict.fromkeys(rows["estimate_type"])]
    told = [text(first, "series"), ", ".join(kinds)]
    standing = first["standing"]
    if standing != "named":
        told.append(_(VALUES[standing]))
    return text(first, "unit"), " · ".join(told)


@cached
def panel_head(rows: pd.DataFrame) -> str:
    """`panel_said` as Markdown."""
    unit, told = panel_said(rows)
    return f"**{plain(unit)}**  \n:small[{plain(told)}]"


def single_said(row: pd.Series) -> str:
    """A figure that is the only one of its source and area, with its note."""
    told = _(
        "{number} people in {year} · {unit} · {series}",
        number=number(row["population"]), year=year_name(row["year"]),
        unit=text(row, "unit"), series=text(row, "series"),
    )  # fmt: skip
    note = text(row, "note")
    return told + (f" ({note})" if note else "")


@cached
def panel_alt(rows: pd.DataFrame) -> str:
    """Every figure of one panel, projections said to be such."""
    first = rows.iloc[0]
    return _(
        "Line chart of population. {unit}, {series}: {figures}.",
        unit=text(first, "unit"), series=text(first, "series"), figures=_figures(rows),
    )  # fmt: skip


def _figures(rows: pd.DataFrame) -> str:
    said = []
    for row in rows.itertuples():
        told = {"year": year_name(row.year), "people": exact_people(row.population)}
        if row.estimate_type == "projection":
            said.append(_("{year} {people} (projection)", **told))
        else:
            said.append(_("{year} {people}", **told))
    return ", ".join(said)


@cached
def shared_alt(rows: pd.DataFrame) -> str:
    """Every figure of every place in one population source."""
    lines = [
        f"{name}: {_figures(own_rows)}"
        for name, own_rows in rows.groupby(localized("name"), sort=False)
    ]  # fmt: skip
    return _(
        "Line chart of population in one source, {series}. {lines}.",
        series=text(rows.iloc[0], "series"), lines="; ".join(lines),
    )  # fmt: skip


@cached
def population_title(place: pd.Series, rows: pd.DataFrame) -> str:
    """From how many people to how many in one source and area, or that no boundary is specified."""
    if not place["unit_resolved"]:
        possible = rows.loc[rows["standing"] == "possible", "unit_id"].nunique()
        return n_(
            "{name}: boundary not specified, figures for {count} possible area",
            "{name}: boundary not specified, figures for {count} possible areas",
            possible, name=text(place, "name"),
        )  # fmt: skip
    known = rows[rows["estimate_type"] != "projection"]
    lines = known.groupby(["standing", "series_id", "unit_id", "estimate_type"], sort=False)
    lines = [line for _key, line in lines]
    named = [line for line in lines if line["standing"].iloc[0] == "named"]
    drawn = [line for line in named if len(line) > 1]
    drawn = drawn or [line for line in lines if len(line) > 1] or named or lines
    if not drawn:
        return _("{name}: projections only", name=text(place, "name"))
    line = max(drawn, key=len)
    first, last = line.iloc[0], line.iloc[-1]
    kind = last["estimate_type"]
    told = {
        "unit": text(last, "unit"),
        "kind": _(VALUES[kind]),
        "people": people(last["population"]),
        "year": year_name(last["year"]),
    }
    same = (rows["series_id"] == last["series_id"]) & (rows["unit_id"] == last["unit_id"])
    projected = _has_projections(rows[same])
    if len(line) == 1:
        if projected:
            return _(
                "{unit}: {people} people in {year} ({kind}); later figures are projections", **told
            )
        return _("{unit}: {people} people in {year} ({kind})", **told)
    told |= {"before": people(first["population"]), "start": year_name(first["year"])}
    if projected:
        return _(
            "{unit}: from {before} people in {start} to {people} in {year} ({kind}); later figures"
            " are projections",
            **told,
        )
    return _("{unit}: from {before} people in {start} to {people} in {year} ({kind})", **told)


def _has_projections(rows: pd.DataFrame) -> bool:
    return bool((rows["estimate_type"] == "projection").any())


@cached
def shared_title(rows: pd.DataFrame) -> str:
    """The last figure of every place that is not a projection, in one population source."""
    known = rows[rows["estimate_type"] != "projection"].drop_duplicates("place_id", keep="last")
    parts = [
        _("{name} {people} ({year})",
          name=text(row, "name"), people=people(row["population"]),
          year=year_name(row["year"]))
        for _i, row in known.iterrows()
    ]  # fmt: skip
    told = {"series": text(rows.iloc[0], "series"), "figures": ", ".join(parts)}
    if _has_projections(rows):
        return _("{series}: {figures}; later figures are projections", **told)
    return _("{series}: {figures}", **told)


@cached
def counted_line(place: pd.Series, asof: str) -> str:
    """The registered residents of a proposed area, as a range; empty for any other place."""
    areas = ask(ascn_data.reach_by_area, asof)
    areas = areas[areas["place_id"] == place["place_id"]]
    if areas.empty:
        return ""
    row = areas.iloc[0]
    return _(
        "This area had {span} registered residents on {day}.",
        span=network_text.span(row["low"], row["high"]), day=day(row["reference_date"]),
    )  # fmt: skip
