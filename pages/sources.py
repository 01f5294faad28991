"""Sources: every announced number and what it rests on, and the desk with all the data."""

from dashboard.ui.sections.downloads import (
    show_addresses,
    show_citation,
    show_contents,
    show_dictionary,
    show_downloads,
)
from dashboard.ui.sections.official_figures import show_claims, show_sources
from dashboard.ui.sections.upload_check import show_edition_check
from dashboard.ui.session import current_view

view = current_view()
show_contents()
show_claims(view)
show_downloads(view)
show_addresses()
show_dictionary()
show_citation()
show_edition_check()
show_sources(view)
