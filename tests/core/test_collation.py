"""Names in the order in which a reader looks them up."""

from __future__ import annotations

import random

import pandas as pd
import pytest

from dashboard.core.collation import sort_key, sort_keys

DICTIONARY = [
    # A vowel written before its consonant does not count before it; nor do tone marks.
    ["กรุงเทพมหานคร", "เกาะสมุย", "ขอนแก่น", "ชลบุรี", "ชุมพร", "เชียงใหม่"],
    ["เนปยีดอ", "บันดาร์เซอรีเบอกาวัน", "บาญูวางี", "พนมเปญ", "มะนิลา", "มัณฑะเลย์", "ย่างกุ้ง"],
    ["บรูไนดารุสซาลาม", "ฟิลิปปินส์", "มาเลเซีย", "เมียนมา", "เวียดนาม", "สิงคโปร์"],
    ["ปา", "ป่า", "ป้า", "ปาก"],
    ["Cần Thơ", "Cao Bằng", "da Nang", "Da Nang City", "Đà Nẵng"],
]


@pytest.mark.parametrize("names", DICTIONARY)
def test_names_stand_as_in_a_dictionary(names: list[str]) -> None:
    mixed = random.Random(1).sample(names, len(names))
    assert sorted(mixed, key=sort_key) == names
    assert list(pd.Series(mixed).sort_values(key=sort_keys)) == names
