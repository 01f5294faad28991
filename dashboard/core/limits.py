"""How much a page draws and sends at most. The real edition stays below every one of these.

Beyond a limit the page says so, and the download or the data's own address has everything.
"""

from __future__ import annotations

# Marks with an icon and a label each; beyond, a map draws points that it fetches by address.
MARKS = 200
# Rows of a table.
ROWS = 1000
# Entries of a list to choose from, links of a directory, and cards.
OPTIONS = 500
CARDS = 30
# Bars, ranges or rows of a matrix in a chart.
BARS = 100
# Names in one cell or tooltip.
NAMES = 60
