"""Emulated RS-485 keypads on a pty: they press, wait for the echo and say it again, and show what they are told.

They take frames apart in their own way, so that a mistake of ours in the bytes is not made twice.
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from devices.serial_line.far_end import FarEnd

AGAIN_S: Final = 0.2
TRIES: Final = 4

_FRAME: Final = re.compile(rb"\xff\x68(.)\1\x68", re.DOTALL)

KEYS: Final = {
    "evaluate": 0x0B, "next": 0x0C, "recall": 0x0D, "cancel": 0x0E, "confirm": 0x0F, "pause": 0x12, "transfer": 0x13,
}  # fmt: skip


@dataclass(slots=True)
class EmulatedPad:
    """One keypad: the six digits it shows (`·` before it was told any), how often it beeped, what was echoed to it."""

    digits: list[str] = field(default_factory=lambda: list("······"))
    beeps: int = 0
    echoed: int = 0
    unheard: int = 0
    """Presses that nobody echoed, however often they were said."""

    @property
    def read_out(self) -> str:
        return "".join(self.digits)


class EmulatedBus(FarEnd):
    """Keypads on one line; closed, the line is pulled out. Every way a line spoils bytes is an argument: `spoil` gets
    what goes from a keypad to the host and gives what comes out; `hears_itself` is a converter that repeats the host."""

    def __init__(
        self,
        addresses: range,
        *,
        spoil: Callable[[bytes], bytes] = bytes,
        hears_itself: bool = False,
        on_shown: Callable[[int, str], None] = lambda address, read_out: None,
        again_s: float = AGAIN_S,
    ) -> None:
        super().__init__(self._take_pieces)
        self.pads = {address: EmulatedPad() for address in addresses}
        self.spoil = spoil
        self._hears_itself, self._on_shown, self._again_s = hears_itself, on_shown, again_s
        self._received = bytearray()
        self._echo: dict[int, tuple[bytes, asyncio.Event]] = {}

    async def press(self, address: int, key: str, digits: str = "") -> bool:
        """Press a key after these digits; whether it was echoed. The keypad says it up to four times."""
        return await self._ask(address, 0x01, bytes(map(int, digits)) + bytes((KEYS[key],)), echo=0x01)

    async def evaluate(self, address: int, key: int) -> bool:
        """A citizen presses a key of the evaluator, 0–3; whether the host answered."""
        return await self._ask(address, 0x11, bytes((key,)), echo=0x01)

    async def _ask(self, address: int, function: int, data: bytes, *, echo: int) -> bool:
        heard = asyncio.Event()
        self._echo[address] = (bytes((address, echo)) + data, heard)
        for _ in range(TRIES):
            self.say(self.spoil(framed(bytes((address, function)) + data)))
            try:
                async with asyncio.timeout(self._again_s):
                    await heard.wait()
                self.pads[address].echoed += 1
                return True
            except TimeoutError:
                continue
        self.pads[address].unheard += 1
        return False

    def _take_pieces(self, heard: bytes) -> None:
        if self._hears_itself:
            self.say(heard)
        self._received += heard
        while (found := _FRAME.search(self._received)) is not None:
            end = found.end() + found[1][0] + 2
            if len(self._received) < end:
                return
            body, tail = self._received[found.end() : end - 2], self._received[end - 2 : end]
            del self._received[:end]
            if tail == bytes((sum(body) & 0xFF, 0x16)):
                self._take(bytes(body))

    def _take(self, body: bytes) -> None:
        pad = self.pads.get(body[0])
        if pad is None:
            return
        expected = self._echo.get(body[0])
        if expected is not None and expected[0] == body:
            del self._echo[body[0]]
            expected[1].set()
        elif body[1] == 0x03:
            pad.beeps += 1
        elif body[1] == 0x02 and len(body) == 8:
            pad.digits = [
                old if new == 0x0A else str(new) for old, new in zip(pad.digits, body[2:], strict=True)
            ]
            self._on_shown(body[0], pad.read_out)


def framed(body: bytes) -> bytes:
    """A body with its envelope, written down once more."""
    return b"\xff\x68" + bytes([len(body)] * 2) + b"\x68" + body + bytes([sum(body) & 0xFF, 0x16])
