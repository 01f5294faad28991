"""The deck, read back: native, complete, described, and with the tables' numbers in it."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Emu

from ascn_data import Network
from dashboard.core.translation import LANGUAGES, localized, use_language
from dashboard.core.url_state import View
from dashboard.exports.pptx.deck import main, make_deck, source_line
from dashboard.exports.pptx.template import SOURCE_PT
from dashboard.exports.slides.slide import MAPS
from dashboard.exports.slides.story import Slide, story

pytestmark = pytest.mark.slow

VIEWS = [
    View(),
    View(lang="th"),
    View(country="THA", region="north"),
    View(country="VNM", lang="th"),
    View(country="TLS"),
    View(asof="2018-04-27"),
    View(asof="2026-01-31", lang="th"),
]
each_view = pytest.mark.parametrize("view", VIEWS, ids=str)
DECORATION = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
NOTHING = 914400 // 96  # a pixel
MEGABYTE = 1_000_000
TAGS = {"en": "en-GB", "th": "th-TH"}
SECONDS = 5


@cache
def made(view: View) -> bytes:
    """The deck of a view, made once."""
    return make_deck(view)


def opened(view: View) -> Any:
    """The deck of a view, read back."""
    return Presentation(io.BytesIO(made(view)))


@cache
def told(view: View) -> list[Slide]:
    """The story that the deck tells."""
    with use_language(view.lang):
        return story(view)


def pairs(view: View) -> list[tuple[Any, Slide]]:
    """Each slide with what it tells."""
    return list(zip(opened(view).slides, told(view), strict=True))


def every(shapes: Any) -> Iterator[Any]:
    """The shapes, those in groups too."""
    for shape in shapes:
        yield shape
        if hasattr(shape, "shapes"):
            yield from every(shape.shapes)


def props(shape: Any) -> Any:
    """What a shape says of itself: name, description."""
    return shape._element._nvXxPr.cNvPr


def chart(view: View, key: str) -> tuple[Any, Any]:
    """The chart of a slide and the frame behind it."""
    for slide, tells in pairs(view):
        if tells.key == key:
            (found,) = [shape.chart for shape in slide.shapes if shape.has_chart]
            return found, tells.frame
    raise KeyError(key)


def values(found: Any) -> list[list[float]]:
    """The values of the series of a chart; a gap is 0."""
    return [[value or 0 for value in series.values] for series in found.plots[0].series]


def table(view: View, key: str) -> tuple[list[list[str]], Any]:
    """The cells of a table below its head and the frame behind it."""
    for slide, tells in pairs(view):
        if tells.key == key:
            (found,) = [shape.table for shape in slide.shapes if shape.has_table]
            return [[cell.text for cell in row.cells] for row in found.rows][1:], tells.frame
    raise KeyError(key)


def untied(said: str) -> str:
    """A text as it was before its lines were told where not to end."""
    return said.replace("\N{NO-BREAK SPACE}", " ")


@each_view
def test_every_slide_of_the_story_is_a_slide(view: View) -> None:
    for at, (slide, tells) in enumerate(pairs(view), start=1):
        assert untied(slide.shapes.title.text) == tells.title
        assert slide.notes_slide.notes_text_frame.text == tells.notes
        kinds = [shape.placeholder_format.type for shape in slide.placeholders]
        assert PP_PLACEHOLDER.SLIDE_NUMBER in kinds
        with use_language(view.lang):
            line = source_line(tells)
        (source,) = [
            shape
            for shape in slide.placeholders
            if shape.placeholder_format.type == PP_PLACEHOLDER.FOOTER
        ]
        assert source.text_frame.text == line, at
        text = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert tells.figure in text.split("\n") or not tells.headline
        assert all(said in untied(text).split("\n") for said in tells.lines)


@each_view
def test_pictures_are_native(view: View) -> None:
    for slide, tells in pairs(view):
        charts = [shape for shape in slide.shapes if shape.has_chart]
        tables = [shape for shape in slide.shapes if shape.has_table]
        groups = [shape for shape in slide.shapes if hasattr(shape, "shapes")]
        native = {"growth", "ranges", "focus", "plan", "partners"}
        assert len(charts) == (tells.picture in native)
        assert len(tables) == (tells.picture == "table")
        assert len(groups) == (tells.picture in MAPS)
    names = zipfile.ZipFile(io.BytesIO(made(view))).namelist()
    assert not [name for name in names if name.startswith("ppt/media/")]


@each_view
def test_charts_hold_the_values_of_the_frames(view: View) -> None:
    drawn = {tells.key for tells in told(view) if tells.frame is not None}
    if "growth" in drawn:
        found, frame = chart(view, "growth")
        series = values(found)
        assert [sum(each) for each in zip(*series, strict=True)] == frame["members"].tolist()
        known = frame["members"].where(~frame["later"], 0)
        assert series[0] == known.tolist()
    if "plan" in drawn:
        found, frame = chart(view, "plan")
        series = values(found)
        assert [sum(each) for each in zip(*series, strict=True)] == frame["areas"].tolist()
        if frame["proposed"].any():
            assert series[-1] == frame["proposed"].tolist()
    if "focus" in drawn:
        found, frame = chart(view, "focus")
        assert values(found) == [frame["projects"].tolist()[::-1]]
        assert list(found.plots[0].categories) == frame[own_of(view, "focus_area")].tolist()[::-1]
    if "partners" in drawn:
        found, frame = chart(view, "partners")
        for each, column in zip(values(found), ("begun", "unknown", "later"), strict=True):
            assert each == frame[column].tolist()[::-1]
    if "reach" in drawn:
        found, frame = chart(view, "reach")
        low, more = values(found)
        assert low[::-1] == frame["low"].tolist()
        assert [a + b for a, b in zip(low, more, strict=True)][::-1] == frame["high"].tolist()


def own_of(view: View, word: str) -> str:
    """The column of a word in the language of a view."""
    with use_language(view.lang):
        return localized(word)


@pytest.mark.parametrize("code", LANGUAGES)
def test_tables_hold_every_row_that_has_room(code: str) -> None:
    cells, frame = table(View(lang=code), "sources")
    *shown, rest = cells
    assert [row[0] for row in shown] == frame["publisher"].tolist()[: len(shown)]
    left = len(frame) - len(shown)
    assert left > 1
    assert re.findall(r"\d+", rest[0]) == [str(left)]


@each_view
def test_every_place_has_a_mark_and_labels_do_not_collide(view: View) -> None:
    for slide, tells in pairs(view):
        if tells.picture != "map":
            continue
        assert tells.frame is not None
        (group,) = [shape for shape in slide.shapes if hasattr(shape, "shapes")]
        said = [props(shape).get("descr") for shape in group.shapes]
        for name in tells.frame[own_of(view, "name")]:
            assert sum(alt.startswith(f"{name}: ") for alt in said) == 1
        labels = [shape for shape in group.shapes if shape.has_text_frame and shape.text_frame.text]
        assert labels
        boxes = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in labels]
        for at, one in enumerate(boxes):
            for other in boxes[at + 1 :]:
                apart = one[2] <= other[0] or other[2] <= one[0]
                assert apart or one[3] <= other[1] or other[3] <= one[1]


def test_members_by_country_and_those_that_joined_are_named_on_their_maps() -> None:
    for slide, tells in pairs(View()):
        if tells.picture not in ("countries", "joined"):
            continue
        assert tells.frame is not None
        (group,) = [shape for shape in slide.shapes if hasattr(shape, "shapes")]
        text = {
            shape.text_frame.text.replace("\n", " ")
            for shape in group.shapes if shape.has_text_frame
        }  # fmt: skip
        if tells.picture == "countries":
            said = {props(shape).get("descr") for shape in group.shapes}
            for row in tells.frame.itertuples():
                assert f"{row.country_en}: {row.members}" in said
                assert {row.country_en, str(row.members)} <= text
        else:
            assert text - {""} == set(tells.frame.loc[tells.frame["newest"], "name_en"])


@pytest.mark.parametrize("asof", ["2023-07-28", "2026-01-31"])
def test_whoever_joined_has_a_name_on_the_map(asof: str) -> None:
    view = View(asof=asof)
    for slide, tells in pairs(view):
        if tells.picture != "map":
            continue
        assert tells.frame is not None
        text = {
            shape.text_frame.text.replace("\n", " ")
            for shape in every(slide.shapes)
            if shape.has_text_frame
        }
        newer = tells.frame[~tells.frame["founding"].fillna(False).astype(bool)]
        assert set(newer["name_en"]) <= text


@each_view
def test_every_shape_is_described_or_marked_as_decoration(view: View) -> None:
    for slide in opened(view).slides:
        for shape in every(slide.shapes):
            alt = props(shape).get("descr")
            assert alt is not None, shape.name
            assert bool(alt) != bool(list(props(shape).iter(DECORATION))), shape.name
            assert shape.name
        ids = [props(shape).get("id") for shape in every(slide.shapes)]
        assert len(ids) == len(set(ids))


@each_view
def test_nothing_leaves_the_slide_or_covers_another(view: View) -> None:
    deck = opened(view)
    wide, high = deck.slide_width, deck.slide_height
    assert round(wide / high, 2) == 1.78
    for slide in deck.slides:
        boxes = []
        for shape in every(slide.shapes):
            right, bottom = shape.left + shape.width, shape.top + shape.height
            assert min(shape.left, shape.top) >= 0, shape.name
            assert right <= wide + NOTHING, shape.name
            assert bottom <= high + NOTHING, shape.name
        for shape in slide.shapes:
            top = shape.top
            height = shape.height
            if shape.has_table:
                height = Emu(sum(row.height for row in shape.table.rows))
            boxes.append((shape.left, top, shape.left + shape.width, top + height, shape.name))
        for at, one in enumerate(boxes):
            for other in boxes[at + 1 :]:
                apart = one[2] <= other[0] + NOTHING or other[2] <= one[0] + NOTHING
                apart = apart or one[3] <= other[1] + NOTHING or other[3] <= one[1] + NOTHING
                assert apart, (one, other)


def sizes(shape: Any, deck: Any) -> list[float]:
    """The sizes of the text of a shape in points; what it does not say its master says."""
    found = [
        run.font.size.pt if run.font.size else None
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    kind = "titleStyle" if shape.is_placeholder and shape.placeholder_format.idx == 0 else "body"
    styles = deck.slide_master._element.find(qn("p:txStyles"))
    level = styles.find(qn("p:titleStyle" if kind == "titleStyle" else "p:bodyStyle"))
    default = int(level.find(qn("a:lvl1pPr")).find(qn("a:defRPr")).get("sz")) / 100
    return [size or default for size in found] or [default]


@each_view
def test_type_is_large_enough(view: View) -> None:
    deck = opened(view)
    for slide, tells in zip(deck.slides, told(view), strict=True):
        for shape in slide.shapes:
            if shape.has_table:
                cells = [cell for row in shape.table.rows for cell in row.cells]
                runs = [run for cell in cells for run in cell.text_frame.paragraphs[0].runs]
                assert min(run.font.size.pt for run in runs) >= 18
            elif shape.has_text_frame and shape.text_frame.text:
                least = min(sizes(shape, deck))
                kind = shape.placeholder_format.type if shape.is_placeholder else None
                if kind in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
                    assert least >= SOURCE_PT
                else:
                    assert least >= (60 if shape.text_frame.text == tells.figure else 18)


@each_view
def test_every_run_says_its_language_and_its_fonts(view: View) -> None:
    with zipfile.ZipFile(io.BytesIO(made(view))) as archive:
        slides = [archive.read(n).decode() for n in archive.namelist() if "slides/slide" in n]
        theme = archive.read("ppt/theme/theme1.xml").decode()
        charts = [archive.read(n).decode() for n in archive.namelist() if "charts/chart" in n]
    for text in slides:
        if "<p:sld " not in text:
            continue
        for run in re.findall(r"<a:r>.*?</a:r>", text, re.DOTALL):
            assert f'lang="{TAGS[view.lang]}"' in run
            assert '<a:latin typeface="+mn-lt"/>' in run
            assert '<a:cs typeface="+mn-cs"/>' in run
    for text in charts:
        if "<c:chartSpace" in text:
            assert f'<c:lang val="{TAGS[view.lang]}"/>' in text
    assert theme.count('<a:cs typeface="Tahoma"/>') == 2
    assert "Calibri" not in theme


def test_the_file_is_whole_small_and_always_the_same(net: Network) -> None:
    view = View()
    with zipfile.ZipFile(io.BytesIO(made(view))) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == len(set(archive.namelist()))
    assert len(made(view)) < MEGABYTE
    # Of the processor alone, so that neighbours do not count.
    start = time.process_time()
    again = make_deck(view)
    assert time.process_time() - start < SECONDS
    assert again == made(view)
    core = opened(view).core_properties
    assert core.created.strftime("%Y-%m-%d") == net.contract.descriptor["created"][:10]
    assert core.author == "ASCN Dashboard contributors"
    assert core.language == "en-GB"
    assert core.title


def run(*args: str) -> Any:
    """The command with some options."""
    return CliRunner().invoke(main, list(args))


def test_the_command_writes_the_same_deck(tmp_path: Path) -> None:
    out = tmp_path / "story.pptx"
    result = run("--country", "THA", "--region", "north", "--out", str(out))
    assert result.exit_code == 0, result.output
    assert out.read_bytes() == made(View(country="THA", region="north"))
    assert [path.name for path in tmp_path.iterdir()] == ["story.pptx"]


@pytest.mark.parametrize(
    "wrong",
    [
        ("--as-of", "2023-02-30"),
        ("--country", "XXX"),
        ("--region", "nowhere"),
        ("--country", "VNM", "--region", "north"),
        ("--lang", "xx"),
        ("--out", "{missing}/story.pptx"),
    ],
)
def test_a_wrong_option_ends_with_its_reason(tmp_path: Path, wrong: tuple[str, ...]) -> None:
    options = [part.format(missing=tmp_path / "missing") for part in wrong]
    result = run("--out", str(tmp_path / "story.pptx"), *options)
    assert result.exit_code in (1, 2)
    assert "Traceback" not in result.output
    assert "Error: " in result.output.splitlines()[-1]
    assert not list(tmp_path.iterdir())
