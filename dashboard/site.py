"""The pages of the dashboard in their order: name of the file, title, icon."""

from __future__ import annotations

from dashboard.words import mark

START = "overview"
PAGES = (
    ("overview", mark("Overview"), "home"),
    ("map", mark("Map"), "map"),
    ("growth", mark("Growth"), "trending_up"),
    ("reach", mark("Reach"), "groups"),
    ("city", mark("Cities"), "location_city"),
    ("projects", mark("Projects"), "construction"),
    ("thailand", mark("Thailand"), "flag"),
    ("partners", mark("Partners"), "handshake"),
    ("sources", mark("Sources"), "menu_book"),
)
