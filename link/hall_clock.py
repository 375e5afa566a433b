"""The hall's time, as near as a box can know it."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


class HallClock:
    """Runs on from what the hall said last. A word is on its way for some milliseconds, so the latest moment heard wins.

    Before the first word it shows the box's own time: see `is_known`.
    """

    def __init__(
        self,
        monotonic: Callable[[], float] = time.monotonic,
        own_now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._monotonic = monotonic
        self._own_now = own_now
        self._at_zero: datetime | None = None

    @property
    def is_known(self) -> bool:
        """Whether the hall has told its time."""
        return self._at_zero is not None

    def set(self, now: datetime) -> None:
        """The hall said what time it is: as a stream begins, so that a hall whose clock was put right is believed."""
        self._at_zero = self._zero_of(now)

    def at_least(self, moment: datetime) -> None:
        """Something happened at `moment`; so it is not earlier now."""
        zero = self._zero_of(moment)
        if self._at_zero is None or zero > self._at_zero:
            self._at_zero = zero

    def now(self, timezone: str = "UTC") -> datetime:
        """The moment, in a zone of the time zone database; one that is not there counts as UTC."""
        moment = (
            self._own_now() if self._at_zero is None else self._at_zero + timedelta(seconds=self._monotonic())
        )
        return moment.astimezone(_zone(timezone))

    def _zero_of(self, moment: datetime) -> datetime:
        return moment - timedelta(seconds=self._monotonic())


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return ZoneInfo("UTC")
