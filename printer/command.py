"""The command `jiaohao printer`: emulate a printer, print a trial ticket, ask a printer how it is."""

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NoReturn, get_args

import typer

from config.language import language_of
from config.texts import Texts, texts
from config.typed import run as run_typed
from config.wrong import ConfigError
from printer.fonts import FontsMissing
from printer.models import model_names
from printer.ports import PortError
from printer.settings import PortKind, PrinterSettings
from printer.trial import ask_status, print_trial

USAGE_ERROR = 2


def app(args: Sequence[str] | None = None, prog_name: str = "jiaohao printer") -> None:
    """Runs the command in the language of whoever types; exits with its status."""
    catalogue = texts(language_of(os.environ))
    run_typed(commands(catalogue), catalogue, args, prog_name)


def commands(words: Texts) -> typer.Typer:
    """The commands with their help in one language."""
    made = typer.Typer(help=words.say("printer.about"), no_args_is_help=True, add_completion=False)
    _add_emulate(made, words)
    _add_test(made, words)
    _add_status(made, words)
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
            _refuse(str(error))
        except FontsMissing as error:
            _refuse(_sentence(words, error, ""))


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
            _refuse(_sentence(words, error, address))
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
            _refuse(_sentence(words, error, address))
        typer.echo(outcome.text)
        raise typer.Exit(0 if outcome.is_good else 1)


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
        _refuse(words.say("printer.wrong.kind", given=port))
    return PrinterSettings("trial", model, kind, address, baud)


def _sentence(words: Texts, error: Exception, address: str) -> str:
    if isinstance(error, PortError):
        return words.say("printer.wrong.address", given=address)
    if isinstance(error, FontsMissing):
        return words.say("printer.wrong.fonts", folders=error.folders)
    return str(error)


def _refuse(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(USAGE_ERROR)
