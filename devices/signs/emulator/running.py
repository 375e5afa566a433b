"""Emulated signs as a program: a box's signs that listen at their own addresses until they are told to stop."""

import asyncio
import os
import re
import signal
from collections.abc import Callable, Sequence
from pathlib import Path

from config.texts import Texts
from devices.signs.emulator.registers import Displays
from devices.signs.emulator.seen import Seen, draw
from devices.signs.emulator.server import EmulatedSign, listener_of
from devices.signs.emulator.taught import taught
from devices.signs.emulator.understood import Listener
from devices.signs.made import Sign, address_of, place_of
from devices.signs.models import load_frame, load_registers


class Cannot(Exception):
    """The emulated signs cannot start; the message says why in the words of whoever asked."""


async def emulate_until_stopped(signs: Sequence[Sign], out: Path, words: Texts) -> None:
    """Serve until SIGINT or SIGTERM; a picture for each text that a sign shows, in a folder of its name. Raises Cannot."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    lines = await open_lines(signs, out, words, lambda line: print(line, flush=True))
    await stopped.wait()
    for line in lines:
        await line.close()


async def open_lines(
    signs: Sequence[Sign], out: Path, words: Texts, say: Callable[[str], None]
) -> list[EmulatedSign]:
    """An emulated line for each that the signs hang on. Raises Cannot where one cannot listen."""
    by_line: dict[str, list[Sign]] = {}
    for sign in signs:
        if sign.table.port == "tcp":
            by_line.setdefault(sign.table.where, []).append(sign)
        else:
            say(words.say("sign.emulate.skipped", name=sign.name, port=sign.table.port))
    lines = []
    for where, several in by_line.items():
        line = EmulatedSign(listener=listener_for(several[0]))
        line.on_shown = _Pictures(several, out, words, say)
        try:
            await line.open(*place_of(several[0].table))
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno else str(error)
            raise Cannot(words.say("sign.wrong.port_taken", where=where, reason=reason)) from error
        names = words.say("config.comma").join(sign.name for sign in several)
        say(words.say("sign.emulate.serves", names=names, where=where, out=out))
        lines.append(line)
    return lines


def listener_for(sign: Sign) -> Callable[[], Listener]:
    """What makes the decoder of a sign's make; signs on one line are of one make here."""
    table, columns = sign.table, sign.panel.columns
    match table.make:
        case "modbus":
            registers = load_registers(table.model)
            return lambda: Displays(registers)
        case "template":
            frame = load_frame(table.model)
            return lambda: taught(frame, columns)
        case make:
            return lambda: listener_of(make)


class _Pictures:
    """Draws what the signs of a line show, once for each text."""

    def __init__(self, signs: Sequence[Sign], out: Path, words: Texts, say: Callable[[str], None]) -> None:
        self._signs, self._out, self._words, self._say = signs, out, words, say
        self._last: dict[str, str] = {}

    def __call__(self, seen: Seen) -> None:
        for sign in self._signs:
            if len(self._signs) == 1 or address_of(sign.table) == seen.address:
                self._show(sign, seen)

    def _show(self, sign: Sign, seen: Seen) -> None:
        text = " ".join(seen.pages or (seen.text,)).strip()
        if not text or self._last.get(sign.name) == text:
            return  # the dark half of a blink, or the lit one again
        self._last[sign.name] = text
        folder = self._out / sign.name
        folder.mkdir(parents=True, exist_ok=True)
        draw(seen, sign.panel.width, sign.panel.height, folder / f"{_file_name(text)}.png")
        self._say(self._words.say("sign.emulate.shows", name=sign.name, text=text))


def _file_name(text: str) -> str:
    """A text as a file's name: Hanzi, letters and digits, nothing that leads elsewhere."""
    return re.sub(r"\W+", "-", text).strip("-")[:60] or "sign"
