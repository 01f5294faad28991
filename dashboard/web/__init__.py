"""The server: start and stop, routes, middleware, the HTML around the pages, and its log.

Nothing imports it but `app.py`.
"""
