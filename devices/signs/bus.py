"""Many signs on one wire: the newest face of each, in turn, with a pause between frames; who was off catches up."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from devices.signs.drivers import Driver, dark
from devices.signs.face import BLINK_MS, Face
from devices.signs.wire import Wire, WireFault

BETWEEN_S: Final = 0.03
"""Silence between two frames of a bus: half-duplex converters need it to turn round."""

AGAIN_S: Final = 5.0
"""How long a sign that did not answer is left alone before it is tried again."""

REFRESH_S: Final = 60.0
"""How often a sign is shown its face again, unasked: it may have lost its power meanwhile."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignHealth:
    """Whether a sign takes what it is shown. `reason` is one line for the technician."""

    is_well: bool
    reason: str = ""


@dataclass(slots=True)
class _Sign:
    """What one sign is to show, and what it shows: `step` counts the halves of its blink and the pages of its text."""

    driver: Driver
    face: Face | None = None
    step: int = 0
    due_at: float = 0.0
    health: SignHealth = field(default_factory=lambda: SignHealth(is_well=True))


class Bus:
    """One wire with its signs. `show` returns at once; what matters is only the newest face of each sign."""

    def __init__(
        self,
        wire: Wire,
        drivers: Mapping[str, Driver],
        on_health: Callable[[str, SignHealth], None] = lambda sign, health: None,
        *,
        between_s: float = BETWEEN_S,
        again_s: float = AGAIN_S,
        refresh_s: float = REFRESH_S,
    ) -> None:
        self._wire = wire
        self._signs = {name: _Sign(driver) for name, driver in drivers.items()}
        self._on_health = on_health
        self._between_s, self._again_s, self._refresh_s = between_s, again_s, refresh_s
        self._is_wanted = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def health(self, sign: str) -> SignHealth:
        """How a sign was when it was last shown something."""
        return self._signs[sign].health

    def show(self, sign: str, face: Face) -> None:
        """From now on the sign shows this. A face that it shows already changes nothing."""
        known = self._signs[sign]
        if known.face == face:
            return
        known.face, known.step, known.due_at = face, 0, 0.0
        self._is_wanted.set()

    async def open(self) -> None:
        """Begin to serve the signs."""
        self._task = asyncio.create_task(self._serve())

    async def close(self) -> None:
        """Stop, and let go of the wire."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self._wire.close()

    async def _serve(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            self._is_wanted.clear()
            due = [
                each
                for each in self._signs.items()
                if each[1].face is not None and each[1].due_at <= loop.time()
            ]
            for name, sign in sorted(due, key=lambda each: each[1].due_at):
                await self._show(name, sign)
                await asyncio.sleep(self._between_s)
            if not due:
                await self._rest(loop.time())

    async def _rest(self, now: float) -> None:
        """Until a face changes or the next sign is due."""
        next_at = min(
            (each.due_at for each in self._signs.values() if each.face is not None), default=now + 3600
        )
        try:
            async with asyncio.timeout(max(0.0, next_at - now)):
                await self._is_wanted.wait()
        except TimeoutError:
            return

    async def _show(self, name: str, sign: _Sign) -> None:
        face, step = sign.face, sign.step
        if face is None:
            return
        frame, rest_s = _frame(sign.driver, face, step, self._refresh_s)
        try:
            await sign.driver.show(self._wire, frame)
        except WireFault as fault:
            self._told(name, sign, SignHealth(is_well=False, reason=str(fault)))
            rest_s = self._again_s
        else:
            self._told(name, sign, SignHealth(is_well=True))
        if sign.face is face:  # else a newer one came while this one was on its way
            sign.step, sign.due_at = step + 1, asyncio.get_running_loop().time() + rest_s

    def _told(self, name: str, sign: _Sign, health: SignHealth) -> None:
        if health != sign.health:
            sign.health = health
            _log.info("sign %s: %s", name, "well" if health.is_well else health.reason)
            self._on_health(name, health)


def _frame(driver: Driver, face: Face, step: int, refresh_s: float) -> tuple[Face, float]:
    """What a sign gets at a step of a face, and after how many seconds the next step follows: dark and lit in turn as
    long as it blinks, then its pages, and the whole again now and then."""
    blinking = 0 if driver.blinks_itself else face.blinks * 2
    if step < blinking:
        return (dark(face) if step % 2 else replace(face, pages=face.pages[:1])), BLINK_MS / 1000
    if driver.turns_pages or len(face.pages) == 1:
        return face, refresh_s
    page = face.pages[(step - blinking) % len(face.pages)]
    return replace(face, pages=(page,)), page.seconds or refresh_s
