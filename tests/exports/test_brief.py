"""The one-page brief: one page whatever is asked, real text, the numbers of the tables."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject

import ascn_data
from ascn_data import ANNOUNCEMENT, Network
from dashboard.content.text.network_text import span
from dashboard.core.translation import LANGUAGES, _, day, people, use_language
from dashboard.core.url_state import View
from dashboard.exports.pdf.brief import main, make_brief
from dashboard.exports.pdf.content import contents
from dashboard.exports.pdf.figures import drawing
from dashboard.exports.pdf.thai_breaks import whole_words

pytestmark = pytest.mark.slow

NOW = "2026-01-31"
LINK = "https://example.org/ascn/?country=THA&region=north"
each_language = pytest.mark.parametrize("code", LANGUAGES)


def read(pdf: bytes) -> PdfReader:
    """The PDF, which has to be sound."""
    return PdfReader(io.BytesIO(pdf), strict=True)


def text_of(pdf: bytes) -> str:
    """The text of its one page, on one line."""
    (page,) = read(pdf).pages
    return " ".join(page.extract_text().replace("\N{NO-BREAK SPACE}", " ").split())


def letters(font: DictionaryObject) -> dict[bytes, str]:
    """What each glyph of a font stands for."""
    table = font["/ToUnicode"].get_object().get_data()
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", table)
    return {
        bytes.fromhex(g.decode()): bytes.fromhex(c.decode()).decode("utf-16-be") for g, c in pairs
    }


def copied(pdf: bytes) -> str:
    """The text as a reader copies it: what is said of a group of glyphs goes before their own.

    pypdf goes by the glyphs alone, which is not enough for Thai marks. Without spaces, because
    the end of a line has none.
    """
    reader = read(pdf)
    (page,) = reader.pages
    fonts = {name: letters(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    known: dict[bytes, str] = {}
    said: list[str] = []
    open_groups: list[bool] = []
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator == b"Tf":
            known = fonts[operands[0]]
        elif operator in (b"BDC", b"BMC"):
            spoken = len(operands) > 1 and operands[1].get("/ActualText")
            open_groups.append(bool(spoken))
            said += [str(spoken)] if spoken else []
        elif operator == b"EMC":
            open_groups.pop()
        elif operator in (b"Tj", b"TJ") and not any(open_groups):
            parts = operands[0] if operator == b"TJ" else operands
            glyphs = b"".join(
                part.original_bytes for part in parts if hasattr(part, "original_bytes")
            )
            said += [known[glyphs[at : at + 2]] for at in range(0, len(glyphs), 2)]
    return "".join("".join(said).split())


@each_language
@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"asof": "2010-01-01"},
        {"asof": "2018-04-28"},
        {"asof": NOW},
        {"country": "THA"},
        {"country": "VNM"},
        {"country": "THA", "region": "north"},
        {"asof": NOW, "country": "IDN"},
        {"status": "proposed"},
        {"status": "member"},
        {"country": "MYS"},
        {"country": "TLS"},
        {"asof": NOW, "country": "THA"},
    ],
    ids=lambda chosen: "-".join(chosen.values()) or "all",
)
def test_it_is_one_page_with_its_fonts_and_no_bitmap(code: str, chosen: dict[str, str]) -> None:
    pdf = make_brief(View(lang=code, **chosen), LINK)
    (page,) = read(pdf).pages
    assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
    assert not page.images
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        (inner,) = font["/DescendantFonts"]
        assert "NotoSans" in inner.get_object()["/BaseFont"]
        assert "/FontFile2" in inner.get_object()["/FontDescriptor"]


@each_language
@pytest.mark.parametrize("asof", ["2023-07-28", NOW])
def test_it_holds_the_numbers_of_the_tables(net: Network, code: str, asof: str) -> None:
    said = text_of(make_brief(View(lang=code, asof=asof)))
    numbers = set(re.findall(r"[0-9][0-9.,]*[0-9]|[0-9]", said))
    members = ascn_data.members(net, asof)
    areas = ascn_data.plan_areas(net, asof)
    low, high = ascn_data.reach_range(net, asof)
    counts = [
        len(members),
        members["country_id"].nunique(),
        len(ascn_data.places(net, asof, status="proposed")),
        len(areas),
        areas["province_id"].nunique(),
    ]
    assert {str(count) for count in counts} <= numbers
    assert {f"{low / 1e6:.2f}", f"{high / 1e6:.2f}", "1.8"} <= {n.strip(".,") for n in numbers}


def test_a_filter_narrows_it(net: Network) -> None:
    said = text_of(make_brief(View(country="VNM")))
    for name in ascn_data.members(net, ANNOUNCEMENT, country="VNM")["name_en"]:
        assert name in said
    assert "Chiang Mai" not in said


@each_language
@pytest.mark.parametrize("asof", ["2023-07-28", NOW])
def test_a_country_has_its_cities_and_nothing_of_thailands(
    net: Network, code: str, asof: str
) -> None:
    view = View(country="MYS", asof=asof, lang=code)
    with use_language(code):
        page = contents(view)
    (cities,) = page["tables"]
    members = ascn_data.members(net, asof, country="MYS")
    assert {row[0] for row in cities["rows"]} == set(members[f"name_{code}"])
    listed = ascn_data.project_totals(net, year=int(asof[:4]) if asof != NOW else 2025)
    here = ascn_data.project_totals(net, year=int(listed["report_year"].max()), country="MYS")
    values = {card["value"] for card in page["cards"]}
    assert {str(len(members)), str(here["projects"].sum())} <= values
    said = copied(make_brief(view))
    with use_language(code):
        others = [people(1_800_000), _("Proposed areas")]
    others += list(ascn_data.places(net, asof, country="THA")[f"name_{code}"])
    assert [other for other in others if "".join(other.split()) in said] == []
    assert "1.8" not in said


@each_language
def test_a_status_is_named_and_its_places_are_listed(net: Network, code: str) -> None:
    view = View(status="proposed", lang=code)
    with use_language(code):
        page = contents(view)
        assert page["scope"] == _("Proposed areas")
    (areas,) = page["tables"]
    known = ascn_data.places(net, view.asof, status="proposed")
    assert {row[0] for row in areas["rows"]} == set(known[f"name_{code}"])
    counted = {row[-1].replace("\N{NO-BREAK SPACE}", " ") for row in areas["rows"]}
    with use_language(code):
        by_area = ascn_data.reach_by_area(net, view.asof)
        assert counted == {span(row.low, row.high) for row in by_area.itertuples()}


def test_residents_are_dated_as_they_were_counted(net: Network) -> None:
    with use_language("en"):
        page = contents(View(asof=NOW))
    lines = [part["line"] for part in page["pictures"] if "registered residents" in part["line"]]
    assert len(lines) == 1
    counted_on = ascn_data.reach_by_region(net, NOW)["reference_date"].max()
    assert day(counted_on) in lines[0]
    assert day(NOW) not in lines[0]


@each_language
def test_its_words_can_be_copied_in_order(code: str) -> None:
    view = View(lang=code)
    with use_language(code):
        page = contents(view)
    sentences = [page["title"], page["as_of"], page["changed"]]
    for card in page["cards"]:
        sentences += [card["label"], card["value"], card["note"]]
    sentences += [page["map"]["title"], *(part["title"] for part in page["pictures"])]
    sentences += [page["care_title"], *page["care"], page["sources_title"], page["licence"]]
    said, at = copied(make_brief(view)), 0
    for sentence in sentences:
        at = said.index("".join(sentence.split()), at)
    for word in page["map"]["words"]:
        assert "".join(word["text"].split()) in said


def test_thai_words_are_kept_whole() -> None:
    with use_language("th"):
        kept = re.compile(whole_words())
    for word in ("กันยายน", "ขอนแก่น", "เชียงใหม่", "อัจฉริยะ", "จังหวัด"):
        assert kept.fullmatch(word)
    with use_language("en"):
        assert whole_words() == ""


@each_language
def test_it_describes_itself(code: str) -> None:
    pdf = read(make_brief(View(lang=code)))
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == code
    assert root["/MarkInfo"]["/Marked"]
    assert pdf.metadata is not None
    assert pdf.metadata.title
    assert pdf.metadata.author == "ASCN Dashboard contributors"
    with use_language(code):
        said = contents(View(lang=code))
    for part in (said["map"], *said["pictures"]):
        assert part["alt"]


def test_the_same_view_gives_the_same_bytes() -> None:
    assert make_brief(View(), LINK) == make_brief(View(), LINK)


@each_language
def test_every_place_is_named_on_the_map_or_under_it(net: Network, code: str) -> None:
    with use_language(code):
        part = contents(View(lang=code, asof=NOW))["map"]
    drawn = "".join(word["text"] for word in part["words"]).replace(" ", "")
    listed = part["note"].replace(" ", "")
    for name in ascn_data.places(net, NOW)[f"name_{code}"]:
        assert (name.replace(" ", "") in drawn) != (name.replace(" ", "") in listed)


def test_text_stays_text() -> None:
    evil = 'https://example.org/?q=#read("/etc/hostname")*a*$x$<y>\\'
    assert evil in text_of(make_brief(View(), evil)).replace(" ", "")


def test_a_character_that_no_font_has_is_no_failure() -> None:
    assert len(read(make_brief(View(), "https://example.org/ខ្មែរ")).pages) == 1


def test_the_words_of_a_drawing_are_taken_out_of_it() -> None:
    svg = '<svg viewBox="0 0 10 5" font-size="2"><path d="M0 0"/>'
    svg += '<text x="1" y="2" fill="#000">a &lt; b</text></svg>'
    taken = drawing(svg)
    assert "text" not in taken["svg"]
    assert taken["size"] == [10, 5]
    (word,) = taken["words"]
    assert (word["text"], word["x"], word["y"], word["size"]) == ("a < b", 1, 2, 2)


def test_the_command_writes_a_file(tmp_path: Path) -> None:
    out = tmp_path / "brief.pdf"
    run = CliRunner().invoke(main, ["--lang", "th", "--country", "THA", "--out", str(out)])
    assert run.exit_code == 0, run.output
    assert out.read_bytes() == make_brief(View(lang="th", country="THA"))


@pytest.mark.parametrize(
    "asked",
    [
        ["--as-of", "2023-02-30"],
        ["--country", "ZZZ"],
        ["--region", "nowhere"],
        ["--country", "VNM", "--region", "north"],
        ["--lang", "fr"],
    ],
    ids=lambda asked: "=".join(asked),
)
def test_a_wrong_option_is_one_line_and_no_file(tmp_path: Path, asked: list[str]) -> None:
    out = tmp_path / "brief.pdf"
    run = CliRunner().invoke(main, [*asked, "--out", str(out)])
    assert run.exit_code == 2
    errors = [line for line in run.output.splitlines() if line.startswith("Error:")]
    assert len(errors) == 1
    assert asked[-1] in errors[0]
    assert not out.exists()


@pytest.mark.parametrize("chosen", [{}, {"country": "MYS"}, {"asof": NOW}, {"status": "proposed"}])
def test_every_number_has_its_source_on_the_page(net: Network, chosen: dict[str, str]) -> None:
    titles = net.sources.set_index("source_id")["title"]
    with use_language("en"):
        page = contents(View(**chosen))
    listed = " ".join(each["text"] for each in page["sources"])
    for part in (page["map"], *page["cards"], *page["tables"], *page["pictures"]):
        assert part["sources"], part
        assert all(titles[key] in listed for key in part["sources"])
