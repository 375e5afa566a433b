"""The command `jiaohao card`: try a card reader, emulate one."""

import asyncio
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from config.box import BoxSettings, load_box
from config.texts import Texts
from config.typed import command_line, group, refuse
from config.wrong import ConfigError
from devices.trying import serve


def app(args: Sequence[str] | None = None, prog_name: str | None = None) -> None:
    """Run `jiaohao card ARGS…` in the language of whoever types; ends with SystemExit."""
    command_line(commands, args, prog_name)


def commands(words: Texts) -> typer.Typer:
    """The commands with their help in one language."""
    made = group(words.say("card.about"))
    _add_test(made, words)
    _add_emulate(made, words)
    return made


def _add_test(made: typer.Typer, words: Texts) -> None:
    @made.command("test", help=words.say("card.test"))
    def test(
        *,
        box: Annotated[Path | None, _option(words, "--box", "box")] = None,
        device: Annotated[str, _option(words, "--device", "device")] = "",
        seconds: Annotated[float | None, _option(words, "--seconds", "seconds")] = None,
    ) -> None:
        settings = _settings(box)
        where = device or settings.card.device
        if not where:
            refuse(words.say("card.none"))
        is_well = asyncio.run(_tried(where, settings.card.baud, words, seconds))
        raise typer.Exit(0 if is_well else 1)


def _add_emulate(made: typer.Typer, words: Texts) -> None:
    @made.command("emulate", help=words.say("card.emulate"))
    def emulate(
        *,
        every: Annotated[float | None, _option(words, "--every", "every")] = None,
        link: Annotated[Path | None, _option(words, "--link", "link")] = None,
        seconds: Annotated[float | None, _option(words, "--seconds", "seconds")] = None,
    ) -> None:
        from devices.cards.emulating import emulate_until_stopped

        asyncio.run(emulate_until_stopped(words, every_s=every, link=link, seconds=seconds))


async def _tried(device: str, baud: int, words: Texts, seconds: float | None) -> bool:
    """Says what the reader says until it is stopped; whether it was well at the end. The key is thrown away afterwards, so
    the hashes are worth nothing."""
    from devices.cards.holder import Holder
    from devices.cards.reader import CardTrouble, ReaderHealth
    from devices.cards.sdt import SdtReader

    key = secrets.token_bytes(32)

    def read(holder: Holder) -> None:
        age = "–" if holder.age is None else holder.age
        typer.echo(words.say("card.read", name=holder.name, masked=holder.masked, age=age))

    def trouble(what: CardTrouble) -> None:
        typer.echo(words.say(f"card.not_read.{what}"))

    def told(health: ReaderHealth) -> None:
        if health.is_well:
            typer.echo(words.say("card.well", device=device))
            typer.echo(words.say("card.waiting"))
        else:
            typer.echo(words.say("card.bad", reason=words.say(f"card.trouble.{health.reason}")))

    reader = SdtReader(
        device, read, trouble, told, key=lambda: key, today=lambda: datetime.now(UTC).date(), baud=baud
    )
    await serve(reader, seconds)
    if not reader.health.is_well:
        typer.echo(words.say("card.bad", reason=words.say(f"card.trouble.{reader.health.reason}")))
    return reader.health.is_well


def _settings(box: Path | None) -> BoxSettings:
    try:
        return load_box(box)
    except ConfigError as wrong:
        refuse(str(wrong))


def _option(words: Texts, name: str, key: str) -> object:
    return typer.Option(name, help=words.say(f"card.option.{key}"))
