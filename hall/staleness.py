"""Whether the ledger can be written, and if not, since which kind of failure and whether for ever."""

import asyncio
import logging

from hall.ledger import Failure, LedgerLost, failure_of, one_line

log = logging.getLogger(__name__)


class Staleness:
    """What the desk knows of its ledger's trouble. `reason` is empty where there is none."""

    def __init__(self) -> None:
        self.reason = ""
        self.failure: Failure = "other"
        self._lost_by: LedgerLost | None = None
        self._is_lost = asyncio.Event()

    @property
    def is_for_ever(self) -> bool:
        """Whether the ledger is another hall's now: nothing is decided from here on, and nothing looked for."""
        return self._lost_by is not None

    def begin(self, error: BaseException) -> None:
        """It cannot be written. Said once for each kind of failure: a disk that failed first is perhaps read-only
        afterwards."""
        before, self.failure = self.failure if self.reason else None, failure_of(error)
        self.reason = one_line(error)
        if self.failure != before:
            log.error("the ledger cannot be written (%s): %s", self.failure, self.reason)

    def end(self, seq: int) -> None:
        """It can be written again, up to this fact."""
        self.reason = ""
        log.info("the ledger can be written again, at fact %d", seq)

    def give_up(self, error: LedgerLost) -> None:
        """It belongs to another hall: what is read stays as it is, and stale."""
        if self._lost_by is None:
            log.error("%s", error)
            self._lost_by = error
            self._is_lost.set()

    async def lost(self) -> LedgerLost:
        """Wait until that is so, and why."""
        while (lost := self._lost_by) is None:
            await self._is_lost.wait()
        return lost
