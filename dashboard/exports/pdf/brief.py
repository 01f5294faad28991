"""The one-page brief: a view of the dashboard as one A4 page in PDF, to forward.

Typst lays out `brief.typ` with the fonts beside it; what the page says reaches it as data.
"""

from __future__ import annotations

from datetime import UTC
from pathlib import Path
from typing import Any

import click
import typst

from ascn_data import EARLIEST_TIME, package_made_on, save_output
from dashboard.core.dataset import network
from dashboard.core.translation import use_language
from dashboard.core.url_state import View
from dashboard.exports.options import of_view, view_of
from dashboard.exports.pdf.content import contents
from dashboard.exports.pdf.typst import as_input, typeset


def _pdf(said: str, standards: list[typst.PDFStandard]) -> bytes:
    made = (package_made_on(network()) or EARLIEST_TIME).replace(tzinfo=UTC)
    return typeset("brief", said, format="pdf", pdf_standards=standards, timestamp=made)


def make_brief(view: View, link: str = "") -> bytes:
    """The view as one tagged page in PDF; `link` is its address. The same view, the same bytes."""
    with use_language(view.lang):
        said = as_input(contents(view, link))
    try:
        return _pdf(said, ["ua-1"])
    except typst.TypstError:  # a character that none of the fonts has: shown as a box
        return _pdf(said, [])


@click.command()
@of_view
@click.option("--link", default="", help="Address of the view, to be named on the page.")
def main(out: Path, link: str, **asked: Any) -> None:
    """Write the one-page brief of a view as PDF; `-` is standard output."""
    save_output(make_brief(view_of(**asked), link), out)


if __name__ == "__main__":
    main()
