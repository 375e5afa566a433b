"""A serial line that is held open on the event loop: it is heard as long as it is there, and opened again when it is back."""

import asyncio
from collections.abc import Callable
from typing import Final

import serial

from devices.serial_line.port import FAULTS, LineFault, LineGone, gone, open_port

AGAIN_S: Final = 2.0
"""How long a line that cannot be opened is left alone."""

AT_ONCE: Final = 4096
"""Bytes of one read: what the system keeps for a line."""

OnHeard = Callable[[bytes], None]
OnOpened = Callable[[], None]
OnGone = Callable[[LineFault, str], None]


class SerialLine:
    """One line for one driver. Everything happens on the event loop, and nothing here ever raises for the line's sake.

    `on_opened`: from now on it is heard and can be written to, perhaps after another device was put in. `on_gone`: it was
    pulled out, or cannot be opened (told at each try); the second word is for a technician.
    """

    def __init__(
        self,
        device: str,
        baud: int,
        on_heard: OnHeard,
        on_opened: OnOpened,
        on_gone: OnGone,
        *,
        again_s: float = AGAIN_S,
    ) -> None:
        self.device, self._baud, self._again_s = device, baud, again_s
        self._on_heard, self._on_opened, self._on_gone = on_heard, on_opened, on_gone
        self._port: serial.Serial | None = None
        self._again: asyncio.TimerHandle | None = None

    @property
    def is_open(self) -> bool:
        return self._port is not None

    def open(self) -> None:
        """Try now, and again and again while it is not there."""
        try:
            self._port = open_port(self.device, self._baud)
        except LineGone as why:
            self._lose(why)
            return
        self._again = None
        asyncio.get_running_loop().add_reader(self._port.fileno(), self._hear)
        self._on_opened()

    def write(self, said: bytes) -> bool:
        """Whether it was taken; a line that is not there takes nothing."""
        if self._port is None:
            return False
        try:
            self._port.write(said)
        except FAULTS as error:
            self._lose(gone(error))
            return False
        return True

    def close(self) -> None:
        """Let go of it, and tell nobody."""
        if self._again is not None:
            self._again.cancel()
            self._again = None
        self._let_go()

    def _hear(self) -> None:
        if self._port is None:
            return
        try:
            heard = self._port.read(AT_ONCE)
        except FAULTS as error:  # it was pulled out
            self._lose(gone(error))
            return
        if heard:
            self._on_heard(heard)

    def _lose(self, why: LineGone) -> None:
        self._let_go()
        self._again = asyncio.get_running_loop().call_later(self._again_s, self.open)
        self._on_gone(why.fault, str(why))

    def _let_go(self) -> None:
        port, self._port = self._port, None
        if port is not None:
            asyncio.get_running_loop().remove_reader(port.fileno())
            port.close()
