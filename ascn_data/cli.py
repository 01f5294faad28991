"""The command line: the same answers as the screen and Python, as table, CSV, JSON or a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import click
import pandas as pd

import ascn_data
from ascn_data.contract import read_contract
from ascn_data.export import to_csv, to_geojson, to_json, to_table
from ascn_data.known import known_ids
from ascn_data.network import Network, data_directory
from ascn_data.options import AS_OF, COUNTRY, DATE, REGION, check_known, date_of, day_of, save
from ascn_data.package import to_zip, workbook
from ascn_data.places import STATUSES
from ascn_data.projects import GROUPS
from ascn_data.questions import LEAST_COMPARED, QUESTIONS, Parameter, Question

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
# What a terminal shows; CSV and JSON always have every column. After the name of a question stands
# what shapes its answer.
BRIEF = {
    "members": ["place_id", "name_en", "country_en", "region_en", "counted_on"],
    "growth": ["counted_on", "joined", "members", "countries", "later", "joined_en"],
    "joined": ["counted_on", "place_id", "name_en", "country_en", "source_id"],
    "countries": ["country_id", "name_en", "members", "source_id"],
    "record": ["entry_id", "event", "counted_on", "name_en", "country_en", "source_id"],
    "areas": ["place_id", "area_en", "province_en", "low", "high", "source_id"],
    "reach": ["name_en", "region_en", "low", "high", "readings", "reference_date", "source_id"],
    "reach region": ["region_en", "areas", "low", "high", "reference_date", "source_id"],
    "claims": ["claim_id", "value", "unit", "as_of", "computed", "agrees", "corroboration"],
    "populations": ["place_id", "name_en", "year", "unit_en", "population", "estimate_type"],
    "comparable": [
        "series_id", "year", "estimate_type", "place_id", "unit_en", "population", "source_id",
    ],
    "city-index": ["place_id", "edition", "rank", "cities_ranked", "method_since", "source_id"],
    "programme": ["figure_id", "kind", "as_of", "value", "unit_en", "qualifier_en"],
    "programme True": [
        "certified", "certified_on", "target", "target_year", "target_on", "source_id",
    ],
    "national": ["country_en", "programme_en", "as_of", "value", "unit_en", "qualifier_en"],
    "governance": ["kind", "starts_on", "ends_on", "name_en", "in_office", "source_id"],
    "events": ["event_id", "happened_on", "kind", "location_en", "source_id"],
    "partners": ["programme_id", "partner_en", "name_en", "year", "source_id"],
    "projects": ["project_id", "name_en", "focus_area_en", "progress", "project"],
    "plan": ["round", "designated_on", "added", "areas", "provinces", "source_id"],
    "plan region": ["region_id", "region_en", "areas", "provinces", "proposed", "source_id"],
    "plan province": [
        "province_id", "province_en", "region_en", "areas", "first_round", "source_id",
    ],
}  # fmt: skip

# From this size of all tables on, checking takes seconds.
LARGE_BYTES = 5_000_000

Option = Callable[[Callable[..., None]], Callable[..., None]]
FORMAT = click.option(
    "--format", "form", type=click.Choice(list(WRITERS)), default="table", show_default=True
)
DATA = click.option(
    "--data",
    type=click.Path(file_okay=False),
    help="Directory of the edition; else ASCN_DATA_DIR, else the one that comes with the code.",
)


def filters(*options: Option, ids: Iterable[str] = ("country", "region")) -> Option:
    """Give a command --data and these options; it gets the network and their values by name.

    One of `ids` that the tables do not know ends with those that they do. What takes a day gets
    one.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def run(data: str | None, **values: Any) -> None:
            net = open_network(data)
            for name in ids:
                given = values.get(name)
                for value in given if isinstance(given, tuple) else (given,):
                    check_known(name, value, known_ids(net, name))
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


def enough(_context: object, _option: object, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Ids given one after the other. Raises click.BadParameter for too few to compare."""
    if len(set(ids)) < LEAST_COMPARED:
        raise click.BadParameter(f"give it at least {LEAST_COMPARED} times, each with another id")
    return ids


def option_of(parameter: Parameter) -> Option:
    """The option of a command that asks for a parameter."""
    name, about = f"--{parameter.name}", parameter.about
    match parameter.kind:
        case "day" if parameter.name == "as_of":
            return AS_OF
        case "day":
            return click.option(
                name, type=DATE, callback=date_of, default=parameter.default,
                show_default=True, help=about,
            )  # fmt: skip
        case "flag":
            return click.option(name, is_flag=True, help=about)
        case "choice":
            return click.option(
                name, type=click.Choice(parameter.choices), default=parameter.default,
                show_default=True, help=about,
            )  # fmt: skip
    numeric = parameter.integer or parameter.kind == "integer"
    several = parameter.several
    return click.option(
        name, type=int if numeric else str, multiple=several, callback=enough if several else None,
        help=about,
    )  # fmt: skip


def columns_of(question: Question, values: Mapping[str, Any]) -> list[str]:
    """The columns of an answer that a terminal shows."""
    shape = next((values[each.name] for each in question.parameters if each.shapes), None)
    if question.name == "projects" and shape:
        shown = [column for column in GROUPS.get(shape, []) if not column.endswith("_th")]
        return ["report_year", *shown, "projects", "source_id"]
    return BRIEF.get(f"{question.name} {shape}", BRIEF[question.name])


def command_of(question: Question) -> click.Command:
    """The command that answers a question."""
    ids = [each.name for each in question.parameters if each.kind == "id"]

    @click.command(question.name, help=question.about)
    @filters(*map(option_of, question.parameters), ids=ids)
    @FORMAT
    def command(net: Network, form: str, **values: Any) -> None:
        try:
            rows = question.answer(net, **values)
        except ValueError as error:
            raise click.ClickException(str(error)) from None
        write(rows, form, columns_of(question, values))

    return command


for _question in QUESTIONS.values():
    main.add_command(command_of(_question))


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
