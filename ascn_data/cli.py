"""The command line: the same answers as the screen and Python, as table, CSV or JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
import pandas as pd

import ascn_data
from ascn_data.contract import read_contract
from ascn_data.days import ANNOUNCEMENT
from ascn_data.export import to_csv, to_json, to_table
from ascn_data.network import Network, data_directory
from ascn_data.places import STATUSES

WRITERS: dict[str, Callable[[pd.DataFrame], str]] = {
    "table": to_table,
    "csv": to_csv,
    "json": to_json,
}
# What a terminal shows; CSV and JSON always have every column.
BRIEF = {
    "members": ["place_id", "name_en", "country_en", "region_en", "counted_on"],
    "growth": ["counted_on", "joined", "members", "countries", "later", "joined_en"],
    "reach": ["name_en", "region_en", "low", "high", "readings", "reference_date", "source_id"],
    "regions": ["region_en", "areas", "low", "high", "reference_date", "source_id"],
    "claims": ["claim_id", "value", "unit", "as_of", "computed", "agrees", "corroboration"],
}

format_option = click.option(
    "--format", "form", type=click.Choice(list(WRITERS)), default="table", show_default=True
)
as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    default=ANNOUNCEMENT.isoformat(),
    show_default=True,
    help="The day for which everything holds.",
)
data_option = click.option(
    "--data",
    type=click.Path(file_okay=False),
    help="Directory of the edition; else ASCN_DATA_DIR, else data/.",
)
country_option = click.option("--country", help="ISO 3166 alpha-3 code, such as THA.")
region_option = click.option("--region", help="Region id, such as north.")


def open_network(directory: str | None) -> Network:
    """Load the edition, or end with every problem on standard error and exit code 1."""
    try:
        return ascn_data.load(directory)
    except ascn_data.DataError as error:
        click.echo(str(error), err=True)
        raise SystemExit(1) from None


def known(net: Network, country: str | None, region: str | None) -> dict[str, str | None]:
    """The filters, when the tables know them. Raises click.BadParameter with the known ids."""
    ids = {"country": net.countries["country_id"], "region": net.regions["region_id"]}
    for option, value in (("country", country), ("region", region)):
        if value is not None and value not in set(ids[option]):
            raise click.BadParameter(
                f"{value!r} is not one of {', '.join(sorted(ids[option]))}",
                param_hint=f"--{option}",
            )
    return {"country": country, "region": region}


def write(frame: pd.DataFrame, form: str, brief: list[str]) -> None:
    """Print `frame` in the format asked for."""
    if form == "table":
        frame = frame[brief]
    click.echo(WRITERS[form](frame), nl=form != "csv")


@click.group()
def main() -> None:
    """The ASEAN Smart Cities Network from the shell."""


@main.command()
@click.argument("directory", required=False, type=click.Path(file_okay=False))
def check(directory: str | None) -> None:
    """Validate an edition: exit code 0, or 1 with every problem listed."""
    path = data_directory(directory)
    try:
        net = ascn_data.load(path)
    except ascn_data.DataError as error:
        for problem in error.problems:
            click.echo(str(problem))
        click.echo(f"{len(error.problems)} problem(s) in {path}")
        raise SystemExit(1) from None
    rows = sum(len(frame) for frame in net.tables.values())
    tables, areas = len(net.tables), len(net.boundaries)
    version = read_contract(path).descriptor.get("version", "")
    click.echo(f"{path}: valid. {tables} tables, {rows} rows, {areas} boundary files. {version}")


@main.command()
@as_of_option
@country_option
@region_option
@click.option("--status", type=click.Choice(STATUSES), default="member", show_default=True)
@data_option
@format_option
def members(
    as_of: Any, country: str | None, region: str | None, status: str, data: str | None, form: str
) -> None:
    """Places in the network on a day, or proposed by then."""
    net = open_network(data)
    where = known(net, country, region)
    write(ascn_data.places(net, as_of, status=status, **where), form, BRIEF["members"])


@main.command()
@as_of_option
@country_option
@region_option
@data_option
@format_option
def growth(
    as_of: Any, country: str | None, region: str | None, data: str | None, form: str
) -> None:
    """The steps by which the network grew, with who joined."""
    net = open_network(data)
    write(ascn_data.growth(net, as_of, **known(net, country, region)), form, BRIEF["growth"])


@main.command()
@as_of_option
@country_option
@region_option
@click.option("--by", type=click.Choice(["area", "region"]), default="area", show_default=True)
@data_option
@format_option
def reach(
    as_of: Any, country: str | None, region: str | None, by: str, data: str | None, form: str
) -> None:
    """Registered residents of the proposed areas, as a range."""
    net = open_network(data)
    where = known(net, country, region)
    if by == "region":
        write(ascn_data.reach_by_region(net, as_of, **where), form, BRIEF["regions"])
    else:
        write(ascn_data.reach_by_area(net, as_of, **where), form, BRIEF["reach"])


@main.command()
@data_option
@format_option
def claims(data: str | None, form: str) -> None:
    """The announced numbers beside what the tables compute."""
    write(ascn_data.claims(open_network(data)), form, BRIEF["claims"])
