"""The evaluator at a keypad: which transaction a citizen's press is about, and what grade it is."""

import asyncio
import logging
from collections.abc import Callable
from typing import Final, Protocol

from caller.ports import Clock
from link.asking import HallAway, HallRefused
from link.messages import facts as f
from link.messages.facts import Fact

GRADES: Final = (5, 4, 3, 2)
"""非常满意、满意、基本满意、不满意: the evaluator has four keys, so the worst of the five grades cannot be given here."""

DUE_S: Final = 180.0
"""How long after its end a transaction can be rated here: then somebody else may stand at the window."""

log = logging.getLogger(__name__)


class RatesTickets(Protocol):
    """What is needed of the hall; its box must have the role that rates."""

    async def rate(self, ticket: str, transaction: int, grade: int, *, key: str | None = None) -> None: ...


class KeypadRating:
    """One rating for each transaction (一事一评); a press with nothing to rate does nothing."""

    def __init__(self, hall: RatesTickets, clock: Clock, new_key: Callable[[], str]) -> None:
        self._hall, self._clock, self._new_key = hall, clock, new_key
        self._last: dict[str, tuple[str, int, float]] = {}
        self._sending: set[asyncio.Task[None]] = set()

    def hear(self, facts: tuple[Fact, ...]) -> None:
        """Whoever was served last at a window may rate it; the next one's service ends that."""
        for fact in facts:
            body = fact.body
            if isinstance(body, f.ServiceFinished):
                self._last[body.window] = (body.ticket, body.transaction, self._clock.steady_s())
            elif isinstance(body, f.ServiceStarted | f.WindowClosed):
                self._last.pop(body.window, None)

    def is_due(self, window: str) -> bool:
        """Whether somebody can rate now."""
        last = self._last.get(window)
        return last is not None and self._clock.steady_s() - last[2] <= DUE_S

    def grade(self, window: str, key: int) -> None:
        """A key of the evaluator, 0 for the best. The first press counts."""
        if not self.is_due(window) or not 0 <= key < len(GRADES):
            return
        ticket, transaction, _ = self._last.pop(window)
        task = asyncio.get_running_loop().create_task(self._send(window, ticket, transaction, GRADES[key]))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def settled(self) -> None:
        """Return when no rating is on its way."""
        if self._sending:
            await asyncio.wait(self._sending)

    async def _send(self, window: str, ticket: str, transaction: int, grade: int) -> None:
        try:
            await self._hall.rate(ticket, transaction, grade, key=self._new_key())
        except HallRefused as refused:
            log.warning("window %s: a rating was refused, %s", window, refused.problem.name)
        except HallAway as away:
            log.warning("window %s: a rating did not reach the hall, %s", window, away.reason)
