"""Growth: how the network came from 26 to 29 cities, and on since."""

from dashboard.ui.sections.growth import ledger_table, matrix_picture, show_events, steps_picture
from dashboard.ui.session import current_view

view = current_view()
steps_picture(view)
matrix_picture(view)
ledger_table(view)
show_events(view)
