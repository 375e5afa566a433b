"""A clerk who works by pressing the terminal's own keys. For demos and long trials."""

import asyncio
from collections.abc import Awaitable, Callable
from random import Random
from typing import Final

from caller.keys import Place
from caller.presenter import GUARD_S, Presenter

CLERK: Final = "1001"
"""Who signs in where the box names nobody."""

STEP_S: Final = 0.1
REACT_S: Final = 1.0
"""How long a clerk looks before a press; always longer than the keys are deaf."""

MISSED_SHARE: Final = 0.08
RECALL_SHARE: Final = 0.12
UNDO_SHARE: Final = 0.25
FINISH_SHARE: Final = 0.3
"""How often a service is finished by itself; else the next one is called, which finishes it too."""

PAUSE_SHARE: Final = 0.04


class SimulatedClerk:
    """One clerk at one terminal; the same seed works the same way. `service_s`: about how long a service takes."""

    def __init__(
        self,
        presenter: Presenter,
        service_s: float,
        seed: int | None = None,
        *,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._presenter = presenter
        self._pause = pause
        self._service_s = service_s
        self._random = Random(seed)  # noqa: S311 - what a pretended clerk does next is no secret

    async def work(self) -> None:
        """Serve one citizen after another until cancelled."""
        while True:
            await self.act()

    async def act(self) -> None:
        """Look at the screen and do the next thing."""
        phase = self._presenter.situation.phase
        if phase == "closed":
            await self._sign_in()
        elif phase == "idle":
            await self._call_or_pause()
        elif phase == "calling":
            await self._receive()
        elif phase == "serving":
            await self._serve()
        elif phase == "paused":
            await self._press("main", self._service_s)
        else:
            await self._pause(STEP_S)

    async def _sign_in(self) -> None:
        if not self._presenter.situation.typed_clerk:
            self._presenter.type(CLERK)
        await self._press("main")

    async def _call_or_pause(self) -> None:
        if self._presenter.situation.undoable is not None and self._happens(UNDO_SHARE):
            await self._press("missed")
        elif self._happens(PAUSE_SHARE):
            await self._press("pause")
            self._presenter.step(self._random.randrange(5))
            await self._press("main")
        else:
            await self._press("main")

    async def _receive(self) -> None:
        """Wait for whoever was called: most come, some are called again, a few never come."""
        await self._pause(self._about(min(self._service_s, 3.0) / 2))
        if self._happens(RECALL_SHARE):
            await self._press("recall")
        elif self._happens(MISSED_SHARE):
            await self._press("missed")
        else:
            await self._press("main")

    async def _serve(self) -> None:
        place: Place = "finish" if self._happens(FINISH_SHARE) else "main"
        await self._press(place, self._about(self._service_s))
        if self._presenter.situation.chooser is not None:
            self._presenter.step(self._random.randrange(3))
            await self._press("main")

    async def _press(self, place: Place, after_s: float = 0.0) -> None:
        """Press when the hall has answered the press before, and wait for its answer."""
        await self._pause(max(after_s, REACT_S, GUARD_S))
        await self._presenter.settled()
        self._presenter.press(place)
        await self._presenter.settled()

    def _happens(self, share: float) -> bool:
        return self._random.random() < share

    def _about(self, seconds: float) -> float:
        return seconds * self._random.uniform(0.5, 1.5)
