"""The catalogues: complete, with the same places to fill in, and with no message too many."""

from __future__ import annotations

import io
import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from dashboard import words
from dashboard.words import LANGUAGES, LOCALES, SOURCE, _, n_, speaking

ROOT = Path(__file__).parents[2]
TRANSLATED = [code for code in LANGUAGES if code != SOURCE]
KEYWORDS = {"_": None, "mark": None, "Rule": None, "n_": (1, 2)}
# What may stand in a Thai sentence in Latin letters: names, and what has no other name.
# Names, formats, ids of the tables, and a word to search for among English project names.
LATIN_KEPT = {
    "ASEAN", "ASCN", "UN", "km", "depa", "GitHub", "English", "CC", "BY", "CSV", "XLSX", "ZIP",
    "PDF", "PPTX", "GeoJSON", "ETag", "Frictionless", "Data", "Package", "datapackage", "json",
    "thai", "round", "unit", "water", "PowerPoint", "Polygon", "MultiPolygon", "UTF", "true",
    "false", "id", "data", "OPERATOR",
}  # fmt: skip


def catalogue(code: str) -> Catalog:
    """One catalogue as it stands in the repository."""
    with (LOCALES / code / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=code)


def messages(code: str) -> list[Message]:
    """The messages of a catalogue without its header."""
    return [message for message in catalogue(code) if message.id]


def both(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """A message or translation as its forms."""
    return (text,) if isinstance(text, str) else tuple(text)


def gaps(text: str) -> set[str]:
    """The names between braces."""
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


def spoken() -> set[tuple[str, ...]]:
    """Every message in the code, collected as `make words` does, in memory."""
    found = set()
    for folder in ("ascn_data", "dashboard", "pages"):
        for _file, _line, message, _comments, _context in extract_from_dir(
            ROOT / folder, [("**.py", "python")], keywords=KEYWORDS
        ):
            found.add(both(message))
    return found


def test_the_code_speaks() -> None:
    assert ("As of",) in spoken()
    assert any(len(forms) == 2 for forms in spoken())


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_catalogue_holds_what_the_code_says_and_no_more(code: str) -> None:
    held = {both(message.id) for message in messages(code)}
    assert sorted(spoken() - held) == []
    assert sorted(held - spoken()) == []


def test_the_template_of_new_languages_holds_what_the_code_says() -> None:
    with (LOCALES / "messages.pot").open("rb") as file:
        held = {both(message.id) for message in read_po(file) if message.id}
    assert held == spoken()


@pytest.mark.parametrize("code", TRANSLATED)
def test_everything_is_translated(code: str) -> None:
    missing = [message.id for message in messages(code) if not all(both(message.string))]
    assert missing == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_nothing_is_a_guess(code: str) -> None:
    assert [message.id for message in messages(code) if message.fuzzy] == []
    assert list(catalogue(code).obsolete) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_fills_in_the_same_names(code: str) -> None:
    wrong = []
    for message in messages(code):
        wanted = gaps(both(message.id)[-1])
        for form in filter(None, both(message.string)):
            if gaps(form) != wanted:
                wrong.append((message.id, form))
    assert wrong == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_keeps_the_markdown_of_its_message(code: str) -> None:
    wrong = [
        (message.id, form)
        for message in messages(code)
        for form in filter(None, both(message.string))
        if form.count("**") != both(message.id)[-1].count("**")
    ]
    assert wrong == []


def test_thai_is_thai() -> None:
    wrong = []
    for message in messages("th"):
        for form in filter(None, both(message.string)):
            rest = re.sub(r"`[^`]*`|\{\w*\}", " ", form)
            latin = set(re.findall(r"[A-Za-z]{2,}", rest)) - LATIN_KEPT
            if latin:
                wrong.append((form, latin))
    assert wrong == []


def test_english_translates_to_itself() -> None:
    with speaking("en"):
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
    monkeypatch.setattr(words, "LOCALES", tmp_path)
    words.catalogue.cache_clear()
    try:
        with speaking("vi"):
            assert _("Map") == "Bản đồ"
            assert _("As of") == "As of"
            assert n_("{count} city", "{count} cities", 2) == "2 cities"
    finally:
        words.catalogue.cache_clear()


def test_no_compiled_catalogue_can_go_stale() -> None:
    assert list(LOCALES.rglob("*.mo")) == []


def test_catalogues_are_read_as_utf_8() -> None:
    for code in TRANSLATED:
        raw = (LOCALES / code / "LC_MESSAGES" / "messages.po").read_bytes()
        again = read_po(io.BytesIO(raw), locale=code)
        assert again.charset == "utf-8"
        assert raw.decode("utf-8")
