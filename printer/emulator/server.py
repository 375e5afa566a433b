"""The emulated printer on the network: TCP like port 9100, pictures in a folder, a control port on loopback."""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

from printer.emulator.control import serve_control
from printer.emulator.faults import Fault
from printer.emulator.machine import Machine
from printer.emulator.roll import Ticket
from printer.fonts import Fonts, find_fonts

_AT_ONCE: Final = 65536

_log = logging.getLogger(__name__)


class EmulatedPrinter:
    """One printer that any ESC/POS program can print on. All methods belong to the loop that started it.

    What comes from the wire goes to `on_bytes`: the machine, unless someone wants to see it first.
    """

    def __init__(
        self,
        out: Path | None = None,
        *,
        dots: int = 576,
        fonts: Fonts | None = None,
        on_ticket: Callable[[Ticket, Path | None], None] = lambda ticket, path: None,
    ) -> None:
        self.tickets: list[Ticket] = []
        self._out = out
        self._on_ticket = on_ticket
        self.machine = Machine(dots, fonts or find_fonts(), self._take)
        self.on_bytes: Callable[[bytes], None] = self.machine.receive
        self._printer: asyncio.Server | None = None
        self._control: asyncio.Server | None = None
        self._talks: dict[asyncio.StreamWriter, asyncio.Task[None] | None] = {}

    async def start(self, host: str = "127.0.0.1", port: int = 0, control_port: int | None = None) -> None:
        """Serves; port 0 takes a free one. Raises OSError where a port is taken or the folder cannot be made."""
        if self._out is not None:
            self._out.mkdir(parents=True, exist_ok=True)
        self._printer = await asyncio.start_server(self._serve, host, port)
        if control_port is not None:
            self._control = await serve_control(self, control_port)

    async def stop(self) -> None:
        """Closes both ports and all connections; returns when the last one has ended."""
        for server in (self._printer, self._control):
            if server is not None:
                server.close()
        talks = [talk for talk in self._talks.values() if talk is not None]
        self.drop_connections()
        if talks:
            await asyncio.wait(talks, timeout=1)

    @property
    def port(self) -> int:
        """The port it prints on."""
        return _port(self._printer)

    @property
    def control_port(self) -> int:
        """The port it is controlled by."""
        return _port(self._control)

    @property
    def fault(self) -> Fault:
        """What is wrong with it now."""
        return self.machine.fault

    @property
    def unknown(self) -> Counter[bytes]:
        """Commands it got and does not know, with how often."""
        return self.machine.unknown

    def set_fault(self, fault: Fault) -> None:
        """Breaks or mends it."""
        self.machine.set_fault(fault)

    def leave_paper(self, rows: int) -> None:
        """Lets the paper end after so many more rows (8 are 1 mm)."""
        self.machine.leave_paper(rows)

    def drop_connections(self) -> None:
        """Closes every connection, as a printer does that is switched off or bored."""
        for writer in tuple(self._talks):
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._talks[writer] = asyncio.current_task()
        self.machine.connect(lambda said: _say(writer, said))
        try:
            while received := await reader.read(_AT_ONCE):
                self.on_bytes(received)
        except (ConnectionError, asyncio.CancelledError):
            _log.debug("a peer went away")
        finally:
            self._talks.pop(writer, None)
            writer.close()

    def _take(self, ticket: Ticket) -> None:
        self.tickets.append(ticket)
        path = None
        if self._out is not None:
            try:
                path = ticket.save(self._out, f"ticket-{len(self.tickets):04}")
            except OSError as error:
                _log.warning("ticket picture cannot be written: %s", error)
        self._on_ticket(ticket, path)


def _say(writer: asyncio.StreamWriter, said: bytes) -> None:
    with contextlib.suppress(ConnectionError, RuntimeError):
        writer.write(said)


def _port(server: asyncio.Server | None) -> int:
    if server is None:
        raise RuntimeError("the emulated printer is not started")
    port: int = server.sockets[0].getsockname()[1]
    return port
