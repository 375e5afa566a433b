"""An emulated printer as a program: runs until it is told to stop, and says what came out."""

import asyncio
import os
import signal
from dataclasses import dataclass
from pathlib import Path

from config.texts import Texts
from printer.emulator.roll import Ticket
from printer.emulator.server import EmulatedPrinter


class Cannot(Exception):
    """The emulated printer cannot start; the message says why in the words of whoever asked."""


@dataclass(frozen=True)
class Stand:
    """Where the emulated printer stands: its ports, its folder, its paper."""

    host: str
    port: int
    out: Path
    control_port: int | None
    dots: int


async def emulate_until_stopped(stand: Stand, words: Texts) -> None:
    """Serves until SIGINT or SIGTERM. Raises Cannot and FontsMissing."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    printer = EmulatedPrinter(
        stand.out, dots=stand.dots, on_ticket=lambda ticket, path: _say_ticket(ticket, path, words)
    )
    await _start(printer, stand, words)
    _say(words.say("printer.emulate.serves", host=stand.host, port=printer.port, out=stand.out))
    if stand.control_port is not None:
        _say(words.say("printer.emulate.controlled", port=printer.control_port))
    await stopped.wait()
    await printer.stop()
    _say(words.say("printer.emulate.ended", n=len(printer.tickets)))


async def _start(printer: EmulatedPrinter, stand: Stand, words: Texts) -> None:
    try:
        await asyncio.to_thread(stand.out.mkdir, parents=True, exist_ok=True)
    except OSError as error:
        raise Cannot(words.say("printer.wrong.folder", folder=stand.out, reason=error.strerror)) from error
    try:
        await printer.start(stand.host, stand.port, stand.control_port)
    except OSError as error:
        await printer.stop()
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise Cannot(words.say("printer.wrong.port_taken", port=stand.port, reason=reason)) from error


def _say_ticket(ticket: Ticket, path: Path | None, words: Texts) -> None:
    _say(words.say("printer.emulate.came", file=path.name if path else "–"))
    if ticket.unknown:
        commands = " ".join(encoded.hex() for encoded in ticket.unknown[:8])
        _say(words.say("printer.emulate.unknown", n=len(ticket.unknown), commands=commands))


def _say(line: str) -> None:
    print(line, flush=True)
