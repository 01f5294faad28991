"""The dashboard as one ASGI application: `streamlit run app.py`."""

import streamlit as st
from starlette.middleware import Middleware

from dashboard.server import ROUTES, KnownBase, SecurityHeaders, warm_up

app = st.App(
    "dashboard/shell.py",
    lifespan=warm_up,
    routes=ROUTES,
    middleware=[Middleware(SecurityHeaders), Middleware(KnownBase)],
)
