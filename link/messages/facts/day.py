"""The day's own facts: the hall defined, opened and closed, taken over, restored."""

from dataclasses import dataclass
from typing import ClassVar

from link.messages.definition import Definition
from link.messages.facts.fact import Body


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
class HallTookOver(Body):
    kind: ClassVar[str] = "hall_took_over"
    epoch: int = 0
    from_host: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HallRestored(Body):
    kind: ClassVar[str] = "hall_restored"
    old_ledger: str = ""
    old_seq: int = 0
