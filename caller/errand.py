"""One press on its way to the hall and back, until the screen shows what it did."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from caller.ports import Answer, Ask, AskRefused, Clock, Hall, HallSilent
from link.messages.problems import AT_THE_DOOR, PASSING

FIRST_PAUSE_S: Final = 0.25
LONGEST_PAUSE_S: Final = 2.0
PATIENCE_S: Final = 90.0
"""A hall box restarts within a minute. What a clerk pressed longer ago is no longer what the clerk wants."""

CATCH_UP_S: Final = 3.0
"""How long after an answer the mirror may still lag behind it before the keys come back all the same."""

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


async def carried(
    hall: Hall, ask: Ask, clock: Clock, mirrored: Mirrored, pause: Pause, *, patience_s: float = PATIENCE_S
) -> Ending:
    """Ask again and again with the same key until the fate is known, then wait until the mirror shows it."""
    begun_s, wait_s, was_silent = clock.steady_s(), FIRST_PAUSE_S, False
    while True:
        try:
            answer = await hall.ask(ask)
        except AskRefused as refused:
            ending: AskRefused | HallSilent = _after_silence(refused) if was_silent else refused
        except HallSilent as silent:
            ending, was_silent = silent, True
        else:
            await mirrored.reach(answer.seq, CATCH_UP_S)
            return answer
        is_final = isinstance(ending, AskRefused) and not (was_silent and ending.type in PASSING)
        if is_final or clock.steady_s() - begun_s > patience_s:
            return ending
        await pause(wait_s)
        wait_s = min(wait_s * 2, LONGEST_PAUSE_S)


def _after_silence(refused: AskRefused) -> AskRefused:
    """The refusal of a press that may have been done before it. One that was decided says that it was not."""
    if refused.type not in AT_THE_DOOR:
        return refused
    return AskRefused(refused.type, refused.detail, is_fate_unknown=True)
