"""Streamlit as `pip install streamlit` leaves it: without the event loop that we add to it."""

import sys

from streamlit.web.cli import main

sys.modules["uvloop"] = None  # type: ignore[assignment]
main(prog_name="streamlit")
