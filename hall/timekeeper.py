"""When the desk looks at the clock: at what falls due, at the day's change, and now and then in case the clock was set."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final

from hall.clock import Clock
from hall.rules import Day, due

TICK_S: Final = 30.0
"""How often the clock is looked at when nothing is due: a clock that was set must be noticed before the next day."""

SOONEST_S: Final = 1.0


class Timekeeper:
    """Calls `tick` when the clock has something to decide, and `rest` after it. `day` is what decides now."""

    def __init__(
        self,
        now: Clock,
        day: Callable[[], Day],
        tick: Callable[[], None],
        rest: Callable[[], Awaitable[None]],
        tick_s: float = TICK_S,
    ) -> None:
        self._now, self._day, self._tick, self._rest, self._tick_s = now, day, tick, rest, tick_s
        self._due_at: datetime | None = None
        self._looks_at: datetime | None = None
        self._is_sooner = asyncio.Event()

    def look(self) -> None:
        """Note when the next thing is due."""
        self._due_at = due(self._day())

    def is_due(self) -> bool:
        """Whether something fell due that no tick has seen yet; then the tick goes before whatever was asked."""
        if self._due_at is None or self._now() < self._due_at:
            return False
        self._due_at = None
        return True

    def decided(self) -> None:
        """Look at the clock before it was meant to be, where something now ends by itself before that."""
        first = self._day().visits.deadlines.first()
        if first is not None and self._looks_at is not None and first < self._looks_at:
            self._is_sooner.set()

    async def run(self) -> None:
        """Keep time until cancelled."""
        while True:
            if not await self._is_called_sooner():
                self._tick()
                await self._rest()

    async def _is_called_sooner(self) -> bool:
        """Wait until the clock is to be looked at; True where meanwhile something was decided that ends before that."""
        wait_s = self._until_tick_s()
        self._looks_at = self._now() + timedelta(seconds=wait_s)
        self._is_sooner.clear()
        try:
            await asyncio.wait_for(self._is_sooner.wait(), wait_s)
        except TimeoutError:
            return False
        return True

    def _until_tick_s(self) -> float:
        self.look()
        if self._due_at is None:
            return self._tick_s
        return min(self._tick_s, max(SOONEST_S, (self._due_at - self._now()).total_seconds()))
