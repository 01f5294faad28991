"""An empty Streamlit page: a title and one list, as `streamlit run` serves it by default."""

import streamlit as st

st.title("An empty page")
st.selectbox("Region", ["North", "Northeast", "Central", "East", "South", "West"])
