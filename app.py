"""The dashboard as one ASGI application: `streamlit run app.py`."""

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from dashboard.core import config
from dashboard.core.base_path import set_base_path
from dashboard.ui.errors import say_page
from dashboard.web.html_head import below_base
from dashboard.web.lifespan import serving
from dashboard.web.middleware import PageHead
from dashboard.web.page_cache import PageCache
from dashboard.web.readiness import OnlyIfReady
from dashboard.web.request_log import Requests
from dashboard.web.routing import ROUTES
from dashboard.web.security import ClosedDoors, SecurityHeaders, hosts
from dashboard.web.static_gzip import CompressedScripts
from dashboard.web.unknown_addresses import UnknownAddresses
from dashboard.web.uploads import UploadLimits

config.require_valid()
set_base_path(st.get_option("server.baseUrlPath"))
app = st.App(
    "dashboard/ui/main.py",
    lifespan=serving,
    routes=below_base(ROUTES),
    middleware=[
        Middleware(PageCache),
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
