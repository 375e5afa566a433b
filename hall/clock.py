"""The hall's clock: the machine's, or one that started at a moment of somebody's choice."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo

Clock = Callable[[], datetime]
"""Says the moment, in UTC."""


def machine_clock() -> datetime:
    """The machine's time."""
    return datetime.now(UTC)


def shifted_clock(start: datetime, monotonic: Callable[[], float] = time.monotonic) -> Clock:
    """A clock that shows `start` now and runs on from there, whatever is done to the machine's."""
    began_s = monotonic()
    from_utc = start.astimezone(UTC)
    return lambda: from_utc + timedelta(seconds=monotonic() - began_s)


def moment_of_option(text: str, zone: Callable[[], tzinfo]) -> datetime:
    """The moment of `--clock`, UTC. Without a zone of its own it is in `zone`, which is asked for only then.

    Raises:
        ValueError: it is not an ISO moment of our times.
    """
    moment = datetime.fromisoformat(text)
    if not 1970 <= moment.year < 3000:
        raise ValueError("a year in which no hall runs")
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone())).astimezone(UTC)
