"""How fast the dashboard is, beside an empty page and the same map and charts made elsewhere."""
