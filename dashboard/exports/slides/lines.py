"""Where the lines of a slide may end: after a clause, and never between a number and its word."""

from __future__ import annotations

import re

from dashboard.core.translation import language

CLAUSE = re.compile(r"(?<=[,;:]) ")
# A number stays with what it counts, a year with its month. In Thai a space parts phrases, but not
# a number, a year or a preposition from its words.
TIED = {
    "th": re.compile(
        r"(?<=\d)(?<!พ.ศ. \d{4}) (?=[ก-๙])|(?<=[ก-๙.]) (?=\d|พ\.ศ\.)|(?<=ณ) |(?<=และ) "
    )
}
TIED_ELSEWHERE = re.compile(r"(?<=\d) (?=\w)|(?<=[^\W\d]) (?=\d{4}\b)")


def tied(said: str) -> str:
    """A text in which spaces that no line may end at are those that do not break."""
    return TIED.get(language(), TIED_ELSEWHERE).sub("\N{NO-BREAK SPACE}", said)


def phrases(title: str) -> list[str]:
    """A title in the parts between which a line may end: clauses, and in Thai what spaces part."""
    return tied(title).split(" ") if language() == "th" else CLAUSE.split(tied(title))
