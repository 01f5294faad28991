"""The dashboard as one ASGI application: `streamlit run app.py`."""

import streamlit as st
from starlette.middleware import Middleware

from dashboard.middleware import PageHead, SecurityHeaders
from dashboard.routes import ROUTES
from dashboard.server import warm_up

app = st.App(
    "dashboard/shell.py",
    lifespan=warm_up,
    routes=ROUTES,
    middleware=[Middleware(SecurityHeaders), Middleware(PageHead)],
)
