"""Everything that people, boxes and the clock can ask of a hall."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from link.messages.definition import Definition
from link.messages.facts import HandedIn, Who
from link.messages.words import PlaceIn, Priority


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One thing asked. `who` is filled in by the edge that let it in."""

    kind: ClassVar[str] = ""
    who: Who = Who()


# ── tickets ──────────────────────────────────────────────────────────────────────────────────────────


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The ticket that the clerk's screen showed when the key was pressed; None: it showed none."""

    ticket: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfWindow(Command):
    """`at` guards against keys pressed for somebody who has already gone; None: the asker does not say."""

    window: str
    at: Seen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWindow(_OfWindow):
    kind: ClassVar[str] = "open_window"
    clerk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseWindow(_OfWindow):
    kind: ClassVar[str] = "pause_window"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeWindow(_OfWindow):
    kind: ClassVar[str] = "resume_window"


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseWindow(_OfWindow):
    kind: ClassVar[str] = "close_window"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallNext(_OfWindow):
    kind: ClassVar[str] = "call_next"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall(_OfWindow):
    kind: ClassVar[str] = "recall"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkArrived(_OfWindow):
    kind: ClassVar[str] = "mark_arrived"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartService(_OfWindow):
    kind: ClassVar[str] = "start_service"


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishService(_OfWindow):
    kind: ClassVar[str] = "finish_service"
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkMissed(_OfWindow):
    kind: ClassVar[str] = "mark_missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Park(_OfWindow):
    kind: ClassVar[str] = "park"
    pool: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpark(_OfWindow):
    kind: ClassVar[str] = "unpark"
    ticket: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(_OfWindow):
    kind: ClassVar[str] = "transfer"
    service: str = ""
    to_window: str = ""
    clerk: str = ""
    pool: str = ""
    place: PlaceIn = "last"
    back: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTicket(_OfWindow):
    """Call one chosen ticket (指定叫号), by its id or its number."""

    kind: ClassVar[str] = "call_ticket"
    ticket: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkDirect(_OfWindow):
    """Serve somebody who has no ticket (直接办理)."""

    kind: ClassVar[str] = "walk_direct"
    service: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo(_OfWindow):
    kind: ClassVar[str] = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWindowServices(_OfWindow):
    kind: ClassVar[str] = "change_window_services"
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOver(_OfWindow):
    kind: ClassVar[str] = "take_over"
    clerk: str


# ── the hall, its boxes and its clock ────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class DefineHall(Command):
    kind: ClassVar[str] = "define_hall"
    definition: Definition


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick(Command):
    """The clock asks what is due by now: the day's change, alarms, time-outs."""

    kind: ClassVar[str] = "tick"
    after_gap: bool = False
    """Whether the hall was off until now, so that a long time since the last fact is no wonder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendService(Command):
    kind: ClassVar[str] = "suspend_service"
    service: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeService(Command):
    kind: ClassVar[str] = "resume_service"
    service: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StartCrowd(Command):
    kind: ClassVar[str] = "start_crowd"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndCrowd(Command):
    kind: ClassVar[str] = "end_crowd"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetNotice(Command):
    kind: ClassVar[str] = "set_notice"
    zone: str = ""
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast(Command):
    kind: ClassVar[str] = "broadcast"
    text: str
    zones: tuple[str, ...] = ()
    emergency: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EndBroadcast(Command):
    """An emergency is over: the one of this id, or each that is in force."""

    kind: ClassVar[str] = "end_broadcast"
    broadcast: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeBooking(Command):
    kind: ClassVar[str] = "make_booking"
    service: str
    start: datetime
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelBooking(Command):
    kind: ClassVar[str] = "cancel_booking"
    booking: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseNumbers(Command):
    kind: ClassVar[str] = "lease_numbers"
    series: str
    count: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class HandIn(Command):
    kind: ClassVar[str] = "hand_in"
    tickets: tuple[HandedIn, ...] = ()


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


COMMANDS: Final[tuple[type[Command], ...]] = (
    TakeTicket, CancelTicket, PrioritiseTicket, ReprintTicket, RateTicket, ConfirmPrint, ReportPrintFailure,
    AddService, NoteTicket, ReviveTicket,
    OpenWindow, PauseWindow, ResumeWindow, CloseWindow, CallNext, Recall, MarkArrived, StartService, FinishService,
    MarkMissed, Park, Unpark, Transfer, CallTicket, WalkDirect, Undo, ChangeWindowServices, TakeOver,
    DefineHall, Tick, SuspendService, ResumeService, StartCrowd, EndCrowd, SetNotice, Broadcast, EndBroadcast, MakeBooking,
    CancelBooking, LeaseNumbers, HandIn, ReportHealth,
)  # fmt: skip
