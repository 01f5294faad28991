"""Sources as a reader meets them: publisher, year and a link."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from dashboard.core.dataset import cached, table
from dashboard.core.translation import _, era

# What Streamlit's Markdown would read as markup: links, emphasis, code, HTML and its entities,
# math, directives; at the start of a line also lists and rules; and a line end may begin a block.
MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|$~:&@])|^(?=[-=])")
NUMBERED = re.compile(r"^(\d{1,9})\.(?=\s)")
# What Streamlit looks for in the text that is left when all escapes are resolved: addresses, icons,
# emoji, arrows. No escape keeps them; a sign that is not seen, between two of theirs, does.
SEQUENCES = re.compile(
    r"(?<=:)(?=[\w+/-])|(?<=www)(?=\.)|(?=@)|(?<=[<>~-])(?=[-=>])", re.IGNORECASE
)
JOINER = "\u2060"
BLANKS = re.compile(r"^\s+|\s*[\r\n]\s*")
# An address that a link may have: of the web, and with nothing that could end the link early.
WEB = re.compile(r"https?://[^\s<>\"\\^`{|}\x00-\x20]+", re.IGNORECASE)

MOST_SOURCES = 3


def plain(text: str) -> str:
    """`text` so that Markdown shows it as it is, as one line."""
    whole = SEQUENCES.sub(JOINER, BLANKS.sub(" ", text))
    return NUMBERED.sub(r"\1\.", MARKUP.sub(r"\\\1", whole))


def web_address(url: str) -> str:
    """`url` as a Markdown link can hold it; empty when it is no address of the web."""
    return url.replace("(", "%28").replace(")", "%29") if WEB.fullmatch(url) else ""


def year_of(published_on: object) -> str:
    """The year of a date or report, in the reader's era; empty when it is not known."""
    if pd.isna(published_on):
        return ""
    year = int(str(published_on)[:4])
    return str(year + era())


def published_year(published_on: object) -> str:
    """The year in which a source was published, of the Common Era; empty when not known."""
    return "" if pd.isna(published_on) else str(published_on)[:4]


@cached
def most_cited(frame: pd.DataFrame, *more: str) -> tuple[str, ...]:
    """The most frequent sources of a frame's rows, three at most, then `more`, each once."""
    found = frame["source_id"].value_counts().index[:MOST_SOURCES]
    return tuple(dict.fromkeys([*found, *more]))


@cached
def _names() -> dict[str, tuple[str, str]]:
    return {
        row.source_id: (f"{row.publisher} {published_year(row.published_on)}".strip(), row.url)
        for row in table("sources").itertuples()
    }


def _named(ids: Iterable[str]) -> list[tuple[str, str]]:
    """Publisher with year, and address, of each source, once, in the order given."""
    return [_names()[source_id] for source_id in dict.fromkeys(ids)]


def source_address(source_id: str) -> str:
    """The address of a source as a link can hold it; empty when it is none of the web.

    Raises KeyError for an unknown source.
    """
    return web_address(_names()[source_id][1])


def source_names(ids: Iterable[str]) -> str:
    """The sources by publisher and year, where no link can be followed."""
    return "; ".join(dict.fromkeys(name for name, _url in _named(ids)))


def source_links(ids: Iterable[str]) -> str:
    """The sources as Markdown links, each once, in the order given."""
    return "; ".join(
        f"[{plain(name)}]({link})" if (link := web_address(url)) else plain(name)
        for name, url in _named(ids)
    )


def source_line(ids: Iterable[str], *, unit: str, as_of: str) -> str:
    """The line under a chart or map: unit, as-of date, sources."""
    return _(
        "Unit: {unit}. As of {day}. Source: {sources}.",
        unit=unit,
        day=as_of,
        sources=source_links(ids),
    )
