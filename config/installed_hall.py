"""Where the hall that was installed on this machine has its ledger: noted once by `jiaohao install`, followed by all."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

RECORD: Final = Path("/etc/jiaohao/installed.json")
"""What was installed here; root's own."""

DATA: Final = Path("/var/lib/jiaohao/hall")
"""Of the hall that was installed. A ledger of any other directory is where its command says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPlace:
    """`file` holds the address of the database; empty: the ledger is a file in the data directory. `since`: RFC 3339
    UTC, what is older (a backup) is of another ledger."""

    file: str = ""
    is_standby: bool = False
    since: str = ""


def ledger_place(value: object) -> LedgerPlace:
    """As it stands in the record. Raises TypeError or KeyError where it is not what was written there."""
    if value is None:  # written by a program that knew of one place only
        return LedgerPlace()
    noted: Any = value
    file, is_standby, since = noted["file"], noted["is_standby"], noted["since"]
    if not (isinstance(file, str) and isinstance(is_standby, bool) and isinstance(since, str)):
        raise TypeError
    return LedgerPlace(file=file, is_standby=is_standby, since=since)


def noted_ledger_file(data: Path, record: Path = RECORD, home: Path = DATA) -> Path | None:
    """The file that says where the ledger of a data directory is; None where nothing else was noted than that it lies in
    the directory, where the directory is not the installed hall's, or where the record is not for us to read."""
    try:
        if data.resolve() != home.resolve():
            return None
        place = ledger_place(json.loads(record.read_bytes()).get("ledger"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return Path(place.file) if place.file else None
