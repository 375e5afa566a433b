"""What can be asked of a ticket."""

from dataclasses import dataclass
from typing import ClassVar

from link.messages.commands.command import Command
from link.messages.facts.ratings import Answer, RatedBy
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
    visual: bool = False
    """The citizen does not hear: the call is shown longer."""
    age: int | None = None
    """In years, as a card reader told; kept nowhere, it only chooses the class."""


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
    first: bool = False
    """Whoever took the ticket asks for its first paper there: it is no reprint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RateTicket(_OfTicket):
    kind: ClassVar[str] = "rate_ticket"
    transaction: int = 1
    grade: int = 5
    reasons: tuple[str, ...] = ()
    comment: str = ""
    """A reference: the words themselves are kept among the people."""
    by: RatedBy = ""
    answers: tuple[Answer, ...] = ()


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
    """A clerk's words for the next clerk; `note` is the reference under which the edge has kept them."""

    kind: ClassVar[str] = "note_ticket"
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviveTicket(_OfTicket):
    """Somebody who was missed is back. `to_same`: for who called them; None: as the policy of the service says."""

    kind: ClassVar[str] = "revive_ticket"
    to_same: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveService(_OfTicket):
    """One matter of the visit is not wanted any more: the present one, where another follows, or one to come."""

    kind: ClassVar[str] = "remove_service"
    service: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseService(_OfTicket):
    """Which of the matters of the visit comes next; for one who waits, at once."""

    kind: ClassVar[str] = "choose_service"
    service: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeService(_OfTicket):
    """Who waits came for something else: the number stays, and waits for that service by its age."""

    kind: ClassVar[str] = "change_service"
    service: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagTicket(_OfTicket):
    """The citizen does not hear (`visual`), or does after all."""

    kind: ClassVar[str] = "flag_ticket"
    visual: bool = True
