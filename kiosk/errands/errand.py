"""One errand, step by step: pure. What is typed, found and chosen; each step knows the one before it."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final, Literal

from kiosk.ports import NOTHING_ELSE, Wish

Step = Literal[
    "ask", "code", "phone", "choose", "found", "sorry", "service", "day", "time", "confirm", "booked", "cancel",
    "cancelled", "several", "order",
]  # fmt: skip
"""`ask`: card, code or keys; `choose`: one of several bookings; `service`, `day`, `time`, `confirm`, `booked`: making
one; `cancel`, `cancelled`: giving one back; `several`, `order`: several matters, and in which order."""

Purpose = Literal["check_in", "take", "book"]
"""What who somebody is serves: their booking, a ticket in their name, or a booking to be made."""

Wrong = Literal["", "moved", "unread", "no-card", "garbage"]
"""What just went wrong with a card or a code; shown until something else happens."""

Apology = Literal[
    "", "no-code", "no-card", "no-phone", "away", "full", "refused", "no-reader", "nothing-booked", "arrived"
]
"""Why it does not go on; `refused`: the hall says why."""

LAST: Final[frozenset[Step]] = frozenset({"booked", "cancelled"})
"""Here it is done: one goes home, not back."""

LEAST_MATTERS: Final = 2
MOST_MATTERS: Final = 5
MOST_SIGNS: Final = 16
PHONE_DIGITS: Final = range(7, 16)
LEAST_CODE: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """An appointment as the hall has it; `start` has a zone, `number` is that of its ticket."""

    code: str
    service: str
    start: datetime
    state: Literal["booked", "arrived", "missed", "cancelled"] = "booked"
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeTime:
    """A time of a service with places left."""

    start: datetime
    minutes: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """Where an errand stands. `service`, `wish` and `why`: the ticket that was refused to somebody unknown, and what the
    hall said; `is_by_phone`: whoever it is has shown no more than a telephone number."""

    step: Step
    purpose: Purpose = "check_in"
    typed: str = ""
    wrong: Wrong = ""
    apology: Apology = ""
    why: str = ""
    service: str = ""
    wish: Wish = NOTHING_ELSE
    found: tuple[Booking, ...] = ()
    booking: Booking | None = None
    is_by_phone: bool = False
    times: tuple[FreeTime, ...] = ()
    day: date | None = None
    start: datetime | None = None
    matters: tuple[str, ...] = ()
    department: str = ""
    """Whose matters are listed, where there are too many for one list."""
    is_printed: bool | None = None
    """Whether the slip came out; None: not yet known."""
    busy: str = ""
    """The key whose answer is on its way."""
    before: "Errand | None" = field(default=None, repr=False)


def on(errand: Errand, step: Step, **changes: object) -> Errand:
    """The next step; one goes back to this one."""
    rested = replace(errand, busy="", wrong="")
    return replace(rested, step=step, before=rested, **changes)  # type: ignore[arg-type]  # of its own fields


def typed(errand: Errand, sign: str) -> Errand:
    """One sign more, as long as there is room."""
    most = PHONE_DIGITS[-1] if errand.step == "phone" else MOST_SIGNS
    return replace(errand, typed=(errand.typed + sign)[:most], wrong="")


def rubbed_out(errand: Errand) -> Errand:
    return replace(errand, typed=errand.typed[:-1], wrong="")


def is_typed_enough(errand: Errand) -> bool:
    """Whether what is typed can be looked for."""
    return len(errand.typed) in PHONE_DIGITS if errand.step == "phone" else len(errand.typed) >= LEAST_CODE


def ticked(errand: Errand, matter: str) -> Errand:
    """A matter more, or the one that was ticked no more; not more than the most."""
    if matter in errand.matters:
        left = tuple(each for each in errand.matters if each != matter)
        return replace(errand, matters=left)
    return replace(errand, matters=(*errand.matters, matter)[:MOST_MATTERS])
