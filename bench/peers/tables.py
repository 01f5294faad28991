"""The data of the peers, as each of them would read it: the CSV tables and the outlines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go

DATA = Path(__file__).parents[2] / "data"
AS_OF = "2023-07-28"
REGIONS = ["North", "Northeast", "Central", "East", "South", "West"]


def places() -> pd.DataFrame:
    """Members and proposed areas as of the announcement, with the names of their regions."""
    ledger = pd.read_csv(DATA / "memberships.csv", parse_dates=["counted_on"])
    found = ledger[ledger["counted_on"] <= AS_OF].merge(
        pd.read_csv(DATA / "places.csv"), on="place_id"
    )
    regions = pd.read_csv(DATA / "regions.csv")[["region_id", "name_en"]]
    regions = regions.rename(columns={"name_en": "region"})
    return found.merge(regions, on="region_id")


def outlines() -> dict[str, Any]:
    """The countries of ASEAN as GeoJSON."""
    return dict(json.loads((DATA / "boundaries/asean_countries.geojson").read_text("utf-8")))


def of_region(rows: pd.DataFrame, region: str) -> pd.DataFrame:
    """The rows of a region of Thailand."""
    return rows[(rows["country_id"] == "THA") & (rows["region"] == region)]


def growth(rows: pd.DataFrame, region: str) -> go.Figure:
    """Members and proposed areas over time, as steps."""
    steps = rows.groupby("counted_on").size().cumsum()
    chart = go.Figure(go.Scatter(x=steps.index, y=steps.to_numpy(), mode="lines+markers"))
    chart.update_traces(line_shape="hv")
    chart.update_layout(title=f"Places in the {region}", height=350)
    return chart


def network_map(rows: pd.DataFrame, shapes: dict[str, Any], region: str) -> go.Figure:
    """The places over the outlines of the countries, on a map that asks no other host."""
    land = go.Choroplethmap(
        geojson=shapes, locations=[each["id"] for each in shapes["features"]],
        z=[1] * len(shapes["features"]), showscale=False,
        colorscale=[[0, "#e9ecf1"], [1, "#e9ecf1"]],
    )  # fmt: skip
    marks = go.Scattermap(
        lat=rows["lat"], lon=rows["lon"], text=rows["name_en"], marker={"size": 10}
    )
    chart = go.Figure([land, marks])
    sea = {"id": "sea", "type": "background", "paint": {"background-color": "#dfe9f3"}}
    chart.update_layout(
        title=f"Map of the {region}",
        height=420,
        map={
            "style": {"version": 8, "sources": {}, "layers": [sea]},
            "center": {"lat": 9, "lon": 115},
            "zoom": 2.7,
        },
    )
    return chart
