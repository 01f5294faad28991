"""Ranks of members in the IMD Smart City Index, edition by edition."""

from __future__ import annotations

import pandas as pd

from ascn_data.network import Network


def city_index(net: Network, place_id: str | None = None) -> pd.DataFrame:
    """Ranks in the IMD Smart City Index as each edition published them, of one place or of all.

    Columns: place_id, edition (year), rank (1 is best), cities_ranked (count), method_since (the
    edition with which its method began: ranks of different methods are not comparable), note_en/th
    (on the rank), edition_note_en/th (on the edition), source_id. In order of place and edition.
    A city without a row was not found in the reports that were read. Raises KeyError for an
    unknown place.

    >>> ranks = ascn_data.city_index(net, "bangkok")
    >>> ranks[["edition", "rank", "cities_ranked", "method_since"]].tail(4)
       edition  rank  cities_ranked  method_since
    2     2021    76            118          2019
    3     2023    88            141          2023
    4     2024    84            142          2023
    5     2025    86            146          2023
    """
    rows = net.city_index_ranks
    if place_id is not None:
        if place_id not in set(net.places["place_id"]):
            raise KeyError(place_id)
        rows = rows[rows["place_id"] == place_id]
    editions = net.city_index_editions.drop(columns="source_id").rename(
        columns={"note_en": "edition_note_en", "note_th": "edition_note_th"}
    )
    rows = rows.merge(editions, on="edition", validate="many_to_one")
    rows = rows.sort_values(["place_id", "edition"], ignore_index=True)
    return rows[
        ["place_id", "edition", "rank", "cities_ranked", "method_since", "note_en", "note_th"]
        + ["edition_note_en", "edition_note_th", "source_id"]
    ]
