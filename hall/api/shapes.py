"""What is answered, for the OpenAPI page and its tests; the desk and the views make the bytes themselves."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from link.messages.words import TicketState, WindowState


class Shape(BaseModel):
    """Fields are only ever added: a reader leaves aside what it does not know."""

    model_config = ConfigDict(extra="allow")


class TakenTicket(Shape):
    """A ticket just taken. `wait` is minutes, low and high, null where nothing is known."""

    id: str
    number: Annotated[str, Field(examples=["A001"])]
    service: str
    priority: str
    state: TicketState
    ahead: int | None
    zones: list[str]
    issued_at: datetime
    wait: tuple[int, int] | None
    secret: Annotated[str, Field(description="What the ticket's QR proves itself by.")]
    seq: int


class ShownTicket(Shape):
    """A ticket as it stands; `ahead` is null once it waits no more."""

    id: str
    number: str
    service: str
    priority: str
    state: TicketState
    ahead: int | None
    zones: list[str]
    issued_at: datetime
    wait: tuple[int, int] | None
    window: str | None


class Paper(ShownTicket):
    """A ticket with the secret of its QR."""

    secret: str


class ChangedTicket(Shape):
    """A ticket after the command."""

    seq: int
    ticket: ShownTicket


class WindowNow(Shape):
    id: str
    state: WindowState
    clerk: str
    ticket: str | None


class WindowAnswer(Shape):
    """What a press did. `seq`: the fact up to which this is true; `ticket`: the one it was about, null without one."""

    seq: int
    ticket: ShownTicket | None
    window: WindowNow


class Done(Shape):
    seq: int


class Lease(Shape):
    """Counters `first` to `last` of a series, for this box and this business day alone. Endings that the series leaves
    out are left out here too; `until` is the moment when the lease is void."""

    seq: int
    box: str
    series: str
    first: int
    last: int
    day: str
    until: datetime
    stem: Annotated[str, Field(description="The ticket of a counter is called `STEM-COUNTER`.")]
    secrets: Annotated[
        list[str], Field(description="What the QR of each counter's ticket proves itself by, in order.")
    ]


class HandInTaken(Shape):
    """`taken`: how many the hall did not know; `late`: those of them that only its history gets."""

    seq: int
    taken: int
    late: int
    is_recovering: bool


class StateTicket(Shape):
    id: str
    number: str
    service: str
    priority: str
    state: TicketState
    window: str | None
    zones: list[str]
    issued_at: datetime


class StateWindow(Shape):
    id: str
    state: WindowState
    clerk: str
    ticket: str | None
    services: list[str]


class StateShown(Shape):
    """The day. `waiting` counts by service."""

    seq: int
    day: str | None
    is_open: bool
    tickets: list[StateTicket]
    windows: list[StateWindow]
    waiting: dict[str, int]


class HallShown(Shape):
    """The definition in force; `hall` is its id."""

    hall: str
    id: str
    name: str
    zones: list[dict[str, Any]]
    departments: list[dict[str, Any]]
    services: list[dict[str, Any]]
    series: list[dict[str, Any]]
    windows: list[dict[str, Any]]


class AlarmShown(Shape):
    """Something that lasts too long: `about` is a window or a service, `text` says it in words."""

    alarm: str
    about: str
    at: datetime
    fields: dict[str, str]
    text: str
    acknowledged_at: datetime | None = None
    """Since when somebody looks after it."""


class AlarmsShown(Shape):
    seq: int
    alarms: list[AlarmShown]


class FaultShown(Shape):
    """Something that is wrong now: `about` is a window, a service or `BOX/PART`."""

    fault: str
    about: str
    reason: str


class VoiceShown(Shape):
    """A loudspeaker: `waiting` calls are still to be said, the first of them since `oldest_s` seconds."""

    box: str
    name: str
    zones: list[str]
    waiting: int
    oldest_s: float


class HealthShown(Shape):
    """How the hall is. `faults` is empty where all is well. Only the first four are told to who has no token."""

    status: Annotated[str, Field(examples=["ok", "troubled"])]
    hall: str
    is_open: bool
    is_stale: bool
    ledger: str = ""
    seq: int = 0
    day: str | None = None
    streams: int = 0
    disk_free_mb: int = 0
    is_recovering: bool = False
    """Whether it was put back from a backup and waits for what kiosks printed."""
    faults: list[FaultShown] = []
    voices: list[VoiceShown] = []
    """What waits to be said at each loudspeaker that is heard of."""


class ProblemShown(Shape):
    """Why not (RFC 9457). `type` is stable; `title` and `detail` are for people, in the language asked for."""

    type: Annotated[str, Field(examples=["urn:jiaohao:problem:window-not-open"])]
    title: str
    status: int
    detail: str
    fields: dict[str, str]


class ServiceWait(Shape):
    """`ahead` is how many would be called before who comes now; `wait` is minutes, low and high: half are called within
    the first, nine of ten within the second; null where the hall has not proven right in that often enough."""

    service: str
    ahead: int
    wait: tuple[int, int] | None


class Waits(Shape):
    seq: int
    services: list[ServiceWait]


class SlotShown(Shape):
    """A time at which a service can be booked; `start` is UTC."""

    service: str
    start: datetime
    minutes: int
    places: int
    left: int


class SlotsShown(Shape):
    seq: int
    slots: list[SlotShown]


class MadeBooking(Shape):
    """An appointment just made; `booking` is its code."""

    seq: int
    booking: Annotated[str, Field(examples=["K7M2QX9P"])]
    service: str
    start: datetime
    by: str


class BookingShown(Shape):
    """An appointment as it stands; `number` is that of its ticket, empty before check-in."""

    booking: str
    service: str
    name: str
    start: datetime
    state: Literal["booked", "arrived", "missed", "cancelled"]
    by: str
    number: str
    is_late: bool


class BookingsShown(Shape):
    seq: int
    bookings: list[BookingShown]


class FoundBooking(BookingShown):
    """One that fits what was asked for; `masked` is what may be shown of its holder, to be confirmed by them."""

    masked: str


class FoundBookings(Shape):
    seq: int
    bookings: list[FoundBooking]


class LineRefusedShown(Shape):
    """One line that was not taken in: a problem's type, its fields and its sentence."""

    line: int
    reason: str
    fields: dict[str, str]
    detail: str


class TakenIn(Shape):
    """What became of a list."""

    seq: int
    made: int
    refused: list[LineRefusedShown]
