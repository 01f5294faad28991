"""`python -m dashboard.export_site --out site/`: the whole dashboard as files."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from ascn_data import DataError
from dashboard.export_site.build import build
from dashboard.export_site.files import Site


def _address(_context: click.Context, _option: click.Parameter, said: str) -> str:
    if said and not said.startswith(("https://", "http://")):
        raise click.BadParameter("must begin with https:// or http://")
    return said.rstrip("/")


BASE_HELP = "Address of the edition, for canonical links, sitemap and link previews."
LIVE_HELP = "Address of a running dashboard, to which each page links."


@click.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder to write; what has not changed stays as it is.",
)
@click.option("--base-url", default="", callback=_address, help=BASE_HELP)
@click.option("--live-url", default="", callback=_address, help=LIVE_HELP)
@click.option("--jobs", type=click.IntRange(1), help="Processes; by default one for each core.")
def main(out: Path, base_url: str, live_url: str, jobs: int | None) -> None:
    """Write the complete static edition: pages, data, slides, documents, search."""
    began = time.monotonic()
    bar = click.progressbar(length=1, label="Files", file=sys.stderr)

    def tell(done: int, count: int) -> None:
        bar.length = count
        bar.update(done - bar.pos)

    try:
        with bar:
            count, made = build(out, Site(base_url, live_url), jobs=jobs, tell=tell)
    except DataError as error:
        raise click.ClickException(" ".join(str(error).split())) from None
    seconds = time.monotonic() - began
    click.echo(f"{count} files in {out}, {made} of them made now, in {seconds:.0f} seconds")


if __name__ == "__main__":
    main()
