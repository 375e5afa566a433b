"""The ledger's file as it lies there after a kill, read by SQLite alone, without a line of the hall."""

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

FILE = "ledger.db"


@dataclass(frozen=True, slots=True)
class Row:
    """What was answered to a press, as the ledger remembers it."""

    status: int
    reply: str
    seqs: tuple[int, ...]


@dataclass(slots=True)
class Books:
    """All facts by seq and all remembered commands by (box, key)."""

    facts: dict[int, dict[str, Any]] = field(default_factory=dict)
    commands: dict[tuple[str, str], Row] = field(default_factory=dict)

    @property
    def newest(self) -> int:
        return max(self.facts, default=0)


def books_of(data: Path) -> Books:
    """What a hall that starts now on this directory will find. Reads a copy: to look at the real file would be to mend
    it, and the next hall is to do that."""
    if not (data / FILE).exists():
        return Books()
    with TemporaryDirectory() as folder:
        for part in ("", "-wal"):
            if (data / f"{FILE}{part}").exists():
                shutil.copyfile(data / f"{FILE}{part}", Path(folder) / f"{FILE}{part}")
        with closing(sqlite3.connect(Path(folder) / FILE)) as database:
            return _books(database)


def _books(database: sqlite3.Connection) -> Books:
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"fact", "command"} <= tables:
        return Books()
    facts = {
        seq: json.loads(text) for seq, text in database.execute("SELECT seq, text FROM fact ORDER BY seq")
    }
    wanted = "SELECT box, key, status, reply, seqs FROM command WHERE key <> 'room'"
    rows = database.execute(wanted)
    commands = {
        (box, key): Row(status, reply, tuple(json.loads(seqs))) for box, key, status, reply, seqs in rows
    }
    return Books(facts, commands)
