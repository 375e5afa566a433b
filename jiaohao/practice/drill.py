"""Citizens and clerks who are not there, and a printer that runs out of paper now and then: the practice hall's life."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from random import Random
from typing import Any, Final

from jiaohao.practice.crowd import Press, next_press, next_service, others, served_at
from link.client import HallAway, HallRefused
from link.hall_link import HallLink
from link.messages.commands import Trouble

TROUBLED: Final = "kiosk-2"
"""A kiosk that is nowhere: its paper runs out, so that somebody looks after it."""

QUIET_S: Final = 45.0
"""Between two troubles."""

CURED_S: Final = 15.0
"""So long after somebody looks after it, the trouble is over."""

log = logging.getLogger(__name__)


class Drill:
    """Lives in a practice hall until cancelled. `citizen_s` and `service_s`: about how long between two citizens, and for a
    service; windows in `practised` are left to people."""

    def __init__(
        self,
        link: HallLink,
        practised: Collection[str],
        *,
        citizen_s: float = 6.0,
        service_s: float = 25.0,
        seed: int | None = None,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._link, self._practised, self._pause = link, practised, pause
        self._citizen_s, self._service_s = citizen_s, service_s
        self._random = Random(seed)  # noqa: S311 - who comes next is no secret

    async def live(self) -> None:
        """People come and are served until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._citizens())
            tasks.create_task(self._troubles())
            for window in others(self._link.state, self._practised):
                tasks.create_task(self._clerk(window))

    async def _citizens(self) -> None:
        while True:
            favoured = served_at(self._link.state, self._practised)
            service = next_service(self._link.state, self._link.hall_now(), self._random, favoured)
            if service:
                await self._try(self._link.client.take_ticket(service))
            await self._pause(self._about(self._citizen_s))

    async def _clerk(self, window: str) -> None:
        await self._pause(self._random.uniform(0, min(self._service_s, 3)))
        while True:
            press = next_press(self._link.state, window, self._random)
            if press is not None:
                await self._try(self._press(press))
            is_serving = press is not None and press.verb == "start"
            await self._pause(self._about(self._service_s if is_serving else 4.0))

    async def _troubles(self) -> None:
        paper_out = (Trouble(part="printer", reason="out_of_paper"),)
        while True:
            await self._pause(self._about(QUIET_S))
            await self._try(self._link.client.report_health(paper_out, TROUBLED, ["ticket"]))
            while not self._is_seen():
                await self._pause(1.0)
            await self._pause(CURED_S)
            await self._try(self._link.client.report_health((), TROUBLED, ["ticket"]))

    def _press(self, press: Press) -> Awaitable[object]:
        fields: dict[str, Any] = dict(press.fields)
        return self._link.client.window(press.window, press.verb, **fields)

    def _is_seen(self) -> bool:
        trouble = self._link.state.troubles.get(f"{TROUBLED}/printer")
        return trouble is not None and trouble.acknowledged_at is not None

    async def _try(self, asking: Awaitable[object]) -> None:
        """What the hall refuses somebody who is not there is no news."""
        try:
            await asking
        except (HallRefused, HallAway) as fault:
            log.debug("practice: %s", fault)

    def _about(self, seconds: float) -> float:
        return seconds * self._random.uniform(0.5, 1.5)
