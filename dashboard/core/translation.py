"""Words on screen: gettext for sentences, Babel for numbers and dates, tables for names.

English is the source. The catalogues are `locales/<language>/LC_MESSAGES/messages.po`, read as
they are, so that no compiled copy can go stale.
"""

from __future__ import annotations

import gettext as gnu
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from ascn_data import TEXT_LANGUAGES

SOURCE = "en"
LOCALES = Path(__file__).parents[2] / "locales"
# How Babel knows a language whose lists and dates differ by country.
REGIONS = {"en": "en_GB"}
BUDDHIST_ERA = 543
MILLION = 1_000_000


def languages(locales: Path) -> dict[str, str]:
    """English and every language with a catalogue in the folder `locales`: code to its own name."""
    codes = sorted(path.parents[1].name for path in locales.glob("*/LC_MESSAGES/messages.po"))
    names = {code: Locale.parse(code).get_display_name() or code for code in [SOURCE, *codes]}
    return {code: name[:1].upper() + name[1:] for code, name in names.items()}


LANGUAGES: Mapping[str, str] = languages(LOCALES)
_current: ContextVar[str] = ContextVar("language", default=SOURCE)


@cache
def catalogue(language: str) -> gnu.NullTranslations:
    """The translations of one language; the source language translates to itself."""
    if language == SOURCE:
        return gnu.NullTranslations()
    path = LOCALES / language / "LC_MESSAGES" / "messages.po"
    compiled = io.BytesIO()
    with path.open("rb") as file:
        messages = read_po(file, locale=language)
    for message in [m for m in messages if m.pluralizable and not all(m.string or ())]:
        messages.delete(
            message.id, message.context
        )  # written out empty, it would say the singular for any number
    write_mo(compiled, messages)
    compiled.seek(0)
    return gnu.GNUTranslations(compiled)


def language() -> str:
    """The language of this run, a key of `LANGUAGES`."""
    return _current.get()


def spoken(tag: str) -> str:
    """The language of ours that a browser's language tag asks for, else English."""
    code = tag.split("-")[0].lower()
    return code if code in LANGUAGES else SOURCE


def set_language(code: str) -> None:
    """Say everything from here on in this run in the language `code`."""
    _current.set(code)


@contextmanager
def use_language(code: str) -> Iterator[None]:
    """Say everything inside the block in the language `code`."""
    token = _current.set(code)
    try:
        yield
    finally:
        _current.reset(token)


def _(message: str, **values: Any) -> str:
    """`message` in the reader's language, with `{name}` places filled from `values`."""
    text = catalogue(language()).gettext(message)
    return text.format(**values) if values else text


def n_(one: str, many: str, count: int, **values: Any) -> str:
    """The form of a message that fits `count`; `{count}` is filled in, digits grouped."""
    text = catalogue(language()).ngettext(one, many, count)
    return text.format(count=number(count), **values)


def p_(context: str, message: str, **values: Any) -> str:
    """`_` for a message whose English words mean, or inflect to, several things elsewhere."""
    text = catalogue(language()).pgettext(context, message)
    return text.format(**values) if values else text


def np_(context: str, one: str, many: str, count: int, **values: Any) -> str:
    """`n_` for such a message."""
    text = catalogue(language()).npgettext(context, one, many, count)
    return text.format(count=number(count), **values)


def mark(message: str) -> str:
    """Mark `message` for translation where it stands; it is translated when it is shown."""
    return message


def text_language(code: str = "") -> str:
    """The language in which a reader of `code`, else this one, meets the texts of the tables."""
    code = code or language()
    return code if code in TEXT_LANGUAGES else SOURCE


def localized(word: str) -> str:
    """The column of a table that holds `word` in the reader's language: `name` -> `name_th`.

    A language that the tables do not speak reads the English column.
    """
    return f"{word}_{text_language()}"


def text(row: Any, word: str) -> str:
    """The text of a table row in the reader's language; empty when the table has none."""
    value = (
        row[localized(word)] if isinstance(row, pd.Series | dict) else getattr(row, localized(word))
    )
    return "" if pd.isna(value) else str(value)


def _locale() -> str:
    """The language of this run as Babel knows it."""
    return REGIONS.get(language(), language())


@lru_cache(4096)
def _decimal(value: float, pattern: str, code: str) -> str:
    return str(format_decimal(value, format=pattern, locale=code))


def number(value: float) -> str:
    """A whole number with its digits grouped."""
    return _decimal(value, "#,##0", _locale())


def exact_number(value: float) -> str:
    """A number with its digits grouped and up to three places."""
    return _decimal(value, "#,##0.###", _locale())


def millions(value: float) -> str:
    """A number in millions, to two places."""
    return _decimal(value / MILLION, "#,##0.##", _locale())


def _significant(value: float) -> float:
    return float(f"{value:.3g}")


def rounded(value: float) -> str:
    """A number rounded for reading, where its unit is written elsewhere: 1.8 million, 59,000."""
    if _significant(value) >= MILLION:
        return _("{number} million", number=millions(value))
    return number(_significant(value))


def people(value: float) -> str:
    """A number of people, rounded for reading: 1.8 million, 59,000, 8,600.

    A language with classifiers adds that of people (Thai: 1.8 ล้านคน, 59,000 คน), so no sentence
    around it does.
    """
    if _significant(value) >= MILLION:
        return p_("people", "{number} million", number=millions(value))
    return exact_people(_significant(value))


def exact_people(value: float) -> str:
    """A number of people with all its digits, with the classifier as in `people`."""
    return p_("people", "{number}", number=number(value))


def people_between(low: float, high: float) -> str:
    """A range of numbers of people, rounded, as `people`: 1.58–2.25 million, 50,200–725,000."""
    if people(low) == people(high):
        return people(high)
    both_in_millions = _significant(low) >= MILLION
    return f"{millions(low) if both_in_millions else rounded(low)}–{people(high)}"


def era() -> int:
    """The years by which the reader's calendar is ahead of the Common Era."""
    return BUDDHIST_ERA if language() == "th" else 0


def day(value: Any, precision: str = "day") -> str:
    """A date as precisely as it is known, or that it is not.

    Every year in a Thai text is Buddhist and preceded by พ.ศ., in messages and tables as here: 28
    กรกฎาคม พ.ศ. 2566. Only axes and labels (`short_day`, `label_day`) leave it out. The year in
    which a source was published is of the Common Era in every language, as its own pages have it.
    """
    if pd.isna(value):
        return _("date unknown")
    stamp = pd.Timestamp(value)
    year = _("{year}", year=stamp.year + era())
    pattern = {"day": "d MMMM", "month": "MMMM", "year": ""}[precision]
    if not pattern:
        return year
    return f"{format_date(stamp.date(), pattern, locale=_locale())} {year}"


def label_day(value: Any) -> str:
    """A full date as a label has it: 28 July 2023, 28 กรกฎาคม 2566."""
    stamp = pd.Timestamp(value)
    return f"{format_date(stamp.date(), 'd MMMM', locale=_locale())} {stamp.year + era()}"


def on_day(value: Any) -> str:
    """A full date as it follows "as of": 28 July 2023, วันที่ 28 กรกฎาคม พ.ศ. 2566."""
    return p_("as of", "{day}", day=day(value))


def short_day(value: Any, precision: str = "day") -> str:
    """A date for an axis or a label, as Jul 2023; or that it is not known."""
    if pd.isna(value):
        return _("date unknown")
    stamp = pd.Timestamp(value)
    year = stamp.year + era()
    if precision == "year":
        return str(year)
    return f"{format_date(stamp.date(), 'MMM', locale=_locale())} {year}"


def others(count: int, kind: str = "places") -> str:
    """How many more there are than those that are named.

    `kind` is what they are: places, cities, countries, focus areas or partners.
    """
    match kind:
        case "cities":
            return np_("cities", "{count} other", "{count} others", count)
        case "countries":
            return np_("countries", "{count} other", "{count} others", count)
        case "focus areas":
            return np_("focus areas", "{count} other", "{count} others", count)
        case "partners":
            return np_("partners", "{count} other", "{count} others", count)
        case _:
            return np_("places", "{count} other", "{count} others", count)


def some_of(names: list[str], most: int, kind: str = "places", *, spare: int = 0) -> list[str]:
    """The first `most` names and how many others of a `kind` there are.

    All names, where no more than `spare` are beyond the first.
    """
    rest = len(names) - most
    return names if rest <= spare else [*names[:most], others(rest, kind)]


def listed(items: list[str]) -> str:
    """`items` as a list in running text: a, b and c."""
    said = str(format_list(items, locale=_locale()))
    # Babel sets no space between a number or a Latin name and the Thai conjunction.
    return re.sub(r"(?<=[0-9A-Za-z])(?=และ)|(?<=และ)(?=[0-9A-Za-z])", " ", said)
