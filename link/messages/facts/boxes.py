"""What boxes tell of themselves: numbers they borrow, tickets they gave alone, what does not work."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from link.messages.facts.fact import Body
from link.messages.words import Priority


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersLeased(Body):
    kind: ClassVar[str] = "numbers_leased"
    box: str
    series: str
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """One ticket that a kiosk gave while it was alone."""

    ticket: str
    number: str
    counter: int
    series: str
    service: str
    issued_at: datetime
    priority: Priority = "normal"
    language: str = "zh"
    rank: float = 0.0
    class_rank: int = 100
    zones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketsHandedIn(Body):
    """What a kiosk printed and the hall did not know: `tickets` wait from now on; `late` are of a day that is over, for
    its history alone."""

    kind: ClassVar[str] = "tickets_handed_in"
    box: str
    tickets: tuple[HandedIn, ...] = ()
    late: tuple[HandedIn, ...] = ()
    has_more: bool = False
    """Whether the box has more of today to hand in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxTroubled(Body):
    """A box said that something of its own does not work; `part` and `reason` are words of its health."""

    kind: ClassVar[str] = "box_troubled"
    box: str
    part: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxRecovered(Body):
    kind: ClassVar[str] = "box_recovered"
    box: str
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintersTold(Body):
    """A box said which printers it has, by their names; they replace those it had."""

    kind: ClassVar[str] = "printers_told"
    box: str
    printers: tuple[str, ...] = ()
