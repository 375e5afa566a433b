"""One update from the wheel to the healthy parts, or back to what was."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from jiaohao.install.doing import StepFailed, System
from jiaohao.install.record import read_installed
from jiaohao.install.roles import units_of
from jiaohao.install.target import Target
from jiaohao.updating.versions import Versions, Wheel

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
    """This box. `healthy` gives what is wrong with it after a while, empty: nothing; `tell` a line for the technician."""

    target: Target
    system: System
    versions: Versions
    maker: Maker
    healthy: Callable[[tuple[str, ...]], str]
    tell: Callable[..., None]
    running: str
    """The version of this very program."""

    def run(self, wheel: Wheel, *, is_again: bool = False) -> bool:
        """Whether there is another version now.

        Raises:
            CannotUpdate, StepFailed, OSError: and then the old version serves as before.
        """
        if wheel.version == self.running and not is_again:
            return False
        roles = read_installed(self.target.at(self.target.record_file)).roles
        self.versions.clear_unfinished()
        backup = self._backup() if "hall" in roles else None
        self.tell("update.making", version=wheel.version)
        self._make(wheel)
        self.tell("update.trying")
        try:
            self.maker.try_out(self.versions.place(wheel.version), self.target, backup)
        except StepFailed as wrong:
            raise CannotUpdate("update.wrong.trial", version=wheel.version, reason=wrong.said) from wrong
        self.versions.settle(self.running)
        units = tuple(unit for role in roles for unit in units_of(role))
        before = self.versions.present
        self._switch(wheel.version, roles, units)
        if reason := self.healthy(units):
            self.tell("update.back", version=before)
            self._switch(before, roles, units)
            raise CannotUpdate(
                "update.wrong.health", version=wheel.version, reason=reason, old=before, backup=backup or "–"
            )
        self.versions.forget_old(before)
        return True

    def _backup(self) -> Path:
        """Of the hall, before anything; the newest of the folder."""
        self.system.run("systemctl", "start", "jiaohao-backup.service")
        files = sorted(self.target.at(self.target.backups).glob("*.bak"))
        if not files:
            raise CannotUpdate("update.wrong.backup", folder=self.target.backups)
        return files[-1]

    def _make(self, wheel: Wheel) -> None:
        if self.versions.is_whole(wheel.version) and wheel.version != self.running:
            return
        try:
            self.versions.folder.mkdir(exist_ok=True)
            self.maker.make(wheel, self.versions.place(wheel.version))
        except StepFailed as wrong:
            self.versions.clear_unfinished()
            raise CannotUpdate("update.wrong.making", version=wheel.version, reason=wrong.said) from wrong
        self.versions.made(wheel.version)

    def _switch(self, version: str, roles: tuple[str, ...], units: tuple[str, ...]) -> None:
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
