"""What is shown, in plain values: made once here, drawn by signs, boards, callers and kiosks alike."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from link.messages.definition import Zone
from link.messages.words import TicketState, WindowState
from link.views.taking import SpanLeft

ServiceStatus = Literal["open", "early", "later", "done", "full", "suspended", "crowd", "unserved"]
"""`early`: not yet today; `later`: again today; `done`: no more today; `full`: the quota is used up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketView:
    """A ticket as replies give it: `ahead` is None when it waits no more, `wait` (low, high minutes) None when not known."""

    id: str
    number: str
    service: str
    priority: str
    state: TicketState
    ahead: int | None
    zones: tuple[str, ...]
    issued_at: datetime
    wait: tuple[int, int] | None = None
    window: str | None = None
    language: str = "zh"
    series: str = ""
    transaction: int = 0
    recalls: int = 0
    called_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    arrived_at: datetime | None = None
    until: datetime | None = None
    """When its state ends by itself: missed, void, or back from being parked."""
    further: tuple[str, ...] = ()
    """Services to come under the same number."""
    target: str = ""
    """Whom it waits for or where it lies: `window:ID`, `clerk` (it is not said which), `pool:ID`; empty: whoever calls
    its service."""
    misses: int = 0
    visual: bool = False
    """Its citizen does not hear: show the call longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallView:
    """One line of a board. `seq` is the call's id; `window` the window's id, `label` what is shown and said."""

    seq: int
    at: datetime
    ticket: str
    number: str
    window: str
    label: str
    zones: tuple[str, ...]
    state: TicketState
    is_recall: bool
    language: str = "zh"
    visual: bool = False
    """The citizen does not hear: it is shown longer."""
    zone: str = ""
    """Where its window stands, which need not be where the citizen sits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingView:
    """One row of the waiting list: a series' letters, the name and how many wait."""

    series: str
    prefix: str
    name: str
    name_en: str
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardView:
    """What a zone's board shows. `calls` newest first: the last ones, and older ones that still stand; `others` the hall's
    other zones."""

    seq: int
    at: datetime | None
    hall: str
    hall_en: str
    zone: Zone
    windows_text: str
    calls: tuple[CallView, ...]
    waiting: tuple[WaitingView, ...]
    paused: tuple[str, ...]
    """Labels of the paused windows."""
    others: tuple[Zone, ...]
    notices: tuple[str, ...]
    emergency: str
    is_day_open: bool
    has_open_window: bool
    since: int = 0
    """From this id on no call is missing from `calls`; 0: none is missing at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowView:
    """What a window's sign shows; `number` is empty unless it calls or serves."""

    id: str
    label: str
    name: str
    zone: str
    state: WindowState
    number: str
    call: int
    """The id of the call on show, 0 without one."""
    seq: int
    clerk_name: str = ""
    """For the staff card: who sits there, where the hall lists its clerks."""
    clerk_name_en: str = ""
    name_en: str = ""
    colour: int = 1
    """The zone's, 1–8."""
    service: str = ""
    """The name of what the one at the window came for; empty unless it calls or serves."""
    service_en: str = ""
    called_at: datetime | None = None
    """When the number on show was called, last; None without one."""
    language: str = "zh"
    """The language of the ticket on show."""
    visual: bool = False
    """Its citizen does not hear: the call is shown longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerView:
    """What a clerk sees. `waiting` counts each of the window's services; `next_ones` are the numbers likely to come."""

    seq: int
    id: str
    label: str
    name: str
    state: WindowState
    clerk: str
    reason: str
    since: datetime | None
    ticket: TicketView | None
    service_name: str
    department_name: str
    waiting: tuple["ServiceCount", ...]
    waiting_total: int
    next_ones: tuple[str, ...]
    missed: tuple[TicketView, ...]
    parked: tuple[TicketView, ...]
    clerk_name: str = ""
    profile: str = ""
    """The work profile in force; empty: by class and arrival."""
    notes: tuple[str, ...] = ()
    """What clerks noted of the visit at the window, the oldest first; only the hall itself can tell."""
    sent: tuple[TicketView, ...] = ()
    """Who waits for this very window or clerk."""
    pools: tuple["PoolView", ...] = ()
    stored_until: datetime | None = None
    """Who comes before this moment is called here at once."""
    unsaid: int = 0
    """How many announcements still wait at the loudspeaker of the window's zone; only the hall itself can tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolView:
    """A named pool: the tickets put aside in it, and how many were sent to it and wait."""

    id: str
    name: str
    parked: tuple[TicketView, ...] = ()
    waiting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCount:
    service: str
    name: str
    prefix: str
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTile:
    """One service at the kiosk. `opens_at` (hall's zone) where it is closed now; `quota_left` None without a quota."""

    id: str
    name: str
    name_en: str
    prefix: str
    department: str
    zones: tuple[str, ...]
    status: ServiceStatus
    waiting: int
    ahead: int
    """How many a new ticket has before it: the waiting of all services of its series."""
    opens_at: datetime | None
    quota_left: int | None
    has_papers: bool
    quotas: tuple[SpanLeft, ...] = ()
    """What is left for each span of the day, where it has quotas of its own."""
    can_be_booked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentTile:
    """One department at the kiosk, in the zone where it is shown; its status is the best of its services."""

    id: str
    name: str
    name_en: str
    icon: str
    zone: str
    services: tuple[ServiceTile, ...]
    status: ServiceStatus
    waiting: int
    opens_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskView:
    """What a kiosk offers. `zones` in the order of the hall's file, each with its departments."""

    seq: int
    hall: str
    hall_en: str
    zones: tuple[Zone, ...]
    departments: tuple[DepartmentTile, ...]
    status: ServiceStatus
    """`open` where any service is; else why not."""
    opens_at: datetime | None
    hours_text: tuple[str, ...]
    """The hall's spans of today, `8:30–12:00`."""
    is_day_open: bool
    notices: tuple[str, ...]
    special_day: str = ""
    """What is special about today: a holiday, a Saturday on which people work."""
    special_day_en: str = ""
