"""Many signs on one wire: the newest face of each, in turn, with a pause between frames; who was off catches up."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from devices.signs.drivers import Driver, dark
from devices.signs.face import BLINK_MS, NOTHING, Face
from devices.signs.wire import FaultKind, Wire, WireFault

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
    kind: FaultKind | None = None


@dataclass(slots=True)
class _Sign:
    """What one sign is to show, and what it shows: `step` counts the halves of its blink and the pages of its text."""

    driver: Driver
    face: Face | None = None
    step: int = 0
    due_at: float = 0.0
    health: SignHealth = field(default_factory=lambda: SignHealth(is_well=True))
    called: int = 0
    """The last call that it blinked for."""

    def turn_to(self, face: Face) -> None:
        """Begin a face; a call that has blinked, or is about to, goes on where it is."""
        is_known = bool(face.call) and face.call == self.called
        if not is_known:
            self.step = 0
        elif self.face is None or self.face.call != face.call or self.step >= _blink_steps(self.driver, face):
            self.step = _blink_steps(self.driver, face)
        self.face, self.due_at, self.called = face, 0.0, face.call or self.called


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
        self._is_wanted, self._tried = asyncio.Event(), asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def health(self, sign: str) -> SignHealth:
        """How a sign was when it was last shown something."""
        return self._signs[sign].health

    def show(self, sign: str, face: Face) -> None:
        """From now on the sign shows this. A face that it shows already changes nothing."""
        known = self._signs[sign]
        if known.face == face:
            return
        known.turn_to(face)
        self._is_wanted.set()

    async def open(self) -> None:
        """Begin to serve the signs."""
        self._task = asyncio.create_task(self._serve())

    async def settled(self, within_s: float) -> None:
        """Wait until every face was tried once, at most so long."""
        try:
            async with asyncio.timeout(within_s):
                while any(sign.face is not None and not sign.due_at for sign in self._signs.values()):
                    await self._tried.wait()
                    self._tried.clear()
        except TimeoutError:
            return

    async def close(self, dark_s: float = 0.0) -> None:
        """Stop, and let go of the wire; before that, in at most so many seconds, the signs go dark that are well."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if dark_s:
            await self._darken(dark_s)
        await self._wire.close()

    async def _darken(self, within_s: float) -> None:
        try:
            async with asyncio.timeout(within_s):
                for name, sign in self._signs.items():
                    if sign.health.is_well:
                        sign.turn_to(NOTHING)
                        await self._show(name, sign)
                        await asyncio.sleep(self._between_s)
        except TimeoutError:
            _log.warning("some signs may still show what they showed last")

    async def _serve(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            self._is_wanted.clear()
            name = self._next(loop.time())
            if name is None:
                await self._rest(loop.time())
            else:
                await self._show(name, self._signs[name])
                await asyncio.sleep(self._between_s)

    def _next(self, now: float) -> str | None:
        """Whose turn it is: who waits longest, and those that answered last time before those that keep us waiting."""
        due = {
            name: sign for name, sign in self._signs.items() if sign.face is not None and sign.due_at <= now
        }
        return min(due, key=lambda name: (not due[name].health.is_well, due[name].due_at), default=None)

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
            self._told(name, sign, SignHealth(is_well=False, reason=str(fault), kind=fault.kind))
            rest_s = self._again_s
            step = (
                max(step, _blink_steps(sign.driver, face)) - 1
            )  # once it is back it says what is so now, at once
        else:
            self._told(name, sign, SignHealth(is_well=True))
        if sign.face is face:  # else a newer one came while this one was on its way
            sign.step, sign.due_at = step + 1, asyncio.get_running_loop().time() + rest_s
        self._tried.set()

    def _told(self, name: str, sign: _Sign, health: SignHealth) -> None:
        if health != sign.health:
            sign.health = health
            _log.info("sign %s: %s", name, "well" if health.is_well else health.reason)
            self._on_health(name, health)


def _blink_steps(driver: Driver, face: Face) -> int:
    """How many frames the blinking of a face takes: dark and lit in turn, or one to a sign that does it by itself."""
    return min(1, face.blinks) if driver.blinks_itself else face.blinks * 2


def _frame(driver: Driver, face: Face, step: int, refresh_s: float) -> tuple[Face, float]:
    """What a sign gets at a step of a face, and after how many seconds the next step follows: dark and lit in turn as
    long as it blinks, then its pages, and the whole again now and then."""
    blinking = _blink_steps(driver, face)
    if step < blinking:
        first = replace(face, pages=face.pages[:1])
        if driver.blinks_itself:
            return first, face.blinks * 2 * BLINK_MS / 1000
        return replace(first if step % 2 == 0 else dark(face), blinks=0), BLINK_MS / 1000
    face = replace(face, blinks=0)
    if driver.turns_pages or len(face.pages) == 1:
        return face, refresh_s
    page = face.pages[(step - blinking) % len(face.pages)]
    return replace(face, pages=(page,)), page.seconds or refresh_s
