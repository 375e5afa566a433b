"""A guide who works by the desk's own keys: looks after alarms, gives tickets, looks them up. For demos and trials."""

import asyncio
from collections.abc import Awaitable, Callable
from random import Random

from kiosk.desk.presenter import Presenter


class SimulatedGuide:
    """Somebody at the desk; the same seed works the same way. `every_s`: about how long between two things done."""

    def __init__(
        self,
        presenter: Presenter,
        every_s: float,
        seed: int | None = None,
        *,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._presenter, self._every_s, self._pause = presenter, every_s, pause
        self._random = Random(seed)  # noqa: S311 - what a pretended guide does next is no secret

    async def work(self) -> None:
        """Do one thing after another until cancelled."""
        while True:
            await self._pause(self._every_s * self._random.uniform(0.6, 1.4))
            await self.act()

    async def act(self) -> None:
        """Look at the screen and do the next thing."""
        await self._presenter.settled()
        if not self._presenter.situation.can_act:
            return
        unseen = [each for each in self._presenter.shown().alarms if not each.is_seen]
        if unseen:
            await self._look_after(unseen[0].key)
        elif self._random.random() < 0.5:
            await self._give()
        else:
            await self._look_up()

    async def _look_after(self, key: str) -> None:
        if self._presenter.situation.alarm != key:
            self._presenter.open_alarm(key)
        await self._pause(0.6)
        self._presenter.acknowledge()
        await self._presenter.settled()
        self._presenter.leave()

    async def _give(self) -> None:
        """For a service that some window serves at this moment."""
        windows = self._presenter.state.windows.values()
        served = sorted({service for each in windows if each.state != "closed" for service in each.services})
        if not served:
            return
        self._presenter.choose_service(self._random.choice(served))
        self._presenter.issue()
        await self._presenter.settled()

    async def _look_up(self) -> None:
        waiting = [each for each in self._presenter.state.tickets.values() if each.state == "waiting"]
        if waiting:
            self._presenter.find(self._random.choice(waiting).number)
