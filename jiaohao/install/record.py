"""What was done to this box, kept on it: so that an installation is whole or not at all, and can be taken back."""

import json
import os
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from config.install_answers import Role
from config.installed_hall import LedgerPlace, ledger_place


@dataclass(slots=True, kw_only=True)
class Begun:
    """An installation under way: each file as it was before, None where there was none, and the units begun."""

    before: dict[str, bytes | None] = field(default_factory=dict)
    units: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """What was installed: the box's roles in the order of their coming, and the files that are ours."""

    roles: tuple[Role, ...] = ()
    files: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """Files that are the technician's by now."""
    ledger: LedgerPlace = LedgerPlace()
    """The hall's, where the box has one."""

    @property
    def first(self) -> Role | None:
        """The role whose settings are box.toml: the first that is no hall."""
        return next((role for role in self.roles if role != "hall"), None)


class RecordDamaged(Exception):
    """A record that cannot be read: the file."""


def read_installed(file: Path) -> Installed:
    """Nothing where there is no file. Raises RecordDamaged."""
    value = _read(file)
    if value is None:
        return Installed()
    try:
        return Installed(
            roles=tuple(value["roles"]),
            files=tuple(value["files"]),
            kept=tuple(value["kept"]),
            ledger=ledger_place(value.get("ledger")),
        )
    except (KeyError, TypeError) as wrong:
        raise RecordDamaged(str(file)) from wrong


def write_installed(file: Path, installed: Installed) -> None:
    """On the disk when this returns. Raises OSError."""
    write_durably(file, json.dumps(asdict(installed), ensure_ascii=False, indent=1).encode(), 0o644)


def read_begun(file: Path) -> Begun | None:
    """None where no installation was left half-way. Raises RecordDamaged."""
    value = _read(file)
    if value is None:
        return None
    try:
        before = {path: None if text is None else b64decode(text) for path, text in value["before"].items()}
        return Begun(before=before, units=list(value["units"]))
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise RecordDamaged(str(file)) from wrong


def write_begun(file: Path, begun: Begun) -> None:
    """On the disk when this returns, and only then may the step that it tells of be done. Raises OSError."""
    before = {path: None if text is None else b64encode(text).decode() for path, text in begun.before.items()}
    write_durably(file, json.dumps({"before": before, "units": begun.units}).encode(), 0o600)


def write_durably(file: Path, content: bytes, mode: int) -> None:
    """The whole file or the one before, also after a power cut. Raises OSError.

    Root writes here into folders that are the parts' own: what lies there under the unfinished name, a link among it, is
    taken away and never written through.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.new")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(
        unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600
    )
    with os.fdopen(descriptor, "wb") as written:
        os.fchmod(descriptor, mode)
        written.write(content)
        written.flush()
        os.fsync(descriptor)
    unfinished.replace(file)
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """What was renamed or removed in it is so after a power cut too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(file: Path) -> dict[str, Any] | None:
    try:
        value = json.loads(file.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as wrong:
        raise RecordDamaged(str(file)) from wrong
    if not isinstance(value, dict):
        raise RecordDamaged(str(file))
    return value
