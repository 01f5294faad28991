"""The data desk: everything to take away, where it stays, what each column means, how to cite."""

from __future__ import annotations

import streamlit as st

from ascn_data import cite, data_dictionary, to_geojson, to_zip, workbook
from dashboard.content.citations import plain
from dashboard.content.file_names import file_name, whole_name
from dashboard.content.filters import filter_label
from dashboard.core.dataset import ask, held, network, table
from dashboard.core.translation import _, day, language, number, text_language
from dashboard.core.url_state import View
from dashboard.exports.files import GEOJSON, WORKBOOK
from dashboard.ui.components.heading import show_heading
from dashboard.ui.components.linked_text import linked
from dashboard.ui.components.table import show_raw, show_table
from dashboard.ui.errors import error_boundary
from dashboard.ui.page_links import data_address, developers_link
from dashboard.ui.viewport import scaled

TABLE = "table"
ROWS_SHOWN = 200


@error_boundary(None)
def show_contents() -> None:
    """What this page has, each a jump away."""
    parts = (
        ("claims", _("Official figures")),
        ("download", _("Download the data")),
        ("dictionary", _("Data dictionary")),
        ("cite", _("How to cite")),
        ("check", _("Check your own data")),
        ("sources", _("Sources")),
    )
    st.markdown(" · ".join(f"[{name}](#{anchor})" for anchor, name in parts))


@error_boundary(None)
def show_downloads(view: View) -> None:
    """The places of the view, and the whole package, as files."""
    chosen = filter_label(view) or _("all places")
    show_heading(
        _("Download the data"),
        _(
            "The first two files contain what is on screen: {what}, as of {day}. The package"
            " contains everything, as a valid Frictionless Data Package.",
            what=plain(chosen), day=day(view.asof),
        ),
        anchor="download",
    )  # fmt: skip
    net, where = network(), {**view.where, "status": view.status}
    files = (
        (
            _("Workbook (XLSX)"), "xlsx", WORKBOOK, "table",
            _("The places on screen, and each table on its own sheet."),
            lambda: workbook(net, view.asof, **where),
        ),
        (
            _("Places (GeoJSON)"), "geojson", GEOJSON, "place",
            _("The places on screen as points, for maps."),
            lambda: to_geojson(net, view.asof, **where).encode("utf-8"),
        ),
        (
            _("Data package (ZIP)"), "zip", "application/zip", "folder_zip",
            _("All tables and boundaries, with the data schema that describes them."),
            lambda: to_zip(net),
        ),
    )  # fmt: skip
    with st.container(horizontal=True, key="take-away"):
        for label, ending, kind, icon, told, make in files:
            whole = ending == "zip"
            st.download_button(
                label,
                data=held(make),
                file_name=whole_name("data", ending)
                if whole
                else file_name("places", view, ending),
                mime=kind,
                icon=f":material/{icon}:",
                on_click="ignore",
                key=f"take-{ending}-{language()}",
                help=told,
            )


@error_boundary(None)
def show_addresses() -> None:
    """Where the files stay, for programs."""
    show_heading(
        _("Permanent links"),
        _(
            "Links to files do not change, and their ETag shows whether a file has been"
            " updated. The places accept the parameters of this page: `asof`, `country`,"
            " `region`, `status`."
        ),
        anchor="addresses",
    )
    names = ["datapackage.json", "ascn.zip", "ascn.xlsx", "places.geojson"]
    names += list(network().contract.boundaries.values())
    st.code("\n".join(data_address(name) for name in names), language=None, wrap_lines=True)
    st.link_button(
        _("Try the addresses for programs"), developers_link(),
        icon=":material/api:", key="to-developers",
        help=_("Answers, charts and files by address, as JSON, CSV and images."),
    )  # fmt: skip


def _adopt_table() -> None:
    st.query_params[TABLE] = st.session_state[TABLE]


@error_boundary(None)
def show_dictionary() -> None:
    """One table at a time: what it holds, its columns, its rows and its address."""
    tables = network().contract.tables
    asked = st.query_params.get(TABLE, "")
    names = list(tables)
    st.session_state[TABLE] = asked if asked in tables else "places"
    st.subheader(_("Data dictionary"), anchor="dictionary")
    name = st.selectbox(
        _("Table"), names, key=TABLE, on_change=_adopt_table, width=scaled(420),
        format_func=lambda name: f"{tables[name].title[text_language()]} ({name})",
        help=_("Each table as described in the data schema (datapackage.json)."),
    )  # fmt: skip
    described, rows = tables[name], table(name)
    st.markdown(
        linked(plain(described.description[text_language()]))
        + " "
        + _("{rows} rows, {columns} columns.", rows=number(len(rows)), columns=len(rows.columns))
    )
    columns = ask(data_dictionary, name)
    show_table(
        columns,
        ["column", "title", "description", "type", "measured_in", "required", "refers_to",
         "allowed"],
        key="dictionary",
    )  # fmt: skip
    st.markdown(_("The rows as in the file:"))
    show_raw(rows, key=f"table-{name}", most=ROWS_SHOWN)
    if len(rows) > ROWS_SHOWN:
        st.caption(
            _("The first {count} rows are shown. The file contains all of them.", count=ROWS_SHOWN)
        )
    st.code(data_address(f"{name}.csv"), language=None, wrap_lines=True)


@error_boundary(None)
def show_citation() -> None:
    """How to cite, and under which licences."""
    st.subheader(_("How to cite"), anchor="cite")
    st.code(ask(cite), language=None, wrap_lines=True)
    st.markdown(
        _(
            "The curated tables are under CC BY 4.0. Boundaries and populations keep the"
            " licence of their source, named in the table of sources and in the package."
        )
    )
