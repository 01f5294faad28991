"""The edition as a schema.org Dataset, which search engines for data read."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ascn_data.citing import cite, listed
from ascn_data.contract import FILE
from ascn_data.network import Network

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COUNTRIES = "asean_countries"


def dataset(net: Network, base_url: str) -> dict[str, Any]:
    """The package as JSON-LD, with its downloads below `base_url`.

    The words come from the contract, the period from the ledger and the timeline, the bounding
    box (degrees) from the outlines of the countries. What the contract does not say is left out.
    """
    package, base = net.contract.descriptor, base_url.rstrip("/")
    described = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{base}/data/{FILE}",
        "url": f"{base}/",
        # Plain text: search engines for data do not read texts that are tagged by language.
        "name": package.get("title"),
        "alternateName": package.get("title_th"),
        "description": "\n\n".join(
            str(package[word]) for word in ("description", "description_th") if package.get(word)
        ),
        "version": package.get("version"),
        "dateCreated": package.get("created"),
        "dateModified": package.get("modified"),
        "license": [item["path"] for item in listed(package, "licenses") if item.get("path")],
        "creator": [
            {"@type": "Organization", "name": author["title"]}
            for author in listed(package, "contributors")
            if author.get("title")
        ],
        "keywords": package.get("keywords"),
        "inLanguage": ["en", "th"],
        "isAccessibleForFree": True,
        "temporalCoverage": _period(net),
        "spatialCoverage": _extent(net),
        "distribution": _downloads(net, base),
        "citation": cite(net),
    }
    return {word: value for word, value in described.items() if value not in (None, "", [])}


def _period(net: Network) -> str:
    events = net.timeline
    days = pd.concat([net.memberships["counted_on"], events["happened_on"], events["ended_on"]])
    return f"{days.min():%Y-%m-%d}/{days.max():%Y-%m-%d}"


def _extent(net: Network) -> dict[str, Any]:
    west, south, east, north = net.boundary(COUNTRIES).total_bounds
    box = f"{south:g} {west:g} {north:g} {east:g}"
    return {"@type": "Place", "name": "ASEAN", "geo": {"@type": "GeoShape", "box": box}}


def _downloads(net: Network, base: str) -> list[dict[str, str]]:
    tables = net.contract.tables
    files = [(table.title["en"], f"{name}.csv", "text/csv") for name, table in tables.items()]
    files += [
        ("Places as points", "places.geojson", "application/geo+json"),
        ("Contract of the tables", FILE, "application/json"),
        ("Data package", "ascn.zip", "application/zip"),
        ("Workbook", "ascn.xlsx", XLSX),
    ]
    return [
        {
            "@type": "DataDownload",
            "name": name,
            "contentUrl": f"{base}/data/{path}",
            "encodingFormat": form,
        }
        for name, path, form in files
    ]
