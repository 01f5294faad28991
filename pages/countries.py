"""Countries: member cities and national programmes of all, or the page of the one chosen."""

from dashboard.ui.sections.countries import show_countries, show_national
from dashboard.ui.sections.country_page import show_country
from dashboard.ui.session import current_view

view = current_view()
if view.country:
    show_country(view)
else:
    show_countries(view)
    show_national(view)
