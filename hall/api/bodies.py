"""What may be sent: one model for each body, and nothing beside its fields."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from hall.api.words import (
    Age,
    Count,
    Counter,
    Language,
    Line,
    Moment,
    NewId,
    Places,
    Printer,
    Seq,
    Word,
)
from hall.rules.matters import MOST_FURTHER
from hall.rules.noting import LONGEST
from link.messages.commands import Seen
from link.messages.words import PlaceIn, WindowKind


class Body(BaseModel):
    """Something sent. A field that is not named here is refused: a spelling mistake must not be an unheard wish."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Nothing(Body):
    """No fields: `{}`, or no body at all."""


# ── tickets ──────────────────────────────────────────────────────────────────────────────────────────


class TakeBody(Body):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"service": "A", "priority": "normal", "language": "zh"}]}
    )
    service: Word
    priority: Word = "normal"
    language: Language = "zh"
    further: Annotated[list[Word], Field(default_factory=list, max_length=MOST_FURTHER)]
    """Services to be done after this one under the same number, in order."""
    age: Age | None = None
    """In years, from a card reader; it chooses the class of one who asks for none, and is kept nowhere."""
    booking: Word = ""
    """The code of an appointment: its ticket, as checking in gives it."""
    person: Word = ""
    """The reference that `/people` gave for who takes it; empty: nobody says."""
    visual: bool = False
    """The citizen does not hear: the call is shown longer."""


class CancelBody(Body):
    reason: Line = ""


class PrioritiseBody(Body):
    priority: Word
    reason: Line = ""


class ReprintBody(Body):
    printer: Printer | None = None
    """`BOX/NAME`; left out: the printer of the box that asks."""
    first: bool = False
    """The ticket's first paper, asked for by whoever took it and prints none: it is not marked as a reprint."""


class MatterBody(Body):
    service: Word


class ReviveBody(Body):
    to_same: bool | None = None
    """For the clerk or the window that called; left out: as the service's policy says."""


class FindBody(Body):
    """What a scanner read from a ticket's QR."""

    secret: Annotated[Word, Field(min_length=1)]


class NoteBody(Body):
    note: Annotated[Line, Field(min_length=1, max_length=LONGEST)]


class FlagBody(Body):
    visual: bool = True
    """The citizen does not hear: the call is shown longer."""


class PrintedBody(Body):
    printer: Printer
    reprint: bool = False


class PrintFailedBody(Body):
    printer: Printer
    reason: Line = ""


# ── windows ──────────────────────────────────────────────────────────────────────────────────────────


class WindowBody(Body):
    at: Word | None = None
    """The ticket that the clerk's screen shows, null where it shows none; left out: the asker does not say."""

    @property
    def seen(self) -> Seen | None:
        """What the asker said of its screen; None where it said nothing."""
        return Seen(ticket=self.at) if "at" in self.model_fields_set else None


class OpenBody(WindowBody):
    model_config = ConfigDict(json_schema_extra={"examples": [{"clerk": "1001"}]})
    clerk: Word = ""


class PauseBody(WindowBody):
    reason: Line = ""


class NextBody(WindowBody):
    """What is said of the service that this press ends."""

    outcome: Line = ""
    delivered: Places | None = None
    """How many papers were handed out."""


class FinishBody(NextBody):
    """The same for a finish without a call."""


class AbandonBody(WindowBody):
    reason: Line = ""


class ParkBody(WindowBody):
    """Aside: in a named pool, with the clerk (wherever they sit), or with the window where neither is said."""

    pool: Word = ""
    until: Moment | None = None
    """When it comes back by itself, later today."""
    with_clerk: bool = False


class TicketAtWindowBody(WindowBody):
    ticket: Word


class TransferBody(WindowBody):
    """Where to: a service, a window, a clerk or a pool; `back` counts places where `place` is `back`."""

    service: Word = ""
    window: Word = ""
    clerk: Word = ""
    pool: Word = ""
    place: PlaceIn = "last"
    back: Places = 0
    note: Annotated[Line, Field(max_length=LONGEST)] = ""
    """For whoever serves them next."""


class WalkBody(WindowBody):
    service: Word = ""
    outcome: Line = ""
    """Of the service that this press ends, in a hall of few visitors."""


class TakeOverBody(WindowBody):
    clerk: Word


class WindowServicesBody(Body):
    services: Annotated[list[Word], Field(max_length=200)]
    """All that the window calls for the rest of the day."""


class WindowProfileBody(Body):
    profile: Word = ""
    """Empty: the clerk's or the window's own again."""


class AddWindowBody(Body):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"window": "T1", "label": "临1", "zone": "left", "services": ["A"]}]}
    )
    window: NewId
    label: Annotated[Line, Field(min_length=1, max_length=8)]
    """What signs show and voices say."""
    zone: Word = ""
    """Can be left out where there is only one."""
    name: Annotated[Line, Field(max_length=40)] = ""
    name_en: Annotated[Line, Field(max_length=80)] = ""
    services: Annotated[list[Word], Field(max_length=200)] = []
    kind: WindowKind = "ordinary"


# ── the hall and its boxes ───────────────────────────────────────────────────────────────────────────


class SuspendBody(Body):
    reason: Line = ""


class NoticesBody(Body):
    zone: Word = ""
    """Empty: the whole hall."""
    notices: Annotated[list[Line], Field(max_length=20)]


class BroadcastBody(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"text": "请从东门离开", "emergency": True}]})
    text: Annotated[Line, Field(min_length=1)]
    zones: Annotated[list[Word], Field(max_length=64)] = []
    """Left out: the whole hall."""
    emergency: bool = False
    """It fills the boards until it is ended."""


class EndBroadcastBody(Body):
    broadcast: Seq | None = None
    """The `seq` that making it replied; left out: every emergency."""


class AcknowledgeBody(Body):
    """`box-trouble` about `BOX/PART` for what a box told of itself; else an alarm as `GET /alarms` names it."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"alarm": "box-trouble", "about": "kiosk-1/printer"}]}
    )
    alarm: Word
    about: Annotated[Line, Field(max_length=90)] = ""


class CrowdBody(Body):
    reason: Line = ""


class TroubleBody(Body):
    part: NewId
    reason: Line = ""


class VoiceBody(Body):
    """One loudspeaker: how many wait to be said, and the seconds that the first of them has waited. No `zones`: all."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{0,40}$")] = ""
    zones: Annotated[list[NewId], Field(max_length=64)] = []
    waiting: Counter = 0
    oldest_s: Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)] = 0.0


class HealthBody(Body):
    troubles: Annotated[list[TroubleBody], Field(max_length=50)] = []
    """Everything of the box that does not work now; empty: all is well."""
    printers: Annotated[list[NewId], Field(max_length=20)] | None = None
    """The names of its printers; left out: nothing is said of them."""
    voices: Annotated[list[VoiceBody], Field(max_length=16)] = []
    """What waits to be said at each of its loudspeakers; left out: it has none."""


class HelpBody(Body):
    name: Annotated[Line, Field(max_length=40)] = ""
    """What people call the box, for whoever goes there; empty: its id."""


class LeaseBody(Body):
    series: Word
    count: Count = 50


class HandedInBody(Body):
    ticket: NewId
    number: Word
    counter: Counter
    series: Word
    service: Word
    issued_at: Moment
    priority: Word = "normal"
    language: Language = "zh"


class HandInBody(Body):
    tickets: Annotated[list[HandedInBody], Field(max_length=200)]
    has_more: bool = False
    """Whether further ones of today follow: a hall that was put back waits for the last."""
