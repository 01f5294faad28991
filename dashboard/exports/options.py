"""Options of the command lines that write a document about a view."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from ascn_data import (
    AS_OF_OPTION,
    COUNTRY_OPTION,
    REGION_OPTION,
    DataError,
    check_option,
    day_of_option,
)
from dashboard.core.dataset import choices, network
from dashboard.core.translation import LANGUAGES, SOURCE
from dashboard.core.url_state import View, consistent

LANG = click.option("--lang", type=click.Choice(list(LANGUAGES)), default=SOURCE, show_default=True)
OUT = click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path, allow_dash=True), required=True,
    help="File to write; - for standard output.",
)  # fmt: skip


def of_view(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command with the options that `view_of` takes, and with `--out`."""
    for option in (OUT, LANG, REGION_OPTION, COUNTRY_OPTION, AS_OF_OPTION):
        command = option(command)
    return command


def view_of(as_of: datetime | None, country: str | None, region: str | None, lang: str) -> View:
    """The view that the options ask for.

    Raises click.BadParameter for an id nobody knows, and click.ClickException without a dataset.
    """
    try:
        net = network()
    except DataError as error:
        raise click.ClickException(" ".join(str(error).split())) from None
    check_option("country", country, net.countries["country_id"])
    check_option("region", region, net.regions["region_id"])
    asked = View(asof=day_of_option(as_of).isoformat(), country=country, region=region, lang=lang)
    view = consistent(asked, choices())
    if view.region != region:
        said = f"{region!r} is no region of {view.country}"
        raise click.BadParameter(said, param_hint="--region")
    return view
