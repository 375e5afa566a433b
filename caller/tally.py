"""How much a window has done today."""

from collections.abc import Iterable
from dataclasses import dataclass

from link.state import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """`mean_min` is the mean service in whole minutes, None before the first."""

    count: int = 0
    mean_min: int | None = None


def tally(tickets: Iterable[Ticket], window: str) -> Tally:
    """The finished tickets of a window, counted."""
    done = [each for each in tickets if each.window == window and each.state == "finished"]
    seconds = [
        (each.ended_at - each.started_at).total_seconds()
        for each in done
        if each.ended_at and each.started_at
    ]
    return Tally(count=len(done), mean_min=round(sum(seconds) / len(seconds) / 60) if seconds else None)
