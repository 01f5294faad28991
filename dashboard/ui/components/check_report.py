"""The report of a check: every problem, or what would change, on screen and as files."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from ascn_data import Rule, UploadReport, problems_frame, to_csv
from dashboard.content.file_names import whole_name
from dashboard.core.translation import _, language, mark, n_, number
from dashboard.ui.components.table import show_table
from dashboard.ui.errors import error_boundary

MOST_PROBLEMS = 500
QUESTIONS = {
    "members_latest": mark("Members, latest date"),
    "members_announcement": mark("Members on the announcement date"),
    "proposed_areas": mark("Areas proposed by Thailand"),
    "countries": mark("Countries with members"),
    "plan_areas": mark("Areas in the national programme"),
    "reach_low": mark("Registered residents, lower end of the range"),
    "reach_high": mark("Registered residents, upper end of the range"),
    "rows": mark("Rows in all tables"),
}


def said(rule: str) -> str:
    """A rule of the data layer in the reader's language; any other text as it is."""
    if not isinstance(rule, Rule):
        return rule
    values = {name: said(it) if isinstance(it, str) else it for name, it in rule.values.items()}
    return _(rule.template, **values)


@error_boundary(None)
def show_report(report: UploadReport) -> None:
    """Every problem; or, without any, what would change."""
    if report.problems:
        st.error(
            n_(
                "{count} problem: this dataset cannot be shown.",
                "{count} problems: this dataset cannot be shown.",
                len(report.problems),
            ),
            icon=":material/error:",
        )
        rows = told(replace(report, problems=report.problems[:MOST_PROBLEMS]))
        show_table(rows, ["file", "row", "column", "rule", "found"], key="problems")
        if len(report.problems) > MOST_PROBLEMS:
            st.caption(
                _(
                    "The first {count} are shown. The report contains all of them.",
                    count=number(MOST_PROBLEMS),
                )
            )
        return
    st.success(
        _("Valid: the data meets every rule of the data schema."), icon=":material/check_circle:"
    )
    counts = report.counts.assign(question=report.counts["question"].map(QUESTIONS).map(_))
    show_table(counts, ["question", "before", "after"], key="counts")
    if report.changes.empty:
        st.info(_("No changes: the tables are the same as those of this dashboard."))
        return
    st.markdown(_change_line(report.changes))
    columns = ["table", "key", "change", "column", "before", "after"]
    show_table(report.changes, columns, key="changes")


def _change_line(changes: pd.DataFrame) -> str:
    kinds = changes["change"].value_counts()
    return _(
        "{added} rows added, {removed} removed, {changed} cells or files changed.",
        added=number(kinds.get("added", 0)),
        removed=number(kinds.get("removed", 0)),
        changed=number(kinds.get("changed", 0)),
    )


def offer_downloads(report: UploadReport) -> None:
    """The report as rows for a spreadsheet, and whole for a program."""
    for label, ending, kind, make in (
        (_("Report (CSV)"), "csv", "text/csv", report_csv),
        (_("Report (JSON)"), "json", "application/json", report_json),
    ):
        st.download_button(
            label,
            data=partial(make, report),
            file_name=whole_name("check", ending),
            mime=kind,
            icon=":material/download:",
            on_click="ignore",
            key=f"report-{ending}-{language()}",
            help=_("All problems, or all changes."),
        )


def told(report: UploadReport) -> pd.DataFrame:
    """Every problem in the reader's language: file, row, column, rule, found."""
    return problems_frame(report.problems).assign(
        rule=[said(problem.rule) for problem in report.problems],
        value=[said(problem.value) for problem in report.problems],
    ).rename(columns={"value": "found"})  # fmt: skip


def report_csv(report: UploadReport) -> bytes:
    """The problems, or the changes of a valid upload, as a spreadsheet opens them."""
    rows = told(report) if report.problems else report.changes
    return to_csv(rows).encode("utf-8-sig")


def report_json(report: UploadReport) -> bytes:
    """Everything that is known of an upload: valid, files, problems, counts, changes."""
    whole = {
        "valid": not report.problems,
        "files": list(report.files),
        "problems": told(report).to_dict("records"),
        "counts": report.counts.to_dict("records"),
        "changes": report.changes.to_dict("records"),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8")
