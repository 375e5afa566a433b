"""Asking the hall again and again how long one would wait, as often as the queues change and no oftener than it matters."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping
from typing import Final, Protocol

from kiosk.ports import HallAway, Refusal
from kiosk.waits import Range, Waits

LEAST_S: Final = 3.0
"""Between two questions: a busy hall changes several times a second, and a range of minutes does not."""

MOST_S: Final = 20.0
"""Also while nothing changes: hours end, and a break begins."""

log = logging.getLogger(__name__)


class WaitsPort(Protocol):
    """The hall, as far as it foresees waits."""

    async def waits(self) -> Mapping[str, Range]:
        """Minutes by service, where they are known. Raises Refusal, HallAway."""
        ...


class Foreseeing:
    """`tell` gets each answer; nothing is asked while `is_live` says no. `least_s` and `most_s` are the seams for tests."""

    def __init__(
        self,
        hall: WaitsPort,
        tell: Callable[[Waits], None],
        moment: Callable[[], float],
        is_live: Callable[[], bool],
        *,
        least_s: float = LEAST_S,
        most_s: float = MOST_S,
    ) -> None:
        self._hall, self._tell, self._moment, self._is_live = hall, tell, moment, is_live
        self._least_s, self._most_s = least_s, most_s
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """The queues have changed."""
        self._woken.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._woken.clear()
            if self._is_live():
                await self._ask()
            await asyncio.sleep(self._least_s)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._most_s - self._least_s):
                    await self._woken.wait()

    async def _ask(self) -> None:
        """A hall that does not answer leaves what was known; it fades by itself."""
        asked_s = self._moment()
        try:
            ranges = await self._hall.waits()
        except (Refusal, HallAway) as fault:
            log.debug("waits are not to be had: %s", fault)
        else:
            self._tell(Waits(ranges, asked_s))
