"""Check your own edition: upload changed tables, see every problem and what would change.

Nothing is kept: the files live in this session alone, and go with it.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ascn_data.edition import Report, check_upload
from ascn_data.problems import Rule, problems_frame
from ascn_data.upload import MAX_BYTES, Refused, read_upload
from dashboard.data import network
from dashboard.faults import guarded
from dashboard.sources import plain
from dashboard.tables import show_table
from dashboard.words import _, mark, n_, number

UPLOAD, CHECKED = "edition", "checked-edition"
MEGABYTE = 1024 * 1024
MOST_PROBLEMS = 500
QUESTIONS = {
    "members_latest": mark("Members, latest day"),
    "members_announcement": mark("Members on the day of the announcement"),
    "proposed_areas": mark("Proposed Thai areas"),
    "countries": mark("Countries with members"),
    "plan_areas": mark("Areas in Thailand's plan"),
    "reach_low": mark("Counted residents, low"),
    "reach_high": mark("Counted residents, high"),
    "rows": mark("Rows in all tables"),
}
REFUSALS = {
    "nothing": mark("There is no file."),
    "empty_zip": mark("There is no file in the zip."),
    "too_large": mark("The files are too large: together they may have {megabytes} MB unpacked."),
    "too_many_files": mark("There are more than {limit} files."),
    "zip_bomb": mark("The zip unpacks to more than {limit} times its size, and is not opened."),
    "nested_zip": mark("The zip holds another zip: {file}"),
    "zip_among_files": mark("A zip has to come alone: {file}"),
    "unsafe_path": mark("A path leads out of the edition: {file}"),
    "special_file": mark("The zip holds a link or a device: {file}"),
    "encrypted_zip": mark("The zip is encrypted: {file}"),
    "damaged_zip": mark("The zip is damaged and cannot be read."),
    "compression": mark("The zip uses a kind of compression that is not read here: {file}"),
    "unknown_file": mark("{file} is no file of an edition; those are: {known}"),
    "file_twice": mark("A file is there twice: {file}"),
    "busy": mark("Other files are being checked. Please try again in a minute."),
}


def refusal(error: Refused) -> str:
    """Why files are not taken, in the reader's language."""
    details = {key: plain(str(value)) for key, value in error.details.items()}
    return _(REFUSALS[error.reason], megabytes=number(MAX_BYTES / MEGABYTE), **details)


def said(rule: str) -> str:
    """A rule of the data layer in the reader's language; any other text as it is."""
    if not isinstance(rule, Rule):
        return rule
    values = {name: said(it) if isinstance(it, str) else it for name, it in rule.values.items()}
    return _(rule.template, **values)


@guarded(None)
def show_edition_check() -> None:
    """The upload, and what it would do to the dashboard."""
    st.subheader(_("Check your own edition"), anchor="check")
    st.markdown(
        _(
            "Drop tables you have changed, or a zip of them: you see every problem with file,"
            " row, column, rule and value, and what would change. Nothing is stored, and nobody"
            " else sees it."
        )
    )
    uploaded = st.file_uploader(
        _("Tables (CSV), maps (GeoJSON), datapackage.json, or one zip"),
        type=["csv", "geojson", "json", "zip"],
        accept_multiple_files=True,
        max_upload_size=MAX_BYTES // MEGABYTE,
        key=UPLOAD,
        help=_("Files you leave out are those of this dashboard; names are those of data/."),
    )
    if not uploaded:
        st.session_state.pop(CHECKED, None)
        return
    ids = [file.file_id for file in uploaded]
    if st.session_state.get(CHECKED, ([], None))[0] != ids:
        with st.spinner(_("Checking …")):
            answer = _checked([(file.name, file.getvalue()) for file in uploaded])
        st.session_state[CHECKED] = (ids, answer)
    answer = st.session_state[CHECKED][1]
    if isinstance(answer, Refused):
        st.error(refusal(answer), icon=":material/block:")
    else:
        show_report(answer)


def _checked(files: list[tuple[str, bytes]]) -> Report | Refused:
    try:
        return check_upload(network(), read_upload(files))
    except Refused as error:
        return error


@guarded(None)
def show_report(report: Report) -> None:
    """Every problem; or, without any, what would change."""
    if report.problems:
        st.error(
            n_(
                "{count} problem: this edition cannot be shown.",
                "{count} problems: this edition cannot be shown.",
                len(report.problems),
            ),
            icon=":material/error:",
        )
        shown = report.problems[:MOST_PROBLEMS]
        rows = problems_frame(shown).assign(
            rule=[said(problem.rule) for problem in shown],
            found=[said(problem.value) for problem in shown],
        )
        show_table(rows, ["file", "row", "column", "rule", "found"], key="rows-problems")
        if len(report.problems) > MOST_PROBLEMS:
            st.caption(_("The first {count} are shown.", count=number(MOST_PROBLEMS)))
        return
    st.success(_("Valid: every rule of the contract is kept."), icon=":material/check_circle:")
    counts = report.counts.assign(question=report.counts["question"].map(QUESTIONS).map(_))
    show_table(counts, ["question", "before", "after"], key="rows-counts")
    if report.changes.empty:
        st.info(_("Nothing would change: the tables are those of this dashboard."))
        return
    st.markdown(_change_line(report.changes))
    columns = ["table", "key", "change", "column", "before", "after"]
    show_table(report.changes, columns, key="rows-changes")


def _change_line(changes: pd.DataFrame) -> str:
    kinds = changes["change"].value_counts()
    return _(
        "{added} rows added, {removed} removed, {changed} cells or files changed.",
        added=number(kinds.get("added", 0)),
        removed=number(kinds.get("removed", 0)),
        changed=number(kinds.get("changed", 0)),
    )
