"""The dashboard as one ASGI application: `streamlit run app.py`."""

import streamlit as st
from starlette.middleware import Middleware

from dashboard import previews, robots, routes, stage
from dashboard.head import below_base
from dashboard.middleware import PageHead, SecurityHeaders
from dashboard.server import warm_up

app = st.App(
    "dashboard/shell.py",
    lifespan=warm_up,
    routes=below_base([*routes.ROUTES, *stage.ROUTES, *previews.ROUTES, *robots.ROUTES]),
    middleware=[Middleware(SecurityHeaders), Middleware(PageHead)],
)
