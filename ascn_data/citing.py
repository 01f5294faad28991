"""How to cite the edition, and one number of it, as one line of text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from ascn_data.network import Network


def _one_line(text: object) -> str:
    return " ".join(str(text).split())


def listed(node: Mapping[str, Any], word: str) -> list[Mapping[str, Any]]:
    """The objects in a list of the contract such as `licenses`; none where it has no list."""
    value = node.get(word)
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def licences(node: Mapping[str, Any]) -> str:
    """Names of the licences of the package or of one of its resources, `, ` between."""
    names = (item.get("name") or item.get("title", "") for item in listed(node, "licenses"))
    return ", ".join(_one_line(name) for name in names if name)


def made_on(net: Network) -> datetime | None:
    """When this version of the package was made (UTC); None when the contract does not say."""
    try:
        made = datetime.fromisoformat(str(net.contract.descriptor.get("created", "")))
    except ValueError:
        return None
    return made.replace(tzinfo=None)


def cite(net: Network) -> str:
    """The package as one line: authors, year, title, version and licence, from the contract.

    What the contract does not say is left out. A part with a licence of its own says so in
    `README.txt` of the package.

    >>> cite(net).split(". ")[0]
    'ASCN Dashboard contributors (2026)'
    """
    package, made = net.contract.descriptor, made_on(net)
    authors = ", ".join(str(author.get("title", "")) for author in listed(package, "contributors"))
    said = [f"{authors} ({made.year})" if made else authors, str(package.get("title", ""))]
    if package.get("version"):
        said[1] += f" (version {package['version']})"
    said[1] += " [data set]"
    said.append(licences(package))
    return " ".join(f"{_one_line(part)}." for part in said if part)


def quote(label: str, value: int | float | str, as_of: date | str, source: str, link: str) -> str:
    """One number with its day, source and link as one line, for the clipboard.

    `value` and `as_of` given as text stay as they are, so that they may be in any language;
    a number is grouped by commas and stays exact, and a date reads `as of YYYY-MM-DD`. Line
    breaks become spaces, and an empty source or link is left out.

    >>> quote("Members", 29, date(2023, 7, 28), "Bangkok Post", "https://example.org/")
    'Members: 29 (as of 2023-07-28). Bangkok Post. https://example.org/'
    """
    number = value if isinstance(value, str) else f"{value:,}"
    day = as_of if isinstance(as_of, str) else f"as of {as_of:%Y-%m-%d}"
    said = (f"{label}: {number} ({day}).", f"{source}." if source.strip() else "", link)
    return _one_line(" ".join(said))
