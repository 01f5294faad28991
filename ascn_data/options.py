"""Options of command lines that ask about a day, a country or a region."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click
import pandas as pd

from ascn_data.days import ANNOUNCEMENT
from ascn_data.export import replace_file

DATE = click.DateTime(["%Y-%m-%d"])
# What takes it asks `day_of` for the day, which tells the reader where none was given.
AS_OF = click.option(
    "--as-of",
    type=DATE,
    show_default=ANNOUNCEMENT.isoformat(),
    help="The day for which everything holds.",
)
COUNTRY = click.option("--country", help="ISO 3166 alpha-3 code, such as THA.")
REGION = click.option("--region", help="Region id, such as north.")


def day_of(asked: datetime | None) -> date:
    """The day asked for, else that of the announcement, which is then said on standard error."""
    if asked is not None:
        return asked.date()
    click.echo(f"As of {ANNOUNCEMENT}: --as-of names another day", err=True)
    return ANNOUNCEMENT


def date_of(_context: object, _option: object, given: datetime | None) -> date | None:
    """The day that an option gives, without a time."""
    return given and given.date()


def check_known(option: str, value: object, ids: pd.Series) -> None:
    """Raise click.BadParameter with the known ids when `value` is none of them."""
    if value is not None and value not in set(ids):
        listed = ", ".join(map(str, sorted(set(ids))))
        raise click.BadParameter(f"{value!r} is not one of {listed}", param_hint=f"--{option}")


def save(content: bytes, out: Path) -> None:
    """Write a file, or standard output for `-`; else end with the reason and exit code 1."""
    try:
        if str(out) == "-":
            click.echo(content, nl=False)
        else:
            replace_file(out, content)
    except BrokenPipeError:
        # Whoever reads has had enough, which click takes for an end like any other.
        raise
    except OSError as error:
        raise click.ClickException(f"{out}: {error.strerror}") from None
