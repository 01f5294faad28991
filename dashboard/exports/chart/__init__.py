"""One chart alone: as a page to embed, as SVG and PNG, and its rows as files."""
