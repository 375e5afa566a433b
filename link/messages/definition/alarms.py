"""When staff are told that something is wrong in the hall."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmLimits:
    """How long something may last before there is an alarm, in minutes; 0: never."""

    wait_min: float = 0
    """Somebody waits, where their service has no limit of its own."""
    idle_min: float = 0
    """A window calls nobody while people wait for what it calls."""
    unserved_min: float = 0
    """People wait for a service and no window that calls it is at work."""
    away_min: float = 0
    """A window is paused."""
    unanswered_min: float = 0
    """A number was called and nobody came."""
    quota_left: int = 0
    """Tickets left of a service's quota, in per cent; 0: never."""
