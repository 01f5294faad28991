"""Names of files to take away: in the reader's language, and fit for every system."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.content.file_names import (
    CONTENTS,
    MOST_BYTES,
    MOST_SIGNS,
    file_name,
    file_stem,
    safe_stem,
    whole_name,
)
from dashboard.core.text_metrics import is_thai
from dashboard.core.translation import LANGUAGES, use_language
from dashboard.core.url_state import View

ROOT = Path(__file__).parents[2]
NORTH = View(country="THA", region="north", status="proposed")
HOSTILE = [
    "../../etc/passwd",
    "C:\\Windows\\CON",
    'a "quoted" <name>: who? *|',
    "ends in a dot.",
    " . ",
    "hidden\x00sign\r\nSet-Cookie: a=b",
    "right to left \N{RIGHT-TO-LEFT OVERRIDE}vsc.exe",
    "lone \ud800 half",
    "%2e%2e%2f; filename=b.exe",
    "กรุงเทพมหานคร อมรรัตนโกสินทร์ " * 20,
    "ที่" * 200,
    "Ho Chi Minh " * 50,
    "é" * 300,
    "a" + "\N{COMBINING TILDE}" * 500,
    "\N{GRINNING FACE}" * 100,
]


def fits(name: str) -> bool:
    """Whether Windows, macOS and Linux can all keep a file of this name."""
    return (
        not re.search(r'[/\\:*?"<>|\s]', name)
        and all(unicodedata.category(sign)[0] != "C" for sign in name)
        and not name.startswith((".", "-"))
        and not name.endswith((".", " "))
        and len(name) <= MOST_SIGNS
        and len(name.encode("utf-8")) <= MOST_BYTES
    )


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("key", CONTENTS)
def test_every_file_has_a_name_of_its_own_that_fits(code: str, key: str) -> None:
    with use_language(code):
        assert fits(file_name(key, NORTH, "geojson"))
        assert fits(file_name(key, View(city=("chiang-mai", "ho-chi-minh-city"))))
        assert fits(whole_name(key, "zip"))


def test_a_name_says_what_is_inside_in_words() -> None:
    with use_language("en"):
        assert file_name("growth", View()) == "ASCN_Growth_2023-07-28.csv"
        assert file_name("places", NORTH, "geojson") == (
            "ASCN_Places_2023-07-28_Thailand_North_Proposed-areas.geojson"
        )
        assert file_stem("growth", View()) + ".png" == "ASCN_Growth_2023-07-28.png"


def test_a_thai_name_is_thai_and_keeps_the_day_that_sorts() -> None:
    with use_language("th"):
        network, what, day, *where = file_stem("places", NORTH).split("_")
    assert (network, day) == ("ASCN", "2023-07-28")
    assert [word for word in (what, *where) if not is_thai(word)] == []
    assert len(where) == 3


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_about_a_place_names_the_place(code: str) -> None:
    here = View(city=("phuket",), country="THA")
    with use_language(code):
        name = {"th": "ภูเก็ต"}.get(code, "Phuket")
        assert file_stem("where", here).endswith(f"_{name}")
        assert file_stem("projects-phuket", View()).endswith(f"_{name}")
        assert name not in file_stem("growth", here)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_name_makes_a_name_that_fits(text: str) -> None:
    stem = safe_stem(["ASCN", "Growth", "2023-07-28", text, text])
    assert stem.startswith("ASCN_Growth_2023-07-28")
    assert fits(f"{stem}.csv")
    assert "." not in stem


@pytest.mark.parametrize("cut", range(4, 40))
def test_a_name_that_is_cut_leaves_no_mark_without_its_letter(cut: int) -> None:
    whole = "ที่นี่น้ำใหญ่กี้" * 20
    kept = safe_stem([whole], reserved=cut)
    assert whole.startswith(kept)
    assert not unicodedata.category(whole[len(kept)]).startswith("M")


def test_one_letter_has_one_spelling() -> None:
    composed, apart = (unicodedata.normalize(form, "Đà Nẵng") for form in ("NFC", "NFD"))
    assert safe_stem([apart]) == safe_stem([composed]) == composed.replace(" ", "-")


def test_what_nobody_named_is_refused() -> None:
    with pytest.raises(KeyError):
        file_name("nothing-here", View())


def keys_in_use() -> Iterator[str]:
    """The keys of every section, chart, table and download in the code, up to what is filled in."""
    naming = {"Section", "chart", "notes", "download"}
    for path in [*(ROOT / "dashboard").rglob("*.py"), *(ROOT / "pages").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            named = {each.arg: each.value for each in node.keywords}
            if node.func.id not in naming or "saved_as" in named:
                continue
            key = node.args[0] if node.func.id == "Section" else named.get("key")
            if isinstance(key, ast.JoinedStr):
                key = key.values[0]
            if isinstance(key, ast.Constant):
                yield str(key.value).removesuffix("-")


def test_every_picture_and_table_in_the_code_has_its_words() -> None:
    used = set(keys_in_use())
    assert {"growth", "projects", "claims"} <= used
    assert used - set(CONTENTS) == set()
