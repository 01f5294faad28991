"""Text in lines that fit a width, Thai too."""

from __future__ import annotations

import re

from dashboard.core.text_metrics import text_width

# A line breaks after a space; where there is none, between two letters with their marks.
WORD = re.compile(r"\S+\s*")
SIGN = re.compile(r"\S[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0300-\u036f]*")


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """`text` in lines of at most `room` pixels."""
    lines = [""]
    for word in WORD.findall(text):
        fits = text_width(lines[-1] + word.rstrip(), size, bold=bold) <= room
        whole = text_width(word.rstrip(), size, bold=bold) <= room
        for part in [word] if fits or whole else SIGN.findall(word):
            if text_width(lines[-1] + part.rstrip(), size, bold=bold) <= room:
                lines[-1] += part
            else:
                lines.append(part)
    return [line.rstrip() for line in lines if line]
