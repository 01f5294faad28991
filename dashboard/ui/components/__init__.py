"""Parts that several pages use: toolbar, dialogs, tables, charts with their notes."""
