"""The dashboard as one ASGI application: `streamlit run app.py`."""

import streamlit as st
from starlette.middleware import Middleware

from dashboard import routes, stage
from dashboard.middleware import PageHead, SecurityHeaders
from dashboard.server import warm_up

app = st.App(
    "dashboard/shell.py",
    lifespan=warm_up,
    routes=[*routes.ROUTES, *stage.ROUTES],
    middleware=[Middleware(SecurityHeaders), Middleware(PageHead)],
)
