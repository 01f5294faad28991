"""The answers to the questions of `ascn_data` as JSON, CSV and workbooks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from ascn_data import (
    QUESTIONS,
    cite,
    items_of,
    licence_names,
    package_made_on,
    plain_values,
    to_csv,
    to_xlsx,
)
from dashboard.core.dataset import cached, network
from dashboard.exports.files import WORKBOOK, File, file_of

JSON, CSV = "application/json", "text/csv; charset=utf-8"
ENDINGS: Mapping[str, str] = {"json": JSON, "csv": CSV, "xlsx": WORKBOOK}
# The values of a question, by the names of its parameters, as they can be cached.
Values = tuple[tuple[str, Any], ...]


def dataset_version() -> str:
    """The version of the dataset held."""
    return str(network().contract.descriptor.get("version", ""))


def licence() -> dict[str, str]:
    """Name and address of the licence of the tables."""
    first = next(iter(items_of(network().contract.descriptor, "licenses")), {})
    return {"name": str(first.get("name", "")), "url": str(first.get("path", ""))}


def cited(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The sources that some rows name, in the order of the table of sources."""
    columns = [name for name in rows if str(name).endswith("source_id")]
    named = {source for name in columns for source in rows[name].dropna()}
    sources = network().sources
    return records(sources[sources["source_id"].isin(named)])


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as objects: dates as YYYY-MM-DD, unknown as None."""
    return plain_values(rows).to_dict("records")


def rows_as_json(about: Mapping[str, Any], rows: pd.DataFrame) -> bytes:
    """Rows after what they are `about`, the version and licence of the data, and their sources."""
    told = {
        **about,
        "dataset_version": dataset_version(),
        "licence": licence(),
        "citation": cite(network()),
        "sources": cited(rows),
        "count": len(rows),
        "rows": records(rows),
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8")


def as_json(name: str, values: Mapping[str, Any], rows: pd.DataFrame) -> bytes:
    """An answer to a question."""
    asked = {
        "question": name,
        "about": QUESTIONS[name].about,
        "parameters": dict(values),
    }
    return rows_as_json(asked, rows)


def as_workbook(name: str, values: Mapping[str, Any], rows: pd.DataFrame) -> bytes:
    """An answer and its sources as sheets, after one that says what they are."""
    net = network()
    readme = [
        ("Question", QUESTIONS[name].about),
        *((key, _said(value, ", ") or "all") for key, value in values.items()),
        ("Version", dataset_version()),
        ("Licence", licence_names(net.contract.descriptor)),
        ("How to cite", cite(net)),
    ]
    sheets = {name: rows, "sources": pd.DataFrame(cited(rows), columns=net.sources.columns)}
    return to_xlsx(sheets, readme, package_made_on(net))


@cached(translated=False)
def answer_content(name: str, ending: str, values: Values) -> File:
    """The answer to a question for some values, as one of `ENDINGS`.

    Raises ValueError for values that have no answer.
    """
    asked = dict(values)
    rows = QUESTIONS[name].answer(network(), **asked)
    if ending == "csv":
        return file_of(to_csv(rows).encode("utf-8"), CSV)
    make = as_json if ending == "json" else as_workbook
    saved = "" if ending == "json" else file_stem_of(name, asked.values()) + f".{ending}"
    return file_of(make(name, asked, rows), ENDINGS[ending], saved)


def file_stem_of(name: str, values: Iterable[Any]) -> str:
    """The name of the file of an answer, without its ending."""
    return "_".join(["ascn", name, *(_said(value, "_") for value in values if value)])


def _said(value: Any, between: str) -> str:
    """A value of a parameter as text, and several with a text between them."""
    if isinstance(value, tuple):
        return between.join(map(str, value))
    return "" if value is None else str(value)


@cached(translated=False)
def index_content() -> File:
    """All questions with their parameters, as JSON."""
    told = {
        "dataset_version": dataset_version(),
        "licence": licence(),
        "questions": [
            {
                "name": each.name,
                "about": each.about,
                "path": f"/api/{each.name}",
                "parameters": [one.name for one in each.parameters],
            }
            for each in QUESTIONS.values()
        ],
    }
    return file_of(json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8"), JSON)
