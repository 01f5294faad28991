"""Sentences: titles, alternative texts, and the answer of each page."""
