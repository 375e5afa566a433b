"""The kiosk's journal on the disk: lines with a check sum each, on the disk before `write` returns. Blocking."""

import contextlib
import fcntl
import json
import os
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, Protocol

from kiosk.island.entries import Written, value_of, written_of
from link.messages.codec import Undecodable
from link.private_file import make_private_folder

FILE: Final = "island.jsonl"
ALIVE: Final = "alive"
LOCK: Final = "island.lock"

SLOW_DISK: Final = timedelta(seconds=20)
"""Between the moment in the last line and the file's own stands one write; a worn memory card may take seconds."""


@dataclass(frozen=True)
class Found:
    """What lay on the disk. `is_whole`: every line but a torn last one could be read. `changed_at`: when the file's inode
    was last changed, by this machine's clock; no copying tool can set that back."""

    lines: tuple[Written, ...] = ()
    is_whole: bool = True
    changed_at: datetime | None = None

    @property
    def is_as_left(self) -> bool:
        """Whether the file is the very one that was written: one put back from a copy is younger than its last line."""
        if not self.lines or self.changed_at is None:
            return False
        return self.is_whole and abs(self.changed_at - self.lines[-1].own_at) <= SLOW_DISK


class Journal(Protocol):
    """Where lines are kept; each call ends on the disk. All raise OSError."""

    def read(self) -> Found: ...

    def begin(self, lines: Iterable[Written]) -> None: ...

    def write(self, written: Written) -> None: ...

    def close(self) -> None: ...

    def alive_at(self) -> datetime | None:
        """The last sign of life, by this machine's clock."""

    def live_on(self) -> None:
        """A sign of life."""


class JournalHeld(OSError):
    """Another program has the journal open."""


class IslandJournal:
    """One file, one writer. To be used by one thread at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / FILE
        self._number: int | None = None
        self._lock: int | None = None
        self._length = 0

    def read(self) -> Found:
        """What is there. From here on it is held: nobody else writes. Raises JournalHeld, OSError."""
        make_private_folder(self._folder)
        self._hold()
        try:
            content = self._path.read_bytes()
            changed_at = datetime.fromtimestamp(self._path.stat().st_ctime, UTC)
        except FileNotFoundError:
            return Found()
        lines, is_whole = _lines_of(content)
        return Found(tuple(lines), is_whole, changed_at)

    def begin(self, lines: Iterable[Written]) -> None:
        """The journal anew with these lines: whole or not at all. Raises OSError."""
        content = b"".join(map(_line, lines))
        beside = self._path.with_suffix(".new")
        number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        try:
            _write_all(number, content)
            os.fsync(number)
        finally:
            os.close(number)
        beside.replace(self._path)
        _sync_folder(self._folder)
        self._number = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)
        self._length = len(content)

    def write(self, written: Written) -> None:
        """On the disk when it returns. Raises OSError: then it does not count, and nothing of it is left behind."""
        if self._number is None:
            raise OSError("the journal is not open")
        line = _line(written)
        try:
            _write_all(self._number, line)
            os.fsync(self._number)
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(self._number, self._length)
            raise
        self._length += len(line)

    def alive_at(self) -> datetime | None:
        """The last sign of life, by this machine's clock; None: there is none."""
        try:
            return datetime.fromtimestamp((self._folder / ALIVE).stat().st_mtime, UTC)
        except OSError:
            return None

    def live_on(self) -> None:
        """A sign of life; no fsync, it is as good as lost in the last seconds. Raises OSError."""
        (self._folder / ALIVE).touch()

    def close(self) -> None:
        """Gives file and lock back. Never raises."""
        for number in (self._number, self._lock):
            if number is not None:
                with contextlib.suppress(OSError):
                    os.close(number)
        self._number = self._lock = None

    def _hold(self) -> None:
        if self._lock is None:
            number = os.open(self._folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(number)
                raise JournalHeld(f"{self._folder} is in use by another program") from None
            self._lock = number


def _line(written: Written) -> bytes:
    body = json.dumps(value_of(written), separators=(",", ":")).encode()
    return b"%08x %s\n" % (zlib.crc32(body), body)


def _lines_of(content: bytes) -> tuple[list[Written], bool]:
    """The lines that can be read, and whether none but the last could not: that one was cut off before it counted."""
    *whole, torn = content.split(b"\n")
    read = [_read(piece) for piece in whole]
    known = [each for each in read if isinstance(each, Written)]
    cut_off = read[-1:] if not torn else []
    return known, "broken" not in (read[:-1] if cut_off == ["broken"] else read)


def _read(piece: bytes) -> Written | str:
    """A line, or that it is of a kind `unknown` here, or `broken`."""
    check, _, body = piece.partition(b" ")
    try:
        if int(check, 16) != zlib.crc32(body):
            return "broken"
        return written_of(json.loads(body)) or "unknown"
    except (ValueError, KeyError, TypeError, Undecodable):
        return "broken"


def _sync_folder(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _write_all(number: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(number, rest) :]
