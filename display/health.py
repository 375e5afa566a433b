"""A box tells its hall what does not work: when it changes, and when the hall is back."""

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from link.client import HallAway, HallRefused
from link.hall_link import HallLink
from link.messages.commands import Trouble
from link.messages.voices import VoiceQueue
from link.reconnect import LinkStatus

AGAIN_AFTER_S: Final = 30.0

QUEUES_EVERY_S: Final = 5.0
"""How often the queue of a voice is told as long as it is not empty; the hall forgets it after 30 s."""

log = logging.getLogger(__name__)


class HealthReport:
    """`changed` asks for a report; `run` is the task that makes them, one at a time."""

    def __init__(
        self,
        link: HallLink,
        troubles: Callable[[], tuple[Trouble, ...]],
        voices: Callable[[], tuple[VoiceQueue, ...]] = lambda: (),
    ) -> None:
        self._link = link
        self._troubles = troubles
        self._voices = voices
        self._is_due = asyncio.Event()
        link.on_status.add(self._status_changed)

    def changed(self) -> None:
        """What does not work may be something else now."""
        self._is_due.set()

    async def run(self) -> None:
        """Report until cancelled; what was not taken is said again after a while."""
        while True:
            await self._is_due.wait()
            self._is_due.clear()
            if not self._link.status.is_live:
                continue  # the next live status asks again
            try:
                await self._tell()
            except (HallRefused, HallAway) as wrong:
                log.debug("health not reported: %s", wrong)
                await asyncio.sleep(AGAIN_AFTER_S)
                self._is_due.set()

    async def keep_queues_told(self) -> None:
        """Report what waits to be said, now and then as long as anything does, and once when nothing does any more."""
        told = 0
        while True:
            await asyncio.sleep(QUEUES_EVERY_S)
            waiting = sum(queue.waiting for queue in self._voices())
            if waiting or told:
                self.changed()
            told = waiting

    async def _tell(self) -> None:
        troubles, voices = self._troubles(), self._voices()
        try:
            await self._link.client.report_health(troubles, voices=voices)
        except HallRefused:
            if not voices:
                raise
            # A hall of before does not know of queues; what does not work it must know all the same.
            await self._link.client.report_health(troubles)

    def _status_changed(self, status: LinkStatus) -> None:
        if status.is_live:
            self.changed()
