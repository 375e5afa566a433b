"""The command `jiaohao printer`: list what there is, print a trial ticket or a large number, ask for a status, emulate one."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, get_args

import typer

from config.box import load_box
from config.texts import Texts
from config.typed import command_line, group, refuse
from config.wrong import ConfigError
from printer.finding import listed
from printer.fonts import FontsMissing
from printer.models import model_names
from printer.ports import PortError
from printer.ports.plugged import plugged
from printer.settings import PortKind, PrinterSettings
from printer.trial import ask_status, print_trial, print_which


def app(args: Sequence[str] | None = None, prog_name: str = "jiaohao printer") -> None:
    """Runs the command in the language of whoever types; exits with its status."""
    command_line(commands, args, prog_name)


def commands(words: Texts) -> typer.Typer:
    """The commands with their help in one language."""
    made = group(words.say("printer.about"))
    _add_emulate(made, words)
    _add_test(made, words)
    _add_status(made, words)
    _add_list(made, words)
    _add_identify(made, words)
    return made


def _add_emulate(made: typer.Typer, words: Texts) -> None:
    port = typer.Option(help=words.say("printer.emulate.port"), min=0, max=65535)
    out = typer.Option(help=words.say("printer.emulate.out"), file_okay=False)
    control = typer.Option(help=words.say("printer.emulate.control_port"), min=0, max=65535)
    host = typer.Option(help=words.say("printer.emulate.host"))
    paper = typer.Option(help=words.say("printer.emulate.paper"), min=58, max=80)

    @made.command("emulate", help=words.say("printer.emulate"))
    def emulate(
        *,
        port: Annotated[int, port] = 9100,
        out: Annotated[Path, out] = Path("tickets"),
        control_port: Annotated[int | None, control] = None,
        host: Annotated[str, host] = "127.0.0.1",
        paper: Annotated[int, paper] = 80,
    ) -> None:
        from printer.emulator.running import Cannot, Stand, emulate_until_stopped

        stand = Stand(host, port, out, control_port, dots=384 if paper < 70 else 576)
        try:
            asyncio.run(emulate_until_stopped(stand, words))
        except Cannot as error:
            refuse(str(error))
        except FontsMissing as error:
            refuse(_sentence(words, error, ""))


def _add_test(made: typer.Typer, words: Texts) -> None:
    @made.command("test", help=words.say("printer.test"))
    def test(
        *,
        address: Annotated[str, _address(words)],
        port: Annotated[str, _port(words)] = "network",
        model: Annotated[str, _model(words)] = "generic-80",
        baud: Annotated[int, _baud(words)] = 9600,
        large: Annotated[bool, typer.Option("--large", help=words.say("printer.option.large"))] = False,
        language: Annotated[str, typer.Option(help=words.say("printer.option.language"))] = "zh",
    ) -> None:
        settings = _settings(words, address, port, model, baud)
        try:
            outcome = asyncio.run(print_trial(settings, language, is_large=large, words=words))
        except (ConfigError, PortError, FontsMissing) as error:
            refuse(_sentence(words, error, address))
        typer.echo(outcome.text)
        raise typer.Exit(0 if outcome.is_good else 1)


def _add_status(made: typer.Typer, words: Texts) -> None:
    @made.command("status", help=words.say("printer.status"))
    def status(
        *,
        address: Annotated[str, _address(words)],
        port: Annotated[str, _port(words)] = "network",
        model: Annotated[str, _model(words)] = "generic-80",
        baud: Annotated[int, _baud(words)] = 9600,
    ) -> None:
        settings = _settings(words, address, port, model, baud)
        try:
            outcome = ask_status(settings, words)
        except (ConfigError, PortError) as error:
            refuse(_sentence(words, error, address))
        typer.echo(outcome.text)
        raise typer.Exit(0 if outcome.is_good else 1)


def _add_list(made: typer.Typer, words: Texts) -> None:
    @made.command("list", help=words.say("printer.list"))
    def list_printers(*, box: Annotated[Path | None, _box(words)] = None) -> None:
        lines = tuple(listed(_of_box(box), plugged(), words))
        for each in lines:
            name = each.name or words.say("printer.list.not_set_up")
            typer.echo(f"{name}\t{each.port}\t{each.address}\t{each.text}")
        if not lines:
            typer.echo(words.say("printer.list.none"))
        raise typer.Exit(0 if lines and all(each.is_good for each in lines) else 1)


def _add_identify(made: typer.Typer, words: Texts) -> None:
    @made.command("identify", help=words.say("printer.identify"))
    def identify(*, box: Annotated[Path | None, _box(words)] = None) -> None:
        known = _of_box(box)
        if not known:
            refuse(words.say("printer.list.none"))
        are_good = True
        for number, each in enumerate(known, start=1):
            try:
                finding = asyncio.run(print_which(each, number, words))
            except (ConfigError, PortError, FontsMissing) as error:
                refuse(_sentence(words, error, each.address))
            typer.echo(f"{number}\t{each.name}\t{each.address}\t{finding.text}")
            are_good = are_good and finding.is_good
        raise typer.Exit(0 if are_good else 1)


def _of_box(box: Path | None) -> tuple[PrinterSettings, ...]:
    try:
        tables = load_box(box).printer
    except ConfigError as error:
        refuse(str(error))
    return tuple(
        PrinterSettings(each.name, each.model, each.port, each.address, each.baud, each.deadline_s)
        for each in tables
    )


def _box(words: Texts) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option("--box", help=words.say("printer.option.box"))
    return option


def _address(words: Texts) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(help=words.say("printer.option.address"))
    return option


def _port(words: Texts) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(help=words.say("printer.option.port"))
    return option


def _model(words: Texts) -> typer.models.OptionInfo:
    models = ", ".join(model_names())
    option: typer.models.OptionInfo = typer.Option(help=words.say("printer.option.model", models=models))
    return option


def _baud(words: Texts) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(help=words.say("printer.option.baud"), min=1200)
    return option


def _settings(words: Texts, address: str, port: str, model: str, baud: int) -> PrinterSettings:
    kind: PortKind | None = next((kind for kind in get_args(PortKind) if kind == port), None)
    if kind is None:
        refuse(words.say("printer.wrong.kind", given=port))
    return PrinterSettings("trial", model, kind, address, baud)


def _sentence(words: Texts, error: Exception, address: str) -> str:
    if isinstance(error, PortError):
        return words.say("printer.wrong.address", given=address)
    if isinstance(error, FontsMissing):
        return words.say("printer.wrong.fonts", folders=error.folders)
    return str(error)
