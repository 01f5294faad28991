"""What text of a table must keep, whatever its column: each rule with its test.

A text can look right and be wrong: made of what nobody sees, turned round by a hidden mark, read
in another encoding than it was written in, or in the column of the other language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from ascn_data.problems import Rule

# C0 and C1 with tab and line breaks, line separators, what turns the direction of a text round,
# marks of order and of annotation, tags, and what no character stands for.
CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff"
    r"\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
# What a byte of UTF-8 but the first of its character looks like in the Western encoding (cp1252),
# and in the Thai one (cp874).
_WESTERN = "[\x80-\xbf\u0152-\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
_EASTERN = "[\x80-\xa0\u0e01-\u0e1f\u2013-\u2026\u20ac]"
# UTF-8 read byte by byte, as in `à¸™`, `Ã©`, `â€™`, `เธเน`; and what stands for an unreadable byte.
DAMAGED = re.compile(
    f"\ufffd|[Â-Æ]{_WESTERN}|à[¸¹º»]{_WESTERN}|á[žŸ€‚º»\x80-\x82\x9e\x9f]{_WESTERN}|â€"
    f"|(?:เ[ธน]{_EASTERN}){{2}}"
)
THAI = re.compile("[\u0e01-\u0e3a\u0e40-\u0e5b]")
CONTROLS = Rule("control characters and line breaks are not allowed")
READABLE = Rule("the text was read with the wrong encoding")
VISIBLE = Rule("must have a letter or a digit")
ENGLISH = Rule("must be English: Thai letters belong in the column of Thai texts")
IN_THAI = Rule("must be Thai: there is no Thai letter")


def is_visible(text: str) -> bool:
    """Whether there is a letter or a digit, and not only signs, spaces and what has no width."""
    return any(one.isalnum() for one in text)


def folded(text: str) -> str:
    """`text` as a reader sees it: without what is invisible, in one spelling, case and spacing."""
    if not text.isascii():
        plain = unicodedata.normalize("NFKC", text)
        text = "".join(one for one in plain if unicodedata.category(one) != "Cf")
    return " ".join(text.casefold().split())


def checks_of_text(column: str) -> dict[Rule, Callable[[str], bool]]:
    """The rules of a column of text; its name tells the language (`name_en`, `name_th`)."""
    checks: dict[Rule, Callable[[str], bool]] = {
        VISIBLE: is_visible,
        READABLE: lambda text: DAMAGED.search(text) is None,
    }
    if column.endswith("_en"):
        checks[ENGLISH] = lambda text: THAI.search(text) is None
    if column.endswith("_th"):
        checks[IN_THAI] = lambda text: THAI.search(text) is not None
    return checks
