"""Every page as a complete HTML document that needs no script."""
