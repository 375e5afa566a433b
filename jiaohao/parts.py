"""Which parts the command has, and where each one lives; a part is loaded when it is asked for."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the command: `module` has a typer `app`; `extra` names what installs its packages."""

    name: str
    module: str
    extra: str = ""


PARTS: Final[tuple[Part, ...]] = (
    Part(name="hall", module="hall.command", extra="hall"),
    Part(name="pair", module="jiaohao.pairing.command"),
    Part(name="install", module="jiaohao.install.command"),
    Part(name="uninstall", module="jiaohao.install.uninstall"),
    Part(name="update", module="jiaohao.updating.command"),
    Part(name="check", module="jiaohao.checking.command"),
    Part(name="staff", module="hall.staff.command", extra="hall"),
    Part(name="ledger", module="hall.ledger_command", extra="hall"),
    Part(name="kiosk", module="kiosk.command", extra="kiosk"),
    Part(name="desk", module="kiosk.desk.command", extra="kiosk"),
    Part(name="caller", module="caller.command", extra="caller"),
    Part(name="rating", module="caller.rating.command", extra="caller"),
    Part(name="keypad", module="caller.keypad_command", extra="keypad"),
    Part(name="display", module="display.command", extra="display"),
    Part(name="printer", module="printer.command", extra="printer"),
    Part(name="voice", module="devices.voices.command", extra="voice"),
    Part(name="card", module="devices.cards.command", extra="card"),
    Part(name="scanner", module="devices.scanners.command", extra="card"),
    Part(name="sign", module="devices.signs.command", extra="sign"),
    Part(name="demo", module="jiaohao.demo.command", extra="all"),
    Part(name="practice", module="jiaohao.practice.command", extra="all"),
    Part(name="simulate", module="hall.simulation.command", extra="hall"),
    Part(name="config", module="config.command"),
)


def part_named(name: str) -> Part | None:
    """The part of this name; None where there is none."""
    return next((part for part in PARTS if part.name == name), None)
