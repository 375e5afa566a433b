"""The public state of a hall: what every box may know of the day."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from link.messages.definition import Definition, Order, Profile, WindowPlace
from link.messages.words import Priority, TicketState, WindowState
from link.state.index import Index
from link.state.standing import Standing
from link.state.waiting import Place, Waiting

GIVEN_STEP_MIN: Final = 5
"""How finely the tickets given are counted: what a quota can be for begins and ends at whole steps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """One visit as it stands. `order` is the seq of its issue; moments are UTC."""

    id: str
    number: str
    series: str
    service: str
    order: int
    issued_at: datetime
    priority: Priority = "normal"
    class_rank: int = 100
    rank: float = 0.0
    language: str = "zh"
    state: TicketState = "waiting"
    zones: tuple[str, ...] = ()
    waiting_since: datetime | None = None
    window: str = ""
    call: int = 0
    """The id (seq) of its last call; 0: never called."""
    recalls: int = 0
    misses: int = 0
    transaction: int = 0
    called_at: datetime | None = None
    arrived_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    further: tuple[str, ...] = ()
    is_printed: bool = False
    target: str = ""
    """Whom it was sent to or where it lies: `window:3`, `clerk:1001`, `pool:NAME`; empty: whoever calls its service."""
    until: datetime | None = None
    """When its present state ends by itself: called → missed, missed → void, parked → waiting; None: it does not."""
    void_call: int | None = None
    """How many calls of its series make, or have made, it void; None: not by calls."""
    requeues: int = 0
    """How often it went back into the queue by itself after a miss, in its present service."""
    recalled_at: datetime | None = None
    chosen: str = ""
    """Which of `further` comes next whatever the hall's order; empty: the hall's order."""
    visual: bool = False
    """Its citizen does not hear: the call is shown longer."""

    @property
    def queue(self) -> str:
        """Where it waits: with whom it was sent to, else with its service."""
        return self.target or self.service

    @property
    def place(self) -> Place:
        """Where it stands among the waiting of its queue."""
        return (self.class_rank, self.rank, self.order, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A window as it is now. `services` is what it calls today; `ticket` is the id of the one it holds."""

    id: str
    state: WindowState = "closed"
    clerk: str = ""
    ticket: str | None = None
    services: tuple[str, ...] = ()
    since: datetime | None = None
    reason: str = ""
    finished: int = 0
    """Transactions that ended here today."""
    finished_s: float = 0.0
    """How long those took together, in seconds."""
    stored_until: datetime | None = None
    """Who comes before this moment is called here at once; None: nobody pressed "next" in vain."""
    profile: str = ""
    """The work profile that was set for the day; empty: the clerk's or the window's own."""
    usual: tuple[str, ...] | None = None
    """What it calls when no profile says otherwise; None: just `services`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One announcement: `seq` is its id. `is_recall` where the same number was called again."""

    seq: int
    at: datetime
    ticket: str
    number: str
    window: str
    zones: tuple[str, ...] = ()
    is_recall: bool = False
    language: str = "zh"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A broadcast: `seq` is its id."""

    seq: int
    at: datetime
    text: str
    zones: tuple[str, ...] = ()
    is_emergency: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something that staff must see; `about` is a window, service or box, `fields` fill its sentence."""

    alarm: str
    about: str
    at: datetime
    fields: dict[str, str] = field(default_factory=dict)
    acknowledged_at: datetime | None = None
    """Since when somebody looks after it; None: nobody has said so."""
    acknowledged_by: str = ""
    """The clerk who does; empty where nobody had signed in."""
    acknowledged_box: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxTrouble:
    box: str
    part: str
    reason: str
    at: datetime
    acknowledged_at: datetime | None = None
    """As in an alarm."""
    acknowledged_by: str = ""
    acknowledged_box: str = ""


@dataclass(slots=True, kw_only=True)
class State:
    """The public day. Made by `fold`ing facts; records in it are frozen, the whole is owned by whoever folds it."""

    seq: int = 0
    at: datetime | None = None
    day: date | None = None
    is_open: bool = False
    definition: Definition = Definition(id="", name="")
    tickets: dict[str, Ticket] = field(default_factory=dict)
    """What lives, by id; `ended` has the rest of the day."""
    ended: dict[str, Ticket] = field(default_factory=dict)
    windows: dict[str, Window] = field(default_factory=dict)
    added: dict[str, WindowPlace] = field(default_factory=dict)
    """The windows that are not in the definition, for this day alone."""
    waiting: Waiting = field(default_factory=Waiting)
    calls: dict[str, tuple[Call, ...]] = field(default_factory=dict)
    """The last 20 calls of each zone, oldest first; a recalled number's earlier call is replaced."""
    issued: dict[str, int] = field(default_factory=dict)
    """Tickets issued today by service."""
    done: dict[str, int] = field(default_factory=dict)
    """Transactions finished today by service."""
    given: dict[str, dict[int, int]] = field(default_factory=dict)
    """Those that count to quotas, which tickets for appointments do not: by service, then by steps of the UTC day."""
    notices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    suspended: dict[str, str] = field(default_factory=dict)
    crowd: str | None = None
    """Why ticketing is stopped for a crowd; None: it is not."""
    said: tuple[Said, ...] = ()
    alarms: dict[str, Alarm] = field(default_factory=dict)
    """By `ALARM/ABOUT`."""
    troubles: dict[str, BoxTrouble] = field(default_factory=dict)
    """By `BOX/PART`."""
    printers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The names of the printers that each box has, as it told; they outlive the day."""
    index: Index = field(default_factory=lambda: Index(Definition(id="", name="")), compare=False)

    def find(self, ticket: str) -> Ticket | None:
        """The ticket of this id, whether it lives or has ended."""
        return self.tickets.get(ticket) or self.ended.get(ticket)

    def count_given(self, service: str, at: datetime) -> None:
        """Count one ticket to the quotas of a service, at the moment (UTC) at which it was given."""
        steps = self.given.setdefault(service, {})
        step = (at.hour * 60 + at.minute) // GIVEN_STEP_MIN
        steps[step] = steps.get(step, 0) + 1

    def count_done(self, service: str, times: int) -> None:
        """Count a transaction of a service that was finished today; -1 takes one back."""
        self.done[service] = max(0, self.done.get(service, 0) + times)

    def profile_of(self, window: Window) -> Profile | None:
        """By which profile a window works: the one set for the day, else the clerk's, else its own; None: by none."""
        if not self.index.profiles:
            return None
        clerk, place = self.index.clerks.get(window.clerk), self.index.places.get(window.id)
        named = (window.profile, clerk.profile if clerk else "", place.profile if place else "")
        return next((self.index.profiles[each] for each in named if each in self.index.profiles), None)

    def queues_of(self, window: Window) -> tuple[str, ...]:
        """What a window calls: its services, who was sent to it or to its clerk, and the pools of its profile."""
        profile, clerk = self.profile_of(window), (f"clerk:{window.clerk}",) if window.clerk else ()
        pools = (f"pool:{each}" for each in profile.pools) if profile else ()
        return (*window.services, f"window:{window.id}", *clerk, *pools)

    def ahead(self, service: str, place: Place, priority: str = "") -> int:
        """How many stand before a place: those of all services that share its series, whose numbers are one queue.

        Windows that call them in different orders: the most that may be called before.
        """
        queues = self.index.queue_of(service)
        if not self.index.profiles or self.at is None:
            return sum(self.waiting.ahead(each, place) for each in queues)
        rates = {each.id: each.rate for each in self.index.priorities.values()}
        standing = Standing(place, priority, self.at.timestamp(), rates)
        return max(standing.ahead(self.waiting, queues, order) for order in self._orders(frozenset(queues)))

    def ahead_of(self, ticket: Ticket) -> int:
        """How many stand before a ticket: those of its series, or those who were sent to the same window, clerk or pool."""
        if ticket.target:
            return self.waiting.ahead(ticket.target, ticket.place)
        return self.ahead(ticket.service, ticket.place, ticket.priority)

    def _orders(self, queues: frozenset[str]) -> set[Order]:
        """The orders in which the windows at work, or else all that could, call these queues."""
        able = [each for each in self.windows.values() if not queues.isdisjoint(each.services)]
        at_work = [each for each in able if each.state != "closed"] or able
        profiles = [self.profile_of(each) for each in at_work]
        return {each.otherwise if each else "priority" for each in profiles} or {"priority"}
