"""The print journal: which job was begun and which was done, on disk before the first byte goes out."""

import contextlib
import json
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Literal, get_args

Step = Literal["begun", "printed", "failed", "unknown"]
"""`unknown`: begun, and whoever printed it has seen that nobody can say; a `begun` left alone was cut off."""

STEPS: Final = frozenset(get_args(Step))

KEPT: Final = timedelta(hours=48)
"""Older lines are dropped when the journal is opened: a ticket is of its day."""


@dataclass(frozen=True)
class Entry:
    """One line of the journal. `at` is UTC."""

    job: str
    number: str
    step: Step
    at: datetime


class PrintJournal:
    """Small JSON lines, each on the disk before `write` returns. To be used by one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._last: dict[str, Entry] = {}
        self._number: int | None = None
        self._is_torn = False

    def open(self, now: datetime) -> None:
        """Reads what is there, drops what is old or torn, and makes the file ready. Raises OSError."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        entries = [entry for entry in read_entries(self._path) if now - entry.at < KEPT]
        self._last = {entry.job: entry for entry in entries}
        _rewrite(self._path, list(self._last.values()))
        self._number = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o640)

    def close(self) -> None:
        """Gives the file back. Never raises."""
        number, self._number = self._number, None
        if number is not None:
            with contextlib.suppress(OSError):
                os.close(number)

    def write(self, entry: Entry) -> None:
        """Remembers the entry, then puts it on the disk. Raises OSError: it is then remembered only here."""
        self._last[entry.job] = entry
        if self._number is None:
            raise OSError("the print journal is not open")
        fresh_line = b"\n" if self._is_torn else b""
        self._is_torn = True
        _write_all(self._number, fresh_line + _line(entry))
        os.fsync(self._number)
        self._is_torn = False

    def last(self, job: str) -> Entry | None:
        """The last that is known of a job."""
        return self._last.get(job)

    def unconfirmed(self) -> tuple[Entry, ...]:
        """The jobs that were begun and of which nobody knows whether their ticket came out."""
        return tuple(entry for entry in self._last.values() if entry.step in {"begun", "unknown"})

    def cut_off(self) -> tuple[Entry, ...]:
        """Those of them whose printing ended with the power, or with the program: nobody was told of them."""
        return tuple(entry for entry in self._last.values() if entry.step == "begun")


def read_entries(path: Path) -> list[Entry]:
    """All whole lines of a journal; a line torn by a power cut is left out. A missing file is empty."""
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return []
    return [entry for line in lines if (entry := _entry(line)) is not None]


def _entry(line: bytes) -> Entry | None:
    try:
        found = json.loads(line)
        at = datetime.fromisoformat(found["at"])
        if found["step"] not in STEPS or at.tzinfo is None:
            return None
        return Entry(str(found["job"]), str(found["number"]), found["step"], at)
    except (ValueError, KeyError, TypeError):
        return None


def _line(entry: Entry) -> bytes:
    fields = {"job": entry.job, "number": entry.number, "step": entry.step, "at": entry.at.isoformat()}
    return json.dumps(fields).encode() + b"\n"


def _rewrite(path: Path, entries: list[Entry]) -> None:
    """Whole or not at all: a new file takes the old one's place."""
    fresh = path.with_suffix(".new")
    number = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o640)
    try:
        _write_all(number, b"".join(_line(entry) for entry in entries))
        os.fsync(number)
    finally:
        os.close(number)
    fresh.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _write_all(number: int, line: bytes) -> None:
    rest = memoryview(line)
    while rest:
        rest = rest[os.write(number, rest) :]
