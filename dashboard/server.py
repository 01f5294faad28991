"""What the server does before the first visitor comes."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ascn_data.problems import DataError

log = logging.getLogger("ascn.server")


@asynccontextmanager
async def warm_up(app: object) -> AsyncIterator[None]:
    """Import the heavy libraries and load the data before the first visitor comes."""
    from dashboard import figures, maps, words  # noqa: F401  the import is the work
    from dashboard.data import choices

    try:
        choices()
    except DataError as error:
        # The server starts all the same: the shell says what a visitor should know.
        log.error("%s", error)
    for code in words.LANGUAGES:
        words.catalogue(code)
    yield
