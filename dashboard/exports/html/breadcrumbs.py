"""Breadcrumbs as HTML, for documents and for live pages."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from dashboard.content.breadcrumbs import Crumb, breadcrumbs
from dashboard.core.translation import _
from dashboard.core.url_state import View

NAV = Markup('<nav class="breadcrumbs" aria-label="{}"><ol>{}</ol></nav>')
LINK = Markup('<li><a class="page-link" href="{}">{}</a></li>')
TEXT = Markup("<li>{}</li>")
HERE = Markup('<li><span aria-current="page">{}</span></li>')


def breadcrumb_nav(page: str, view: View, address: Callable[[Crumb], str]) -> Markup:
    """The way to what a page shows as a landmark of links; empty where it has none.

    `address` says where a step leads, or an empty text for nowhere.
    """
    steps = breadcrumbs(page, view)
    if not steps:
        return Markup("")
    *before, here = steps
    links = [
        LINK.format(href, each.label) if (href := address(each)) else TEXT.format(each.label)
        for each in before
    ]
    items = Markup("").join([*links, HERE.format(here.label)])
    return NAV.format(_("Breadcrumbs"), items)
