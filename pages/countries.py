"""Countries: the member cities of each ASEAN state beside its national programme."""

from dashboard.ui.sections.countries import show_countries, show_national
from dashboard.ui.session import current_view

view = current_view()
show_countries(view)
show_national(view)
