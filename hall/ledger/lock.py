"""One hall, one data directory: the lock that a second hall runs into."""

import fcntl
import os
from pathlib import Path

from hall.ledger.wrong import LedgerError


class DataLock:
    """An advisory lock on a data directory, held while its hall runs; the kernel lets go of it when the process ends."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / "hall.lock"
        self._fd: int | None = None

    def take(self) -> None:
        """Raises LedgerError where another hall has it."""
        fd = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(fd)
            raise LedgerError("locked", str(self._path.parent)) from None
        self._fd = fd

    def keep(self) -> None:
        """Take it again where the directory was put back anew. Raises LedgerError as `take` does, OSError without one.

        The old one is held until then: in an empty place, whose disk was pulled out, nothing is made; and whoever is told
        that another hall has the lock is told so again.
        """
        before = self._fd
        if before is not None and not self._is_there(before) and any(self._path.parent.iterdir()):
            self.take()
            os.close(before)

    def release(self) -> None:
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    def _is_there(self, fd: int) -> bool:
        return self._path.exists() and os.path.samestat(os.fstat(fd), self._path.stat())
