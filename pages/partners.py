"""Partners: who works with the network, how it is governed, and one timeline of events."""

from dashboard.ui.sections.governance import show_governance
from dashboard.ui.sections.overview import show_purpose
from dashboard.ui.sections.partners import show_partners
from dashboard.ui.sections.timeline import show_timeline
from dashboard.ui.session import current_view

view = current_view()
show_purpose(view)
show_partners(view)
show_governance(view)
show_timeline(view)
