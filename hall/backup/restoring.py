"""Putting a backup back: a ledger with a new name, which knows that it has forgotten something."""

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from hall.archive.proving import prove
from hall.backup.making import BackupError, Made, is_left_behind
from hall.backup.package import opened, unpack
from hall.entries import entry_of
from hall.ledger import FILE as LEDGER_FILE
from hall.ledger import DataLock, LedgerError, copy_renamed, open_beside, open_ledger, store_at
from hall.rules import Day, apply, record, recovering
from link.messages.facts import Fact, Who
from link.private_file import as_owner_of
from link.state.changed import changed


def restore_backup(file: Path, directory: Path, now: datetime, url: str = "") -> Made:
    """Put a hall back into a data directory without a ledger (and, with `url`, into an empty database). Until its kiosks
    have handed in what they printed, or a technician says so, it is recovering. What root puts back belongs to whom the
    directory belongs to, or what it lies in; `file` may be root's own.

    Raises:
        PackageError, BackupError: the file is no backup that holds.
        LedgerError: there is a ledger already, or the place cannot be used.
    """
    with opened(file) as raw, as_owner_of(directory):
        return _restored(raw, directory, now, url)


def _restored(raw: BinaryIO, directory: Path, now: datetime, url: str) -> Made:
    if (directory / LEDGER_FILE).exists():
        raise LedgerError("taken", str(directory))
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = DataLock(directory)  # a hall with its ledger in a database may be running here
    lock.take()
    try:
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=directory) as name:
            folder = Path(name) / "hall"
            folder.mkdir(mode=0o700)
            about = unpack(raw, folder)
            made = _proven(folder)
            _put(folder, directory, url)
    finally:
        lock.release()
    _tell(directory, now, url, about.get("ledger", ""))
    return made


def _proven(folder: Path) -> Made:
    ledger = open_beside(folder)
    try:
        proof = prove(ledger, folder)
    finally:
        ledger.close()
    if proof.wrongs:
        raise BackupError(proof.wrongs)
    return Made(facts=proof.facts, days=proof.days, seq=proof.seq)


def _put(folder: Path, directory: Path, url: str) -> None:
    """The ledger comes last: a directory that has one is one that was put back whole."""
    copied = folder / LEDGER_FILE
    store = store_at(directory if url else folder.parent, url)
    try:
        copy_renamed(copied, store.engine, store.name)
    finally:
        store.end()
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        part = path.relative_to(folder)
        if not is_left_behind(part):
            (directory / part.parent).mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.move(path, directory / part)
    if not url:
        for path in sorted(folder.parent.glob(f"{LEDGER_FILE}*"), reverse=True):
            shutil.move(path, directory / path.name)


def _tell(directory: Path, now: datetime, url: str, old_ledger: str) -> None:
    """The first facts of the new ledger: that it was put back, and for whom it waits."""
    ledger = open_ledger(directory, now, url)
    try:
        day = Day()
        for fact in ledger.facts_that_matter():
            apply(day, fact)
        rows = []
        for body in recovering.restored(day, old_ledger, day.public.seq):
            fact = _at_last(record(day, body, now, Who(), ""), now)
            apply(day, fact)
            rows.append(entry_of(fact).row)
        ledger.append(rows, [])
    finally:
        ledger.close()


def _at_last(fact: Fact, now: datetime) -> Fact:
    """The fact at this very moment: after a backup of some days ago the rules would let time stand still, and the hall
    would wait for the numbers of a day long over."""
    exact = now.astimezone(UTC)
    return changed(fact, at=max(fact.at, exact.replace(microsecond=exact.microsecond // 1000 * 1000)))
