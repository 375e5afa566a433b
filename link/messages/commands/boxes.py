"""What boxes ask for themselves, and tell of themselves."""

from dataclasses import dataclass
from typing import ClassVar

from link.messages.commands.command import Command
from link.messages.facts import HandedIn


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseNumbers(Command):
    """Numbers of a series for a box that may have to go on alone; empty `box`: the one that asks."""

    kind: ClassVar[str] = "lease_numbers"
    series: str
    count: int = 50
    box: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandIn(Command):
    """Tickets that a box printed; it may send those again that the hall knows. Empty `box`: the one that asks."""

    kind: ClassVar[str] = "hand_in"
    tickets: tuple[HandedIn, ...] = ()
    box: str = ""
    has_more: bool = False
    """Whether further ones of today follow in another command."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskHelp(Command):
    """Somebody at a box asks for help; `name` is what people call the box."""

    kind: ClassVar[str] = "ask_help"
    box: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndHelp(Command):
    """Somebody has been there."""

    kind: ClassVar[str] = "end_help"
    box: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One thing of a box that does not work: `part` (`printer`, `sound`, …) and why, in words of its health."""

    part: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHealth(Command):
    """A box says how it is: everything of its own that is in trouble now, and the printers it has (None: says nothing
    of them)."""

    kind: ClassVar[str] = "report_health"
    box: str
    troubles: tuple[Trouble, ...] = ()
    printers: tuple[str, ...] | None = None
