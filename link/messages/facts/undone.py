"""How a ticket and a window stood before a press that is taken back."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketWas:
    """What a press can change of a ticket; each field is one of the ticket's own, by the same name."""

    service: str
    target: str = ""
    rank: float = 0.0
    window: str = ""
    zones: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    chosen: str = ""
    call: int = 0
    recalls: int = 0
    misses: int = 0
    requeues: int = 0
    transaction: int = 0
    void_call: int | None = None
    until: datetime | None = None
    waiting_since: datetime | None = None
    called_at: datetime | None = None
    recalled_at: datetime | None = None
    arrived_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowWas:
    """What a press can change of a window; each field is one of the window's own, by the same name."""

    ticket: str | None = None
    reason: str = ""
    since: datetime | None = None
    finished: int = 0
    finished_s: float = 0.0
    stored_until: datetime | None = None
