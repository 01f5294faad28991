"""Ids of one table looked up in another."""

from __future__ import annotations

import pandas as pd


def among(values: pd.Series, known: pd.Series) -> pd.Series:
    """Whether each value is a known one. As objects: pandas takes a large list of text slowly."""
    return values.astype(object).isin(known.astype(object))
