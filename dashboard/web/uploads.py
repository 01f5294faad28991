"""How much uploaded files may take in the memory of this server, in one session and in sum.

Streamlit keeps what is uploaded until the widget or the session ends, whatever page it came
through, and knows a limit for one file alone.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Protocol

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from ascn_data import MAX_UPLOAD_BYTES, MAX_UPLOAD_FILES

UPLOAD = re.compile(r".*/_stcore/upload_file/([^/]+)/([^/]+)")
# A second upload may come while the first is still there.
SESSION_BYTES, SESSION_FILES = 2 * MAX_UPLOAD_BYTES, 2 * MAX_UPLOAD_FILES
ALL_BYTES = 10 * MAX_UPLOAD_BYTES
# What lies here longer gives way when there is no room; its owner can drop it in again.
KEPT_SECONDS = 600.0
RETRY_AFTER = "60"
# What the record of a file takes beside its content, and the frame of a request beside the file.
RECORD, FRAME = 1024, 1024 * 1024


class Manager(Protocol):
    """Streamlit's keeper of uploaded files."""

    file_storage: dict[str, dict[str, UploadedFileRec]]

    def remove_file(self, session_id: str, file_id: str) -> None:
        """Forget one file."""


def manager() -> Manager | None:
    """The keeper of this server; None before it runs."""
    return runtime.get_instance().uploaded_file_mgr if runtime.exists() else None  # type: ignore[return-value]


class UploadLimits:
    """ASGI middleware: refuse an upload that would take more memory than there is for uploads.

    413 where the session has too much already, 503 where all sessions together have, 411 where
    the request does not say how long it is.
    """

    def __init__(
        self,
        app: ASGIApp,
        files: Callable[[], Manager | None] = manager,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.app, self.files, self.clock = app, files, clock
        # Under way: bytes by session and file. Held: since when.
        self.coming: dict[tuple[str, str], int] = {}
        self.since: dict[tuple[str, str], float] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on but an upload for which there is no room."""
        found = UPLOAD.fullmatch(scope.get("path", "")) if scope["type"] == "http" else None
        files = self.files() if found and scope["method"] == "PUT" else None
        if found is None or files is None:
            await self.app(scope, receive, send)
            return
        file = (found[1], found[2])
        said = Headers(scope=scope).get("content-length", "")
        refused = self._refusal(files, file, said)
        if refused is not None:
            await refused(scope, receive, send)
            return
        self.coming[file] = int(said) + RECORD
        try:
            await self.app(scope, receive, send)
        finally:
            del self.coming[file]
            self.since[file] = self.clock()

    def _refusal(self, files: Manager, file: tuple[str, str], said: str) -> Response | None:
        if file in self.coming:
            return PlainTextResponse("this file is under way already", 409)
        if not (said.isascii() and said.isdigit()):
            return PlainTextResponse("the length of the upload is required", 411)
        if int(said) > MAX_UPLOAD_BYTES + FRAME:
            return PlainTextResponse("the file is too large", 413)
        held = _sizes(files) | self.coming
        self.since = {one: since for one, since in self.since.items() if one in held}
        own = [size for (session, _), size in held.items() if session == file[0]]
        if sum(own) + int(said) > SESSION_BYTES + FRAME or len(own) >= SESSION_FILES:
            return PlainTextResponse("too many files were uploaded on this page", 413)
        while sum(held.values()) + int(said) > ALL_BYTES:
            oldest = min(self.since, key=self.since.__getitem__, default=None)
            if oldest is None or self.clock() < self.since[oldest] + KEPT_SECONDS:
                headers = {"Retry-After": RETRY_AFTER}
                return PlainTextResponse("too much is being uploaded just now", 503, headers)
            files.remove_file(*oldest)
            del held[oldest], self.since[oldest]
        return None


def _sizes(files: Manager) -> dict[tuple[str, str], int]:
    """What each file takes, by session and file."""
    return {
        (session, name): len(file.data) + RECORD
        for session, kept in list(files.file_storage.items())
        for name, file in list(kept.items())
    }
