"""Sources: every announced number, who confirms or disputes it, and the source list."""

from dashboard.claim_list import show_claims, show_sources
from dashboard.session import current_view

view = current_view()
show_claims(view)
show_sources(view)
