"""Charts and maps drawn as SVG, for slides and documents."""
