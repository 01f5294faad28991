"""Words in Latin letters on a Thai page that do not belong there."""

from __future__ import annotations

import re
from functools import cache

from playwright.sync_api import Page

from ascn_data import Network

# What may stand in Latin letters on a Thai page beside what the tables themselves hold.
KEPT = {
    "ASEAN", "ASCN", "CSV", "UN", "English", "GitHub", "depa", "km", "PNG", "CC", "BY", "XLSX",
    "ZIP", "GeoJSON", "Markdown", "Python",
    "ETag", "Frictionless", "Data", "Package", "datapackage", "json",
}  # fmt: skip
# Icons are words in the page's text; they are drawn as pictures. Code is the same in every
# language, where files are dropped the words are Streamlit's own, and a place to choose from a list
# has its names in both languages.
VISIBLE_TEXT = """() => {
  const icons = [...document.querySelectorAll('*')].filter(
    (e) => getComputedStyle(e).fontFamily.includes('Material')
      || e.matches('code, pre, [data-testid="stFileUploader"], [data-testid="stMultiSelect"]'));
  for (const icon of icons) icon.style.display = 'none';
  const said = [...document.querySelectorAll(
    '[data-testid="stMain"], [data-testid="stTopNavLinkContainer"]')].map(e => e.innerText);
  for (const icon of icons) icon.style.display = '';
  return said.join('\\n');
}"""
LEAST_THAI_LETTERS = 200
# What is quoted as its source writes it, by table.
QUOTED = {
    "sources": ["publisher", "title"], "projects": ["name"], "places": ["name_local"],
    "place_focus_areas": ["declared_label"], "un_city_matches": ["un_city_name"],
}  # fmt: skip


def _latin(text: str) -> set[str]:
    """Words of two or more Latin letters."""
    return set(re.findall(r"[A-Za-zÀ-ɏḀ-ỹ]{2,}", text))


@cache
def _known(net: Network) -> frozenset[str]:
    """The Latin words of the tables in their Thai texts, and in what they quote."""
    known = set(KEPT).union(*(_latin(table) for table in net.tables))
    for table in net.tables:
        frame = net.table(table)
        columns = [column for column in frame if column.endswith("_th")]
        columns += QUOTED.get(table, [])
        for column in columns:
            known |= _latin(" ".join(frame[column].dropna().astype(str)))
    return frozenset(known)


def foreign_words(page: Page, net: Network) -> list[str]:
    """The words of a Thai page that neither the tables nor common names have."""
    said = page.evaluate(VISIBLE_TEXT)
    assert len(re.findall("[ก-๙]", said)) > LEAST_THAI_LETTERS
    return sorted(_latin(said) - _known(net))
