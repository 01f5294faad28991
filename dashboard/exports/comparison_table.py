"""The facts of a comparison as rows of plain text, for a document or a spreadsheet."""

from __future__ import annotations

import pandas as pd

from dashboard.content.citations import source_address, source_names
from dashboard.content.comparison.facts import Comparison
from dashboard.core.dataset import cached
from dashboard.core.translation import _, p_
from dashboard.exports.html.markdown import words
from dashboard.exports.html.tables import Cell, Table


@cached
def comparison_table(facts: Comparison) -> Table:
    """A row for each fact: its name, what each side says, the difference and the sources.

    A source leads to its address where it is the only one.
    """
    more = [_("Source")] if facts.sourced else []
    head = [p_("table", "Fact"), *facts.names, _("Difference"), *more]
    rows = []
    for fact in facts.facts:
        only = source_address(fact.sources[0]) if len(fact.sources) == 1 else ""
        cited = [Cell(source_names(fact.sources), only)] if more else []
        said = [fact.name, *map(words, fact.cells), fact.difference.text]
        rows.append((*map(Cell, said), *cited))
    return Table(tuple((title, False) for title in head), tuple(rows))


def comparison_frame(facts: Comparison) -> pd.DataFrame:
    """The same as a frame, with the titles of the reader's language as columns."""
    table = comparison_table(facts)
    rows = [[cell.text for cell in row] for row in table.rows]
    return pd.DataFrame(rows, columns=[title for title, _number in table.head])
