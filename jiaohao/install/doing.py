"""Carrying out a plan so that it is whole or not at all: each step is written down on the disk before it is done."""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, Protocol

from config.installed_hall import LedgerPlace
from jiaohao.install.plan import File, Plan
from jiaohao.install.record import (
    Begun,
    Installed,
    read_begun,
    read_installed,
    sync_folder,
    write_begun,
    write_durably,
    write_installed,
)
from jiaohao.install.roles import unit_of, units_of
from jiaohao.install.target import Target

HALL_UNIT: Final = unit_of("hall")

SYSTEM_S: Final = 90.0
"""A hall is up within this time, or something is wrong with it."""


class StepFailed(Exception):
    """A command of the system that did not work: the command, and what it said."""

    def __init__(self, command: Sequence[str], said: str) -> None:
        super().__init__(f"{' '.join(command)}: {said}")
        self.command, self.said = tuple(command), said


class System(Protocol):
    """The commands of a Debian box."""

    def run(self, *command: str) -> None:
        """Raises StepFailed."""


class RealSystem:
    """This machine."""

    def run(self, *command: str) -> None:
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=SYSTEM_S, check=False)
        except (OSError, subprocess.TimeoutExpired) as wrong:
            raise StepFailed(command, str(wrong)) from wrong
        if done.returncode:
            raise StepFailed(
                command, (done.stderr or done.stdout).strip() or f"exit status {done.returncode}"
            )


def undo_what_was_begun(target: Target, system: System) -> bool:
    """Take back an installation that a power cut or a mistake left half-way; whether there was one.

    Raises RecordDamaged, StepFailed or OSError; it may be called again.
    """
    begun = read_begun(target.at(target.begun_file))
    if begun is None:
        return False
    before = {Path(path).name for path, text in begun.before.items() if text is not None}
    for unit in reversed(begun.units):
        if unit not in before:
            _quietly(system, "systemctl", "disable", "--now", unit)
    for path, text in reversed(begun.before.items()):
        _put_back(target.at(Path(path)), text)
    _quietly(system, "systemctl", "daemon-reload")
    for unit in begun.units:
        if unit in before:
            _quietly(system, "systemctl", "restart", unit)
    _forget(target.at(target.begun_file))
    return True


def _nothing() -> tuple[File, ...]:
    """Where there is nobody to be paired with."""
    return ()


def carry_out(
    plan: Plan, target: Target, system: System, pair: Callable[[], tuple[File, ...]] = _nothing
) -> bool:
    """Make the box what the plan says; whether anything had to be changed. What fails is taken back before it is raised.

    `pair` is called once, when files and users are there and a hall of this box serves, and gives the files that the
    parts need to be let in there; what it raises is raised.
    """
    installed = read_installed(target.at(target.record_file))
    changed = tuple(file for file in plan.files if _differs(file, target))
    is_new = bool(changed or set(plan.roles) - set(installed.roles))
    if not is_new:
        return False
    begun = Begun()
    try:
        for file in changed:
            _write(file, target, begun)
        _settle_users(plan, target, system)
        new = {file.path.name for file in changed}
        for unit in sorted(plan.units, key=lambda unit: unit != HALL_UNIT):
            if unit != HALL_UNIT:
                for file in pair():
                    _write(file, target, begun)
                    _settle_owner(file, system)
                pair = _nothing
            _start(unit, begun, target, system, is_new=unit in new)
        _note(plan, installed, target)
    except BaseException:
        undo_what_was_begun(target, system)
        raise
    _forget(target.at(target.begun_file))
    return True


def take_away(target: Target, system: System, roles: Sequence[str]) -> tuple[str, ...]:
    """Uninstall these roles; the files that stay, being the technician's or the hall's own.

    Raises RecordDamaged, StepFailed or OSError.
    """
    installed = read_installed(target.at(target.record_file))
    left = tuple(role for role in installed.roles if role not in roles)
    units = [unit for role in installed.roles if role in roles for unit in units_of(role)]
    for unit in units:
        system.run("systemctl", "disable", "--now", unit)
    stems = {unit.partition(".")[0] for unit in units}
    gone = [path for path in installed.files if not left or Path(path).stem in stems]
    for path in gone:
        _put_back(target.at(Path(path)), None)
    system.run("systemctl", "daemon-reload")
    files = tuple(path for path in installed.files if path not in gone)
    if left:
        ledger = installed.ledger if "hall" in left else LedgerPlace()
        write_installed(
            target.at(target.record_file), replace(installed, roles=left, files=files, ledger=ledger)
        )
    else:
        _forget(target.at(target.record_file))
    return installed.kept


def _start(unit: str, begun: Begun, target: Target, system: System, *, is_new: bool) -> None:
    """Those that were there before stay as they are in the end, whatever happens."""
    if is_new:
        begun.units.append(unit)
        write_begun(target.at(target.begun_file), begun)
    system.run("systemctl", "enable", unit)
    system.run("systemctl", "restart" if is_new else "start", unit)


def _settle_users(plan: Plan, target: Target, system: System) -> None:
    system.run("systemd-sysusers", "/etc/sysusers.d/jiaohao.conf")
    system.run("systemd-tmpfiles", "--create", "/etc/tmpfiles.d/jiaohao.conf")
    for file in plan.files:
        _settle_owner(file, system)
    system.run("systemctl", "daemon-reload")
    _quietly(system, "udevadm", "control", "--reload")
    _quietly(system, "sysctl", "--system")
    _quietly(system, "systemctl", "try-restart", "systemd-journald")


def _settle_owner(file: File, system: System) -> None:
    """Never through a link: the folder may be the parts' own, and what lies there is what they put there."""
    if file.owner != "root:root":
        system.run("chown", "--no-dereference", file.owner, str(file.path))


def _write(file: File, target: Target, begun: Begun) -> None:
    place = target.at(file.path)
    begun.before[str(file.path)] = place.read_bytes() if place.exists() else None
    write_begun(target.at(target.begun_file), begun)
    write_durably(place, file.text.encode(), file.mode)


def _differs(file: File, target: Target) -> bool:
    place = target.at(file.path)
    if not place.exists():
        return True
    return not file.is_kept and place.read_bytes() != file.text.encode()


def _note(plan: Plan, before: Installed, target: Target) -> None:
    files = dict.fromkeys((*before.files, *(str(file.path) for file in plan.files if not file.is_kept)))
    kept = dict.fromkeys((*before.kept, *(str(file.path) for file in plan.files if file.is_kept)))
    roles = tuple(dict.fromkeys((*before.roles, *plan.roles)))
    write_installed(
        target.at(target.record_file),
        Installed(
            roles=roles,
            files=tuple(files),
            kept=tuple(kept),
            ledger=plan.ledger if "hall" in plan.roles else before.ledger,
        ),
    )


def _put_back(place: Path, before: bytes | None) -> None:
    if before is None:
        place.unlink(missing_ok=True)
        if place.parent.is_dir():
            sync_folder(place.parent)
    else:
        mode = place.lstat().st_mode & 0o777 if place.exists() else 0o644
        write_durably(place, before, mode)


def _forget(place: Path) -> None:
    place.unlink(missing_ok=True)
    sync_folder(place.parent)


def _quietly(system: System, *command: str) -> None:
    """For what may be missing or already so; the next step says what is really wrong."""
    try:
        system.run(*command)
    except StepFailed:
        return


def has_systemd() -> bool:
    """Whether this machine was started by systemd (sd_booted(3))."""
    return Path("/run/systemd/system").is_dir() and shutil.which("systemctl") is not None
