"""The sections of pages, described: rows, words, unit and sources of each chart and map."""
