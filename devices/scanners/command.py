"""The command `jiaohao scanner`: list what types, try a scanner."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from config.box import load_box
from config.reader_tables import ScannerTable
from config.texts import Texts
from config.typed import command_line, group, refuse
from config.wrong import ConfigError
from devices.scanners.made import scanner_of
from devices.scanners.scan import Scan, ScannerHealth
from devices.trying import serve


def app(args: Sequence[str] | None = None, prog_name: str | None = None) -> None:
    """Run `jiaohao scanner ARGS…` in the language of whoever types; ends with SystemExit."""
    command_line(commands, args, prog_name)


def commands(words: Texts) -> typer.Typer:
    """The commands with their help in one language."""
    made = group(words.say("scanner.about"))
    _add_list(made, words)
    _add_test(made, words)
    return made


def _add_list(made: typer.Typer, words: Texts) -> None:
    @made.command("list", help=words.say("scanner.list"))
    def list_scanners() -> None:
        from devices.keypads.inputs import plugged
        from devices.scanners.input_scanner import MUST_HAVE

        found, forbidden = plugged()
        typing = [each for each in found if each.keys >= MUST_HAVE]
        for each in typing:
            typer.echo(words.say("scanner.list.row", name=each.name, place=each.place, model=each.model))
        if forbidden:
            typer.echo(words.say("scanner.list.forbidden", paths=" ".join(forbidden)))
        elif not typing:
            typer.echo(words.say("scanner.list.none"))


def _add_test(made: typer.Typer, words: Texts) -> None:
    box_option = typer.Option("--box", help=words.say("card.option.box"))
    seconds_option = typer.Option("--seconds", help=words.say("card.option.seconds"))

    @made.command("test", help=words.say("scanner.test"))
    def test(
        *,
        box: Annotated[Path | None, box_option] = None,
        seconds: Annotated[float | None, seconds_option] = None,
    ) -> None:
        table = _table(box)
        if table.port == "none":
            refuse(words.say("scanner.none"))
        raise typer.Exit(0 if asyncio.run(_tried(table, words, seconds)) else 1)


async def _tried(table: ScannerTable, words: Texts, seconds: float | None) -> bool:
    """Says what is scanned until it is stopped; whether the scanner was well at the end."""

    def heard(scan: Scan) -> None:
        said = words.say("scanner.garbage") if scan.is_garbage else words.say("scanner.read", text=scan.text)
        typer.echo(said)

    def told(health: ScannerHealth) -> None:
        if health.is_well:
            typer.echo(words.say("scanner.well", detail=health.detail))
            typer.echo(words.say("scanner.waiting"))
        else:
            typer.echo(words.say("scanner.bad", reason=words.say(f"scanner.trouble.{health.reason}")))

    scanner = scanner_of(table, heard, told)
    await serve(scanner, seconds)
    if not scanner.health.is_well:
        typer.echo(words.say("scanner.bad", reason=words.say(f"scanner.trouble.{scanner.health.reason}")))
    return scanner.health.is_well


def _table(box: Path | None) -> ScannerTable:
    try:
        return load_box(box).scanner
    except ConfigError as wrong:
        refuse(str(wrong))
