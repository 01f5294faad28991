"""Thai words that no line of print may break, where the line breaking at hand would break them."""

from __future__ import annotations

import re

from babel.dates import get_month_names

from dashboard.core.dataset import table
from dashboard.core.translation import language, localized

NAMES = ("places", "countries", "regions")
# Words of our sentences, found with a dictionary. Short ones that may begin a longer word are
# left out: a word kept whole may be parted from what follows it.
WORDS = """
    การประชุม ขั้นบันได ขึ้นอยู่กับ ข้อมูล ครั้งแรก คาบสมุทร จังหวัด ญี่ปุ่น ด้านล่าง ตรงกัน ตัวเลข ได้แก่ บทความ
    ประจำปี ผู้ก่อตั้ง ผู้ประกาศ ผู้แทน ผู้สมัคร ผู้เสนอ แผนที่ พื้นที่ เพิ่มขึ้น ภายใต้ ภายใน ภายหลัง มลายู มิใช่ รวมทั้ง
    รัฐมนตรี รายการ เกาหลี วันที่ สถานะ ส่วนใหญ่ สาธารณรัฐ สิ้นปี แหล่งข้อมูล หุ้นส่วน องค์ประกอบ อัจฉริยะ
    เข้าร่วม
"""
THAI = re.compile("[ก-๙]{4,20}")


def whole_words() -> str:
    """A pattern of names, months and words to keep whole; empty in a language with spaces."""
    if language() != "th":
        return ""
    names = [name for key in NAMES for name in table(key)[localized("name")]]
    months = get_month_names("wide", locale=language()).values()
    found = {word for text in (*names, *months, WORDS) for word in THAI.findall(text)}
    return "|".join(sorted(found, key=lambda word: (-len(word), word)))
