"""Check your own edition: upload changed tables, see every problem and what would change.

Nothing is kept: the files live in this session alone, and go with it. A valid upload can be viewed
on all pages (`dashboard.ui.own_edition`), and its report taken away.
"""

from __future__ import annotations

import streamlit as st

from ascn_data import MAX_UPLOAD_BYTES, Refused, UploadReport, check_upload, read_upload
from dashboard.content.citations import plain
from dashboard.core.dataset import EDITIONS
from dashboard.core.limits import MARKS
from dashboard.core.translation import _, mark, number
from dashboard.ui.components.check_report import offer_downloads, show_report
from dashboard.ui.components.heading import show_heading
from dashboard.ui.errors import error_boundary
from dashboard.ui.own_edition import (
    DESK,
    Checked,
    can_be_shown,
    checked,
    edition_of,
    own_edition,
    session_id,
)

UPLOAD, VIEWED = "edition", "own-edition-viewed"
MEGABYTE = 1024 * 1024
REFUSALS = {
    "nothing": mark("No file was uploaded."),
    "empty_zip": mark("The ZIP file is empty."),
    "too_large": mark("The files are too large: together they may have {megabytes} MB unpacked."),
    "too_many_files": mark("There are more than {limit} files."),
    "zip_bomb": mark(
        "The ZIP file would unpack to more than {limit} times its size, so it was not opened."
    ),
    "nested_zip": mark("The ZIP file contains another ZIP file: {file}"),
    "zip_among_files": mark("Upload a ZIP file on its own, without other files: {file}"),
    "unsafe_path": mark("This path points outside the dataset: {file}"),
    "special_file": mark("The ZIP file contains a link or a device file: {file}"),
    "encrypted_zip": mark("The ZIP file is encrypted: {file}"),
    "damaged_zip": mark("The ZIP file is damaged and cannot be read."),
    "compression": mark("The ZIP file uses an unsupported compression method: {file}"),
    "unknown_file": mark("{file} is not a file of this dataset. Its files are: {known}"),
    "file_twice": mark("This file was uploaded twice: {file}"),
    "busy": mark("Other files are being checked. Please try again in a minute."),
}


def refusal(error: Refused) -> str:
    """Why files are not taken, in the reader's language."""
    details = {key: plain(str(value)) for key, value in error.details.items()}
    return _(REFUSALS[error.reason], megabytes=number(MAX_UPLOAD_BYTES / MEGABYTE), **details)


@error_boundary(None)
def show_edition_check() -> None:
    """The upload, and what it would do to the dashboard."""
    show_heading(
        _("Check your own data"),
        _(
            "Upload tables that you have changed, or a ZIP file of them, to see every problem"
            " with its file, row, column, rule and value, and what would change. Nothing is"
            " stored, and no one else can see your files."
        ),
        anchor="check",
    )
    uploaded = st.file_uploader(
        _("Tables (CSV), maps (GeoJSON), datapackage.json, or one ZIP file"),
        type=["csv", "geojson", "json", "zip"],
        accept_multiple_files=True,
        max_upload_size=MAX_UPLOAD_BYTES // MEGABYTE,
        key=UPLOAD,
        help=_("Files you leave out are those of this dashboard; names are those of data/."),
    )
    known = checked()
    session = session_id() or ""
    if not uploaded:
        # The browser forgets the files on another page; what is being looked at stays.
        if known is not None and known.shown is not None:
            show_answer(known)
        else:
            DESK.drop(session)
        return
    ids = [file.file_id for file in uploaded]
    if known is None or known.files != ids:
        with st.spinner(_("Checking …")):
            answer = _checked([(file.name, file.getvalue()) for file in uploaded])
        known = Checked(ids, answer)
        DESK.put(session, known)
    show_answer(known)


def _checked(files: list[tuple[str, bytes]]) -> UploadReport | Refused:
    """What the files would do to the server's own edition."""
    try:
        net = EDITIONS.current().net
        return check_upload(net, read_upload(net, files))
    except Refused as error:
        return error


def show_answer(known: Checked) -> None:
    """Why the files are refused, or their report and what can be done with it."""
    if isinstance(known.answer, Refused):
        st.error(refusal(known.answer), icon=":material/block:")
        return
    show_report(known.answer)
    with st.container(horizontal=True, key="take-report"):
        _offer_view(known)
        offer_downloads(known.answer)


def _offer_view(known: Checked) -> None:
    net = known.answer.net if isinstance(known.answer, UploadReport) else None
    if net is None or known.shown is not None or not isinstance(known.answer, UploadReport):
        return
    fits = can_be_shown(net, known.answer)
    st.button(
        _("View the dashboard with these files"), icon=":material/visibility:", type="primary",
        on_click=view_own, key="view-own", disabled=not fits,
        help=_("Only in this session, until you end it.")
        if fits
        else _("Only tables can be viewed, with up to {count} places. Boundaries and larger"
               " maps would show the dashboard's own data.", count=number(MARKS)),
    )  # fmt: skip


@error_boundary(None)
def view_own() -> None:
    """Show the checked files on all pages of this session."""
    known = checked()
    if (
        known is not None
        and isinstance(known.answer, UploadReport)
        and known.answer.net is not None
    ):
        known.shown = edition_of(known.answer.net)
        st.session_state[VIEWED] = True


@error_boundary(None)
def end_own() -> None:
    """Show the dashboard's own edition again."""
    DESK.drop(session_id() or "")
    st.session_state.pop(VIEWED, None)


def show_own_banner() -> None:
    """That the pages show uploaded files, or do so no more."""
    if own_edition() is not None:
        with st.container(horizontal=True, vertical_alignment="center", key="own-edition"):
            st.warning(
                _(
                    "You are viewing your own files, which no one else can see. Slides, shared"
                    " links and file links show the dashboard's own data."
                ),
                icon=":material/visibility:",
            )
            st.button(
                _("End"), icon=":material/close:", on_click=end_own, key="end-own",
                help=_("Return to the dashboard's own data. Your files are deleted from memory."),
            )  # fmt: skip
    elif st.session_state.pop(VIEWED, False):
        st.warning(
            _(
                "Your files are no longer shown because the server needed memory for other"
                " visitors. The pages show the dashboard's own data. Upload the files again to"
                " return to them."
            ),
            icon=":material/visibility_off:",
        )
