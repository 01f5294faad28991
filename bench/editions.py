"""Valid editions of any size, to see how the dashboard grows with its data.

python -m bench.editions --places 10000 --out ../ten-thousand
python -m bench.editions --geonames --out ../geonames
    python -m bench.editions measure
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import click

import ascn_data
from ascn_data import Network
from bench.edition_files import write_edition
from bench.growth import cost, report
from bench.towns import from_geonames, invented

SIZES = (1_000, 10_000, 100_000)


def make_edition(net: Network, places: int, out: Path, seed: int = 1) -> None:
    """Write an edition of exactly `places` places into `out`: those of `net` and invented ones.

    Raises ValueError when `net` has more places already.
    """
    more = places - len(net.places)
    if more < 0:
        raise ValueError(f"the edition has {len(net.places)} places already")
    write_edition(net, invented(net, more, seed), out)


@click.group(invoke_without_command=True)
@click.option("--places", type=click.IntRange(min=1), help="Places in all, the real ones included.")
@click.option("--geonames", is_flag=True, help="The towns of GeoNames instead of invented ones.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder to write.")
@click.option("--seed", default=1, show_default=True, help="Another seed, other towns.")
@click.pass_context
def main(
    context: click.Context, places: int | None, geonames: bool, out: Path | None, seed: int
) -> None:
    """Write an edition of the data with more places than the real one."""
    if context.invoked_subcommand:
        return
    if out is None or (places is None) == (not geonames):
        raise click.UsageError("name a folder with --out, and one of --places and --geonames")
    net = ascn_data.load()
    try:
        if places is not None:
            make_edition(net, places, out, seed)
        else:
            write_edition(net, from_geonames(net, seed), out)
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{out}: written. Check it with: python -m ascn_data check {out}")


@main.command()
@click.argument("sizes", nargs=-1, type=click.IntRange(min=1))
def measure(sizes: tuple[int, ...]) -> None:
    """Print what editions of SIZES places cost (1000, 10000 and 100000 without any)."""
    net, costs = ascn_data.load(), []
    for places in sizes or SIZES:
        with TemporaryDirectory(prefix="edition-") as folder:
            make_edition(net, places, Path(folder))
            costs.append(cost(Path(folder), places))
        click.echo(f"{places} places measured", err=True)
    click.echo(report(costs))


if __name__ == "__main__":
    main()
