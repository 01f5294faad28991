"""Numbers, dates and lists as a reader of each language meets them."""

from __future__ import annotations

import re

import pytest

from dashboard.core.translation import (
    LANGUAGES,
    day,
    exact_people,
    language,
    listed,
    localized,
    number,
    others,
    people,
    people_between,
    rounded,
    short_day,
    text,
    use_language,
)

MONTHS_TH = [
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "precision", "shown"),
    [
        ("en", "day", "28 July 2023"),
        ("en", "month", "July 2023"),
        ("en", "year", "2023"),
        ("th", "day", "28 กรกฎาคม พ.ศ. 2566"),
        ("th", "month", "กรกฎาคม พ.ศ. 2566"),
        ("th", "year", "พ.ศ. 2566"),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(code: str, precision: str, shown: str) -> None:
    with use_language(code):
        assert day("2023-07-28", precision) == shown


@pytest.mark.parametrize("month", range(1, 13))
def test_thai_dates_have_thai_months_and_the_buddhist_year(month: int) -> None:
    with use_language("th"):
        assert day(f"2024-{month:02d}-01") == f"1 {MONTHS_TH[month - 1]} พ.ศ. 2567"
        assert day("2024-02-29") == "29 กุมภาพันธ์ พ.ศ. 2567"


@pytest.mark.parametrize(
    ("code", "shown"), [("en", ("Jul 2023", "2023")), ("th", ("ก.ค. 2566", "2566"))]
)
def test_labels_have_short_dates(code: str, shown: tuple[str, str]) -> None:
    with use_language(code):
        assert (short_day("2023-07-28"), short_day("2023-07-28", "year")) == shown


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, "0"),
        (999, "999"),
        (8_604, "8,600"),
        (59_049, "59,000"),
        (59_050, "59,000"),
        (59_051, "59,100"),
        (123_456, "123,000"),
        (999_400, "999,000"),
        (1_000_000, "1 million"),
        (1_800_000, "1.8 million"),
        (1_356_449, "1.36 million"),
        (10_156_316, "10.16 million"),
    ],
)
def test_people_are_rounded_for_reading(count: int, shown: str) -> None:
    with use_language("en"):
        assert people(count) == shown


@pytest.mark.parametrize(
    ("count", "shown"), [(1_800_000, "1.8 ล้านคน"), (59_049, "59,000 คน"), (8_604, "8,600 คน")]
)
def test_people_have_their_classifier_in_thai(count: int, shown: str) -> None:
    with use_language("th"):
        assert people(count) == shown
        assert rounded(count) == shown.removesuffix("คน").rstrip()
        assert exact_people(59_049) == "59,049 คน"


@pytest.mark.parametrize(
    ("low", "high", "english", "thai"),
    [
        (1_579_924, 2_254_393, "1.58–2.25 million", "1.58–2.25 ล้านคน"),
        (50_202, 724_678, "50,200–725,000", "50,200–725,000 คน"),
        (716_410, 1_356_449, "716,000–1.36 million", "716,000–1.36 ล้านคน"),
        (8_604, 8_604, "8,600", "8,600 คน"),
        (8_604, 8_601, "8,600", "8,600 คน"),
    ],
)
def test_a_range_of_people_has_an_unspaced_dash_and_one_unit(
    low: int, high: int, english: str, thai: str
) -> None:
    with use_language("en"):
        assert people_between(low, high) == english
    with use_language("th"):
        assert people_between(low, high) == thai


@pytest.mark.parametrize(
    ("kind", "thai"),
    [
        ("places", "อีก 3 แห่ง"), ("cities", "อีก 3 เมือง"), ("countries", "อีก 3 ประเทศ"),
        ("focus areas", "อีก 3 ด้าน"), ("partners", "อีก 3 ราย"),
    ],
)  # fmt: skip
def test_the_rest_of_a_list_has_the_classifier_of_its_kind(kind: str, thai: str) -> None:
    with use_language("en"):
        assert others(3, kind) == "3 others"
        assert others(1, kind) == "1 other"
    with use_language("th"):
        assert others(3, kind) == thai


def test_people_just_below_a_million_read_as_a_million() -> None:
    with use_language("en"):
        assert people(999_600) == people(1_000_000)


@pytest.mark.parametrize("count", [1, 59_123, 999_999, 1_234_567, 37_435_191])
@pytest.mark.parametrize("code", LANGUAGES)
def test_rounding_stays_within_half_a_percent(code: str, count: int) -> None:
    with use_language(code):
        shown = people(count)
    digits = float("".join(char for char in shown if char.isdigit() or char == "."))
    assert any(abs(digits * unit / count - 1) <= 0.005 for unit in (1, 1_000_000))


@pytest.mark.parametrize("code", LANGUAGES)
def test_numbers_are_grouped_with_latin_digits(code: str) -> None:
    with use_language(code):
        assert number(1_800_000) == "1,800,000"


@pytest.mark.parametrize(("code", "word"), [("en", "and"), ("th", "และ")])
def test_lists_join_with_the_languages_word(code: str, word: str) -> None:
    items = ["Da Nang", "Hanoi", "Ipoh"]
    with use_language(code):
        assert listed(items[:1]) == "Da Nang"
        two, three = listed(items[:2]), listed(items)
    assert re.fullmatch(rf"Da Nang\s*{word}\s*Hanoi", two)
    assert re.fullmatch(rf"Da Nang,?\s+Hanoi\s+{word}\s*Ipoh", three)


def test_numbers_and_latin_names_stand_apart_from_the_thai_conjunction() -> None:
    with use_language("th"):
        assert listed(["พ.ศ. 2566", "วันที่ 3"]) == "พ.ศ. 2566 และวันที่ 3"
        assert listed(["หก", "6 พื้นที่"]) == "หกและ 6 พื้นที่"
        assert listed(["ก", "เมืองเก่า", "Mueang Taiyong"]) == "ก เมืองเก่า และ Mueang Taiyong"


def test_text_of_a_row_is_in_the_readers_language_and_never_nan() -> None:
    row = {"note_en": "a note", "note_th": None}
    with use_language("en"):
        assert (localized("note"), text(row, "note")) == ("note_en", "a note")
    with use_language("th"):
        assert (localized("note"), text(row, "note")) == ("note_th", "")


def test_a_language_lasts_as_long_as_its_block() -> None:
    before = language()
    with use_language("th"):
        assert language() == "th"
        with use_language("en"):
            assert language() == "en"
        assert language() == "th"
    assert language() == before
