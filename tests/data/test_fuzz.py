"""Whatever is done to a file of an edition, `load` takes it or lists its problems, and soon.

Some dozens of examples here, the same ones each time; `make fuzz` tries thousands of new ones.
"""

from __future__ import annotations

import copy
import csv
import io
import json
import os
import resource
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ascn_data
from ascn_data import DataError
from ascn_data.contract import FILE, read_contract
from ascn_data.edition import MAX_ROWS
from ascn_data.network import DIRECTORY
from ascn_data.problems import Problem

pytestmark = pytest.mark.slow

CONTRACT = read_contract(DIRECTORY)
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "0"))
SEVERE = settings(
    max_examples=EXAMPLES or 30,
    derandomize=not EXAMPLES,
    database=None,
    deadline=timedelta(seconds=30),
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
# A broken file of some megabytes must not take a server down.
MEMORY_KB = 1_000_000
STARTED_WITH = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
MOST_PROBLEMS = 20_000
LONGEST_LINE = 2_000

WORDS = [
    "", " ", "\t", "\u00a0", "\ufeff", "\u200b", "\u2028", "-", "NA", "nan", "NaN", "None", "null",
    "NULL", "<NA>", "inf", "-inf", "Infinity", "1e400", "-0", "0", "00", "1_000", "1,000", "٣", "๓",
    "0x10", "1" * 400, "true", "TRUE", "yes", "2023-02-30", "2023-W30-5", "0000-01-01",
    "9999-12-31", "10000-01-01", "=1+1", "=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)",
    "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))", "**b**", "$x^2$", ":red[x]", ":material/home:", "{0}",
    "{x.__class__}", "%s", "%{x}", "{{7*7}}", "#let x = 1", "@@=alert(1)", "@@type", "\\u0000",
    "../../etc/passwd",
    "C:\\x", "' OR 1=1 --", "a\nb", "a\r\nb", "a\rb", "\x00", "\x1b[31m", "\x7f", "\x85",
    "\u202eabc", "\u2066abc", "مرحبا", "שלום", "ที่น้ำ", "e\u0301" * 20, "a" + "\u0300" * 200,
    "👩‍👩‍👧‍👦", "\U0010ffff", "\ufffe", "ﷺ" * 10, "ß", "İ", "ǅ", '"', '""', "'", ";", "|",
    "x" * 5_000, "x" * 140_000,
]  # fmt: skip
texts = st.sampled_from(WORDS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
numbers = st.sampled_from(
    [0, -1, 1, 2**31, 2**63, 2**64, 10**400, -0.0, 1e-320, 1e308, 181.0, -91.0, 90.0, 180.0,
     float("nan"), float("inf"), float("-inf"), 0.1 + 0.2]
) | st.floats()  # fmt: skip
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "utf-7", "latin-1", "cp874"]


def nested(depth: int, inside: Any = 0) -> Any:
    """Lists in lists."""
    for _level in range(depth):
        inside = [inside]
    return inside


values = st.one_of(
    st.none(), st.booleans(), numbers, texts,
    st.sampled_from([[], {}, [[]], [[[]]], {"": ""}, [None], nested(30), nested(400)]),
    st.sampled_from(["Point", "Polygon", "MultiPolygon", "GeometryCollection", "Nothing"]).map(
        lambda kind: {"type": kind, "coordinates": [[[0, 0], [1, 1], [0, 1], [1, 0], [0, 0]]]}
    ),
)  # fmt: skip


def changed_rows(data: st.DataObject, rows: list[list[str]]) -> list[list[str]]:
    """A table to which one thing was done that leaves it a table, more or less."""
    rows = [list(row) for row in rows]
    at = data.draw(st.integers(0, len(rows) - 1), label="row")
    column = data.draw(st.integers(0, len(rows[0]) - 1), label="column")
    match data.draw(st.integers(0, 12), label="what is done to the rows"):
        case 0 | 1 | 2 | 3:
            rows[at][column] = data.draw(texts)
        case 4:
            for row in rows[1:]:
                row[column] = data.draw(st.just(row[column]) | texts)
        case 5:
            rows[0][column] = rows[0][data.draw(st.integers(0, len(rows[0]) - 1))]
        case 6:
            for row in rows:
                del row[column]
        case 7:
            for row in rows:
                row.insert(column, data.draw(st.just("")))
        case 8:
            rows.insert(at, list(rows[at]))
        case 9:
            del rows[at]
        case 10:
            del rows[at][column:]
        case 11:
            rows = rows[:1] + rows[1:2] * (MAX_ROWS + 5)
        case _:
            order = data.draw(st.permutations(range(len(rows[0]))))
            rows = [[row[place] for place in order] for row in rows]
    return rows


def as_bytes(data: st.DataObject, text: str) -> bytes:
    """A text as bytes: mostly as it should be, else in another encoding or damaged."""
    if data.draw(st.integers(0, 2), label="encoded well") < 2:
        return text.encode("utf-8", "surrogatepass")
    raw = text.encode(data.draw(st.sampled_from(ENCODINGS)), "replace")
    at = data.draw(st.integers(0, len(raw)), label="byte")
    match data.draw(st.integers(0, 6), label="damage"):
        case 0:
            return raw[:at]
        case 1:
            return raw[:at] + data.draw(st.binary(max_size=8)) + raw[at:]
        case 2:
            return raw[:at] + b"\0" * 3 + raw[at + 1 :]
        case 3:
            return data.draw(st.sampled_from([b"", b"\xef\xbb\xbf", b"\n", b"\0", b"\xff" * 9]))
        case 4:
            return raw + raw
    return raw


def as_csv(data: st.DataObject, rows: list[list[str]]) -> str:
    """Rows as CSV of one sort or another."""
    out = io.StringIO(newline="")
    quoting = data.draw(st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONE]))
    ends = data.draw(st.sampled_from(["\n", "\n", "\r\n", "\r", "\n\n", "\n\r"]), label="line ends")
    sign = data.draw(st.sampled_from([",", ",", ",", ";", "\t", "|"]), label="separator")
    csv.writer(
        out, delimiter=sign, quoting=quoting, escapechar="\\", lineterminator=ends
    ).writerows(rows)
    return out.getvalue()


def changed_document(data: st.DataObject, document: Any) -> Any:
    """A JSON document with one thing in it replaced, removed, doubled or turned round."""
    document = copy.deepcopy(document)
    node: Any = document
    for _level in range(data.draw(st.integers(0, 9), label="depth")):
        inner = list(node) if isinstance(node, dict) else list(range(len(node)))
        branches = [key for key in inner if isinstance(node[key], dict | list) and node[key]]
        if not branches:
            break
        node = node[data.draw(st.sampled_from(branches), label="into")]
    keys = list(node) if isinstance(node, dict) else list(range(len(node)))
    if not keys:
        return document
    key = data.draw(st.sampled_from(keys), label="key")
    match data.draw(st.integers(0, 7), label="what is done to it"):
        case 0:
            del node[key]
        case 1 if isinstance(node, list):
            node.insert(key, copy.deepcopy(node[key]))
        case 2 if isinstance(node, list):
            node.reverse()
        case 3 if isinstance(node, list):
            other = data.draw(st.sampled_from(keys))
            node[key], node[other] = node[other], node[key]
        case 4 if isinstance(node, dict):
            node[data.draw(texts)] = data.draw(values)
        case _:
            node[key] = data.draw(values)
    return document


def as_json(data: st.DataObject, document: Any) -> str:
    """A document as JSON, now and then with something that JSON does not have or not so deep."""
    text = json.dumps(document, ensure_ascii=data.draw(st.booleans()), separators=(",", ":"))
    match data.draw(st.integers(0, 14), label="what is done to the text"):
        case 0:
            return text.replace("0", "NaN", 1)
        case 1:
            return '{"features":' + "[" * 100_000
        case 2:
            return text.replace('"', "'")
        case 3:
            return text.replace(":", ":" + "9" * 5_000, 1)
        case 4:
            return text.replace("{", '{"features":[],"resources":[],', 1)
        case 5:
            return text.replace('"', '"\\ud800', 1)
    return text


def holds(edition: Any, path: str, content: bytes) -> None:
    """Load the edition with one file replaced."""
    edition.write_bytes(path, content)
    problems: tuple[Problem, ...] | None = None
    try:
        net = ascn_data.load(edition.directory)
    except DataError as error:
        problems = error.problems
    finally:
        edition.restore(path)
    if problems is None:
        assert set(net.tables) >= set(CONTRACT.tables)
    else:
        assert 0 < len(problems) <= MOST_PROBLEMS
        for problem in problems:
            assert problem.rule
            assert problem.file
            assert problem.row >= 0
            assert len(str(problem)) <= LONGEST_LINE
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < STARTED_WITH + MEMORY_KB


@given(data=st.data(), path=st.sampled_from([table.path for table in CONTRACT.tables.values()]))
@SEVERE
def test_any_table(lasting_edition: Any, data: st.DataObject, path: str) -> None:
    rows = changed_rows(data, lasting_edition.rows(path))
    holds(lasting_edition, path, as_bytes(data, as_csv(data, rows)))


DOCUMENTS = {
    path: json.loads((DIRECTORY / path).read_text("utf-8"))
    for path in (FILE, *CONTRACT.boundaries.values())
}


@pytest.mark.parametrize("path", DOCUMENTS)
@given(data=st.data())
@settings(SEVERE, max_examples=EXAMPLES or 12)
def test_any_document(lasting_edition: Any, path: str, data: st.DataObject) -> None:
    document = changed_document(data, DOCUMENTS[path])
    holds(lasting_edition, path, as_bytes(data, as_json(data, document)))
