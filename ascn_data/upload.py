"""What somebody uploads, as files of an edition in memory; or the reason why it is refused."""

from __future__ import annotations

import io
import json
import re
import stat
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from ascn_data.contract import FILE, SAFE_PATH, Contract
from ascn_data.network import Network
from ascn_data.problems import shorten

MAX_BYTES = 20 * 1024 * 1024
MAX_FILES = 200
# Tables pack about ten to one; below the floor a bomb does no harm.
MAX_RATIO = 100
RATIO_FLOOR = 1024 * 1024

# What a browser puts before the ending of a second download: `places (1).csv`, `places(1).csv`.
COPY = re.compile(r" ?\([0-9]{1,4}\)(?=\.[A-Za-z]+$)")
# What computers leave behind, and the texts that go with an edition: neither holds a table.
LEFTOVERS = {".DS_Store", "Thumbs.db", "desktop.ini"}
TEXTS = {"CHANGELOG.md", "README.md", "README.txt"}

ENTRY = b"PK\x01\x02"
ZIP = b"PK\x03\x04"
ENCRYPTED = 0x1 | 0x40
# The other methods unpack a whole block at once, however large.
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
FILE_KINDS = {0, stat.S_IFREG, stat.S_IFDIR}

REASONS = {
    "nothing": "no file was given",
    "empty_zip": "the zip holds no file",
    "too_large": "the files are larger than {limit} bytes",
    "too_many_files": "there are more than {limit} files",
    "zip_bomb": "the zip unpacks to more than {limit} times its size",
    "nested_zip": "the zip holds another zip: {file}",
    "zip_among_files": "a zip must be the only file: {file}",
    "unsafe_path": "the path leads out of the edition: {file}",
    "special_file": "the zip holds a link or a device: {file}",
    "encrypted_zip": "the zip is encrypted: {file}",
    "damaged_zip": "the zip cannot be read: {error}",
    "compression": "the zip must be stored or deflated: {file}",
    "unknown_file": "{file} is no file of the contract, which knows {known}",
    "file_twice": "the file is there twice: {file}",
    "busy": "other uploads are being checked",
}


class Refused(ValueError):
    """The upload is not even read as an edition.

    `reason` is a key of `REASONS`; `details` holds what its text names: limit (bytes, files or
    times), file, known (paths, `, ` between) or error.
    """

    def __init__(self, reason: str, **details: str | int) -> None:
        self.reason = reason
        self.details = details
        super().__init__(REASONS[reason].format(**details))


def read_upload(net: Network, files: Sequence[tuple[str, bytes]]) -> dict[str, bytes]:
    """Uploaded files, or those of one zip, by their path within an edition.

    Takes names with their content. A folder round everything is taken off, a boundary file may
    stand without its folder, the number of a second download is no part of a name, and leftovers
    and README texts are passed over. The contract says which files there are: that of `net` or, in
    addition, an uploaded `datapackage.json`.
    Raises Refused.
    """
    if not files:
        raise Refused("nothing")
    if len(files) > MAX_FILES:
        raise Refused("too_many_files", limit=MAX_FILES)
    if sum(len(content) for _, content in files) > MAX_BYTES:
        raise Refused("too_large", limit=MAX_BYTES)
    zips = [(name, content) for name, content in files if _is_zip(name)]
    if zips and len(files) > 1:
        raise Refused("zip_among_files", file=shorten(zips[0][0]))
    if zips:
        entries = _unzip(zips[0][1])
    else:
        entries = [(_safe_path(name), content) for name, content in files]
        entries = [(path, content) for path, content in entries if not _is_passed_over(path)]
    if not entries:
        raise Refused("empty_zip" if zips else "nothing")
    return _placed(net, entries)


def _is_zip(name: str) -> bool:
    return name.lower().endswith(".zip")


def _is_passed_over(path: PurePosixPath) -> bool:
    """Whether a file belongs to no edition, as `._` doubles and folder views of macOS."""
    left = path.name in LEFTOVERS or path.name.startswith("._") or "__MACOSX" in path.parts
    return left or path.name in TEXTS


def _safe_path(name: str) -> PurePosixPath:
    climbs = ".." in name.split("/") or name.startswith("/")
    if climbs or "\\" in name or "\0" in name or re.match("[A-Za-z]:", name):
        raise Refused("unsafe_path", file=shorten(name))
    return PurePosixPath(name)


def _unzip(raw: bytes) -> list[tuple[PurePosixPath, bytes]]:
    # Counted in the bytes, because opening a zip lists all of its files in memory.
    if raw.count(ENTRY) > MAX_FILES:
        raise Refused("too_many_files", limit=MAX_FILES)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return list(_unpacked(archive, len(raw)))
    except Refused:
        raise
    except Exception as error:  # zipfile raises many kinds for the same fault: a damaged file
        raise Refused("damaged_zip", error=shorten(f"{error!r}")) from error


def _unpacked(archive: zipfile.ZipFile, packed: int) -> Iterator[tuple[PurePosixPath, bytes]]:
    """The files of a zip, counting what comes out: what it says of its sizes may be false."""
    allowed = max(RATIO_FLOOR, MAX_RATIO * packed)
    total = 0
    for info in archive.infolist():
        # `filename` ends at a NUL, `orig_filename` is what stands in the zip.
        path = _safe_path(info.orig_filename)
        name = shorten(path)
        if stat.S_IFMT(info.external_attr >> 16) not in FILE_KINDS:
            raise Refused("special_file", file=name)
        if info.is_dir() or _is_passed_over(path):
            continue
        if info.flag_bits & ENCRYPTED:
            raise Refused("encrypted_zip", file=name)
        if info.compress_type not in METHODS:
            raise Refused("compression", file=name)
        with archive.open(info) as stream:
            content = stream.read(min(allowed, MAX_BYTES) - total + 1)
        total += len(content)
        if total > MAX_BYTES:
            raise Refused("too_large", limit=MAX_BYTES)
        if total > allowed:
            raise Refused("zip_bomb", limit=MAX_RATIO)
        if _is_zip(path.name) or content.startswith(ZIP):
            raise Refused("nested_zip", file=name)
        yield path, content


def _placed(net: Network, entries: list[tuple[PurePosixPath, bytes]]) -> dict[str, bytes]:
    """The files by their path in the contract. Raises Refused for one that has none."""
    known = sorted(_known(net.contract, entries))
    tops = {path.parts[0] if len(path.parts) > 1 else "" for path, _ in entries}
    if len(tops) == 1 and "" not in tops:
        entries = [(path.relative_to(path.parts[0]), content) for path, content in entries]
    placed: dict[str, bytes] = {}
    for path, content in entries:
        name = COPY.sub("", str(path))
        same = [one for one in known if one in (str(path), name)]
        named = [one for one in known if PurePosixPath(one).name == name]
        target, *others = same or named or [""]
        if not target or others:
            raise Refused("unknown_file", file=shorten(path), known=", ".join(known))
        if target in placed:
            raise Refused("file_twice", file=target)
        placed[target] = content
    return placed


def _known(contract: Contract, entries: list[tuple[PurePosixPath, bytes]]) -> set[str]:
    """The paths of the edition's contract and of an uploaded one, as far as it can be read."""
    known = {FILE, *(table.path for table in contract.tables.values())}
    known |= set(contract.boundaries.values())
    for path, content in entries:
        if COPY.sub("", path.name) == FILE:
            try:
                nodes = json.loads(content)["resources"][:MAX_FILES]
                known |= {node["path"] for node in nodes if SAFE_PATH.fullmatch(node["path"])}
            except (ValueError, KeyError, TypeError, RecursionError):
                continue
    return known
