"""Uploads take a bounded part of the memory: in one session, and in all of them together."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from ascn_data.upload import MAX_BYTES
from dashboard.web import uploads
from dashboard.web.uploads import ALL_BYTES, FRAME, KEPT_SECONDS, SESSION_BYTES, SESSION_FILES
from tests.asgi import run

LARGE = bytes(MAX_BYTES - 2048)


class Desk:
    """Streamlit's keeper of files behind our limits, and the time."""

    def __init__(self) -> None:
        self.files = MemoryUploadedFileManager("/_stcore/upload_file")
        self.now = 0.0
        self.limits = uploads.UploadLimits(self.take, lambda: self.files, lambda: self.now)
        self.content = b""

    async def take(self, scope: Any, receive: Any, send: Any) -> None:
        """Keep what comes, as Streamlit does."""
        *_, session, file = scope["path"].split("/")
        self.files.add_file(session, UploadedFileRec(file, "a.csv", "text/csv", self.content))
        await send({"type": "http.response.start", "status": 204, "headers": []})

    def put(self, session: str, file: object, content: bytes = LARGE, length: str = "") -> int:
        """Upload a file; the status of the answer."""
        answers: list[Any] = []

        async def send(message: Any) -> None:
            answers.append(message)

        self.content = content
        said = length or str(len(content))
        scope = {
            "type": "http", "method": "PUT",
            "path": f"/ascn/_stcore/upload_file/{session}/{file}",
            "headers": [(b"content-length", said.encode())],
        }  # fmt: skip
        run(self.limits, scope, None, send)
        status: int = answers[0]["status"]
        return status

    def held(self, session: str | None = None) -> int:
        """The bytes that are kept, of one session or of all."""
        return sum(
            len(file.data)
            for name, files in self.files.file_storage.items()
            for file in files.values()
            if session in (None, name)
        )


@pytest.fixture
def desk() -> Desk:
    """An empty desk."""
    return Desk()


def test_the_uploads_of_one_session_have_a_limit(desk: Desk) -> None:
    answers = [desk.put("one", number) for number in range(15)]
    assert answers == [204, 204, *[413] * 13]
    assert desk.held() <= SESSION_BYTES
    assert desk.put("other", 1) == 204, "others are not kept from it"


def test_the_uploads_of_all_sessions_have_a_limit_in_sum(desk: Desk) -> None:
    answers = [desk.put(f"session-{number}", 1) for number in range(15)]
    assert answers == [*[204] * 10, *[503] * 5]
    assert desk.held() <= ALL_BYTES


def test_many_small_files_of_one_session_have_a_limit(desk: Desk) -> None:
    answers = [desk.put("one", number, b"") for number in range(SESSION_FILES + 3)]
    assert answers == [*[204] * SESSION_FILES, 413, 413, 413]


def test_what_was_taken_away_makes_room(desk: Desk) -> None:
    for number in range(2):
        desk.put("one", number)
    desk.files.remove_file("one", "0")
    assert desk.put("one", 2) == 204
    desk.files.remove_session_files("one")
    assert [desk.put("one", number) for number in range(3)] == [204, 204, 413]


def test_what_lies_there_for_long_gives_way_when_there_is_no_room(desk: Desk) -> None:
    for number in range(10):
        desk.now = float(number)
        desk.put(f"session-{number}", 1)
    assert desk.put("next", 1) == 503
    desk.now = KEPT_SECONDS + 0.5
    assert desk.put("next", 1) == 204
    assert desk.held("session-0") == 0
    assert desk.held("session-1") > 0


def test_an_upload_without_a_length_or_too_large_is_refused_unread(desk: Desk) -> None:
    assert desk.put("one", 1, length="-5") == 411
    assert desk.put("one", 1, length=str(MAX_BYTES + FRAME + 1)) == 413
    assert desk.held() == 0


def test_what_is_under_way_counts_too(desk: Desk) -> None:
    answers: list[int] = []

    async def slowly(scope: Any, receive: Any, send: Any) -> None:
        """Two more come while the first is on its way."""
        desk.limits.app = desk.take
        await asyncio.to_thread(lambda: answers.extend(desk.put("one", n) for n in (1, 2)))
        await desk.take(scope, receive, send)

    desk.limits.app = slowly
    assert desk.put("one", 0) == 204
    assert answers == [204, 413]
