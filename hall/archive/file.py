"""One day's facts as a file: JSON lines, compressed with Zstandard (RFC 8878), the first line its head."""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import zstandard

from link.messages.codec import Undecodable, decode

FOLDER: Final = "days"
"""In the data directory."""

FORMAT: Final = 1
_LEVEL: Final = 6
_PIECE: Final = 1 << 20
_LONGEST_LINE: Final = 16 << 20
"""Far above any fact: a file that was tampered with must not fill the memory."""


class ArchiveError(Exception):
    """A file is not what it should be; `key` is the sentence that says how, `fields` fill it."""

    def __init__(self, key: str, **fields: str) -> None:
        super().__init__(key)
        self.key, self.fields = key, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A file's first line. `previous` is the SHA-256 of the file of the day before, empty for the first."""

    hall: str
    day: str
    first: int
    last: int
    previous: str
    format: int = FORMAT


def archive_path(directory: Path, day: date) -> Path:
    """Where a day's file lies in a data directory."""
    return directory / FOLDER / f"{day.isoformat()}.jsonl.zst"


class DayFile:
    """A day's file being written, fact by fact. It is there whole or not at all, also after a power cut. Two who write
    the same day at once give it another `suffix` meanwhile."""

    def __init__(self, path: Path, head: Head, suffix: str = ".new") -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path = path
        self._beside = path.with_suffix(suffix)
        fd = os.open(self._beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self._file = os.fdopen(fd, "wb")
        packer = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True)
        self._packed = packer.stream_writer(self._file, closefd=False)
        self.add(json.dumps(asdict(head)))

    def add(self, text: str) -> None:
        """One fact more, as its JSON text."""
        self._packed.write(text.encode() + b"\n")

    def finish(self) -> str:
        """Put it in its place; its SHA-256, hex."""
        sha256 = self._sealed()
        self._put()
        return sha256

    def finish_as(self, sha256: str) -> bool:
        """Put it in its place if this is its SHA-256, else take it away; whether it is there."""
        is_the_same = self._sealed() == sha256
        if is_the_same:
            self._put()
        else:
            self.abandon()
        return is_the_same

    def abandon(self) -> None:
        """Take away what was written so far; what lay in its place stays. Never raises."""
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            self._beside.unlink()

    def _sealed(self) -> str:
        """All of it on the disk; its SHA-256, hex."""
        self._packed.flush(zstandard.FLUSH_FRAME)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        return sha256_of(self._beside)

    def _put(self) -> None:
        self._beside.replace(self._path)
        _settle(self._path.parent)


def read_archive(path: Path) -> tuple[Head, Iterator[str]]:
    """A file's head, and its facts' texts one after another.

    Raises:
        ArchiveError: it is not there, or not a day's file; also while the texts are read.
    """
    lines = _lines(path)
    try:
        return _head(path, next(lines, "")), lines
    except ValueError:
        raise ArchiveError("ledger.wrong.archive", file=path.name) from None


def read_proven(path: Path, sha256: str) -> tuple[Head, Iterator[str]]:
    """Like `read_archive`, for a file that is still as its book says. Raises ArchiveError."""
    try:
        is_the_same = sha256_of(path) == sha256
    except OSError:
        raise ArchiveError("ledger.wrong.archive_gone", file=path.name) from None
    if not is_the_same:
        raise ArchiveError("ledger.wrong.file_changed", file=path.name)
    return read_archive(path)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a whole file, hex."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _head(path: Path, line: str) -> Head:
    value: Any = json.loads(line)
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise ArchiveError("ledger.wrong.archive", file=path.name)
    try:
        return decode(Head, value)
    except Undecodable:
        raise ArchiveError("ledger.wrong.archive", file=path.name) from None


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open("rb") as file, zstandard.ZstdDecompressor().stream_reader(file) as packed:
            rest = b""
            while piece := packed.read(_PIECE):
                *whole, rest = (rest + piece).split(b"\n")
                if len(rest) > _LONGEST_LINE:
                    raise ArchiveError("ledger.wrong.archive", file=path.name)
                for line in whole:
                    yield line.decode()
            if rest:
                raise ArchiveError("ledger.wrong.archive", file=path.name)
    except FileNotFoundError:
        raise ArchiveError("ledger.wrong.archive_gone", file=path.name) from None
    except (zstandard.ZstdError, UnicodeDecodeError, OSError):
        raise ArchiveError("ledger.wrong.archive", file=path.name) from None


def _settle(directory: Path) -> None:
    fd = os.open(directory, os.O_RDONLY)
    os.fsync(fd)
    os.close(fd)
