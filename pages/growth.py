"""Growth: how the network came from 26 to 29 cities, and on since."""

from dashboard.ui.sections.growth import ledger_table, show_events, show_matrix, show_steps
from dashboard.ui.session import current_view

view = current_view()
show_steps(view)
show_matrix(view)
ledger_table(view)
show_events(view)
