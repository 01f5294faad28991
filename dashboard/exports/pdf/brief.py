"""The one-page brief: a view of the dashboard as one A4 page in PDF, to forward.

Typst lays out `brief.typ` with the fonts beside it; what the page says reaches it as data.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import typst

from ascn_data import (
    AS_OF_OPTION,
    COUNTRY_OPTION,
    EARLIEST_TIME,
    REGION_OPTION,
    DataError,
    check_option,
    day_of_option,
    package_made_on,
    save_output,
)
from dashboard.core.dataset import choices, network
from dashboard.core.translation import LANGUAGES, SOURCE, speaking
from dashboard.core.url_state import View, consistent
from dashboard.exports.pdf.content import contents
from dashboard.exports.pdf.typst import as_input, typeset


def _pdf(said: str, standards: list[typst.PDFStandard]) -> bytes:
    made = (package_made_on(network()) or EARLIEST_TIME).replace(tzinfo=UTC)
    return typeset("brief", said, format="pdf", pdf_standards=standards, timestamp=made)


def make_brief(view: View, link: str = "") -> bytes:
    """The view as one tagged page in PDF; `link` is its address. The same view, the same bytes."""
    with speaking(view.lang):
        said = as_input(contents(view, link))
    try:
        return _pdf(said, ["ua-1"])
    except typst.TypstError:  # a character that none of the fonts has: shown as a box
        return _pdf(said, [])


def _view(as_of: datetime | None, **chosen: Any) -> View:
    """The view that the options ask for; raises click.BadParameter for an id nobody knows."""
    net = network()
    check_option("country", chosen["country"], net.countries["country_id"])
    check_option("region", chosen["region"], net.regions["region_id"])
    view = consistent(View(asof=day_of_option(as_of).isoformat(), **chosen), choices())
    if view.region != chosen["region"]:
        said = f"{chosen['region']!r} is no region of {view.country}"
        raise click.BadParameter(said, param_hint="--region")
    return view


@click.command()
@AS_OF_OPTION
@COUNTRY_OPTION
@REGION_OPTION
@click.option("--lang", type=click.Choice(list(LANGUAGES)), default=SOURCE, show_default=True)
@click.option("--link", default="", help="Address of the view, to be named on the page.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
def main(out: Path, link: str, **asked: Any) -> None:
    """Write the one-page brief of a view as PDF; `-` is standard output."""
    try:
        view = _view(**asked)
    except DataError as error:
        raise click.ClickException(str(error)) from None
    save_output(make_brief(view, link), out)


if __name__ == "__main__":
    main()
