"""Making a backup of a hall, also while it runs, and proving it before anybody trusts it."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hall.archive.file import FOLDER as DAYS
from hall.archive.proving import Wrong, prove
from hall.backup.package import opened, pack, unpack
from hall.ledger import FILE as LEDGER_FILE
from hall.ledger import Ledger, copy_to_file, open_beside
from hall.people.key import FILE as PEOPLE_KEY
from hall.trust.certificate import FOLDER as TRUST
from hall.trust.trust import LOCAL_FILE
from hall.whereabouts import URL_FILE

LEFT_BEHIND: Final = ("hall.lock", URL_FILE, PEOPLE_KEY, f"{TRUST}/{LOCAL_FILE}")
"""Files of the moment, with the pass of this machine's own commands, and the key of the people, who are in no backup."""


class BackupError(Exception):
    """A backup was written and does not hold; `wrongs` say how."""

    def __init__(self, wrongs: tuple[Wrong, ...]) -> None:
        super().__init__(f"{len(wrongs)} wrongs")
        self.wrongs = wrongs


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A backup that was proven."""

    facts: int
    days: int
    seq: int


def make_backup(ledger: Ledger, directory: Path, file: Path, at: str) -> Made:
    """Put the hall of a data directory into one file; `at` is the moment, RFC 3339 UTC.

    Raises:
        BackupError: what was written does not hold; the file is gone again.
        OSError: there is no room, or no permission.
    """
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=file.absolute().parent) as name:
        folder = Path(name)
        (folder / "hall").mkdir(mode=0o700)
        copy_to_file(ledger.engine, folder / "hall" / LEDGER_FILE)
        _copy_files(directory, folder / "hall")
        pack(folder / "hall", file, {"ledger": ledger.id, "at": at})
        shutil.rmtree(folder / "hall")
        try:
            return _proven(file, folder / "again")
        except BaseException:
            file.unlink()
            raise


def _proven(file: Path, folder: Path) -> Made:
    with opened(file) as raw:
        unpack(raw, folder)
    ledger = open_beside(folder)
    try:
        proof = prove(ledger, folder)
    finally:
        ledger.close()
    if proof.wrongs:
        raise BackupError(proof.wrongs)
    return Made(facts=proof.facts, days=proof.days, seq=proof.seq)


def _copy_files(directory: Path, folder: Path) -> None:
    """The keys, and the files of closed days: those that the copied ledger knows are there, as they are written first."""
    for path in directory.rglob("*"):
        part = path.relative_to(directory)
        if not path.is_file() or path.is_symlink() or is_left_behind(part):
            continue
        (folder / part.parent).mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copy2(path, folder / part)


def is_left_behind(part: Path) -> bool:
    """Whether a file of a data directory, by its path there, is in no backup and is put back from none."""
    name = part.parts[0]
    is_of_a_backup = name.startswith(".backup-") or part.suffix in (".new", ".backup")
    is_ledger = name.startswith(LEDGER_FILE)
    is_named = name in LEFT_BEHIND or part.as_posix() in LEFT_BEHIND
    return is_named or is_ledger or is_of_a_backup or (name == DAYS and part.suffix != ".zst")
