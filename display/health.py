"""A box tells its hall what does not work: when it changes, and when the hall is back."""

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from link.client import HallAway, HallRefused
from link.hall_link import HallLink
from link.messages.commands import Trouble
from link.reconnect import LinkStatus

AGAIN_AFTER_S: Final = 30.0

log = logging.getLogger(__name__)


class HealthReport:
    """`changed` asks for a report; `run` is the task that makes them, one at a time."""

    def __init__(self, link: HallLink, troubles: Callable[[], tuple[Trouble, ...]]) -> None:
        self._link = link
        self._troubles = troubles
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
                await self._link.client.report_health(self._troubles())
            except (HallRefused, HallAway) as wrong:
                log.debug("health not reported: %s", wrong)
                await asyncio.sleep(AGAIN_AFTER_S)
                self._is_due.set()

    def _status_changed(self, status: LinkStatus) -> None:
        if status.is_live:
            self.changed()
