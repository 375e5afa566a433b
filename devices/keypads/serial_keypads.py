"""RS-485 keypads with a read-out: many on one line, each at its address; what they say is echoed, what they show is kept
fresh."""

import asyncio
import logging
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from devices.keypads.frames import (
    Decoder,
    Frame,
    answer,
    beep,
    encoded,
    grade_of,
    press_of,
    read_out,
)
from devices.keypads.press import Grade, OnPadHealth, PadHealth, Press, Pressed, ReadOut
from devices.serial_line.line import AGAIN_S, SerialLine
from devices.serial_line.port import LineFault

BAUD: Final = 9600
BETWEEN_S: Final = 0.03
"""Silence between two frames of a bus: half-duplex converters need it to turn round, and keypads to get a word in."""

REPEAT_S: Final = 0.6
"""A keypad that hears no echo says the same again; within this time it is the same press."""

OWN_S: Final = 0.1
"""Some converters hear themselves: what we said comes back within this time and is nobody's press."""

REFRESH_S: Final = 10.0
"""How often a read-out is shown again: a collision may have eaten it, or the keypad had no power."""

BEEP_S: Final = 0.25
"""From one short beep to the next."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Pad:
    name: str
    shown: ReadOut | None = None
    is_due_at: float = 0.0
    beeps: int = 0
    beep_at: float = 0.0
    last: Frame | None = None
    last_at: float = 0.0


class SerialKeypads:
    """The driver of one line (see Keypads). `pads`: the address of each keypad by its name."""

    def __init__(
        self,
        port: str,
        pads: Mapping[str, int],
        on_press: Pressed,
        on_health: OnPadHealth = lambda name, health: None,
        *,
        between_s: float = BETWEEN_S,
        again_s: float = AGAIN_S,
        refresh_s: float = REFRESH_S,
        repeat_s: float = REPEAT_S,
        own_s: float = OWN_S,
    ) -> None:
        self._port, self._on_press, self._on_health = port, on_press, on_health
        self._pads = {address: _Pad(name) for name, address in pads.items()}
        self._addresses = dict(pads)
        self._between_s, self._refresh_s = between_s, refresh_s
        self._repeat_s, self._own_s = repeat_s, own_s
        self._health = {name: PadHealth(is_well=False, reason="line") for name in pads}
        self._line = SerialLine(port, BAUD, self._hear, self._opened, self._gone, again_s=again_s)
        self._decoder = Decoder()
        self._echoes: deque[bytes] = deque(maxlen=64)
        self._said: deque[tuple[float, Frame]] = deque(maxlen=8)
        self._is_wanted = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def health(self) -> Mapping[str, PadHealth]:
        return self._health

    async def open(self) -> None:
        self._line.open()
        self._task = asyncio.create_task(self._speak())

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self._line.close()

    def show(self, keypad: str, shown: ReadOut) -> None:
        pad = self._pads[self._addresses[keypad]]
        if pad.shown != shown:
            pad.shown, pad.is_due_at = shown, 0.0
            self._is_wanted.set()

    def beep(self, keypad: str, times: int) -> None:
        pad = self._pads[self._addresses[keypad]]
        pad.beeps, pad.beep_at = times, 0.0
        self._is_wanted.set()

    # ── the line ─────────────────────────────────────────────────────────────────────────────────────

    def _opened(self) -> None:
        self._decoder = Decoder()
        for pad in self._pads.values():
            pad.is_due_at = 0.0
        self._is_wanted.set()
        self._told(PadHealth(is_well=True, detail=self._port))

    def _gone(self, fault: LineFault, detail: str) -> None:
        self._told(PadHealth(is_well=False, reason=fault, detail=detail))

    def _hear(self, heard: bytes) -> None:
        for frame in self._decoder.feed(heard):
            self._take(frame)

    def _take(self, frame: Frame) -> None:
        pad, now = self._pads.get(frame.address), asyncio.get_running_loop().time()
        if pad is None or self._is_own(frame, now):
            return
        grade, press = grade_of(frame), press_of(frame)
        if grade is None and press is None:
            return
        self._echoes.append(encoded(frame if grade is None else answer(frame)))
        self._is_wanted.set()
        is_repeat = frame == pad.last and now - pad.last_at < self._repeat_s
        pad.last, pad.last_at = frame, now
        if is_repeat:
            return
        if grade is not None:
            self._on_press(Grade(keypad=pad.name, key=grade))
        elif press is not None:
            self._on_press(Press(keypad=pad.name, action=press[0], number=press[1]))

    def _is_own(self, frame: Frame, now: float) -> bool:
        """Whether a converter lets us hear what we have just said; each frame comes back once."""
        for said in self._said:
            if said[1] == frame and now - said[0] < self._own_s:
                self._said.remove(said)
                return True
        return False

    # ── what is said ─────────────────────────────────────────────────────────────────────────────────

    async def _speak(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            self._is_wanted.clear()
            if not self._line.is_open:
                await self._is_wanted.wait()
                continue
            said = self._next(loop.time())
            if said is None:
                await self._rest(loop.time())
            elif self._send(said, loop.time()):
                # Ten bits a byte: the next frame begins when this one is out, and after the silence.
                await asyncio.sleep(len(said) * 10 / BAUD + self._between_s if self._between_s else 0)

    def _next(self, now: float) -> bytes | None:
        """What is said first: an echo, for a keypad waits for it; then beeps; then the read-out that is longest due."""
        if self._echoes:
            return self._echoes.popleft()
        for address, pad in self._pads.items():
            if pad.beeps and pad.beep_at <= now:
                pad.beeps, pad.beep_at = pad.beeps - 1, now + BEEP_S
                return encoded(beep(address))
        due = [each for each in self._pads.items() if each[1].shown is not None and each[1].is_due_at <= now]
        if not due:
            return None
        address, pad = min(due, key=lambda each: each[1].is_due_at)
        pad.is_due_at = now + self._refresh_s
        return encoded(read_out(address, pad.shown.left, pad.shown.right)) if pad.shown else None

    def _send(self, said: bytes, now: float) -> bool:
        if not self._line.write(said):
            return False
        self._said.extend((now, frame) for frame in Decoder().feed(said))
        return True

    async def _rest(self, now: float) -> None:
        """Until something is to be said."""
        moments = [pad.is_due_at for pad in self._pads.values() if pad.shown is not None]
        moments += [pad.beep_at for pad in self._pads.values() if pad.beeps]
        try:
            async with asyncio.timeout(max(0.001, min(moments, default=now + 60.0) - now)):
                await self._is_wanted.wait()
        except TimeoutError:
            return

    def _told(self, health: PadHealth) -> None:
        if all(each == health for each in self._health.values()):
            return
        log.info("keypads at %s: %s %s", self._port, health.reason or "well", health.detail)
        for name in self._health:
            self._health[name] = health
            self._on_health(name, health)
