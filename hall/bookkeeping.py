"""What a hall does with days that are over, while it runs: closes their books, writes the files that it lacks, takes old facts
out, forgets people."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Final

from hall.archive.closing import Shelf, close_days, remove_old
from hall.archive.lacking import fill
from hall.desk import Desk
from hall.ledger import NotesTable, PeopleTable
from link.messages.codec import moment_text
from link.messages.problems import Refused

AGAIN_S: Final = 60.0
"""How soon what could not be done is tried again."""

BREATH_S: Final = 0.01
"""Left to citizens between two steps."""

_log = logging.getLogger(__name__)


class Bookkeeper:
    """Works at the start and at each change of the day, step by step between the desk's commits."""

    def __init__(
        self, desk: Desk, shelf: Callable[[], Shelf], people: PeopleTable, notes: NotesTable
    ) -> None:
        self._desk = desk
        self._shelf = shelf
        self._people = people
        self._notes = notes
        self._is_due = asyncio.Event()
        self._is_due.set()

    def wake(self) -> None:
        """A day has opened: another is over."""
        self._is_due.set()

    async def run(self) -> None:
        """Work until it is cancelled; what fails is said once and tried again."""
        is_failing = False
        while True:
            await self._is_due.wait()
            self._is_due.clear()
            try:
                await self._keep_books()
                is_failing = False
            except (Refused, OSError, ValueError) as error:
                _log.log(
                    logging.DEBUG if is_failing else logging.WARNING, "books cannot be kept now: %s", error
                )
                is_failing = True
                await asyncio.sleep(AGAIN_S)
                self._is_due.set()

    async def _keep_books(self) -> None:
        state, now = self._desk.published, self._desk.now()
        if state.day is None:
            return
        policy, today, shelf = state.definition.policy, state.day, self._shelf()
        await self._all(close_days(shelf, moment_text(now)))
        failure = await self._failing(fill(shelf))
        await self._all(remove_old(shelf, today, policy.keep_facts_days))
        gone = await self._desk.in_ledger(lambda: self._people.purge(today.isoformat()))
        yesterday = (today - timedelta(days=1)).isoformat()
        await self._desk.in_ledger(lambda: self._notes.purge(yesterday))
        if gone:
            _log.info("%d people were forgotten, as their day had come", gone)
        if failure is not None:
            raise failure

    async def _failing(self, steps: Iterator[bool]) -> Refused | OSError | None:
        """Every step, as far as they can be done; why not further. It must hold nothing else up."""
        try:
            await self._all(steps)
        except (Refused, OSError) as why:
            return why
        return None

    async def _all(self, steps: Iterator[bool]) -> None:
        """Every step; one that needs no ledger leaves it to others meanwhile."""
        is_in_ledger = True
        while True:
            if is_in_ledger:
                found = await self._desk.in_ledger(lambda: next(steps, None))
            else:
                found = await asyncio.to_thread(lambda: next(steps, None))
            if found is None:
                return
            is_in_ledger = found
            await asyncio.sleep(BREATH_S)
