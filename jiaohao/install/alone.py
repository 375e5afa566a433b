"""One at a time: whoever changes what is installed on a box holds its lock, and the lock says who that is."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

What = Literal["install", "uninstall", "update"]

_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whose lock it is; `pid` 0 where it has not said yet. `since` is RFC 3339 UTC."""

    pid: int = 0
    what: str = ""
    since: str = ""


class Busy(Exception):
    """Somebody else is at it."""

    def __init__(self, holder: Holder) -> None:
        super().__init__(f"{holder.what} {holder.pid}")
        self.holder = holder


@contextmanager
def alone(file: Path, what: What, now: datetime) -> Iterator[None]:
    """Nobody else installs, updates or uninstalls meanwhile; a process that ends, however, lets go of the lock.

    What the holder itself starts, or turns into (an update that has its new version installed, the bundle's install.sh),
    is part of it and goes on.

    Raises:
        Busy: somebody else holds the lock.
        OSError: there can be no lock.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    try:
        if _taken(descriptor):
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, _line(what, now).encode(), 0)
        else:
            holder = holder_of(os.pread(descriptor, _LONGEST, 0))
            if holder.pid not in (os.getpid(), os.getppid()):
                raise Busy(holder)
        yield
    finally:
        os.close(descriptor)


def holder_of(line: bytes) -> Holder:
    """From `PID WHAT SINCE`, as the lock's file has it; an empty one where it says nothing."""
    words = line.decode("ascii", "replace").split()
    if len(words) != 3 or not words[0].isdecimal():
        return Holder()
    return Holder(pid=int(words[0]), what=words[1], since=words[2])


def _line(what: What, now: datetime) -> str:
    return f"{os.getpid()} {what} {now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}\n"


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
