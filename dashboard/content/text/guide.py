"""How to read the dashboard, in four points."""

from __future__ import annotations

from dashboard.core.translation import mark

# Icon, heading, what to know.
POINTS = (
    (
        "hub",
        mark("About this dashboard"),
        mark(
            "The ASEAN Smart Cities Network and its **members**, and the **areas proposed** by"
            " Thailand for its national smart city programme. The two are counted separately."
        ),
    ),
    (
        "event",
        mark("One date for every figure"),
        mark(
            "Choose the date under **As of**; it applies to every figure, chart and map. Later"
            " changes are dotted, hollow or grey."
        ),
    ),
    (
        "filter_alt",
        mark("Filter and share"),
        mark(
            "**Filter** limits a page to a country, a region or a status, and so does a click on a"
            " chart or map. Click again, or press Escape, to undo. The link keeps your date,"
            " filters and language: copy it, or use **Share**."
        ),
    ),
    (
        "menu_book",
        mark("Sources of the figures"),
        mark(
            "Every chart cites its source and offers its data. Official figures are labelled"
            " as such; **Sources** shows who announced them and how well they are confirmed."
        ),
    ),
)
