"""The edition as files to take away: the data package as it is, and a workbook of it."""

from __future__ import annotations

from ascn_data.citing import cite, licences, listed, made_on
from ascn_data.days import Day, to_day
from ascn_data.export import sheet_names, to_xlsx, zipped
from ascn_data.network import Network
from ascn_data.places import places

README = "README.txt"


def package_files(net: Network) -> dict[str, bytes]:
    """The edition's files by their path: contract, tables, boundaries, and a README.txt.

    All but README.txt are byte for byte those that the edition was loaded from.
    """
    return {README: readme(net).encode("utf-8"), **net.files}


def to_zip(net: Network) -> bytes:
    """The files of `package_files` as a zip; the same edition gives the same bytes."""
    return zipped(package_files(net))


def readme(net: Network) -> str:
    """What the package is and rests on, each part's licence, how to cite it: from the contract."""
    package = net.contract.descriptor
    lines = [": ".join(row) for row in _about(net)]
    lines += ["", str(package.get("description", "")), ""]
    lines += [
        f"Source: {source.get('title', '')}, {source.get('path', '')}"
        for source in listed(package, "sources")
    ]
    lines.append("")
    for part in listed(package, "resources"):
        credit = f" Credit: {part['attribution']}." if part.get("attribution") else ""
        lines.append(f"{part['path']}: {part.get('title', '')}. {licences(part)}.{credit}")
    return "\n".join([*lines, ""])


def _about(net: Network) -> list[tuple[str, str]]:
    package = net.contract.descriptor
    return [
        ("Title", str(package.get("title", ""))),
        ("Version", str(package.get("version", ""))),
        ("Licence", licences(package)),
        ("How to cite", cite(net)),
    ]


def workbook(
    net: Network,
    as_of: Day,
    *,
    country: str | None = None,
    region: str | None = None,
    status: str | None = None,
) -> bytes:
    """A workbook: README, the places on a day under the filters, then every table whole.

    Raises ValueError for what is no day.
    """
    day = f"{to_day(as_of):%Y-%m-%d}"
    first = f"places as of {day}"
    found = places(net, as_of, country=country, region=region, status=status)
    frames = {first: found, **net.tables}
    names = sheet_names(frames)
    filters = {"Country": country, "Region": region, "Status": status}
    rows: list[tuple[str, ...]] = [
        *_about(net),
        ("As of", day),
        *((name, value or "all") for name, value in filters.items()),
        (),
        ("Sheet", "What it holds"),
        (names[first], "The places on that day, by the filters above. The other sheets are whole."),
    ]
    rows += [
        (names[name], table.description["en"], table.description["th"])
        for name, table in net.contract.tables.items()
    ]
    return to_xlsx({names[name]: frame for name, frame in frames.items()}, rows, made_on(net))
