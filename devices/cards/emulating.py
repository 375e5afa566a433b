"""A card reader emulated for somebody at a terminal, or for a demo: cards are laid and lifted by typing or by the clock."""

import asyncio
import contextlib
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import typer

from config.texts import Texts
from devices.cards.emulator import EmulatedReader
from devices.cards.made_up import made_up_card

LIES_S = 2.5
"""How long a card lies on the reader: as long as a person leaves it there."""


async def emulate_until_stopped(
    words: Texts, *, every_s: float | None = None, link: Path | None = None, seconds: float | None = None
) -> None:
    """Serve a virtual port until Ctrl-C, or for so long; the port's path is the last word of the first line."""
    reader = EmulatedReader()
    reader.open()
    with contextlib.closing(reader), _linked(link, reader.port):
        typer.echo(words.say("card.emulated", port=link or reader.port))
        sys.stdout.flush()
        if not every_s:
            typer.echo(words.say("card.typed"))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await (_keep_laying(reader, every_s) if every_s else _obey(reader))


@contextlib.contextmanager
def _linked(link: Path | None, port: str) -> Iterator[None]:
    """A path of its own for the virtual port, for as long as it is there."""
    if link is None:
        yield
        return
    link.unlink(missing_ok=True)
    link.symlink_to(port)
    try:
        yield
    finally:
        link.unlink(missing_ok=True)


async def _keep_laying(reader: EmulatedReader, every_s: float) -> None:
    random = Random()  # noqa: S311 - who does not exist is no secret
    while True:
        await asyncio.sleep(every_s)
        reader.lay(made_up_card(random, datetime.now(UTC).year))
        await asyncio.sleep(LIES_S)
        reader.lift()


async def _obey(reader: EmulatedReader) -> None:
    """What is typed, line by line, until the input ends."""
    random = Random()  # noqa: S311 - who does not exist is no secret
    while line := await asyncio.to_thread(sys.stdin.readline):
        obey(reader, line.strip(), random)
    await asyncio.Event().wait()


def obey(reader: EmulatedReader, word: str, random: Random) -> None:
    """One word: `lay`, `lift`, `pull`, `bad`, `mute`, `well`; any other is left aside."""
    faults = reader.faults
    match word:
        case "lay" | "pull" | "bad":
            faults.cut_at = 700 if word == "pull" else None
            faults.is_unreadable = word == "bad"
            reader.lay(made_up_card(random, datetime.now(UTC).year))
        case "lift":
            reader.lift()
        case "mute" | "well":
            faults.is_mute = word == "mute"
            faults.is_unreadable = False
