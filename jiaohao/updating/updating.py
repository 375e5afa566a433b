"""One update from the wheel to the healthy parts, or back to what was."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from config.install_answers import Role
from jiaohao.install.doing import StepFailed, System
from jiaohao.install.record import read_installed
from jiaohao.install.roles import units_of
from jiaohao.install.target import Target
from jiaohao.updating.versions import Versions, Wheel, order

SETTLE_S: Final = 20.0
"""A part that cannot run ends within this time, and systemd starts it again."""


class CannotUpdate(Exception):
    """Why not: the key of a sentence, and its fields. Nothing has changed, or all is as it was."""

    def __init__(self, key: str, **fields: object) -> None:
        super().__init__(key)
        self.key, self.fields = key, fields


class Maker(Protocol):
    """What makes a version and tries it."""

    def make(self, wheel: Wheel, place: Path) -> None:
        """A virtual environment with the wheel and all that it needs. Raises StepFailed."""

    def try_out(self, place: Path, target: Target, backup: Path | None) -> None:
        """Start it, a hall on a copy of its own ledger. Raises StepFailed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Updating:
    """This box. `proven` gives the wheel, and those beside it, as whoever makes versions has signed them, or raises
    CannotUpdate; `healthy` what is wrong with the box after a while, empty: nothing; `tell` a line for the technician."""

    target: Target
    system: System
    versions: Versions
    maker: Maker
    proven: Callable[[Wheel], AbstractContextManager[Wheel]]
    healthy: Callable[[tuple[str, ...]], str]
    tell: Callable[..., None]
    running: str
    """The version of this very program."""

    def run(self, wheel: Wheel, *, is_again: bool = False, is_older: bool = False) -> bool:
        """Whether there is another version now. What is older than this one is taken in only where `is_older` says so: an
        old bundle stays signed, and its faults with it.

        Raises:
            CannotUpdate, StepFailed, OSError: and then the old version serves as before.
        """
        if wheel.version == self.running and not is_again:
            return False
        if order(wheel.version) < order(self.running) and not is_older:
            raise CannotUpdate("update.wrong.older", version=wheel.version, running=self.running)
        roles = read_installed(self.target.at(self.target.record_file)).roles
        self.versions.clear_unfinished()
        name = self.versions.beside(wheel.version, self.running)
        self.tell("update.making", version=wheel.version)
        self._make(wheel, name)
        backup = self._backup() if "hall" in roles else None
        self.tell("update.trying")
        try:
            self.maker.try_out(self.versions.place(name), self.target, backup)
        except StepFailed as wrong:
            raise CannotUpdate("update.wrong.trial", version=wheel.version, reason=wrong.said) from wrong
        self._settle()
        units = tuple(unit for role in roles for unit in units_of(role))
        before = self.versions.present
        if reason := self._taken_up(name, roles, units):
            self.tell("update.back", version=before)
            self._switch(before, roles, units)
            raise CannotUpdate(
                "update.wrong.health", version=wheel.version, reason=reason, old=before, backup=backup or "–"
            )
        self.versions.forget_old(before)
        return True

    def _taken_up(self, name: str, roles: tuple[Role, ...], units: tuple[str, ...]) -> str:
        """What is wrong with this version now that it serves; empty: nothing."""
        try:
            self._switch(name, roles, units)
        except StepFailed as wrong:
            return wrong.said
        return self.healthy(units)

    def _settle(self) -> None:
        try:
            self.versions.settle(self.running)
        except OSError as wrong:
            raise CannotUpdate("update.wrong.settle", place=self.versions.link, reason=wrong) from wrong

    def _backup(self) -> Path:
        """Of the hall, before anything; the newest of the folder."""
        self.system.run("systemctl", "start", "jiaohao-backup.service")
        files = list(self.target.at(self.target.backups).glob("*.bak"))
        if not files:
            raise CannotUpdate("update.wrong.backup", folder=self.target.backups)
        return max(files, key=lambda file: file.stat().st_mtime_ns)

    def _make(self, wheel: Wheel, name: str) -> None:
        """Anew each time: what an earlier attempt left under this name may have been made from other wheels."""
        try:
            with self.proven(wheel) as ours:
                self.versions.begin(name)
                self.maker.make(ours, self.versions.place(name))
        except StepFailed as wrong:
            self.versions.clear_unfinished()
            raise CannotUpdate("update.wrong.making", version=wheel.version, reason=wrong.said) from wrong
        self.versions.made(name)

    def _switch(self, version: str, roles: tuple[Role, ...], units: tuple[str, ...]) -> None:
        """The link first; then the version's own units; then everything anew, the hall first."""
        self.versions.switch(version)
        program = str(self.versions.link / "bin" / "jiaohao")
        if roles:
            self.system.run(program, "install", *roles, "--answers", "/dev/null")
        for unit in units:
            try:
                self.system.run("systemctl", "restart", unit)
            except StepFailed:
                continue  # what does not start is found by whoever looks at its health
