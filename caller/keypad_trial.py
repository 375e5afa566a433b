"""What a technician does with keypads: see which are plugged in, teach the box one, watch what keys mean, emulate some."""

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Final

from caller.keypad_drivers import drivers_of
from caller.keypad_settings import KeypadSettings
from config.texts import Texts
from devices.keypads.emulator import KEYS, EmulatedBus
from devices.keypads.keymap import KeyMapWrong, key_map, write
from devices.keypads.press import Grade, PadHealth, Press, ReadOut

Say = Callable[[str], None]

FAILED: Final = 1
SHOWN: Final = ReadOut(left=123, right=456, lamp="blinking")
"""On a read-out that is tried."""

BARS_MOST: Final = 3
"""Silences after the first key that end a lesson: whoever taught has gone."""


def listed(data: Path, words: Texts) -> list[str]:
    """A line for each input that has a key of its map, and a word on those that may not be opened."""
    from devices.keypads.inputs import plugged

    found, forbidden = plugged()
    lines = []
    for each in found:
        try:
            fit = key_map("", data, each.model)
        except KeyMapWrong:
            continue
        if each.keys & fit.keys.keys():
            lines.append(
                words.say("keypad.listed", name=each.name, place=each.place, model=each.model, map=fit.name)
            )
    if not lines:
        lines.append(words.say("keypad.none"))
    if forbidden:
        lines.append(words.say("keypad.forbidden", paths=" ".join(forbidden)))
    return lines


async def learned(name: str, data: Path, words: Texts, say: Say, patience_s: float) -> int:
    """Ask for one key after another and keep the map; the exit status."""
    from devices.keypads.learning import KeysPressed, Lesson

    pressed, lesson, silences = KeysPressed(), Lesson(), 0
    if not pressed.inputs:
        forbidden = " ".join(pressed.forbidden)
        say(words.say("keypad.forbidden", paths=forbidden) if forbidden else words.say("keypad.none"))
        return FAILED
    say(words.say("keypad.learn.begin", seconds=f"{patience_s:g}"))
    say(_asking(words, lesson.asked))
    async for key in pressed.keys(patience_s):
        silences = 0 if key else silences + 1
        if pressed.chosen is None or silences >= BARS_MOST:
            break
        lesson = lesson.hear(key) if key else lesson.pass_over()
        if lesson.asked is None:
            break
        say(_asking(words, lesson.asked))
    if not lesson.keys:
        say(words.say("keypad.learn.nothing"))
        return FAILED
    made = lesson.made(name, pressed.chosen.model if pressed.chosen else "")
    try:
        file = await asyncio.to_thread(write, made, data)
    except OSError as error:
        say(words.say("keypad.learn.not_kept", why=str(error)))
        return FAILED
    say(words.say("keypad.learn.kept", count=len(made.keys), file=str(file)))
    return 0


async def tried(settings: KeypadSettings, words: Texts, say: Say, seconds: float) -> int:
    """Say what each key means, and show something on each read-out, without any hall. Raises KeyMapWrong."""

    def heard(pressed: Press | Grade) -> None:
        if isinstance(pressed, Grade):
            say(words.say("keypad.tried.grade", name=pressed.keypad, key=pressed.key))
        else:
            meaning = words.say(f"keypad.key.{pressed.action}")
            say(words.say("keypad.tried.key", name=pressed.keypad, meaning=meaning, typed=pressed.number))

    def was(name: str, health: PadHealth) -> None:
        how = words.say(f"keypad.health.{health.reason or 'well'}")
        say(words.say("keypad.tried.health", name=name, how=how, detail=health.detail))

    drivers = drivers_of(settings.pads, settings.data, heard, was)
    for driver in dict.fromkeys(drivers.values()):
        await driver.open()
    for name, driver in drivers.items():
        driver.show(name, SHOWN)
        driver.beep(name, 1)
    await asyncio.sleep(seconds)
    for driver in dict.fromkeys(drivers.values()):
        await driver.close()
    return 0 if all(driver.health[name].is_well for name, driver in drivers.items()) else FAILED


async def emulated(count: int, words: Texts, say: Say) -> int:
    """Keypads on a pty until the input ends: lines `ADDRESS KEY [DIGITS]` press, read-outs are said."""
    loop, over = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, over.set)

    def shown(address: int, digits: str) -> None:
        say(words.say("keypad.emulated.shown", address=address, left=digits[:3], right=digits[3:]))

    bus = EmulatedBus(range(1, count + 1), on_shown=shown)
    bus.open()
    say(words.say("keypad.emulated.ready", device=bus.port, keys=" ".join(KEYS)))
    lines: asyncio.Queue[str] = asyncio.Queue()
    # A thread, for a terminal, a pipe, a file and nothing at all can be waited for alike in one only.
    Thread(target=_read, args=(loop, lines), daemon=True).start()
    pressing = asyncio.create_task(_press_all(bus, lines, words, say))
    await over.wait()
    pressing.cancel()
    bus.close()
    return 0


def _read(loop: asyncio.AbstractEventLoop, lines: asyncio.Queue[str]) -> None:
    """Whole lines of the input into the queue, until it ends."""
    rest = b""
    with suppress(OSError, RuntimeError):  # no input at all, or the loop has ended
        while heard := os.read(0, 4096):
            *whole, rest = (rest + heard).split(b"\n")
            for line in whole:
                loop.call_soon_threadsafe(lines.put_nowait, line.decode("utf-8", "replace"))


async def _press_all(bus: EmulatedBus, lines: asyncio.Queue[str], words: Texts, say: Say) -> None:
    while True:
        await _press(bus, await lines.get(), words, say)


async def _press(bus: EmulatedBus, line: str, words: Texts, say: Say) -> None:
    match line.split():
        case [address, key, *digits] if address.isdecimal() and int(address) in bus.pads and key in KEYS:
            number = "".join(digits)
            if number.isdecimal() or not number:
                heard = await bus.press(int(address), key, number[:2])
                say(words.say("keypad.emulated.echoed" if heard else "keypad.emulated.unheard"))
        case []:
            return
        case _:
            say(words.say("keypad.emulated.usage", keys=" ".join(KEYS)))


def _asking(words: Texts, meaning: str | None) -> str:
    if meaning is not None and meaning.isdigit():
        return words.say("keypad.learn.digit", digit=meaning)
    return words.say("keypad.learn.ask", meaning=words.say(f"keypad.key.{meaning}"))
