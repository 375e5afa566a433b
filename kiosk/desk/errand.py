"""One wish on its way to the hall and back, until the screen can show what it did."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from kiosk.desk.ports import Answer, Ask, AskRefused, Clock, Hall, HallSilent

FIRST_PAUSE_S: Final = 0.25
LONGEST_PAUSE_S: Final = 2.0
PATIENCE_S: Final = 90.0
"""A hall box restarts within a minute; what was wished longer ago is no longer what is wanted."""

QUESTION_S: Final = 6.0
"""A question that changes nothing is simply asked again by whoever wants to know."""

CATCH_UP_S: Final = 3.0
"""How long after an answer the mirror may lag behind it."""

Pause = Callable[[float], Awaitable[None]]
Ending = Answer | AskRefused | HallSilent


class Mirrored:
    """How far the mirror has come; it can be waited for."""

    def __init__(self) -> None:
        self.seq = 0
        self._moved = asyncio.Event()

    def move(self, seq: int) -> None:
        self.seq = seq
        self._moved.set()

    async def reach(self, seq: int, within_s: float) -> None:
        """Return when it is there, or when the time is up."""
        try:
            async with asyncio.timeout(within_s):
                while self.seq < seq:
                    self._moved.clear()
                    await self._moved.wait()
        except TimeoutError:
            return


async def carried(hall: Hall, ask: Ask, clock: Clock, mirrored: Mirrored, pause: Pause) -> Ending:
    """Ask again and again with the same key until the fate is known, then wait until the mirror shows it."""
    begun_s, wait_s = clock.steady_s(), FIRST_PAUSE_S
    patience_s = PATIENCE_S if ask.key else QUESTION_S
    while True:
        try:
            answer = await hall.ask(ask)
        except AskRefused as refused:
            return refused
        except HallSilent as silent:
            if clock.steady_s() - begun_s > patience_s:
                return silent
        else:
            if ask.key:
                await mirrored.reach(answer.seq, CATCH_UP_S)
            return answer
        await pause(wait_s)
        wait_s = min(wait_s * 2, LONGEST_PAUSE_S)
