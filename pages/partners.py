"""Partners: who works with the network, and one timeline of what happened when."""

from dashboard.partner_pictures import show_partners
from dashboard.session import current_view
from dashboard.timeline_pictures import timeline_picture

view = current_view()
show_partners(view)
timeline_picture(view)
