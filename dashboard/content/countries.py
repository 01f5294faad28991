"""The member states of ASEAN: their cities in the network beside their national programmes."""

from __future__ import annotations

import pandas as pd

import ascn_data
from dashboard.content.citations import source_names
from dashboard.content.filters import names_of, scope, scope_in_text
from dashboard.content.places import THAILAND
from dashboard.content.selection import counts_members
from dashboard.content.table_cells import PARTS
from dashboard.content.text.progress_text import stated
from dashboard.content.text.sentences import one_text, scoped
from dashboard.content.text.weak_sources import is_weak, weak_badge
from dashboard.core.collation import sort_keys
from dashboard.core.dataset import ask, cached
from dashboard.core.translation import _, day, localized, n_, number
from dashboard.core.url_state import View

LATEST = ["programme", "figures", "as_of", "precision", "source_ids"]


@cached
def programme_figures_of(view: View) -> pd.DataFrame:
    """What the states of the selection report of their programmes by the day, as `stated`.

    Columns of `ascn_data.national_programmes` and of `stated`; Thailand's are apart from them.
    """
    rows = ask(ascn_data.national_programmes, view.asof, country=view.country)
    return stated(rows).assign(
        country=rows[localized("country")], programme=rows[localized("programme")]
    )


def figure_said(value: float, unit: str, qualifier: str) -> str:
    """A stated figure with its unit and what it counts; without a number what is stated alone."""
    if pd.isna(value):
        return qualifier
    digits = number(value)
    if qualifier:
        return _("{number} {unit} ({what})", number=digits, unit=unit, what=qualifier)
    return _("{number} {unit}", number=digits, unit=unit)


def _latest(rows: pd.DataFrame) -> dict[str, object]:
    """The latest figures of one state: those of the last day on which a number was stated.

    Without any number, what was stated last.
    """
    numbered = rows[rows["value"].notna()]
    rows = numbered if len(numbered) else rows
    last = rows[rows["as_of"] == rows["as_of"].max()].fillna({"qualifier": "", "figure_unit": ""})
    told = [
        figure_said(row["value"], row["figure_unit"], row["qualifier"])
        for _i, row in last.iterrows()
    ]
    first = last.iloc[0]
    return {
        "programme": first["programme"],
        "figures": "; ".join(told),
        "as_of": first["as_of"],
        "precision": first["precision"],
        "source_ids": tuple(dict.fromkeys(last["source_id"])),
    }


def _latest_of_thailand(view: View) -> dict[str, object] | None:
    """The certified areas of Thailand's programme beside their target, once both are known."""
    progress = ask(ascn_data.programme_progress, view.asof)
    if progress.empty:
        return None
    figures = ask(ascn_data.programme_figures, view.asof)
    row = progress.iloc[0]
    count = figures[(figures["kind"] == "certified") & (figures["as_of"] == row["certified_on"])]
    what = _(
        "certified; target {target} by {year}",
        target=number(row["target"]), year=day(f"{row['target_year']}-12-31", "year"),
    )  # fmt: skip
    last = count.iloc[-1]
    return {
        "programme": _("Thailand's national smart city programme"),
        "figures": figure_said(last["value"], str(last[localized("unit")]), what),
        "as_of": last["as_of"],
        "precision": last["precision"],
        "source_ids": tuple(dict.fromkeys([row["source_id"], row["target_source_id"]])),
    }


@cached
def _latest_figures(asof: str) -> dict[str, dict[str, object]]:
    """The latest figures of each state by its id."""
    view = View(asof=asof)
    rows = programme_figures_of(view)
    latest = {str(key): _latest(of) for key, of in rows.groupby("country_id")}
    if thai := _latest_of_thailand(view):
        latest[THAILAND] = thai
    return latest


@cached
def country_rows(view: View) -> pd.DataFrame:
    """The member states of ASEAN of the selection on the day, one row each, by name.

    Columns: country_id, country_en/th, members (in the region, where one is chosen), first_on and
    first_precision (of the first of them); programme, figures (in words), as_of, precision,
    source_ids, cited and further (the first source and the others, in words) and weak (yes, or
    empty) of the latest figures of the national programme, missing where none is recorded. Where no
    members are selected, the columns about them are left out.
    """
    states = ask(ascn_data.asean_countries, view.asof)
    states = states.rename(columns={"name_en": "country_en", "name_th": "country_th"})
    if view.country:
        states = states[states["country_id"] == view.country]
    members = ask(ascn_data.members, view.asof, **view.where)
    first = (
        members.sort_values("counted_on", kind="stable")
        .drop_duplicates("country_id")
        .set_index("country_id")
    )
    first = first.reindex(states["country_id"]).set_axis(states.index)
    latest = _latest_figures(view.asof)
    found = pd.DataFrame(
        [latest.get(key, dict.fromkeys(LATEST)) for key in states["country_id"]],
        columns=LATEST, index=states.index,
    )  # fmt: skip
    count = states["country_id"].map(members["country_id"].value_counts())
    cited = [ids or () for ids in found["source_ids"]]
    of_members = {
        "members": count.fillna(0).astype("int64"),
        "first_on": first["counted_on"],
        "first_precision": first["counted_precision"],
    }
    out = states[["country_id", "country_en", "country_th"]].assign(
        **(of_members if counts_members(view) else {}), **found
    )
    out = out.assign(
        as_of=pd.to_datetime(out["as_of"]),
        source_ids=cited,
        **{column: [source_names(ids[part]) for ids in cited] for column, part in PARTS.items()},
        weak=[_("yes") if is_weak(ids) else "" for ids in cited],
    )
    return out.sort_values(localized("country"), key=sort_keys, ignore_index=True)


def country_columns(rows: pd.DataFrame) -> tuple[str, ...]:
    """The columns of `country_rows` that a table of them shows.

    A figure, its day and all its sources come first: an ordinary window has no room for more.
    """
    members, first = (("members",), ("first_on",)) if "members" in rows else ((), ())
    further = ("further",) if (rows["further"] != "").any() else ()
    return ("country", *members, "figures", "as_of", "cited", *further, "national", "weak", *first)


def countries_title(rows: pd.DataFrame) -> str:
    """What stands above a table of `country_rows`."""
    if "members" in rows:
        return _("Member cities and national programmes by country")
    return _("National programmes by country")


def no_state(view: View) -> str:
    """That the selection has no member state of ASEAN on the day."""
    told = {"day": day(view.asof)}
    if not view.country:
        return _("No member state of ASEAN is recorded for {day}.", **told)
    name = names_of("countries", "country_id")[view.country]
    return _("{country} was not a member state of ASEAN on {day}.", country=name, **told)


def countries(view: View) -> str:
    """How many states have how many member cities, and what is recorded of their programmes."""
    rows = country_rows(view)
    if rows.empty:
        return no_state(view)
    if view.country:
        return _of_one(rows.iloc[0], view)
    return one_text(_members(rows, view), _programmes(rows))


def _members(rows: pd.DataFrame, view: View) -> str:
    """The members of all states; empty where members are not selected."""
    if not counts_members(view):
        return ""
    told = {"day": day(view.asof), "states": number(len(rows))}
    having = int((rows["members"] > 0).sum())
    if not having:
        return _("No city of the {states} ASEAN member states was a member on {day}.", **told)
    return n_(
        "{having} of the {states} ASEAN member states had {count} member city on {day}.",
        "{having} of the {states} ASEAN member states had {count} member cities on {day}.",
        int(rows["members"].sum()), having=number(having), **told,
    )  # fmt: skip


def _programmes(rows: pd.DataFrame) -> str:
    """How many states have a programme on record."""
    return n_(
        "National smart city work is recorded for {count} state. Definitions differ between"
        " countries, so figures cannot be added or ranked.",
        "National smart city work is recorded for {count} states. Definitions differ between"
        " countries, so figures cannot be added or ranked.",
        int(rows["programme"].notna().sum()),
    )


def _of_one(row: pd.Series, view: View) -> str:
    """The members and the programme of the one state that is selected."""
    told = {"scope": scope_in_text(view), "day": day(view.asof)}
    members = ""
    if counts_members(view) and row["members"]:
        members = n_(
            "On {day} {scope} had {count} member city, since {first}.",
            "On {day} {scope} had {count} member cities, the first since {first}.",
            int(row["members"]), first=day(row["first_on"], row["first_precision"]), **told,
        )  # fmt: skip
    elif counts_members(view):
        members = _("On {day} {scope} had no member city.", **told)
    programme = _programme_of(row, view)
    return one_text(members, programme) if members else scoped(scope(view), programme)


def _programme_of(row: pd.Series, view: View) -> str:
    """The latest figures of one state's programme, or that there are none."""
    if pd.isna(row["programme"]):
        return _("No national smart city programme is recorded by {day}.", day=day(view.asof))
    return _(
        "Last reported for its national programme ({day}): {figures}.",
        day=day(row["as_of"], row["precision"]), figures=row["figures"],
    )  # fmt: skip


def countries_notes(rows: pd.DataFrame) -> list[str]:
    """What the rows of the states count, after a word on weak sources where they name any."""
    weak = _(
        "Figures marked so come from the press or another secondary source, not from the office"
        " that counted them."
    )
    stated_so = _(
        "Figures of programmes are as stated by the source in the row and cover the whole country;"
        " an empty cell means that none was found."
    )
    members = _("Member cities are counted from the membership record.")
    counted = one_text(members, stated_so) if "members" in rows else stated_so
    return [*([f"{weak_badge()} {weak}"] if (rows["weak"] != "").any() else []), counted]
