"""The dashboard: what is seen and served. The numbers come from `ascn_data`.

Rooms from top to bottom, each of which may use only what lies below it: `web`, `ui`, `exports`,
`charts` and `maps` side by side, `content`, `core`. Their docstrings say what belongs where.
"""
