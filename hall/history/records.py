"""The records of history, and the exact definition of each figure in them; moments are UTC, durations milliseconds."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from link.messages.facts import Answer

VisitEnding = Literal["finished", "cancelled", "expired"]
StayEnding = Literal["served", "transferred", "parked", "missed", "returned", "cancelled", "expired"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transaction:
    """One stay in one queue, up to being served, moved on or gone (业务办理): a visit has one or more, `n` from 1 on. It
    belongs to the day in which it ended.

    `entered_at` is None for who was called without queueing again (called back after a miss or from the parked).
    `called_at` is the last call, recalls included; `served_no` the number that ratings name it by, 0: never served.
    `clerk` is who sat at the window when the service began.
    """

    day: date
    ticket: str
    n: int
    service: str
    ending: StayEnding
    ended_at: datetime
    seq: int
    """The fact that ended it."""
    entered_at: datetime | None = None
    called_at: datetime | None = None
    arrived_at: datetime | None = None
    started_at: datetime | None = None
    window: str = ""
    clerk: str = ""
    calls: int = 0
    """Calls and recalls."""
    outcome: str = ""
    served_no: int = 0
    is_left_open: bool = False
    """Ended by the day's close: how long it really took is not known."""

    @property
    def waiting_ms(self) -> int | None:
        """Last call − entering the queue; None where nobody waited or was called."""
        return _between(self.entered_at, self.called_at)

    @property
    def walking_ms(self) -> int | None:
        """Arrival − last call; None where no arrival was told."""
        return _between(self.called_at, self.arrived_at)

    @property
    def serving_ms(self) -> int | None:
        """End − start; None where it never began."""
        return _between(self.started_at, self.ended_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The life of one ticket. It belongs to the business day in which it ended, so each is counted once."""

    day: date
    ticket: str
    number: str
    series: str
    service: str
    """What the ticket was taken for."""
    issued_at: datetime
    ended_at: datetime
    ending: VisitEnding
    priority: str = "normal"
    language: str = "zh"
    box: str = ""
    """Who gave the ticket."""
    calls: int = 0
    misses: int = 0
    served: int = 0
    """Transactions that began."""
    waiting_ms: int = 0
    """All its waits that ended in a call, together."""
    serving_ms: int = 0
    is_walked: bool = False
    is_handed_in: bool = False
    """Given by a kiosk that was alone."""
    is_late: bool = False
    """Handed in when its day was over: nobody called it."""

    @property
    def is_abandoned(self) -> bool:
        """弃号: missed at least once and never served."""
        return self.misses > 0 and self.served == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One clerk's time at one window, from opening or taking over to closing or being taken over."""

    day: date
    window: str
    clerk: str
    opened_at: datetime
    closed_at: datetime
    served: int = 0
    """Transactions that ended in it."""
    serving_ms: int = 0
    """The parts of transactions that lie in it, together."""
    paused_ms: int = 0

    @property
    def total_ms(self) -> int:
        return _ms(self.opened_at, self.closed_at)

    @property
    def idle_ms(self) -> int:
        """Total − serving; pauses are part of it."""
        return self.total_ms - self.serving_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What a citizen said of one transaction (好差评), 1 to 5."""

    day: date
    ticket: str
    transaction: int
    at: datetime
    grade: int
    reasons: tuple[str, ...] = ()
    window: str = ""
    clerk: str = ""
    service: str = ""
    answers: tuple[Answer, ...] = ()
    """To the hall's own questions."""


def _between(start: datetime | None, end: datetime | None) -> int | None:
    """No less than nothing: who is called before the booked time has not waited."""
    return None if start is None or end is None else max(0, _ms(start, end))


def _ms(start: datetime, end: datetime) -> int:
    """Whole milliseconds: facts have no finer moments."""
    gap = end - start
    return (gap.days * 86_400 + gap.seconds) * 1000 + gap.microseconds // 1000
