"""The catalogues: complete, with the same places to fill in, and with no message too many."""

from __future__ import annotations

import ast
import io
import re
import string
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from dashboard.core import translation
from dashboard.core.translation import LANGUAGES, LOCALES, SOURCE, _, n_, use_language

ROOT = Path(__file__).parents[2]
TRANSLATED = [code for code in LANGUAGES if code != SOURCE]
KEYWORDS = {
    "_": None, "mark": None, "Rule": None, "n_": (1, 2), "p_": ((1, "c"), 2),
    "np_": ((1, "c"), 2, 3), "Question": (2,), "Parameter": (3,),
}  # fmt: skip
# What may stand in a Thai sentence in Latin letters: names, and what has no other name.
# Names, formats, ids of the tables, and a word to search for among English project names.
LATIN_KEPT = {
    "FeatureCollection",
    "ASEAN", "ASCN", "UN", "IMD", "km", "depa", "GitHub", "English", "CC", "BY", "CSV", "XLSX",
    "ZIP", "PDF", "PPTX", "JSON", "Markdown", "Python",
    "GeoJSON", "ETag", "Frictionless", "Data", "Package",
    "datapackage", "json", "thai", "round", "unit", "water", "PowerPoint", "Polygon",
    "MultiPolygon", "UTF", "true", "false", "id", "data", "OPERATOR", "Enter", "Escape", "Shift",
    "Ctrl",
    "OpenAPI", "CORS", "SVG", "PNG", "ISO", "THA", "north", "bangkok", "japan", "meeting",
}  # fmt: skip


def catalogue(code: str) -> Catalog:
    """One catalogue as it stands in the repository."""
    with (LOCALES / code / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=code)


def messages(held: Catalog) -> list[Message]:
    """The messages of a catalogue without its header."""
    return [message for message in held if message.id]


def both(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """A message or translation as its forms."""
    return (text,) if isinstance(text, str) else tuple(text)


def gaps(text: str) -> set[str] | None:
    """The names between braces; None where the braces do not fit together."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return None
    return {name for _text, name, _spec, _conversion in parts if name is not None}


def untranslated(held: Catalog) -> list[str]:
    """The messages of which a form has no words; the plural rule says how many forms there are."""
    return [
        both(message.id)[0]
        for message in messages(held)
        if not all(forms := both(message.string))
        or len(forms) != (held.num_plurals if message.pluralizable else 1)
    ]


def guessed(held: Catalog) -> list[str]:
    """The messages with a translation that a program guessed, or that the code no longer says."""
    unsure = [message for message in messages(held) if message.fuzzy]
    return [both(message.id)[0] for message in [*unsure, *held.obsolete.values()]]


def filled_otherwise(held: Catalog) -> list[str]:
    """The translations that fill in other names than their message, or cannot be filled in."""
    return [
        form
        for message in messages(held)
        for form in filter(None, both(message.string))
        if gaps(form) != gaps(both(message.id)[-1])
    ]


def marked_otherwise(held: Catalog) -> list[str]:
    """The translations with other bold passages than their message."""
    return [
        form
        for message in messages(held)
        for form in filter(None, both(message.string))
        if form.count("**") != both(message.id)[-1].count("**")
    ]


def partly_foreign(held: Catalog) -> list[str]:
    """The Thai translations with words in Latin letters that are no names."""
    return [
        form
        for message in messages(held)
        for form in filter(None, both(message.string))
        if set(re.findall(r"[A-Za-z]{2,}", re.sub(r"`[^`]*`|\{\w*\}", " ", form))) - LATIN_KEPT
    ]


METHODS = [("**.py", "python"), ("**/templates/*.html", "jinja2")]


def spoken() -> set[tuple[str, ...]]:
    """Every message in the code, collected as `make words` does, in memory."""
    found = set()
    for folder in ("ascn_data", "dashboard", "pages"):
        for _file, _line, message, _comments, _context in extract_from_dir(
            ROOT / folder, METHODS, keywords=KEYWORDS
        ):
            found.add(both(message))
    return found


def test_the_code_speaks() -> None:
    assert ("As of",) in spoken()
    assert any(len(forms) == 2 for forms in spoken())


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_catalogue_holds_what_the_code_says_and_no_more(code: str) -> None:
    held = {both(message.id) for message in messages(catalogue(code))}
    assert sorted(spoken() - held) == []
    assert sorted(held - spoken()) == []


def test_the_template_of_new_languages_holds_what_the_code_says() -> None:
    with (LOCALES / "messages.pot").open("rb") as file:
        held = {both(message.id) for message in read_po(file) if message.id}
    assert held == spoken()


@pytest.mark.parametrize("code", TRANSLATED)
def test_everything_is_translated(code: str) -> None:
    assert untranslated(catalogue(code)) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_nothing_is_a_guess(code: str) -> None:
    assert guessed(catalogue(code)) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_fills_in_the_same_names(code: str) -> None:
    assert filled_otherwise(catalogue(code)) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_keeps_the_markdown_of_its_message(code: str) -> None:
    assert marked_otherwise(catalogue(code)) == []


def test_thai_is_thai() -> None:
    assert partly_foreign(catalogue("th")) == []


# A sound entry, and for each check entries that it must not let pass.
SOUND = """
msgid "**As of** {day}"
msgstr "**ณ วันที่** {day}"

msgid "{count} city"
msgid_plural "{count} cities"
msgstr[0] "{count} เมือง"
"""
TWO_FORMS = "nplurals=2; plural=(n != 1);"
BROKEN = {
    "without a translation": (untranslated, 'msgid "Map"\nmsgstr ""'),
    "without any form": (untranslated, 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""'),
    "guessed": (guessed, '#, fuzzy\nmsgid "Map"\nmsgstr "แผนที่"'),
    "no longer said": (guessed, '#~ msgid "Map"\n#~ msgstr "แผนที่"'),
    "with another name": (filled_otherwise, 'msgid "in {year}"\nmsgstr "ใน {month}"'),
    "with a name too few": (filled_otherwise, 'msgid "in {year}"\nmsgstr "ใน"'),
    "with a name too many": (filled_otherwise, 'msgid "in"\nmsgstr "ใน {year}"'),
    "with a place without a name": (filled_otherwise, 'msgid "in"\nmsgstr "ใน {}"'),
    "with a translated name": (filled_otherwise, 'msgid "in {year}"\nmsgstr "ใน {ปี}"'),
    "with an open brace": (filled_otherwise, 'msgid "in {year}"\nmsgstr "ใน {year"'),
    "with another name in the plural": (
        filled_otherwise, 'msgid "{count} a"\nmsgid_plural "{count} b"\nmsgstr[0] "{จำนวน}"',
    ),
    "with other Markdown": (marked_otherwise, 'msgid "**Map**"\nmsgstr "**แผนที่"'),
    "half in English": (partly_foreign, 'msgid "Map"\nmsgstr "แผนที่ map"'),
}  # fmt: skip


def made(entries: str, forms: str = "nplurals=1; plural=0;") -> Catalog:
    """A Thai catalogue of these entries beside the sound ones."""
    head = f'msgid ""\nmsgstr "Plural-Forms: {forms}\\nContent-Type: text/plain; charset=utf-8"\n'
    return read_po(io.BytesIO(f"{head}{SOUND}\n{entries}\n".encode()), locale="th")


@pytest.mark.parametrize(("check", "entry"), BROKEN.values(), ids=BROKEN)
def test_each_check_finds_its_broken_entry_and_nothing_else(
    check: Callable[[Catalog], list[str]], entry: str
) -> None:
    assert check(made("")) == []
    assert len(check(made(entry))) == 1


def test_a_language_with_two_forms_must_have_both() -> None:
    two = 'msgid "{count} area"\nmsgid_plural "{count} areas"\nmsgstr[0] "{count} un"'
    assert untranslated(made(f'{two}\nmsgstr[1] "{{count}} deux"', TWO_FORMS)) == ["{count} city"]
    assert untranslated(made(f'{two}\nmsgstr[1] ""', TWO_FORMS)) == ["{count} city", "{count} area"]
    assert untranslated(made(two, TWO_FORMS)) == ["{count} city", "{count} area"]


def test_english_translates_to_itself() -> None:
    with use_language("en"):
        assert _("As of {day}", day="today") == "As of today"
        assert n_("{count} city", "{count} cities", 1) == "1 city"
        assert n_("{count} city", "{count} cities", 1_200) == "1,200 cities"


def test_a_message_without_a_translation_is_said_in_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A language that is being added: some entries have no words yet."""
    folder = tmp_path / "vi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    unfinished = (
        'msgid ""\nmsgstr ""\n"Language: vi\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "As of"\nmsgstr ""\n\n'
        'msgid "Map"\nmsgstr "Bản đồ"\n\n'
        'msgid "{count} city"\nmsgid_plural "{count} cities"\nmsgstr[0] ""\n'
    )
    (folder / "messages.po").write_text(unfinished, encoding="utf-8")
    monkeypatch.setattr(translation, "LOCALES", tmp_path)
    translation.catalogue.cache_clear()
    try:
        with use_language("vi"):
            assert _("Map") == "Bản đồ"
            assert _("As of") == "As of"
            assert n_("{count} city", "{count} cities", 2) == "2 cities"
    finally:
        translation.catalogue.cache_clear()


def test_no_compiled_catalogue_can_go_stale() -> None:
    assert list(LOCALES.rglob("*.mo")) == []


def test_catalogues_are_read_as_utf_8() -> None:
    for code in TRANSLATED:
        raw = (LOCALES / code / "LC_MESSAGES" / "messages.po").read_bytes()
        again = read_po(io.BytesIO(raw), locale=code)
        assert again.charset == "utf-8"
        assert raw.decode("utf-8")


def test_no_message_stands_inside_an_f_string_where_the_extractor_does_not_look() -> None:
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for folder in ("ascn_data", "dashboard", "pages")
        for path in (ROOT / folder).rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in KEYWORDS
        and any(isinstance(word, ast.Constant) for word in call.args)
    ]
    assert hidden == []
