"""After a power cut: the hall is told of tickets that were being printed, for nobody knows whether they came out."""

import asyncio
import logging
from collections.abc import Sequence
from typing import Protocol

from kiosk.ports import HallAway, KeptForLater, Refusal
from kiosk.printing import COPY, ticket_of
from printer.journal import Entry

POWER_CUT = "power-cut"

log = logging.getLogger(__name__)


class Spooled(Protocol):
    """A printer that remembers what it was printing."""

    @property
    def cut_off(self) -> tuple[Entry, ...]: ...

    async def settle(self, entry: Entry) -> None: ...


class Told(Protocol):
    """The hall, as far as it hears of what did not come out."""

    async def print_failed(self, ticket: str, reason: str) -> None: ...


class CutOff:
    """Tells each such ticket once. None is printed again by itself: its citizen may hold it already."""

    def __init__(self, spools: Sequence[Spooled], hall: Told) -> None:
        self._spools = spools
        self._hall = hall
        self._one_at_a_time = asyncio.Lock()

    async def tell(self) -> None:
        """Call it whenever the hall can be heard; what cannot be told now is told the next time."""
        async with self._one_at_a_time:
            for spool in self._spools:
                for entry in spool.cut_off:
                    if not await self._told(entry):
                        return
                    await spool.settle(entry)

    async def _told(self, entry: Entry) -> bool:
        if entry.job.endswith(COPY):
            return True
        log.warning("ticket %s was being printed when the power went", entry.number)
        try:
            await self._hall.print_failed(ticket_of(entry.job), POWER_CUT)
        except KeptForLater:
            return True
        except HallAway as away:
            log.warning("the hall could not be told: %s", away)
            return False
        except Refusal as refusal:
            log.info("the hall knows ticket %s no more: %s", entry.number, refusal)
        return True
