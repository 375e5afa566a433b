"""The last announcement that was begun, kept on disk through power cuts."""

import json
import logging
import os
from pathlib import Path
from typing import Protocol

from display.announcer import Memory

_log = logging.getLogger(__name__)


class MemoryStore(Protocol):
    """Where a voice keeps what it has begun."""

    def load(self) -> Memory | None:
        """What is remembered; None where there is nothing."""

    def store(self, memory: Memory) -> None:
        """Returns when it will outlast the power. Raises OSError."""


class MemoryFile:
    """One small JSON file, replaced whole: after a power cut it is the old one or the new one, never half of one."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Memory | None:
        """What is remembered; None where there is nothing, or nothing that can be understood."""
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            return Memory(ledger=str(kept["ledger"]), last_begun=int(kept["last_begun"]))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            _log.warning("the voice does not remember what it said: %s", error)
            return None

    def store(self, memory: Memory) -> None:
        """Returns when it is on the disk itself. Raises OSError."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self._path.with_suffix(".part")
        with unfinished.open("w", encoding="utf-8") as file:
            json.dump({"ledger": memory.ledger, "last_begun": memory.last_begun}, file)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(self._path)
        _sync_folder(self._path.parent)


def _sync_folder(folder: Path) -> None:
    """Without this the rename itself may be lost with the power."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
