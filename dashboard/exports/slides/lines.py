"""Where the lines of a slide may end: after a clause, and never between a number and its word."""

from __future__ import annotations

import re

from dashboard.core.translation import language

CLAUSE = re.compile(r"(?<=[,;:]) ")
COUNTED = re.compile(r"(?<=\d) (?=\w)|(?<=[^\W\d]) (?=\d{4}\b)")
# In Thai a space parts phrases, but not a number from its words.
COUNTED_IN_THAI = re.compile(r"(?<=\d)(?<!พ.ศ. \d{4}) (?=[ก-๙])|(?<=[ก-๙.]) (?=\d)")
# Nor a month from its year, and a preposition from what follows: in a title, which has room.
PHRASE_IN_THAI = re.compile(r" (?=พ\.ศ\.)|(?<=ณ) |(?<=และ) ")
SHORT = 20
FIXED = "\N{NO-BREAK SPACE}"


def tied(said: str) -> str:
    """A text in which spaces that no line may end at are those that do not break."""
    return (COUNTED_IN_THAI if language() == "th" else COUNTED).sub(FIXED, said)


def phrases(title: str) -> list[str]:
    """A title in the parts between which a line may end: clauses, and in Thai what spaces part.

    A short part stays with the next one.
    """
    thai = language() == "th"
    said = tied(title)
    parts = PHRASE_IN_THAI.sub(FIXED, said).split(" ") if thai else CLAUSE.split(said)
    out = [parts[0]]
    for part in parts[1:]:
        if len(out[-1]) < SHORT:
            out[-1] += f" {part}"
        else:
            out.append(part)
    return out
