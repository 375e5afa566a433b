"""An emulated printer on a pseudo-terminal, for programs that print on a serial line or a device path."""

import contextlib
import os
import select
import threading
import tty
from types import TracebackType
from typing import Self

from printer.emulator.faults import Fault
from printer.emulator.machine import Machine
from printer.emulator.roll import Ticket
from printer.fonts import Fonts

_AT_ONCE = 65536
_LOOK_AGAIN_S = 0.05
_END_S = 30.0
"""How long a busy machine may take to end the thread."""


class PtyPrinter:
    """`with PtyPrinter(fonts) as printer:` prints what is written to `printer.device`; `unplug` pulls the cable."""

    def __init__(self, fonts: Fonts, *, dots: int = 576) -> None:
        self.tickets: list[Ticket] = []
        self._machine = Machine(dots, fonts, self.tickets.append, self._say)
        self._lock = threading.Lock()
        self._near, self._far = os.openpty()
        tty.setraw(self._far)
        self.device = os.ttyname(self._far)
        self._is_ended = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.unplug()

    def set_fault(self, fault: Fault) -> None:
        """Breaks or mends it."""
        with self._lock:
            self._machine.set_fault(fault)

    def unplug(self) -> None:
        """Pulls the cable: whoever has the device open gets errors from now on. May be called twice."""
        if self._is_ended.is_set():
            return
        self._is_ended.set()
        self._thread.join(_END_S)
        os.close(self._far)
        os.close(self._near)

    def _serve(self) -> None:
        while not self._is_ended.is_set():
            if select.select([self._near], [], [], _LOOK_AGAIN_S)[0]:
                with contextlib.suppress(OSError):
                    received = os.read(self._near, _AT_ONCE)
                    with self._lock:
                        self._machine.receive(received)

    def _say(self, said: bytes) -> None:
        with contextlib.suppress(OSError):
            os.write(self._near, said)
