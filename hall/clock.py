"""The hall's clock: the machine's, or one that started at a moment of somebody's choice."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

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


def moment_of_option(text: str) -> datetime:
    """The moment of `--clock`. Without a zone it is the time of this machine's zone.

    Raises:
        ValueError: it is not an ISO moment.
    """
    return datetime.fromisoformat(text).astimezone(UTC)
