"""How loud calls are at a moment of the day: quiet hours, and a volume by hour."""

from dataclasses import dataclass
from datetime import datetime

from link.messages.definition import Hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Loudness:
    """In `quiet` nothing is said; else the first of `by_hour` that fits, else full volume."""

    quiet: tuple[Hours, ...] = ()
    by_hour: tuple[tuple[Hours, float], ...] = ()

    def volume_at(self, local: datetime) -> float:
        """The volume, 0 to 1, at a moment in the hall's own time."""
        if any(is_within(hours, local) for hours in self.quiet):
            return 0.0
        return next((volume for hours, volume in self.by_hour if is_within(hours, local)), 1.0)


def is_within(hours: Hours, local: datetime) -> bool:
    """Whether a moment lies in a span of hours; its end is outside."""
    return local.weekday() in hours.days and hours.start <= f"{local:%H:%M}" < hours.end
