"""Names of countries and cities in running text lead to their pages.

Sentences are written as plain text or Markdown without addresses, as they also become link
previews, slides and alternative texts. Where a page or document shows one, the first mention of
each name in it becomes a link.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from dashboard.content.citations import plain
from dashboard.content.country_page import is_country
from dashboard.content.filters import names_of
from dashboard.content.text.overview_text import led_to_by_map
from dashboard.core.dataset import cached, table
from dashboard.core.limits import OPTIONS
from dashboard.core.navigation import START
from dashboard.core.url_state import View, place_address

# The name of an id's column, and the id.
Key = tuple[str, str]
Lead = Callable[[str, str], str]
# What has an address already, or is code, a directive or an icon.
APART = r"!?\[(?:[^\[\]\\]|\\.)*\]\([^)]*\)|`[^`]*`|:[\w/-]+:"
# A name is part of a longer one where a word with a capital follows: of a ministry, a newspaper.
LATIN = r"(?<![\w-]){}(?![\w-])(?! [A-Z])"
# Thai has no spaces between words: a name stands alone, or between some of these.
THAI = "\u0e01-\u0e5b"
BEFORE = ("ใน", "ของ", "และ", "กับ", "จาก", "ประเทศ", "เมือง", "โดย", "คือ")
AFTER = ("และ", "กับ", "ใน", "มี", "เป็น", "ได้", "เข้า", "ห่าง")
THAI_NAME = (
    f"(?:(?<![{THAI}])"
    + "".join(f"|(?<={word})" for word in BEFORE)
    + f"){{}}(?:(?![{THAI}])|(?={'|'.join(AFTER)}))"
)


@cached
def _keys() -> Mapping[str, Key]:
    """What each name stands for, as Markdown has it; a country before a city of its name."""
    tables = [("countries", "country_id")]
    if len(table("places")) <= OPTIONS:
        tables.insert(0, ("places", "place_id"))
    return {
        plain(name): (column, key)
        for source, column in tables
        for key, name in names_of(source, column).items()
    }


@cached
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    # The longest first, as a name may stand inside another.
    ordered = sorted(names, key=len, reverse=True)
    thai = [re.escape(name) for name in ordered if re.search(f"[{THAI}]", name)]
    latin = [re.escape(name) for name in ordered if not re.search(f"[{THAI}]", name)]
    found = [APART]
    for rule, each in ((THAI_NAME, thai), (LATIN, latin)):
        if each:
            found.append("(" + rule.replace("{}", f"(?:{'|'.join(each)})") + ")")
    return re.compile("|".join(found))


def link_names(text: str, lead: Lead, own: Iterable[str] = ()) -> str:
    """Markdown in which the first mention of each country and place is a link.

    `lead` gives the address of a place or country by the name of its id's column and the id, or an
    empty text. The names of the ids in `own`, which the page itself is about, stay words.
    """
    keys, said = _keys(), set(own)

    def linked(found: re.Match[str]) -> str:
        name = found[0]
        if found.lastindex is None or keys[name][1] in said:
            return name
        said.add(keys[name][1])
        address = lead(*keys[name])
        return f"[{name}]({address})" if address else name

    return _pattern(tuple(keys)).sub(linked, text) if keys else text


@cached
def linked(text: str, places: str, countries: str, own: tuple[str, ...] = ()) -> str:
    """`link_names` where the addresses of places and countries are these with an id at the end."""
    bases = {"place_id": places, "country_id": countries}
    return link_names(text, lambda column, key: place_address(bases[column], key), own)


def own_ids(page: str, view: View) -> tuple[str, ...]:
    """The ids of the places or countries whose names the page with this name does not link.

    They are those that it is about, and those to which it leads otherwise.
    """
    if page in ("", START):
        return led_to_by_map()
    if is_country(page, view):
        return (str(view.country),)
    return view.city if page == "city" else ()
