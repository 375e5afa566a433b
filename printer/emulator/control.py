"""The control port: one line in, one line out, so that people and tests can break a printer."""

import asyncio
import contextlib
from typing import Final, Protocol

from printer.emulator.faults import FAULTS, Fault

LOOPBACK: Final = "127.0.0.1"
DOTS_PER_MM: Final = 8


class Breakable(Protocol):
    """What the control port steers."""

    @property
    def fault(self) -> Fault:
        """What is wrong now."""

    def set_fault(self, fault: Fault) -> None:
        """Breaks or mends it."""

    def leave_paper(self, rows: int) -> None:
        """Lets the paper end soon."""

    def drop_connections(self) -> None:
        """Closes every connection."""


async def serve_control(printer: Breakable, port: int) -> asyncio.Server:
    """Listens on loopback only. Raises OSError where the port is taken."""

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, ValueError, asyncio.CancelledError):
            while line := await reader.readline():
                writer.write(obey(printer, line.decode("utf-8", "replace")).encode() + b"\n")
                await writer.drain()
        writer.close()

    return await asyncio.start_server(converse, LOOPBACK, port)


def obey(printer: Breakable, line: str) -> str:
    """Carries out one line and answers it: a fault's name, `paper MM`, `drop`, `state`."""
    match line.split():
        case ["state"]:
            return printer.fault
        case ["drop"]:
            printer.drop_connections()
            return "ok drop"
        case ["paper", millimetres] if millimetres.isascii() and millimetres.isdigit():
            printer.leave_paper(int(millimetres) * DOTS_PER_MM)
            return f"ok paper {millimetres}"
        case [fault] if fault in FAULTS:
            printer.set_fault(fault)
            return f"ok {fault}"
        case _:
            return f"unknown; say one of: {', '.join(FAULTS)}, paper MM, drop, state"
