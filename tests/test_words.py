"""Words that readers stumbled over do not come back: in messages, tables, data schema, documents.

Each pattern has a reason, and where it does not apply. Code, names of columns, and titles and
names of others are left out.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "locales" / "th" / "LC_MESSAGES" / "messages.po"
THAI = re.compile("[\u0e00-\u0e7f]")
# Texts of others, which stay as they are.
QUOTED = {("projects", "project"), ("sources", "title"), ("priority_projects", "project")}


# These are being reworded; the mark goes when they are.


class Pattern(NamedTuple):
    """A pattern that no text may match, and why."""

    pattern: str
    reason: str
    screen_only: bool = False


ENGLISH = (
    Pattern(r"\bstands?\b(?! (alone|for))", "a number does not stand anywhere: is, applies"),
    Pattern(r"\brest(s|ed)? on\b", "say uses, or name the source"),
    Pattern(r"\bput(s)? (them |these areas )?forward\b", "proposed"),
    Pattern(r"\bdrawn? apart\b", "say how it looks: dotted, hatched"),
    Pattern(r"\bas-of day\b|\bday shown\b|\bby this day$", "one term: selected date"),
    Pattern(r"\bon whose word\b|\bwho said it\b", "archaic, or loaded: source, announced by"),
    Pattern(r"\b(is|are) being mended\b|\bis mended\b", "archaic: temporarily unavailable"),
    Pattern(r"\bledger\b", "one term: membership record"),
    Pattern(r"\bsmarts\b", "no noun: dimensions"),
    Pattern(r"\bno members of\b|\b(is|are) no members?\b", "not a member"),
    Pattern(r"(\d|\}) [–-] (\d|\{)", "ranges have an unspaced en dash"),
    Pattern(
        r"[\w}], \{?\w+(?-i: [A-Z]\w+)?\}?, and \{?\w+(?-i: [A-Z]\w+)?\}?([.;)]|$)",
        "lists are of en_GB: no comma before and",
    ),
    Pattern(r"\bown plan\b|\bThai plan\b|Thailand's plan\b", "national smart city programme"),
    Pattern(r"\bnever (split|added|compared|summed)\b", "state the fact, not a prohibition"),
    Pattern(r"\bleaves? (it )?open\b|\bunits? meant\b", "boundary not specified"),
    Pattern(r"\bwhat (disagrees|happened when|became of)\b", "a noun: differences, timeline"),
    Pattern(r"\bside by side\b|\bstand beside\b", "compare", screen_only=True),
    Pattern(
        r"\b(a|the|this|its|their|are) claims?\b|^claims?\b",
        "accuses a named official: official figure",
        screen_only=True,
    ),
    Pattern(r"(?<!Citizen )\b(?-i:Reach)\b", "Citizen reach", screen_only=True),
    Pattern(r"\bin this series\b|\bthe series\b", "population source", screen_only=True),
    Pattern(r"\bthis edition\b|\bthe edition\b", "dataset, dataset version", screen_only=True),
    Pattern(r"\bthe contract\b", "data schema", screen_only=True),
    Pattern(
        r"\bpictures?\b|\b(the|these|where|hollow) marks?\b", "chart, map, symbol", screen_only=True
    ),
    Pattern(r"\b(just now|do not fit|asks for something)\b", "translated syntax", True),
    Pattern(r"\bcounted are\b|^counted:", "German word order", screen_only=True),
    Pattern(r"\bone \w+ alone\b|\bthis \w+ alone\b", "only", screen_only=True),
)
THAI_PATTERNS = (
    Pattern(r"ภายใน(วันที่ |วันที่|เดือน| พ\.ศ\. | )?\{(day|month|year|last)\}",
            "ภายใน is a deadline; the past is ณ or จนถึง"),
    Pattern(r"(?<!พื้น)(?<!หน้า)ที่ที่(?!ระบุ)", "the same word twice"),
    Pattern(r"พื้นที่ที่เสนอ", "areas do not propose: พื้นที่ที่ไทยเสนอ, ที่ได้รับการเสนอ"),
    Pattern(r"ของแผนของ|แผนของไทยเอง|ของไทยเอง", "double ของ; เอง sounds defensive"),
    Pattern(r"\{people\} ?คน|\{span\} ?คน", "people() brings its classifier"),
    Pattern(r"แบ่งปัน", "แชร์"),
    Pattern(r"(?<!ผู้นำ)ว่าด้วย", "belongs to statutes: เกี่ยวกับ"),
    Pattern(r"กลวง", "โปร่ง"),
    Pattern(r"ได้ประโยชน์", "ได้รับประโยชน์"),
    Pattern(r"ประชาชนที่เข้าถึง", "those who gain access; it is ประชากรในพื้นที่"),
    Pattern(r"ที่อยู่(ของหน้า|ถาวร|เว็บ)", "ลิงก์"),
    Pattern(r"รวมทั้ง \{?\w+\}? พื้นที่", "reads as including: ทั้ง … พื้นที่รวมกัน"),
    Pattern(r"การประกาศระดับ(ชาติ|ประเทศ)", "designated is รับรอง, announced is ประกาศ"),
    Pattern(r"ได้รับการนับ|นับรวมครั้งแรก|นับได้ (ณ|คือ)", "calques of is counted"),
    Pattern(r"ค้นหาสถานที่|สถานที่จำนวนมาก", "a place is พื้นที่"),
    Pattern(r"อุปกรณ์อยู่ภายใน", "a device file is ไฟล์อุปกรณ์"),
    Pattern(r"ชื่อภาษา(ไทย|อังกฤษ) ของ", "no space inside a phrase"),
    Pattern(r"บัญชีแยกประเภท", "ทะเบียนสมาชิก"),
    Pattern(r"\d (–|-) \d", "ranges have an unspaced en dash"),
)  # fmt: skip


class Text(NamedTuple):
    """A text and where it is from."""

    where: str
    text: str
    on_screen: bool = True


def found(texts: Iterator[Text]) -> list[str]:
    """What the texts have that they should not, each with the reason."""
    return [
        f"{each.where}: {match[0]!r} ({pattern.reason}) in {each.text[:120]!r}"
        for each in texts
        for pattern in (THAI_PATTERNS if THAI.search(each.text) else ENGLISH)
        if (each.on_screen or not pattern.screen_only)
        and (match := re.search(pattern.pattern, each.text, re.IGNORECASE))
    ]


def messages() -> Iterator[Text]:
    """The messages of the catalogue and their translations."""
    with CATALOGUE.open("rb") as file:
        held = read_po(file, locale="th")
    for message in held:
        places = sorted({path for path, _line in message.locations})
        for said in (message.id, message.string):
            for text in [said] if isinstance(said, str) else said:
                if text:
                    yield Text("+".join(places), text)


def table_texts() -> Iterator[Text]:
    """The texts of the tables, English and Thai."""
    for path in sorted((ROOT / "data").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), 2):
                for column, text in row.items():
                    words = column.endswith(("_en", "_th"))
                    if words and text and (path.stem, column) not in QUOTED:
                        yield Text(f"{path.name}:{number} {column}", text)


def schema_texts() -> Iterator[Text]:
    """Titles and descriptions of the data schema."""

    def walk(part: Any, where: str) -> Iterator[Text]:
        if isinstance(part, dict):
            name = f"{where}/{part.get('name', '')}"
            for key, value in part.items():
                if key.split("_")[0] in ("title", "description") and isinstance(value, str):
                    yield Text(f"{name} {key}", value)
                elif key not in ("licenses", "contributors", "sources"):
                    yield from walk(value, name)
        elif isinstance(part, list):
            for each in part:
                yield from walk(each, where)

    yield from walk(json.loads((ROOT / "data" / "datapackage.json").read_text("utf-8")), "")


def document_texts() -> Iterator[Text]:
    """The lines of the documents without code, links and quotations of messages."""
    paths = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "data").glob("*.md"),
             *(ROOT / "deploy").glob("*.md")]  # fmt: skip
    for path in sorted(paths):
        text = re.sub(r"(?ms)^ *```.*?^ *```", "", path.read_text("utf-8"))
        text = re.sub(r"`[^`]*`", "`code`", text)
        text = re.sub(r"\]\([^)]*\)", "]", text)
        for paragraph in re.split(r"\n\s*\n|\n(?=[-|])", text):
            words = " ".join(paragraph.split())
            if words:
                yield Text(str(path.relative_to(ROOT)), words, on_screen=False)


@pytest.mark.parametrize(
    "texts",
    [
        messages,
        document_texts,
        table_texts,
        schema_texts,
    ],
)
def test_no_text_has_a_word_of_the_list(texts: Any) -> None:
    assert found(texts()) == []


@pytest.mark.parametrize(
    "planted",
    [
        "Everything here rests on 84 sources.",
        "Steps after {day} are drawn apart.",
        "later than the as-of day",
        "who joined, which projects, and on whose word",
        "The data is being mended.",
        "The ledger of joins",
        "Seven smarts describe a city.",
        "They are no members of the network.",
        "50,200 – 725,000 people",
        "Chiang Mai, Khon Kaen, and Rayong",
        "It is put forward for Thailand's own plan.",
        "{count} เมืองภายใน {day}",
        "วันที่ที่ทุกตัวเลขอ้างอิง",
        "พื้นที่ที่เสนอของไทย",
        "เป็นหนึ่งในพื้นที่ของแผนของไทย",
        "ราว {people} คน",
        "แบ่งปันมุมมองนี้",
    ],
)
def test_a_planted_sentence_is_found(planted: str) -> None:
    assert found(iter([Text("planted", planted)]))


@pytest.mark.parametrize(
    "good",
    [
        "50,200–725,000 people",
        "Chiang Mai, Khon Kaen and Rayong",
        "Latest count: {count} ({month}).",
        "พื้นที่ที่ไทยเสนอ {count} แห่ง",
        "ตรวจสอบไม่เสร็จภายใน {seconds} วินาที",
        "ราว {people}",
    ],
)
def test_plain_words_pass(good: str) -> None:
    assert found(iter([Text("good", good)])) == []
