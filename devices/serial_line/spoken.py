"""A serial line for one who asks and waits: it is opened by the first word, and again by the next after a fault."""

from collections.abc import Callable
from typing import Final, TypeVar

import serial

from devices.serial_line.port import FAULTS, Parity, gone, open_port

PAUSE_S: Final = 0.05
"""Silence that ends an answer: some fifty characters at 9600 baud."""

WRITE_S: Final = 5.0
"""A page for a sign of 1,000 bytes takes one second at 9600 baud."""

Heard = TypeVar("Heard")


class SpokenLine:
    """Blocks while it speaks and listens, so it is used in a thread; one thread at a time. Another program may speak on the
    line too: a technician tries a sign beside the box that shows the calls."""

    def __init__(self, device: str, baud: int, *, bits: int, parity: Parity, stops: int) -> None:
        self._device, self._baud = device, baud
        self._bits, self._parity, self._stops = bits, parity, stops
        self._port: serial.Serial | None = None

    def say(self, said: bytes) -> None:
        """Say all of it. Raises LineGone."""
        self._asked(lambda port: _written(port, said))

    def listen(self, most: int, timeout_s: float) -> bytes:
        """What comes within the time, up to the pause that ends an answer. Raises LineGone."""
        return self._asked(lambda port: _read(port, most, timeout_s))

    def close(self) -> None:
        port, self._port = self._port, None
        if port is not None:
            port.close()

    def _asked(self, what: Callable[[serial.Serial], Heard]) -> Heard:
        if self._port is None:
            self._port = open_port(
                self._device,
                self._baud,
                bits=self._bits,
                parity=self._parity,
                stops=self._stops,
                is_exclusive=False,
                write_s=WRITE_S,
            )
        try:
            return what(self._port)
        except FAULTS as error:
            self.close()
            raise gone(error) from None


def _written(port: serial.Serial, said: bytes) -> None:
    port.reset_input_buffer()  # what was said before the question is no answer to it
    port.write(said)
    port.flush()


def _read(port: serial.Serial, most: int, timeout_s: float) -> bytes:
    port.timeout = timeout_s
    first = port.read(1)
    if not first:
        return b""
    port.timeout = PAUSE_S
    return bytes(first + port.read(most - 1))
