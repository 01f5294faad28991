"""How much room a label needs: widths and heights of text that only the browser will set."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from dashboard.core.letter_widths import ADVANCES

_WRAP_EM = 10.0  # a longer label with a space in it is set in two lines
# Advance widths in em, rounded up from the widest of the faces in the font stack (Noto Sans),
# because the server cannot know which of them the reader's browser will pick.
_WIDTHS = dict.fromkeys("ilj.,:;'!", 0.34) | dict.fromkeys('Ifrt()-/[]"', 0.43)
_WIDTHS |= dict.fromkeys("mwMW@%©", 0.95) | dict.fromkeys("#ABCDGHKNRUVXYZ&<>ß", 0.76)
_WIDTHS |= dict.fromkeys("OQ", 0.8) | dict.fromkeys("ญฌฒณ๛", 0.95) | dict.fromkeys("พฟ๗๚", 0.78)
_WIDTHS |= {" ": 0.27}
_LATIN_EM, _THAI_EM, _OTHER_EM = 0.62, 0.68, 1.0
_BOLD = 1.1  # how much wider bold letters are, at most
# The same on the average of the letters of Noto Sans and of Noto Sans Thai.
_BOLD_LATIN, _BOLD_THAI = 1.075, 1.05


def is_thai(text: str) -> bool:
    """Whether the text holds Thai letters, which need a taller line for their marks."""
    return any("\u0e00" <= char <= "\u0e7f" for char in text)


def letters(text: str) -> int:
    """How many letters wide a text is; marks above and below a letter take no width."""
    return sum(unicodedata.category(sign) != "Mn" for sign in text)


def text_width(text: str, font_px: float, *, bold: bool = False) -> float:
    """Width in pixels, never underestimated for the font stack in use."""
    return sum(map(_em, text)) * font_px * (_BOLD if bold else 1)


def shortened(text: str, room: float, font_px: float) -> str:
    """The text, cut with an ellipsis where it would need more than `room` pixels."""
    if text_width(text, font_px) <= room:
        return text
    while text and text_width(text + "…", font_px) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def likely_width(text: str, font_px: float, *, bold: bool = False) -> float:
    """Width in pixels in Noto Sans and Noto Sans Thai, from the widths of their letters."""
    heavier = (_BOLD_THAI if is_thai(text) else _BOLD_LATIN) if bold else 1
    return sum(map(_advance, text)) * font_px * heavier


@lru_cache(maxsize=4096)
def _advance(char: str) -> float:
    """Width of one sign in em, as the fonts state it."""
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    letter = char if char in ADVANCES else unicodedata.normalize("NFKD", char)[0]
    return ADVANCES.get(letter, _em(char))


@lru_cache(maxsize=4096)
def _em(char: str) -> float:
    """Width of one sign in em."""
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0  # Thai vowels and tones above and below the line take no width
    if "\u0e00" <= char <= "\u0e7f":
        return _WIDTHS.get(char, _THAI_EM)
    if ord(char) < 0x2000:
        return _WIDTHS.get(unicodedata.normalize("NFD", char)[0], _LATIN_EM)
    return _OTHER_EM


def line_height(text: str, font_px: float) -> float:
    """Height in pixels of one line with everything that stands above and below it."""
    return font_px * (1.75 if is_thai(text) else 1.3)


@lru_cache(maxsize=1024)  # the layout of a map asks for each label dozens of times
def wrap(text: str, font_px: float) -> tuple[str, ...]:
    """The label in one line, or in the two most even lines when it is long."""
    words = text.split()
    if len(words) < 2 or text_width(text, font_px) <= _WRAP_EM * font_px:
        return (" ".join(words),)
    cuts = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    return min(cuts, key=lambda cut: max(text_width(line, font_px) for line in cut))
