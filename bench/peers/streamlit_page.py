"""The peer in plain Streamlit: cached data, a list, a map and a chart."""

import pydeck as pdk
import streamlit as st
from tables import REGIONS, growth, of_region, outlines, places

SEA = 'data:application/json,{"version":8,"sources":{},"layers":[]}'
read_places = st.cache_data(places)
read_outlines = st.cache_data(outlines)

st.set_page_config(layout="wide")
st.title("ASEAN Smart Cities Network")
region = st.selectbox("Region", REGIONS)
rows = of_region(read_places(), region)
left, right = st.columns(2)
with left:
    land = pdk.Layer("GeoJsonLayer", read_outlines(), get_fill_color=[233, 236, 241])
    marks = pdk.Layer(
        "ScatterplotLayer", rows[["lon", "lat", "name_en"]], get_position=["lon", "lat"],
        get_fill_color=[31, 78, 140], get_radius=25000, pickable=True,
    )  # fmt: skip
    view = pdk.ViewState(latitude=9, longitude=115, zoom=3)
    st.pydeck_chart(
        pdk.Deck(
            [land, marks], initial_view_state=view, map_provider=None, map_style=SEA,
            tooltip={"text": "{name_en}"},
        )
    )  # fmt: skip
with right:
    st.plotly_chart(growth(rows, region))
