"""The rules by which tickets are given, and what becomes of who still waits when the hours end."""

from dataclasses import dataclass
from typing import Literal

AtClosing = Literal["serve", "expire"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingRules:
    """The hall's own; a service may have some of its own. Minutes by the hall's clock."""

    early_min: int = 0
    """How long before each opening tickets are given."""
    last_ticket_min: int = 0
    """How long before each closing the last ticket is given."""
    late_serving_min: int | None = None
    """No ticket where its turn would come this long after closing; None: nobody works that out."""
    at_closing: AtClosing = "serve"
    """Who still waits when the day's hours are over is served, or told to come again."""
    grace_min: int = 30
    """How long after closing those who are told to come again may still be called."""
    person_day: int | None = None
    """Tickets that one person may hold in a day; None without limit."""
    anonymous_most: int | None = None
    """Tickets of one service that a kiosk gives within `anonymous_min` to who does not say who they are."""
    anonymous_min: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanQuota:
    """Tickets that a service gives in one span of every day, `HH:MM` to `HH:MM`, the end exclusive."""

    start: str
    end: str
    tickets: int
