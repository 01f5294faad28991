"""The deck of the network map: small, with no other host in it, and every place where it is."""

from __future__ import annotations

import json
import re
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from ascn_data import Network
from dashboard.content.places import THAILAND, around, bounds_of, kind_of, marks, places_of
from dashboard.core.translation import LANGUAGES, use_language
from dashboard.core.url_state import View
from dashboard.maps import deckgl, symbols
from dashboard.maps.projection import opening, projection_of
from dashboard.maps.ring import ringed

XMLNS = "http://www.w3.org/2000/svg"
NOW = "2026-01-31"
EVIL = "<script>alert(1)</script> & 'x'"
each_language = pytest.mark.parametrize("code", LANGUAGES)


def deck(view: View, size: tuple[int, int] = deckgl.WIDE, **options: object) -> str:
    """The JSON that the browser gets for a view."""
    with use_language(view.lang):
        rows = marks(places_of(view))
    options.setdefault("palette", symbols.LIGHT)
    options.setdefault("bounds", bounds_of(view, places_of(view)))
    return deckgl.network_map(rows, size=size, **options).to_json()


def layers(text: str) -> dict[str, dict]:
    """The layers of a deck by id."""
    return {layer["id"]: layer for layer in json.loads(text)["layers"]}


def svg(url: str) -> ElementTree.Element:
    """The picture in a data URL; a fault in its markup raises."""
    head, _, body = url.partition(",")
    assert head.startswith("data:image/svg+xml")
    return ElementTree.fromstring(unquote(body))


@each_language
@pytest.mark.parametrize("size", [deckgl.WIDE, deckgl.PHONE], ids=str)
@pytest.mark.parametrize("palette", [symbols.LIGHT, symbols.DARK], ids=["light", "dark"])
def test_a_deck_is_small_and_asks_no_other_host(
    code: str, size: tuple[int, int], palette: symbols.MapPalette
) -> None:
    text = deck(View(asof=NOW, lang=code), size, palette=palette)
    assert len(text.encode("utf-8")) < 60_000
    assert not re.search(r"https?:", text.replace(XMLNS, ""))
    assert not re.search(r"""["'(]//\w""", text)


def test_the_base_map_is_a_plain_colour() -> None:
    style = json.loads(deck(View()))["mapStyle"]
    assert style.startswith("data:application/json,")
    inside = json.loads(unquote(style.partition(",")[2]))
    assert inside["sources"] == {}
    assert [layer["type"] for layer in inside["layers"]] == ["background"]
    assert "glyphs" not in inside
    assert "sprite" not in inside


@pytest.mark.parametrize("base", ["/", "/ascn/", "/a/b/"])
def test_shapes_come_from_the_dashboards_own_address(
    base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deckgl, "base_path", lambda: base)
    deckgl.network_map.cache_clear()
    found = layers(deck(View(), provinces=True))
    deckgl.network_map.cache_clear()
    for name in ("context", "countries", "provinces"):
        assert re.fullmatch(rf"{base}data/boundaries/\w+\.geojson", found[name]["data"])
    assert "provinces" not in layers(deck(View()))


@each_language
@pytest.mark.parametrize("asof", ["2018-04-28", "2023-07-28", NOW])
def test_every_place_has_the_symbol_of_its_kind(code: str, asof: str) -> None:
    view = View(asof=asof, lang=code)
    places = places_of(view)
    found = layers(deck(view))[deckgl.PLACES_LAYER]
    assert sorted(row["place_id"] for row in found["data"]) == sorted(places["place_id"])
    kinds = {row["place_id"]: row["kind"] for row in found["data"]}
    assert kinds == dict(zip(places["place_id"], places.apply(kind_of, axis=1), strict=True))


@each_language
def test_a_tip_says_name_country_and_since_when(code: str) -> None:
    view = View(asof=NOW, lang=code)
    with use_language(code):
        rows = marks(places_of(view)).set_index("place_id")
    for row in layers(deck(view))[deckgl.PLACES_LAYER]["data"]:
        drawn = rows.loc[row["place_id"]]
        assert row["tip"].split("\n") == [
            line for line in drawn[["title", "line1", "line2", "line3", "line4"]] if line
        ]


def test_new_and_proposed_places_are_drawn_over_the_founding_ones() -> None:
    kinds = [row["kind"] for row in layers(deck(View(asof=NOW)))[deckgl.PLACES_LAYER]["data"]]
    assert kinds == sorted(kinds, key=symbols.KINDS.index)


@each_language
def test_labels_are_text_in_a_picture(net: Network, code: str) -> None:
    layer = layers(deck(View(asof=NOW, lang=code)))["labels"]
    picture = svg(layer["iconAtlas"])
    words = [node.text for node in picture.iter(f"{{{XMLNS}}}text")]
    names = net.places.set_index("place_id")[f"name_{code}"]
    said = " ".join(filter(None, words))
    for row in layer["data"]:
        assert all(word in said for word in names[row["id"]].split())
    width, height = (float(picture.get(key, "0")) for key in ("width", "height"))
    for cell in layer["iconMapping"].values():
        assert cell["x"] + cell["width"] <= width
        assert cell["y"] + cell["height"] <= height


@pytest.mark.parametrize("palette", [symbols.LIGHT, symbols.DARK], ids=["light", "dark"])
def test_statuses_differ_in_shape(palette: symbols.MapPalette) -> None:
    shapes = []
    for _kind, url in symbols.legend_entries(palette):
        picture = svg(url)
        shapes.append([(node.tag, node.get("d"), node.get("r")) for node in list(picture)])
    assert len(shapes) == 3
    assert len({str(shape) for shape in shapes}) == 3


def test_names_are_never_markup() -> None:
    rows = marks(places_of(View())).assign(label=EVIL, title=EVIL)
    drawn = deckgl.network_map(rows, palette=symbols.LIGHT, bounds=around(rows))
    picture = svg(layers(drawn.to_json())["labels"]["iconAtlas"])
    assert not list(picture.iter(f"{{{XMLNS}}}script"))
    assert any("<script>" in (node.text or "") for node in picture.iter(f"{{{XMLNS}}}text"))
    # What a browser shows beside the JSON of a deck: a key `html` would be markup.
    assert set(drawn._tooltip) == {"text", "style"}


@pytest.mark.parametrize("anchor", [(0.5, 0.5), (0, 0), (1, 1)], ids=str)
@pytest.mark.parametrize("size", [deckgl.WIDE, deckgl.PHONE, (1400, 560)], ids=str)
def test_the_opening_view_shows_every_place(
    net: Network, size: tuple[int, int], anchor: tuple[float, float]
) -> None:
    main = projection_of(opening(around(net.places), size, anchor), size)
    for row in net.places.itertuples():
        x, y = main.pixels(row.lon, row.lat)
        assert 0 <= x <= size[0]
        assert 0 <= y <= size[1]


def test_filters_open_the_map_where_their_places_are(net: Network) -> None:
    filters = [{"country": country} for country in net.countries["country_id"]]
    filters += [
        {"country": row.country_id, "region": row.region_id} for row in net.regions.itertuples()
    ]
    for where in filters:
        view = View(asof=NOW, **where)
        places = places_of(view)
        if places.empty:
            continue
        west, south, east, north = bounds_of(view, places)
        assert west < east
        assert south < north
        main = projection_of(opening((west, south, east, north), deckgl.WIDE), deckgl.WIDE)
        for row in places.itertuples():
            x, y = main.pixels(row.lon, row.lat)
            assert 0 <= x <= deckgl.WIDE[0], (where, row.place_id)
            assert 0 <= y <= deckgl.WIDE[1], (where, row.place_id)


def test_without_a_filter_every_date_opens_alike_and_a_status_on_its_country() -> None:
    opened = {
        bounds_of(View(asof=asof), places_of(View(asof=asof))) for asof in ("2018-04-28", NOW)
    }
    assert len(opened) == 1
    proposed = places_of(View(status="proposed"))
    assert bounds_of(View(status="proposed"), proposed) == bounds_of(
        View(country=THAILAND), proposed
    )


def test_projection_turns_back() -> None:
    main = projection_of(opening((92, -11, 141, 28), deckgl.WIDE), deckgl.WIDE)
    assert main.degrees(*main.pixels(100.5, 13.75)) == pytest.approx((100.5, 13.75))


def test_a_map_twice_as_large_shows_the_same_area_with_marks_twice_as_large() -> None:
    usual, large = json.loads(deck(View())), json.loads(deck(View(), scale=2.0))
    assert large["initialViewState"]["zoom"] == pytest.approx(usual["initialViewState"]["zoom"] + 1)
    marks_usual, marks_large = (
        next(layer for layer in each["layers"] if layer["id"] == deckgl.PLACES_LAYER)
        for each in (usual, large)
    )
    assert marks_large["getSize"] == pytest.approx(2 * marks_usual["getSize"], abs=0.1)


def test_the_wheel_scrolls_the_page() -> None:
    controller = json.loads(deck(View()))["views"][0]["controller"]
    assert controller["scrollZoom"] is False


def test_a_chosen_place_has_a_ring_around_its_mark_and_the_others_stay() -> None:
    with use_language("en"):
        places = places_of(View())
        rows = marks(places)
        deck = deckgl.network_map(rows, palette=symbols.LIGHT, bounds=around(rows))
    inside = deck.layers[-2].data[0]["place_id"]
    mark = next(row for row in deck.layers[-1].data if row["place_id"] == inside)
    before = deck.to_json()
    chosen = places[places["place_id"] == inside]
    shown = json.loads(ringed(deck, chosen, palette=symbols.LIGHT).to_json())
    layers = {layer["id"]: layer for layer in shown["layers"]}
    (ring,) = layers["chosen"]["data"]
    assert ring["at"] == mark["at"], "in its inset"
    assert list(layers).index("chosen") < list(layers).index("labels"), "no name is covered"
    assert layers["chosen"]["beside"] == "city=", "a click on the sea lets it go"
    assert deck.to_json() == before
