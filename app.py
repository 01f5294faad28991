"""The dashboard as one ASGI application: `streamlit run app.py`."""

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from dashboard import health, previews, robots, routes, stage
from dashboard.compression import CompressedScripts
from dashboard.core import config
from dashboard.core.base_path import set_base_path
from dashboard.head import below_base
from dashboard.middleware import PageHead
from dashboard.readiness import OnlyIfReady
from dashboard.requests import Requests
from dashboard.security import ClosedDoors, SecurityHeaders, hosts
from dashboard.server import serving
from dashboard.ui.errors import say_page
from dashboard.unknown_addresses import UnknownAddresses
from dashboard.uploads import UploadLimits

config.require_valid()
set_base_path(st.get_option("server.baseUrlPath"))
app = st.App(
    "dashboard/ui/main.py",
    lifespan=serving,
    routes=below_base(
        [*health.ROUTES, *routes.ROUTES, *stage.ROUTES, *previews.ROUTES, *robots.ROUTES]
    ),
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(Requests),
        Middleware(TrustedHostMiddleware, allowed_hosts=hosts(), www_redirect=False),
        Middleware(OnlyIfReady),
        Middleware(ClosedDoors),
        Middleware(UploadLimits),
        Middleware(CompressedScripts),
        Middleware(PageHead),
        Middleware(UnknownAddresses),
    ],
    on_script_error=say_page,
)
