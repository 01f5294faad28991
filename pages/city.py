"""Cities: one place, or up to three side by side; the directory as long as none is chosen."""

from dashboard.ui.sections.place_page import show_page
from dashboard.ui.session import current_view

show_page(current_view())
