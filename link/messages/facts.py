"""Everything that can have happened in a hall, each kind once; past tense, never changed, only ever added to."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar, Final

from link.messages.definition import Definition
from link.messages.words import PlaceIn, Priority


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Which box asked, and which clerk was signed in there; empty where nobody was."""

    box: str = ""
    clerk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What has happened, without when and by whom."""

    kind: ClassVar[str] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of the ledger. `seq` never restarts; `at` is UTC by the hall's clock, never before the last fact's;
    `day` is the business day; `command` is the idempotency key of what was asked, empty for the hall's own."""

    seq: int
    at: datetime
    day: date
    who: Who
    command: str
    body: Body

    @property
    def kind(self) -> str:
        return self.body.kind


# ── the day ──────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class HallDefined(Body):
    kind: ClassVar[str] = "hall_defined"
    definition: Definition


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOpened(Body):
    kind: ClassVar[str] = "day_opened"
    carried: tuple[str, ...] = ()
    """Ids of tickets that live on from yesterday (a 24-hour hall)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayClosed(Body):
    kind: ClassVar[str] = "day_closed"


# ── tickets ──────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketIssued(Body):
    """A number was given. `rank` orders waiting tickets within a class; `class_rank` is the class's own (lower first)."""

    kind: ClassVar[str] = "ticket_issued"
    ticket: str
    number: str
    counter: int
    series: str
    service: str
    priority: Priority = "normal"
    class_rank: int = 100
    language: str = "zh"
    ahead: int = 0
    zones: tuple[str, ...] = ()
    rank: float = 0.0
    further: tuple[str, ...] = ()
    """Services to be done after this one under the same number, in order."""
    booking: str = ""
    person: str = ""
    secret_hash: str = ""
    """SHA-256 of the secret in the ticket's QR, hex. Private: boxes do not get it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfTicket(Body):
    ticket: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketPrinted(_OfTicket):
    kind: ClassVar[str] = "ticket_printed"
    printer: str = ""
    reprint: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketPrintFailed(_OfTicket):
    kind: ClassVar[str] = "ticket_print_failed"
    printer: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintAsked(_OfTicket):
    kind: ClassVar[str] = "print_asked"
    printer: str
    reprint: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketCalled(_OfTicket):
    """A number was called to a window. Its `seq` is the call's id; `zones` are where it is shown and said."""

    kind: ClassVar[str] = "ticket_called"
    window: str
    zones: tuple[str, ...] = ()
    picked: bool = False
    again: bool = False
    """Called back after it was missed or parked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketRecalled(_OfTicket):
    kind: ClassVar[str] = "ticket_recalled"
    window: str
    zones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketArrived(_OfTicket):
    kind: ClassVar[str] = "ticket_arrived"
    window: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceStarted(_OfTicket):
    kind: ClassVar[str] = "service_started"
    window: str
    transaction: int = 1
    walked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFinished(_OfTicket):
    """A transaction ended; the visit too, unless `next_service` names what follows under the same number."""

    kind: ClassVar[str] = "service_finished"
    window: str
    transaction: int = 1
    outcome: str = ""
    next_service: str = ""
    left_open: bool = False
    """Finished by the day's close or by a window's closing, not by the clerk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketMissed(_OfTicket):
    kind: ClassVar[str] = "ticket_missed"
    window: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketReturned(_OfTicket):
    """Back among the waiting, e.g. after a miss or because its window closed."""

    kind: ClassVar[str] = "ticket_returned"
    rank: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketRevived(_OfTicket):
    kind: ClassVar[str] = "ticket_revived"
    window: str = ""
    rank: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketParked(_OfTicket):
    kind: ClassVar[str] = "ticket_parked"
    window: str
    pool: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketUnparked(_OfTicket):
    kind: ClassVar[str] = "ticket_unparked"
    window: str = ""
    rank: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketTransferred(_OfTicket):
    kind: ClassVar[str] = "ticket_transferred"
    from_window: str = ""
    service: str = ""
    window: str = ""
    clerk: str = ""
    pool: str = ""
    place: PlaceIn = "last"
    rank: float = 0.0
    zones: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketPrioritised(_OfTicket):
    kind: ClassVar[str] = "ticket_prioritised"
    priority: Priority
    class_rank: int = 100
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketCancelled(_OfTicket):
    kind: ClassVar[str] = "ticket_cancelled"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketExpired(_OfTicket):
    kind: ClassVar[str] = "ticket_expired"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAdded(_OfTicket):
    kind: ClassVar[str] = "service_added"
    service: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketNoted(_OfTicket):
    kind: ClassVar[str] = "ticket_noted"
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketRated(_OfTicket):
    """Private: a caller never sees its own ratings."""

    kind: ClassVar[str] = "ticket_rated"
    transaction: int = 1
    grade: int = 5
    reasons: tuple[str, ...] = ()
    comment: str = ""
    window: str = ""
    clerk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandUndone(Body):
    """The last mis-click was taken back: the ticket and its window are again as before `undone_seq`."""

    kind: ClassVar[str] = "command_undone"
    undone_seq: int
    ticket: str = ""
    window: str = ""
    ticket_state: str = ""
    window_state: str = ""


# ── windows and clerks ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfWindow(Body):
    window: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowOpened(_OfWindow):
    kind: ClassVar[str] = "window_opened"
    clerk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowPaused(_OfWindow):
    kind: ClassVar[str] = "window_paused"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowResumed(_OfWindow):
    kind: ClassVar[str] = "window_resumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowClosed(_OfWindow):
    kind: ClassVar[str] = "window_closed"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowServicesChanged(_OfWindow):
    kind: ClassVar[str] = "window_services_changed"
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClerkTookOver(_OfWindow):
    kind: ClassVar[str] = "clerk_took_over"
    clerk: str
    from_clerk: str = ""


# ── boxes that go on alone ───────────────────────────────────────────────────────────────────────────


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


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketsHandedIn(Body):
    kind: ClassVar[str] = "tickets_handed_in"
    box: str
    tickets: tuple[HandedIn, ...] = ()


# ── services, crowds, bookings ───────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSuspended(Body):
    kind: ClassVar[str] = "service_suspended"
    service: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceResumed(Body):
    kind: ClassVar[str] = "service_resumed"
    service: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CrowdStarted(Body):
    kind: ClassVar[str] = "crowd_started"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrowdEnded(Body):
    kind: ClassVar[str] = "crowd_ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingMade(Body):
    kind: ClassVar[str] = "booking_made"
    booking: str
    service: str
    start: datetime
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingCancelled(Body):
    kind: ClassVar[str] = "booking_cancelled"
    booking: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingArrived(Body):
    kind: ClassVar[str] = "booking_arrived"
    booking: str
    ticket: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingMissed(Body):
    kind: ClassVar[str] = "booking_missed"
    booking: str


# ── what the hall says and notices ───────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSet(Body):
    """The notices of a zone, or of the whole hall where `zone` is empty; they replace the definition's."""

    kind: ClassVar[str] = "notice_set"
    zone: str = ""
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BroadcastMade(Body):
    kind: ClassVar[str] = "broadcast_made"
    text: str
    zones: tuple[str, ...] = ()
    emergency: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BroadcastEnded(Body):
    """A broadcast is over: `broadcast` is its id, the seq of its fact."""

    kind: ClassVar[str] = "broadcast_ended"
    broadcast: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRaised(Body):
    kind: ClassVar[str] = "alarm_raised"
    alarm: str
    about: str = ""
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmCleared(Body):
    kind: ClassVar[str] = "alarm_cleared"
    alarm: str
    about: str = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class HallTookOver(Body):
    kind: ClassVar[str] = "hall_took_over"
    epoch: int = 0
    from_host: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HallRestored(Body):
    kind: ClassVar[str] = "hall_restored"
    old_ledger: str = ""
    old_seq: int = 0


BODIES: Final[tuple[type[Body], ...]] = (
    HallDefined, DayOpened, DayClosed,
    TicketIssued, TicketPrinted, TicketPrintFailed, PrintAsked, TicketCalled, TicketRecalled, TicketArrived,
    ServiceStarted, ServiceFinished, TicketMissed, TicketReturned, TicketRevived, TicketParked, TicketUnparked,
    TicketTransferred, TicketPrioritised, TicketCancelled, TicketExpired, ServiceAdded, TicketNoted, TicketRated,
    CommandUndone,
    WindowOpened, WindowPaused, WindowResumed, WindowClosed, WindowServicesChanged, ClerkTookOver,
    NumbersLeased, TicketsHandedIn,
    ServiceSuspended, ServiceResumed, CrowdStarted, CrowdEnded,
    BookingMade, BookingCancelled, BookingArrived, BookingMissed,
    NoticeSet, BroadcastMade, BroadcastEnded, AlarmRaised, AlarmCleared, BoxTroubled, BoxRecovered, PrintersTold,
    HallTookOver, HallRestored,
)  # fmt: skip

BODY_OF: Final[dict[str, type[Body]]] = {body.kind: body for body in BODIES}
