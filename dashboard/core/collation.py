"""The order in which a reader looks a name up: that of a dictionary, not of character codes."""

from __future__ import annotations

import re
import unicodedata

import pandas as pd

# Thai writes some vowels before the consonant that they follow in speech and in the dictionary.
LEADING_VOWEL = re.compile(r"([เ-ไ])([ก-ฮ])")
# Accents and, in Thai, tone marks and the like tell names apart that are otherwise alike.
SECONDARY = re.compile(r"[\u0300-\u036f\u0e47-\u0e4e]")


def sort_key(text: str) -> str:
    """What names are compared by: letters without capitals, accents or tones, then all of it."""
    letters = SECONDARY.sub("", unicodedata.normalize("NFD", text.casefold()))
    return LEADING_VOWEL.sub(r"\2\1", letters) + "\0" + text


def sort_keys(names: pd.Series) -> pd.Series:
    """`sort_key` of each name; for the `key` of sort_values."""
    return names.map(sort_key)
