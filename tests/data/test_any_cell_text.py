"""Whatever stands in a cell, an edition loads or lists its problems; nothing else happens."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ascn_data
from ascn_data import DataError
from ascn_data.contract import read_contract
from ascn_data.network import DIRECTORY

pytestmark = pytest.mark.slow

TABLES = read_contract(DIRECTORY).tables
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ["=1+1", "NA", "nan", "-0", "1e400", "9" * 400, "true", "2023-07-28", "ที่", '"', "\n", "\r\n"]
)


@given(data=st.data(), table=st.sampled_from(list(TABLES.values())), text=texts)
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_text_in_any_cell_loads_or_lists_problems(
    lasting_edition, data: st.DataObject, table, text: str
) -> None:
    rows = lasting_edition.rows(table.path)
    row = data.draw(st.integers(2, len(rows)), label="row")
    field = data.draw(st.sampled_from(table.fields), label="column")
    lasting_edition.set_cell(table.path, row, field.name, text)
    try:
        net, problems = ascn_data.load(lasting_edition.directory), ()
    except DataError as error:
        net, problems = None, error.problems
    finally:
        lasting_edition.restore(table.path)
    if net is None:
        assert problems
        assert all(problem.rule and problem.file for problem in problems)
    elif field.type == "string":
        found = net.table(table.name)[field.name].iloc[row - 2]
        assert (found == text) if text else pd.isna(found)
