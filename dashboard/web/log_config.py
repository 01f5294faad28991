"""The log: one line an event, as text for a person or as JSON for machines (`ASCN_LOG`).

Nothing personal is in it: of a request its method, path, status and time, but no address of the
reader, no query and no cookie.
"""

from __future__ import annotations

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime

from dashboard.core.config import as_json

OURS = "ascn"
# Their own lines turn to JSON with ours, so that whoever collects them reads one format.
OTHERS = ("streamlit", "uvicorn")
# What an event may say besides its message: `log.info("...", extra={"status": 200})`.
FIELDS = ("method", "path", "status", "milliseconds", "reference")
request_id: ContextVar[str] = ContextVar("request_id", default="")


def fields(record: logging.LogRecord) -> dict[str, object]:
    """What a record says besides its message, and the id of the request that it belongs to."""
    said = {key: getattr(record, key) for key in FIELDS if hasattr(record, key)}
    return {**({"request_id": asked} if (asked := request_id.get()) else {}), **said}


class JsonLines(logging.Formatter):
    """A record as one JSON object on one line; a traceback is a text in it."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **fields(record),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class TextLines(logging.Formatter):
    """A record for a terminal: time, level, logger, message, and what else is known of it."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The line without a traceback."""
        told = " ".join(f"{key}={value}" for key, value in fields(record).items())
        return f"{super().formatMessage(record)} {told}".rstrip()


def set_up() -> None:
    """Send our events to standard error; with JSON, those of the server's libraries as well."""
    formatter = JsonLines() if as_json() else TextLines()
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    ours = logging.getLogger(OURS)
    ours.handlers = [handler]
    ours.setLevel(logging.INFO)
    ours.propagate = False
    if as_json():
        # Whatever is not ours and has no handler of its own: Python's warnings, other libraries.
        logging.captureWarnings(True)
        logging.root.handlers = [handler]
        for name in list(logging.root.manager.loggerDict):
            if name.partition(".")[0] in OTHERS:
                theirs = logging.getLogger(name)
                for each in theirs.handlers:
                    each.setFormatter(formatter)
                # Between them uvicorn's loggers are left without; Python then shows warnings only,
                # and so do we: the rest has the addresses of readers.
                if not theirs.handlers and not theirs.propagate:
                    theirs.handlers = [handler]
                    theirs.setLevel(logging.WARNING)
