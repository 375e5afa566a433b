"""Reading what clerks before noted of the visit at the window: asked of the hall, no stream has it."""

import asyncio
import logging
from dataclasses import replace
from math import inf
from typing import Final, Protocol

from caller.ports import AskRefused, Clock, HallSilent, Notes
from caller.situation import Situation

AGAIN_S: Final = 3.0
"""Between two tries while the hall does not answer."""

log = logging.getLogger(__name__)


class Desk(Protocol):
    """What reading needs of its terminal."""

    @property
    def situation(self) -> Situation: ...

    def become(self, situation: Situation) -> None: ...


class Reading:
    """Keeps the notes of whoever is at the window, and forgets them with the ticket."""

    def __init__(self, notes: Notes, desk: Desk, clock: Clock) -> None:
        self._notes, self._desk, self._clock = notes, desk, clock
        self._ticket = ""
        """Whose notes are there or on their way."""
        self._asked_s = -inf
        self._task: asyncio.Task[None] | None = None

    def look(self) -> None:
        """The window as the mirror has it now: a new ticket's notes are asked for."""
        now = self._desk.situation
        held = now.ticket.id if now.ticket and not now.must_sign_in else ""
        if held == self._ticket:
            return
        self._ticket = held
        if now.notes:
            self._desk.become(replace(now, notes=()))
        if held:
            self._ask()

    def again(self) -> None:
        """Something was noted of the one at the window."""
        if self._ticket:
            self._ask()

    def tick(self) -> None:
        """Ask again where the hall was silent."""
        is_due = self._clock.steady_s() - self._asked_s >= AGAIN_S
        if self._desk.situation.ticket and not self._ticket and is_due:
            self.look()

    async def settled(self) -> None:
        """Return when nothing is being read."""
        if self._task is not None:
            await asyncio.wait([self._task])

    def _ask(self) -> None:
        self._asked_s = self._clock.steady_s()
        self._task = asyncio.get_running_loop().create_task(self._read(self._ticket))

    async def _read(self, ticket: str) -> None:
        try:
            notes = await self._notes.notes(ticket)
        except HallSilent:
            if self._ticket == ticket:
                self._ticket = ""
            return
        except AskRefused as refused:
            log.info("the notes of a visit are not told: %s", refused.type)
            return
        now = self._desk.situation
        if self._ticket == ticket and now.notes != notes:
            self._desk.become(replace(now, notes=notes))
