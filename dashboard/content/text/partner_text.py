"""Partners of the network and their programmes, in words."""

from __future__ import annotations

import pandas as pd

from dashboard.content.citations import year_of
from dashboard.core.translation import _, listed, localized, n_, some_of
from dashboard.core.url_state import View

MOST_NAMES = 5


def partners_title(rows: pd.DataFrame, view: View) -> str:
    """How many programmes of how many partners had begun by the year of the selected date.

    Takes rows of `partner_rows`.
    """
    shown, year = rows[rows["begun"] > 0], year_of(view.asof)
    if shown.empty:
        return _("No partner programme is known to have begun by {year}", year=year)
    return n_(
        "{count} programme of {partners} had begun by {year}",
        "{count} programmes of {partners} had begun by {year}",
        int(rows["begun"].sum()),
        partners=n_("{count} partner", "{count} partners", len(shown)), year=year,
    )  # fmt: skip


def partner_names(rows: pd.DataFrame) -> str:
    """The partners with a programme that had begun; beyond `MOST_NAMES` the rest as a number.

    Takes rows of `partner_rows`; empty where no programme had begun.
    """
    names = rows.loc[rows["begun"] > 0, localized("partner")].tolist()
    return listed(some_of(names, MOST_NAMES, "partners", spare=1)) if names else ""
