"""The hall's time: that of its machine, as long as nobody sets the machine's clock."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from hall.clock import Clock

SET: Final = timedelta(minutes=5)
"""A step this long between two looks is somebody's doing; a shorter one is a time server's, and followed."""


def running_s() -> float:
    """Seconds since the machine was started, its sleep included; nobody can set them (clock_gettime(2), CLOCK_BOOTTIME)."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


class SteadyClock:
    """Follows a clock. When that is set, it goes on as if nothing had been, until the other says the same again.

    Otherwise a day set wrong at noon would send everybody home, and no moment in the ledger can be taken back. Where the
    time that would go on is not believed itself (a machine without a battery that is told the time at last), the step is taken.
    """

    def __init__(
        self,
        clock: Clock,
        is_believed: Callable[[datetime], bool],
        running_s: Callable[[], float] = running_s,
    ) -> None:
        self._clock = clock
        self._is_believed = is_believed
        self._running_s = running_s
        self._last = clock()
        self._looked_s = running_s()
        self._off = timedelta()

    def __call__(self) -> datetime:
        """The moment, in UTC."""
        shown, now_s = self._clock(), self._running_s()
        expected = self._last + timedelta(seconds=now_s - self._looked_s)
        off = shown - expected
        is_set = abs(off) > SET and self._is_believed(expected)
        self._off = off if is_set else timedelta()
        self._last, self._looked_s = expected if is_set else shown, now_s
        return self._last

    @property
    def off_s(self) -> float:
        """How far the followed clock was set away when it was last looked at, in seconds; 0 where it is followed."""
        return self._off.total_seconds()
