"""The command line: the same answers as the screen and Python, as table, CSV, JSON or a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import click
import pandas as pd

import ascn_data
from ascn_data.contract import read_contract
from ascn_data.export import to_csv, to_geojson, to_json, to_table
from ascn_data.network import Network, data_directory
from ascn_data.options import AS_OF, COUNTRY, REGION, check_known, day_of, save
from ascn_data.package import to_zip, workbook
from ascn_data.places import STATUSES
from ascn_data.projects import GROUPS

WRITERS: dict[str, Callable[[pd.DataFrame], str]] = {
    "table": to_table,
    "csv": to_csv,
    "json": to_json,
}
EXPORTS: dict[str, Callable[..., bytes]] = {
    "csv": lambda net, **where: to_csv(ascn_data.places(net, **where)).encode("utf-8"),
    "xlsx": workbook,
    "geojson": lambda net, **where: to_geojson(net, **where).encode("utf-8"),
    "package": lambda net, **where: to_zip(net),
}
PLANS: dict[str, Callable[..., pd.DataFrame]] = {
    "round": ascn_data.plan_rounds,
    "region": ascn_data.plan_regions,
    "province": ascn_data.plan_provinces,
}
# What a terminal shows; CSV and JSON always have every column.
BRIEF = {
    "members": ["place_id", "name_en", "country_en", "region_en", "counted_on"],
    "growth": ["counted_on", "joined", "members", "countries", "later", "joined_en"],
    "reach": ["name_en", "region_en", "low", "high", "readings", "reference_date", "source_id"],
    "regions": ["region_en", "areas", "low", "high", "reference_date", "source_id"],
    "claims": ["claim_id", "value", "unit", "as_of", "computed", "agrees", "corroboration"],
    "populations": ["place_id", "name_en", "year", "unit_en", "population", "estimate_type"],
    "index": ["place_id", "edition", "rank", "cities_ranked", "method_since", "source_id"],
    "progress": ["certified", "certified_on", "target", "target_year", "target_on", "source_id"],
    "figures": ["figure_id", "kind", "as_of", "value", "unit_en", "qualifier_en"],
    "national": ["country_en", "programme_en", "as_of", "value", "unit_en", "qualifier_en"],
    "governance": ["kind", "starts_on", "ends_on", "name_en", "in_office", "source_id"],
    "projects": ["project_id", "name_en", "focus_area_en", "progress", "project"],
    "round": ["round", "designated_on", "added", "areas", "provinces", "source_id"],
    "region": ["region_id", "region_en", "areas", "provinces", "proposed", "source_id"],
    "province": ["province_id", "province_en", "region_en", "areas", "first_round", "source_id"],
}

# From this size of all tables on, checking takes seconds.
LARGE_BYTES = 5_000_000

Option = Callable[[Callable[..., None]], Callable[..., None]]
YEAR = click.option("--year", type=int, help="Year of a monitoring report; else all of them.")
FORMAT = click.option(
    "--format", "form", type=click.Choice(list(WRITERS)), default="table", show_default=True
)
DATA = click.option(
    "--data",
    type=click.Path(file_okay=False),
    help="Directory of the edition; else ASCN_DATA_DIR, else the one that comes with the code.",
)
# Where the tables list what a filter may be.
KNOWN = {
    "city": ("places", "place_id"),
    "series": ("series", "series_id"),
    "country": ("countries", "country_id"),
    "region": ("regions", "region_id"),
    "year": ("projects", "report_year"),
}


def filters(*options: Option) -> Option:
    """Give a command --data and these options; it gets the network and their values by name.

    A filter that the tables do not know ends with the ids that they do. What takes a day gets one.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def run(data: str | None, **values: Any) -> None:
            net = open_network(data)
            for name, (table, column) in KNOWN.items():
                check_known(name, values.get(name), net.table(table)[column])
            if "as_of" in values and values.get("form") != "package":
                values["as_of"] = day_of(values["as_of"])
            command(net, **values)

        added: tuple[Option, ...] = (*options, DATA)
        decorated: Callable[..., None] = run
        for add in reversed(added):
            decorated = add(decorated)
        return decorated

    return decorate


def open_network(directory: str | None) -> Network:
    """Load the edition, or end with every problem on standard error and exit code 1."""
    try:
        return ascn_data.load(directory)
    except ascn_data.DataError as error:
        click.echo(str(error), err=True)
        raise SystemExit(1) from None


def write(frame: pd.DataFrame, form: str, brief: list[str]) -> None:
    """Print `frame` in the format asked for."""
    if form == "table":
        frame = frame[brief]
    click.echo(WRITERS[form](frame), nl=form != "csv")


@click.group()
def main() -> None:
    """The ASEAN Smart Cities Network from the shell."""


@contextmanager
def progress(directory: Path) -> Iterator[Callable[[str], None]]:
    """Say on standard error which table of a large edition has been read.

    A bar on a terminal, else a line for each. Nothing is said of a small one.
    """
    files = [directory / table.path for table in read_contract(directory).tables.values()]
    sizes = {str(file): file.stat().st_size for file in files if file.is_file()}
    errors = sys.stderr
    if sum(sizes.values()) < LARGE_BYTES:
        yield lambda path: None
    elif not errors.isatty():
        yield lambda path: click.echo(f"{path}: read", err=True)
    else:
        # By bytes, because one table may be larger than all the others together.
        with click.progressbar(length=sum(sizes.values()), label="Reading", file=errors) as bar:
            yield lambda path: bar.update(sizes.get(str(directory / path), 0))


@main.command()
@click.argument("directory", required=False, type=click.Path(file_okay=False))
def check(directory: str | None) -> None:
    """Validate an edition: exit code 0, or 1 with every problem listed."""
    path = data_directory(directory)
    try:
        with progress(path) as on_read:
            net = ascn_data.load(path, on_read=on_read)
    except ascn_data.DataError as error:
        for problem in error.problems:
            click.echo(str(problem))
        click.echo(f"{len(error.problems)} problem(s) in {path}")
        raise SystemExit(1) from None
    rows = sum(len(frame) for frame in net.tables.values())
    tables, areas = len(net.tables), len(net.boundaries)
    version = net.contract.descriptor.get("version", "")
    click.echo(f"{path}: valid. {tables} tables, {rows} rows, {areas} boundary files. {version}")


@main.command()
@filters(AS_OF, COUNTRY, REGION)
@click.option("--status", type=click.Choice(STATUSES), default="member", show_default=True)
@FORMAT
def members(net: Network, form: str, **where: Any) -> None:
    """Places in the network on a day, or proposed by then."""
    write(ascn_data.places(net, **where), form, BRIEF["members"])


@main.command()
@filters(AS_OF, COUNTRY, REGION)
@FORMAT
def growth(net: Network, form: str, **where: Any) -> None:
    """The steps by which the network grew, with who joined."""
    write(ascn_data.growth(net, **where), form, BRIEF["growth"])


@main.command()
@filters(AS_OF, COUNTRY, REGION)
@click.option("--by", type=click.Choice(["area", "region"]), default="area", show_default=True)
@FORMAT
def reach(net: Network, form: str, by: str, **where: Any) -> None:
    """Registered residents of the proposed areas, as a range."""
    if by == "region":
        write(ascn_data.reach_by_region(net, **where), form, BRIEF["regions"])
    else:
        write(ascn_data.reach_by_area(net, **where), form, BRIEF["reach"])


@main.command()
@filters(AS_OF, COUNTRY, REGION)
@click.option("--series", help="Population source id; else the one shown beside places.")
@click.option("--year", "of_year", type=int, help="Year of the figures; else the best covered.")
@FORMAT
def populations(
    net: Network, form: str, series: str | None, of_year: int | None, **where: Any
) -> None:
    """Populations of the members inside one source; sources are never mixed."""
    series = series or net.role("series", "beside_places")
    try:
        rows = ascn_data.city_populations(net, series=series, year=of_year, **where)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    write(rows, form, BRIEF["populations"])


@main.command("city-index")
@filters()
@click.option("--city", help="Place id, such as bangkok; else all.")
@FORMAT
def ranks(net: Network, form: str, city: str | None) -> None:
    """Ranks in the IMD Smart City Index by edition; methods differ before and after 2022."""
    write(ascn_data.city_index(net, city), form, BRIEF["index"])


@main.command()
@filters(AS_OF, COUNTRY)
@FORMAT
def national(net: Network, form: str, **where: Any) -> None:
    """National programmes of other countries; their numbers are not comparable."""
    write(ascn_data.national_programmes(net, **where), form, BRIEF["national"])


@main.command()
@filters(AS_OF)
@click.option("--progress", "short", is_flag=True, help="Only certified areas beside the target.")
@FORMAT
def programme(net: Network, form: str, short: bool, **where: Any) -> None:
    """Targets, counts and money of Thailand's national programme; figures are never added."""
    if short:
        write(ascn_data.programme_progress(net, **where), form, BRIEF["progress"])
    else:
        write(ascn_data.programme_figures(net, **where), form, BRIEF["figures"])


@main.command()
@filters(AS_OF)
@FORMAT
def governance(net: Network, form: str, **where: Any) -> None:
    """Chairs, shepherds, rules and meetings of the network."""
    write(ascn_data.governance(net, **where), form, BRIEF["governance"])


@main.command()
@filters()
@FORMAT
def claims(net: Network, form: str) -> None:
    """The announced numbers beside what the tables compute."""
    write(ascn_data.claims(net), form, BRIEF["claims"])


@main.command()
@filters(YEAR, COUNTRY, REGION)
@click.option("--by", type=click.Choice(["year", *GROUPS]), help="Count; else list each project.")
@FORMAT
def projects(net: Network, form: str, by: str | None, **where: Any) -> None:
    """Projects of the monitoring reports. Most return every year: never add years."""
    if by is None:
        write(ascn_data.projects(net, **where), form, BRIEF["projects"])
        return
    group = None if by == "year" else by
    shown = [column for column in GROUPS.get(by, []) if not column.endswith("_th")]
    totals = ascn_data.project_totals(net, group, **where)
    write(totals, form, ["report_year", *shown, "projects", "source_id"])


@main.command()
@filters(AS_OF)
@click.option("--by", type=click.Choice(list(PLANS)), default="round", show_default=True)
@FORMAT
def plan(net: Network, form: str, by: str, **where: Any) -> None:
    """Areas designated under Thailand's national plan; they are not members."""
    write(PLANS[by](net, **where), form, BRIEF[by])


@main.command()
@filters(AS_OF, COUNTRY, REGION)
@click.option("--status", type=click.Choice(STATUSES), help="Else members and proposed areas.")
@click.option("--format", "form", type=click.Choice(list(EXPORTS)), required=True)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, writable=True, allow_dash=True, path_type=Path),
    required=True,
    help="File to write; - is standard output.",
)
def export(net: Network, form: str, out: Path, **where: Any) -> None:
    """Write a file: the places on a day, or the whole edition as a package.

    csv and geojson hold the places under the filters; xlsx has them first and then every table
    whole; package is a zip of the whole edition and takes no filter.
    """
    if form == "package" and any(value is not None for value in where.values()):
        raise click.UsageError("package is the whole edition: it takes no filter")
    save(EXPORTS[form](net, **where), out)
