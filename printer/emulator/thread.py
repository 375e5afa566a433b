"""An emulated printer in a thread of its own, for programs and tests that have no asyncio loop."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from printer.emulator.faults import Fault
from printer.emulator.roll import Ticket
from printer.emulator.server import EmulatedPrinter

WITHIN_S: Final = 30.0
"""How long a busy machine may take until the thread has done what it was asked to."""


class PrinterThread:
    """`with PrinterThread(out) as printer:` serves on `printer.port` until the block ends."""

    def __init__(self, out: Path | None = None, *, dots: int = 576) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._printer = EmulatedPrinter(out, dots=dots)

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._printer.start(), self._loop).result(WITHIN_S)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._printer.stop(), self._loop).result(WITHIN_S)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(WITHIN_S)

    @property
    def port(self) -> int:
        """The port it prints on."""
        return self._printer.port

    @property
    def tickets(self) -> tuple[Ticket, ...]:
        """What came out so far."""
        return tuple(self._printer.tickets)

    @property
    def fault(self) -> Fault:
        """What is wrong with it now."""
        return self._printer.fault

    def set_fault(self, fault: Fault) -> None:
        """Breaks or mends it; done when this returns."""
        self._do(lambda: self._printer.set_fault(fault))

    def leave_paper(self, rows: int) -> None:
        """Lets the paper end after so many more rows."""
        self._do(lambda: self._printer.leave_paper(rows))

    def drop_connections(self) -> None:
        """Closes every connection."""
        self._do(self._printer.drop_connections)

    def _do(self, work: Callable[[], None]) -> None:
        done: Future[None] = Future()

        def run() -> None:
            work()
            done.set_result(None)

        self._loop.call_soon_threadsafe(run)
        done.result(WITHIN_S)
