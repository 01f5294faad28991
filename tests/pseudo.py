"""A language that nobody speaks: every word of ours in brackets, accented and a third longer.

Whatever stands on screen outside the brackets did not come through the catalogue: it is data, or a
word that was forgotten. Its code is Esperanto's, because Babel has its own months, conjunction and
grouping of digits (a space, and a comma for decimals: unlike English and unlike Thai), because it
has a plural, and because no visitor of this dashboard will ask for it.
"""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

CODE = "eo"
OPEN, CLOSE = "⟦", "⟧"
# A label that was too long for its place ends in dots instead.
BRACKETED = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*?[{CLOSE}…]")
TEMPLATE = Path(__file__).parents[1] / "locales" / "messages.pot"
# What a translator leaves alone: places to fill in, Markdown's marks, code, and the spaces between.
KEPT = re.compile(r"(\{\w*\}|\*\*|\\\*|`[^`]*`|\n+)")
ACCENTS = str.maketrans("aeiouyAEIOUYcnsz", "áéíóúýÁÉÍÓÚÝçñšž")
LETTER = re.compile("[A-Za-z]")


def pseudo(message: str) -> str:
    """A message as the language says it: its own words in brackets, what it fills in outside."""
    parts = KEPT.split(message)
    words = [at for at in range(0, len(parts), 2) if LETTER.search(parts[at])]
    longer = " " + "~" * max(1, len(message) // 3)
    for at in words:
        more = longer if at == words[-1] else ""
        parts[at] = f"{OPEN}{parts[at].translate(ACCENTS)}{more}{CLOSE}"
    return "".join(parts)


def pseudo_catalogue() -> Catalog:
    """Every message of the template in the language."""
    with TEMPLATE.open("rb") as file:
        template = read_po(file)
    made = Catalog(locale=CODE)
    for message in template:
        if not message.id:
            continue
        one_or_more = message.id
        if isinstance(one_or_more, str):
            made.add(one_or_more, pseudo(one_or_more), context=message.context)
        else:
            made.add(one_or_more, tuple(map(pseudo, one_or_more)), context=message.context)
    return made


def write_pseudo(locales: Path) -> None:
    """Add the language to a folder of catalogues, as a translator would."""
    folder = locales / CODE / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "messages.po").open("wb") as file:
        write_po(file, pseudo_catalogue(), width=0)


def outside(text: str) -> str:
    """What is left of a text without our own words."""
    return BRACKETED.sub(" ", text)
