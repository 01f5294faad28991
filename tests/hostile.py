"""An edition of the data in which every free text tries to be more than text."""

from __future__ import annotations

import csv
import shutil
from itertools import count
from pathlib import Path

import ascn_data
from ascn_data.contract import Contract, Field, Table, read_contract
from ascn_data.network import DIRECTORY

# What browsers, Markdown, plotly, deck.gl, Typst, spreadsheets and Python's own formats obey.
TRICKS = (
    "<img src=x onerror=alert(1)>", "**bold**", "[x](javascript:alert(1))", "$math$",
    ":material/bomb:", ":red[x]", "{placeholder}", "%{customdata[0]}", "#let x = 1",
    "=HYPERLINK(1)", "@@=alert(1)", "`code`", "~~gone~~", "<b>b</b>", "# head", "- item", "1. one",
    "> quote", "&lt;i&gt;", "_it_", "http://evil.example/x", "www.evil.example", "<script>alert(1)",
    "</script><script>alert(1)</script>", "x*y*z", "|a|b|", "{{7*7}}", "%s %(x)s", "\\\\ \\n",
    "a@evil.example", "![x](http://evil.example/p.png)", "<a href='http://evil.example'>x</a>",
)  # fmt: skip


def free_texts(contract: Contract, table: Table) -> list[Field]:
    """The columns of a table that may hold any text at all."""
    pointed_at = {
        (key.table, key.target) for other in contract.tables.values() for key in other.foreign_keys
    }
    points = {key.column for key in table.foreign_keys}
    return [
        field
        for field in table.fields
        if field.type == "string"
        and not (field.pattern or field.enum)
        and field.name not in {*table.key, *points}
        and (table.name, field.name) not in pointed_at
    ]


def make_hostile(directory: Path) -> ascn_data.Network:
    """Write the edition of this repository to `directory` with a trick before every free text."""
    shutil.copytree(DIRECTORY, directory, dirs_exist_ok=True)
    contract, turn = read_contract(DIRECTORY), count()
    for table in contract.tables.values():
        path = directory / table.path
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        for field in free_texts(contract, table):
            place = header.index(field.name)
            for row in rows:
                if row[place]:
                    tricky = f"{TRICKS[next(turn) % len(TRICKS)]} {row[place]}"
                    row[place] = tricky[: field.max_length].strip()
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *rows])
    return ascn_data.load(directory)
