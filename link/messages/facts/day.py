"""The day's own facts: the hall defined, opened and closed, taken over, restored."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from link.messages.definition import Definition
from link.messages.facts.bookings import Booked, MissedBefore
from link.messages.facts.fact import Body

RecoveryEnd = Literal["handed-in", "told", "new-day"]
"""Why a restored hall waits for no kiosk any more: all have told, a technician said so, or no such number lives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HallDefined(Body):
    kind: ClassVar[str] = "hall_defined"
    definition: Definition


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceSeen:
    """How fast a series moved on the last such weekday (Monday is 0): window-seconds a call, from so many calls."""

    weekday: int
    series: str
    calls: int
    mean_s: float
    spread_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustSeen:
    """How right the waits predicted for a queue (`SERIES/CLASS`) were; `marks` has the last ones: u(nder), w(ithin), o(ver)."""

    queue: str
    stretch_50: float = 1.0
    stretch_90: float = 1.0
    marks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOpened(Body):
    kind: ClassVar[str] = "day_opened"
    carried: tuple[str, ...] = ()
    """Ids of tickets that live on from yesterday (a 24-hour hall)."""
    paces: tuple[PaceSeen, ...] = ()
    """What earlier days say of how long one waits, so that a day needs no other day to be understood."""
    trusts: tuple[TrustSeen, ...] = ()
    booked: tuple[Booked, ...] = ()
    """The appointments of today and later. Private: boxes do not get them."""
    missed: tuple[MissedBefore, ...] = ()
    """Who did not come to appointments lately. Private as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayClosed(Body):
    kind: ClassVar[str] = "day_closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class HallTookOver(Body):
    kind: ClassVar[str] = "hall_took_over"
    epoch: int = 0
    from_host: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HallRestored(Body):
    """The ledger was put back from a backup that ended at `old_seq`: what happened after it is not known here."""

    kind: ClassVar[str] = "hall_restored"
    old_ledger: str = ""
    old_seq: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HallRecovered(Body):
    """The hall waits no more for what kiosks printed in the time it does not know. `missing` are those that never said."""

    kind: ClassVar[str] = "hall_recovered"
    reason: RecoveryEnd = "handed-in"
    missing: tuple[str, ...] = ()
