"""What can be asked of a ticket."""

from dataclasses import dataclass
from typing import ClassVar

from link.messages.commands.command import Command
from link.messages.words import Priority


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeTicket(Command):
    kind: ClassVar[str] = "take_ticket"
    service: str
    priority: Priority = "normal"
    language: str = "zh"
    further: tuple[str, ...] = ()
    booking: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfTicket(Command):
    ticket: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelTicket(_OfTicket):
    kind: ClassVar[str] = "cancel_ticket"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrioritiseTicket(_OfTicket):
    kind: ClassVar[str] = "prioritise_ticket"
    priority: Priority
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReprintTicket(_OfTicket):
    """Ask for the ticket again at `printer` (`BOX/NAME`); empty: the printer of the box that asks."""

    kind: ClassVar[str] = "reprint_ticket"
    printer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RateTicket(_OfTicket):
    kind: ClassVar[str] = "rate_ticket"
    transaction: int = 1
    grade: int = 5
    reasons: tuple[str, ...] = ()
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPrint(_OfTicket):
    """The box that prints says that the paper is out."""

    kind: ClassVar[str] = "confirm_print"
    printer: str
    reprint: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPrintFailure(_OfTicket):
    kind: ClassVar[str] = "report_print_failure"
    printer: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddService(_OfTicket):
    kind: ClassVar[str] = "add_service"
    service: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteTicket(_OfTicket):
    kind: ClassVar[str] = "note_ticket"
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviveTicket(_OfTicket):
    kind: ClassVar[str] = "revive_ticket"


# ── windows ──────────────────────────────────────────────────────────────────────────────────────────
