"""What happens to a ticket, from its issue to its end."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from link.messages.facts.fact import Body
from link.messages.facts.ratings import Answer, RatedBy
from link.messages.facts.undone import TicketWas, WindowWas
from link.messages.words import PlaceIn, Priority


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
    wait_s: tuple[int, ...] = ()
    """The wait that was predicted: half are called within the first, nine of ten within the second; empty: none was."""
    is_wait_shown: bool = False
    """Whether the citizen was told: the queue's ranges had proven right."""
    visual: bool = False
    """Whether the citizen does not hear: the call is shown longer."""
    since: datetime | None = None
    """From when its waiting counts, where that is not now: the time of its appointment, or when it was written by hand."""
    by_hand: bool = False
    """Written by hand while the machine was off, and taken in later."""
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
    """Called back after it was missed, parked or void."""
    until: datetime | None = None
    """Missed by itself if nobody has come by then."""
    rule: str = ""
    """Why this one: `when:2` (the second condition), `ratio:class:elderly`, `otherwise`, `stored` (a remembered press);
    empty: chosen by hand."""
    counters: str = ""
    """Whose ratio counters a `ratio:` call adds to: `profile:ID`, `window:ID`, `hall`."""
    new_round: bool = False
    """Whether those counters begin again with this call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketRecalled(_OfTicket):
    kind: ClassVar[str] = "ticket_recalled"
    window: str
    zones: tuple[str, ...] = ()
    until: datetime | None = None
    """As in `ticket_called`."""


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
    delivered: int | None = None
    """How many papers were handed out, where the clerk counted them."""
    zones: tuple[str, ...] = ()
    """Where the citizen waits for the next service; empty: where they waited before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketMissed(_OfTicket):
    kind: ClassVar[str] = "ticket_missed"
    window: str
    until: datetime | None = None
    """Void from then on, unless it was called back; None: not by time."""
    void_call: int | None = None
    """Void once so many calls were made in its series today; None: not by calls."""
    reason: str = ""
    """`no-answer`: nobody came in the time there was; empty: the clerk said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketReturned(_OfTicket):
    """Back among the waiting, e.g. after a miss or because its window closed."""

    kind: ClassVar[str] = "ticket_returned"
    rank: float = 0.0
    reason: str = ""
    """`missed`: by its policy; `window-closed`, `clerk-gone`, `day-closed`: nobody is there who called it or for whom it waited."""
    target: str = ""
    """Whom it waits for now, `window:3`, `clerk:1001`, `pool:NAME`; empty: whoever calls its service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketRevived(_OfTicket):
    kind: ClassVar[str] = "ticket_revived"
    window: str = ""
    rank: float = 0.0
    target: str = ""
    """As in `ticket_returned`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketParked(_OfTicket):
    kind: ClassVar[str] = "ticket_parked"
    window: str
    pool: str = ""
    until: datetime | None = None
    """When it comes back by itself; None: when it is called or taken out."""
    target: str = ""
    """Where it lies: `window:3`, `clerk:1001`, `pool:NAME`; empty: at its window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketUnparked(_OfTicket):
    kind: ClassVar[str] = "ticket_unparked"
    window: str = ""
    rank: float = 0.0
    target: str = ""
    """As in `ticket_returned`."""
    is_due: bool = False
    """It came back by itself, at the moment that was set."""


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
    """As in `ticket_noted`. Private."""


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
    """`day-closed`; `missed`, `missed-calls`, `missed-time`, `no-show`: void by its service's policy for missed numbers."""
    void_call: int | None = None
    """How many calls were made in its series today when it became void."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAdded(_OfTicket):
    kind: ClassVar[str] = "service_added"
    service: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketNoted(_OfTicket):
    """A clerk's words for the next clerk: `note` is their reference, the words are kept apart and forgotten. Private."""

    kind: ClassVar[str] = "ticket_noted"
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicesArranged(_OfTicket):
    """The matters of a visit were put in another order, or one was taken away."""

    kind: ClassVar[str] = "services_arranged"
    further: tuple[str, ...] = ()
    """All that is to be done after the present service, in order."""
    chosen: str = ""
    """Which of them comes next whatever the hall's order; empty: the hall's order."""
    service: str = ""
    """What it waits for now; empty: as before."""
    rank: float = 0.0
    """Its place there, where `service` is set."""
    zones: tuple[str, ...] = ()
    """Where the citizen waits for that service; empty: where they waited before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketFlagged(_OfTicket):
    """How its citizen must be called: `visual` where they do not hear."""

    kind: ClassVar[str] = "ticket_flagged"
    visual: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketRated(_OfTicket):
    """Private: a caller never sees its own ratings."""

    kind: ClassVar[str] = "ticket_rated"
    transaction: int = 1
    grade: int = 5
    reasons: tuple[str, ...] = ()
    comment: str = ""
    """A reference: what the citizen wrote is kept among the people."""
    window: str = ""
    clerk: str = ""
    number: str = ""
    service: str = ""
    by: RatedBy = ""
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandUndone(Body):
    """The last mis-click was taken back: the ticket and its window are again as before `undone_seq`."""

    kind: ClassVar[str] = "command_undone"
    undone_seq: int
    ticket: str = ""
    window: str = ""
    ticket_state: str = ""
    window_state: str = ""
    ticket_was: TicketWas | None = None
    """All else of the ticket as it stood before; None in facts of schema 1."""
    window_was: WindowWas | None = None
