"""The peer in Panel: a list bound to the map and the chart. Run: panel serve panel_page.py"""

import panel as pn
import plotly.graph_objects as go
from tables import REGIONS, growth, network_map, of_region, outlines, places

pn.extension("plotly")
rows = pn.state.as_cached("places", places)
shapes = pn.state.as_cached("outlines", outlines)
region = pn.widgets.Select(name="Region", options=REGIONS)


def show_map(chosen: str) -> go.Figure:
    """The map of a region."""
    return network_map(of_region(rows, chosen), shapes, chosen)


def show_growth(chosen: str) -> go.Figure:
    """The chart of a region."""
    return growth(of_region(rows, chosen), chosen)


pn.Column(
    "# ASEAN Smart Cities Network",
    region,
    pn.pane.Plotly(pn.bind(show_map, region), height=420),
    pn.pane.Plotly(pn.bind(show_growth, region), height=350),
).servable()
