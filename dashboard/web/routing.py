"""Every address that the server answers besides the pages."""

from __future__ import annotations

from dashboard.web import health
from dashboard.web.routes import (
    api,
    charts,
    data,
    developers,
    documents,
    page,
    presentation,
    sitemap,
    social_image,
)

ROUTES = [
    *health.ROUTES,
    *api.ROUTES,
    *charts.ROUTES,
    *data.ROUTES,
    *developers.ROUTES,
    *documents.ROUTES,
    *page.ROUTES,
    *presentation.ROUTES,
    *social_image.ROUTES,
    *sitemap.ROUTES,
]
