"""The whole dashboard as files, for any web host: `python -m dashboard.export_site`."""
