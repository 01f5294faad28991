"""Files of an edition as bytes."""

from __future__ import annotations

import errno
import stat
from pathlib import Path


class NoFile(OSError):
    """There is something by that name, but no file: a pipe, a device or a folder."""

    def __init__(self) -> None:
        super().__init__(errno.EINVAL, "not a regular file")


def read_file(path: Path) -> bytes:
    """What is in a file. Raises OSError; NoFile for a pipe, whose end might never come."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise NoFile
    return path.read_bytes()
