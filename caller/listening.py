"""How far the voice of the window's zone is behind: asked of the hall after calls and while anything waits, no stream tells it."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from math import inf
from typing import Final, Protocol

from caller.ports import AskRefused, Clock, HallSilent, Voices
from caller.situation import Situation

LOOK_S: Final = 1.0

AGAIN_S: Final = 4.0
"""Between two questions. The box that speaks tells the hall every 5 s, as long as anything waits."""

AFTER_CALL_S: Final = 15.0
"""For so long after a call of the zone it is asked; what has not been told to the hall by then was said at once."""

QUIET: Final = ("starting", "unknown", "stale", "closed")
"""Nobody sits there, or nothing is known."""

log = logging.getLogger(__name__)


class Desk(Protocol):
    """What listening needs of its terminal."""

    @property
    def situation(self) -> Situation: ...

    def become(self, situation: Situation) -> None: ...


class Listening:
    """Keeps what the voice has still to say in the situation of its terminal."""

    def __init__(self, voices: Voices, desk: Desk, clock: Clock) -> None:
        self._voices, self._desk, self._clock = voices, desk, clock
        self._last_call = 0
        self._called_s = self._asked_s = -inf

    async def run(self, on_fault: Callable[[BaseException], None]) -> None:
        """Until cancelled; a fault is said and does not end this."""
        while True:
            await asyncio.sleep(LOOK_S)
            try:
                await self.look()
            except Exception as fault:
                on_fault(fault)

    async def look(self) -> None:
        """Ask, where there may be something to hear of; what is not known any more is not shown."""
        situation, now_s = self._desk.situation, self._clock.steady_s()
        if situation.seen is not None and situation.seen.last_call != self._last_call:
            self._last_call, self._called_s = situation.seen.last_call, now_s
        if situation.phase in QUIET:
            self._told(0)
            return
        is_busy = situation.unsaid > 0 or now_s - self._called_s < AFTER_CALL_S
        if is_busy and now_s - self._asked_s >= AGAIN_S:
            self._asked_s = now_s
            await self._ask()

    async def _ask(self) -> None:
        try:
            self._told(await self._voices.unsaid())
        except HallSilent:
            return
        except AskRefused as refused:
            log.debug("how far the voice is behind is not told: %s", refused.type)
            self._told(0)

    def _told(self, unsaid: int) -> None:
        now = self._desk.situation
        if now.unsaid != unsaid:
            self._desk.become(replace(now, unsaid=unsaid))
