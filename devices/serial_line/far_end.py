"""The other end of a serial line, on a pty: where an emulated device hears and speaks, and from which it is pulled out."""

import asyncio
import contextlib
import os
import tty
from collections.abc import Callable

AT_ONCE = 4096


class FarEnd:
    """`port` is what a driver opens; `on_heard` gets what it says, in pieces as they come."""

    def __init__(self, on_heard: Callable[[bytes], None]) -> None:
        self._on_heard = on_heard
        self._own, self._far = os.openpty()
        tty.setraw(self._far)
        self.port = os.ttyname(self._far)

    def open(self) -> None:
        """Begin to listen."""
        os.set_blocking(self._own, False)
        asyncio.get_running_loop().add_reader(self._own, self._hear)

    def close(self) -> None:
        """Pull it out; again is harmless."""
        if self._own >= 0:
            asyncio.get_running_loop().remove_reader(self._own)
            os.close(self._own)
            os.close(self._far)
            self._own = -1

    def say(self, raw: bytes) -> None:
        """Put any bytes on the line towards the driver."""
        os.write(self._own, raw)

    def _hear(self) -> None:
        heard = b""
        with contextlib.suppress(OSError):
            heard = os.read(self._own, AT_ONCE)
        if heard:
            self._on_heard(heard)
