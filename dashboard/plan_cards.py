"""What stands beside Thailand's plan: its proposed areas, its programmes, and ASEAN's members."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

import ascn_data
from dashboard import plan_sentences as said
from dashboard.claim_list import CORROBORATION, announced
from dashboard.data import ask, remembered, table
from dashboard.emptiness import no_place
from dashboard.faults import guarded
from dashboard.limits import CARDS
from dashboard.links import city_address, page_file, query
from dashboard.pictures import notes
from dashboard.place_rows import THAILAND
from dashboard.sentences import span
from dashboard.sources import plain, source_line, source_links
from dashboard.tables import say_beyond, show_table
from dashboard.view import View
from dashboard.words import _, day, n_, number, own, text

CARDS_A_ROW = 3
ICONS = {
    "environment": "eco", "economy": "payments", "mobility": "directions_bus", "energy": "bolt",
    "people": "groups", "living": "home", "governance": "account_balance",
}  # fmt: skip


@remembered(64)
def proposed_rows(view: View) -> pd.DataFrame:
    """The proposed areas by the day in the view's region, with their numbers in the plan."""
    # The cards number areas of the plan's list; a proposal that is not in it has no number.
    areas = ask(ascn_data.proposed_areas, view.asof).dropna(subset="area_id")
    numbers = ask(ascn_data.plan_areas, view.asof)[["area_id", "number"]]
    rows = areas.merge(numbers, on="area_id", how="left", validate="one_to_one")
    if view.region:
        rows = rows[rows["region_id"] == view.region]
    return rows.sort_values("number", ignore_index=True)


@guarded(None)
def show_proposed(view: View) -> None:
    """A card for each proposed area: what is known of it, and what is not."""
    if view.status == "member":
        return
    rows = proposed_rows(view)
    if rows.empty:
        no_place(replace(view, country=THAILAND), "proposed", status="proposed")
        return
    st.subheader(
        n_(
            "{count} of these areas was proposed in July 2023: what is known of it",
            "{count} of these areas were proposed in July 2023: what is known of them",
            len(rows),
        ),
        anchor="proposed",
    )
    st.markdown(
        _(
            "Residents are those registered in the area named, counted; how many of them would"
            " benefit was announced for all six together, and never for one."
        )
    )
    shown = rows.head(CARDS)
    for first in range(0, len(shown), CARDS_A_ROW):
        columns = st.columns(CARDS_A_ROW, gap="small")
        for column, (_i, row) in zip(columns, shown.iloc[first:].iterrows(), strict=False):
            with column:
                _proposed_card(row)
    say_beyond(len(rows), CARDS)
    st.caption(
        source_line(
            dict.fromkeys([*rows["source_id"], *rows["residents_source_id"].dropna()]),
            unit=_("registered residents, each counted once"),
            as_of=day(rows["reference_date"].max()),
        )
    )
    notes(
        rows,
        ["number", "name", "province", "region", "unit_label", "unit_resolved", "low", "high",
         "reference_date", "source"],
        key="proposed",
    )  # fmt: skip


def _proposed_card(row: pd.Series) -> None:
    with st.container(border=True, height="stretch", key=f"proposed-{row['place_id']}"):
        name = plain(row[own("name")])
        st.markdown(f"#### △ [{name}]({city_address(row['place_id'])})")
        where = f"{plain(row[own('province')])} · {plain(row[own('region')])}"
        st.caption(_("No. {number} of the plan · {where}", number=row["number"], where=where))
        icon = ":material/check_circle:" if row["unit_resolved"] else ":material/help:"
        known = [(icon, _("Unit"), plain(row[own("unit_label")]))]
        if pd.notna(row["low"]):
            residents = plain(span(row["low"], row["high"]))
            known.append((":material/groups:", _("Residents"), residents))
        st.markdown("  \n".join(f"{mark} {label}: **{value}**" for mark, label, value in known))
        if open_ends := said.unknowns(row):
            unknown = _("Not known: {what}.", what="; ".join(open_ends))
            st.markdown(f":material/search_off: {unknown}")
        for word in ("area_note", "note"):
            if text(row, word):
                st.caption(plain(text(row, word)))


@guarded(None)
def show_smarts(view: View) -> None:
    """The seven smarts; the announcement named three of them."""
    rows = table("smarts")
    named = rows["named_in_announcement"]
    st.subheader(
        _(
            "{count} smarts describe a Thai smart city; the announcement named {named} of them",
            count=number(len(rows)), named=number(int(named.sum())),
        ),
        anchor="smarts",
    )  # fmt: skip
    groups = (
        (":material/campaign:", _("Named in the announcement"), rows[named], "blue"),
        (":material/list_alt:", _("Not named in it"), rows[~named], "gray"),
    )
    for column, (icon, heading, group, colour) in zip(
        st.columns([3, 4], gap="medium"), groups, strict=True
    ):
        badges = " ".join(
            f":{colour}-badge[:material/{ICONS.get(row['smart_id'], 'label')}: {_smart(row)}]"
            for _i, row in group.iterrows()
        )
        column.markdown(f"{icon} **{heading}**\n\n{badges}")
    sources = source_links(dict.fromkeys(rows["source_id"]))
    with st.container(horizontal=True, vertical_alignment="center", key="smarts-source"):
        st.caption(_("Source: {sources}.", sources=sources), width="content")
        _claim_link("core_values")


def _smart(row: pd.Series) -> str:
    return plain(text(row, "name"))


def _claim_link(claim: str) -> None:
    st.page_link(
        page_file("sources"), label=_("The claim and its sources"), icon=":material/link:",
        query_params=query("sources", claim=claim),
    )  # fmt: skip


@guarded(None)
def show_programmes(view: View) -> None:
    """What was announced beside the plan: each number is a claim."""
    rows = ask(ascn_data.programmes)
    st.subheader(
        n_(
            "{count} programme was announced beside the plan; its number is a claim",
            "{count} programmes were announced beside the plan; their numbers are claims",
            len(rows),
        ),
        anchor="programmes",
    )
    for column, (_i, row) in zip(st.columns(len(rows), gap="small"), rows.iterrows(), strict=True):
        with column:
            _programme_card(row, view)


def _programme_card(row: pd.Series, view: View) -> None:
    with st.container(border=True, height="stretch", key=f"card-{row['programme_id']}"):
        # A metric cuts its label off where the card ends.
        st.markdown(plain(text(row, "name")))
        st.metric(plain(text(row, "name")), announced(row), label_visibility="collapsed")
        later = " *(" + _("later") + ")*" if row["as_of"] > pd.Timestamp(view.asof) else ""
        st.markdown(plain(text(row, "detail")) + later)
        st.caption(
            _(
                "Said by {who}, {day}.",
                who=plain(text(row, "announced_by")), day=day(row["as_of"]),
            )
            + f" **{_(CORROBORATION[row['corroboration']])}**."
        )  # fmt: skip
        _claim_link(row["claim_id"])


@remembered(64)
def member_rows(view: View) -> pd.DataFrame:
    """Thailand's members on the day, and the plan's areas in the province each of them lies in."""
    members = ask(ascn_data.members, view.asof, country=THAILAND, region=view.region)
    named = table("readings")
    named = named[named["standing"] == "named"].drop_duplicates("place_id")
    of_unit = table("units").set_index("unit_id")["province_id"]
    province = named.set_index("place_id")["unit_id"].map(of_unit)
    plan = ask(ascn_data.plan_provinces, view.asof).set_index("province_id")
    ids = members["place_id"].map(province)
    return members.assign(
        province_id=ids,
        province_en=ids.map(plan["province_en"]).fillna(""),
        province_th=ids.map(plan["province_th"]).fillna(""),
        province_areas=ids.map(plan["areas"]).astype("Int64"),
    )


@guarded(None)
def show_members(view: View) -> None:
    """Thailand's members of the ASEAN network: another list, beside the plan."""
    if view.status == "proposed":
        return
    rows = member_rows(view)
    everywhere = ask(ascn_data.members, view.asof)
    areas = ask(ascn_data.plan_areas, view.asof)
    both = rows[rows["place_id"].isin(areas["place_id"].dropna())]
    with st.container(border=True, key="thai-members"):
        st.subheader(_("Members of the ASEAN network in Thailand"), anchor="members")
        both_told = said.both_lists(rows, both, int((rows["province_areas"] > 0).sum()))
        if rows.empty:
            no_place(replace(view, country=THAILAND), "thai-members", status="member")
            st.markdown(both_told)
            return
        counted = n_(
            "**{count} city**, as of {day}, of the network's {all} members.",
            "**{count} cities**, as of {day}, of the network's {all} members.",
            len(rows), day=day(view.asof), all=number(len(everywhere)),
        )  # fmt: skip
        st.markdown(f"{counted} {both_told}")
        show_table(
            rows,
            ["name", "region", "counted_on", "unit_label", "province", "province_areas",
             "source"],
            key="rows-thai-members",
        )  # fmt: skip
