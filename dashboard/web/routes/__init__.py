"""Addresses that answer with files: data, slides, images of links, the list of pages."""
