"""The files of a larger edition: those of the real one with rows for more towns."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from shutil import copytree

import numpy as np
import pandas as pd

from ascn_data import CONTRACT_FILE, Network, replace_file, to_csv

SOURCE = "generated"
YEARS = (2015, 2025, 2030)
LAST_ESTIMATE = 2025
COUNTED_ON = "2021-12-31"
REPORT = 2025
UN, REGISTERED = "un-cities", "registration"
BASIS = {"en": "Made up to measure the dashboard.", "th": "สร้างขึ้นเพื่อวัดประสิทธิภาพของแดชบอร์ด"}
UNIT = {"en": "Made-up municipality", "th": "เทศบาลสมมติ"}


def write_edition(net: Network, towns: pd.DataFrame, out: Path) -> None:
    """Write the edition of `net` with `towns` (columns of `bench.towns`) into the folder `out`.

    Each town gets a place, an entry in the ledger, a unit with its populations, a declared focus
    area, a project of the latest report, and for one in five a priority project. All of it cites
    the source `generated`. Raises OSError.
    """
    added = rows_of(net, towns)
    copytree(net.directory, out, dirs_exist_ok=True)
    for name, rows in added.items():
        table = net.contract.tables[name]
        columns = [field.name for field in table.fields]
        text = to_csv(rows.reindex(columns=columns)).split("\n", 1)[1]
        real = (net.directory / table.path).read_text(encoding="utf-8-sig")
        replace_file(out / table.path, (real.rstrip("\n") + "\n" + text).encode("utf-8"))
    contract = json.loads((net.directory / CONTRACT_FILE).read_text(encoding="utf-8"))
    contract["version"] = f"{contract.get('version', '')}+generated.{len(towns)}"
    replace_file(
        out / CONTRACT_FILE, json.dumps(contract, ensure_ascii=False, indent=2).encode("utf-8")
    )


def rows_of(net: Network, towns: pd.DataFrame) -> Mapping[str, pd.DataFrame]:
    """The rows that `towns` add, by table."""
    place_id, unit_id = towns["place_id"], towns["place_id"] + "-unit"
    at = pd.Series(range(len(towns)), index=towns.index)
    focus = net.focus_areas["focus_area_id"].to_numpy()[at % len(net.focus_areas)]
    by = {"source_id": SOURCE}
    days = towns["counted_on"].dt.strftime("%Y-%m-%d")
    first_row = int(net.projects["row_number"].max()) + 1
    project = pd.DataFrame({
        "place_id": place_id, "focus_area_id": focus, "name": "Project of " + towns["name_en"],
    }).assign(**by)  # fmt: skip
    return {
        "sources": pd.DataFrame([{
            "source_id": SOURCE, "title": "Rows made up to measure the dashboard",
            "publisher": "bench", "url": "https://example.org/", "kind": "secondary",
        }]),
        "places": towns.drop(columns=["population", "event", "counted_on", "province_id"]).assign(
            unit_label_en=UNIT["en"], unit_label_th=UNIT["th"], unit_resolved="true", **by
        ),
        "memberships": pd.DataFrame({
            "entry_id": place_id + "-" + towns["event"], "place_id": place_id,
            "event": towns["event"], "counted_on": days, "stated_on": days,
        }).assign(
            counted_precision="day", stated_precision="day", basis_en=BASIS["en"],
            basis_th=BASIS["th"], **by,
        ),
        "units": pd.DataFrame({
            "unit_id": unit_id, "country_id": towns["country_id"],
            "province_id": towns["province_id"],
            "name_en": towns["name_en"] + ", municipality", "name_th": "เทศบาล " + towns["name_th"],
        }).assign(kind="municipality", **by),
        "readings": pd.DataFrame({
            "reading_id": place_id + "--" + unit_id, "place_id": place_id, "unit_id": unit_id,
        }).assign(standing="named", **by),
        "populations": _populations(towns, unit_id).assign(**by),
        "place_focus_areas": pd.DataFrame({
            "entry_id": place_id + "-focus", "place_id": place_id, "focus_area_id": focus,
            "declared_label": focus,
        }).assign(mapped_by="curator", **by),
        "projects": project[towns["event"] == "joined"].assign(
            project_id=f"{REPORT}-" + place_id, report_year=REPORT, row_number=first_row + at,
            status=np.where(at % 3, "ongoing_or_planning", "completed")[towns["event"] == "joined"],
        ),
        "priority_projects": project[at % 5 == 0].assign(
            project_id=place_id + "-priority", mapped_by="curator",
            description_en=BASIS["en"], description_th=BASIS["th"],
        ),
    }  # fmt: skip


def _populations(towns: pd.DataFrame, unit_id: pd.Series) -> pd.DataFrame:
    """People of the towns that have any: the UN's years, and of proposed ones those registered."""
    people = towns["population"]
    made = [
        pd.DataFrame({
            "series_id": UN, "unit_id": unit_id, "year": year,
            "population": (people * (1 + (year - LAST_ESTIMATE) / 100)).astype("int64"),
            "estimate_type": "estimate" if year <= LAST_ESTIMATE else "projection",
        })
        for year in YEARS
    ]  # fmt: skip
    made.append(
        pd.DataFrame({
            "series_id": REGISTERED, "unit_id": unit_id, "year": int(COUNTED_ON[:4]),
            "reference_date": COUNTED_ON, "population": people, "estimate_type": "registered",
        })[towns["event"] == "proposed"]
    )  # fmt: skip
    rows = pd.concat(made, ignore_index=True).assign(rounded="false")
    return rows[rows["population"] > 0]
