"""Compare: two dates, two countries, or up to three places in aligned rows."""

from dashboard.ui.sections.comparison import show_comparison
from dashboard.ui.session import current_view

show_comparison(current_view())
