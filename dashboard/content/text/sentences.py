"""Whole sentences put beside each other, and titles made sentences."""

from __future__ import annotations

import re

from dashboard.core.translation import _


def one_text(*said: str) -> str:
    """Sentences as one text; empty ones are left out."""
    return " ".join(filter(None, said))


def stop(said: str) -> str:
    """A title as a sentence, with the full stop of the reader's language, if it has one."""
    return _("{sentence}.", sentence=said)


def scoped(scope: str, sentence: str) -> str:
    """A title or sentence about a part of the selection, the part named first, if there is one.

    A sentence that begins with the name of the part stays as it is.
    """
    if not scope or re.match(rf"{re.escape(scope)}(?![a-z])", sentence):
        return sentence
    return _("{scope}: {sentence}", scope=scope, sentence=sentence)
