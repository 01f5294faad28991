"""The peer in Dash: one callback for the map and the chart. Run: python dash_page.py PORT"""

import sys

import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html
from tables import REGIONS, growth, network_map, of_region, outlines, places

rows, shapes = places(), outlines()
app = Dash(__name__, serve_locally=True)
app.layout = html.Div(
    [
        html.H1("ASEAN Smart Cities Network"),
        dcc.Dropdown(REGIONS, REGIONS[0], id="region", clearable=False),
        dcc.Graph(id="map"),
        dcc.Graph(id="growth"),
    ]
)


@app.callback(Output("map", "figure"), Output("growth", "figure"), Input("region", "value"))
def show(region: str) -> tuple[go.Figure, go.Figure]:
    """The map and the chart of a region."""
    found = of_region(rows, region)
    return network_map(found, shapes, region), growth(found, region)


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)
