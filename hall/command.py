"""`jiaohao hall`: run a hall, or tell a running one to read its file again."""

import asyncio
import logging
import os
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

import typer
import uvloop

from config.language import language_of
from config.texts import Texts, texts
from config.wrong import ConfigError
from hall.api.origins import is_loopback
from hall.api.serving import CannotListen
from hall.clock import Clock, machine_clock, moment_of_option, shifted_clock
from hall.ledger import LedgerError
from hall.reloading import CannotReload, ask_to_reload
from hall.running import RunningHall, Settings, settle_memory
from hall.secrets import KeyFileError
from link.messages.problems import Refused

USAGE_ERROR: Final = 2
"""The exit status where something that was set or asked for is not right."""

DEFAULT_BIND: Final = "127.0.0.1:8600"


def app(args: Sequence[str] | None = None, prog_name: str | None = None) -> None:
    """Run `jiaohao hall ARGS…` in the language of whoever types; ends with SystemExit."""
    commands(texts(language_of(os.environ)))(args=None if args is None else list(args), prog_name=prog_name)


def commands(t: Texts) -> typer.Typer:
    """The command with its help in the catalogue's language."""
    typed = typer.Typer(add_completion=False, help=t.say("hall.command"), pretty_exceptions_enable=False)
    _add_run(typed, t)
    _add_reload(typed, t)
    return typed


def _add_run(typed: typer.Typer, t: Texts) -> None:
    def option(name: str) -> str:
        return t.say(f"hall.option.{name}")

    @typed.callback(invoke_without_command=True)
    def run(
        context: typer.Context,
        *,
        config: Annotated[Path | None, typer.Option("--config", help=option("config"))] = None,
        data: Annotated[Path | None, typer.Option("--data", help=option("data"))] = None,
        bind: Annotated[str, typer.Option("--bind", help=option("bind"))] = DEFAULT_BIND,
        is_insecure: Annotated[bool, typer.Option("--insecure-loopback", help=option("insecure"))] = False,
        clock: Annotated[str, typer.Option("--clock", help=option("clock"))] = "",
        has_mdns: Annotated[bool, typer.Option("--mdns/--no-mdns", help=option("mdns"))] = True,
    ) -> None:
        if context.invoked_subcommand is not None:
            return
        if config is None or data is None:
            raise _ended(t.say("hall.wrong.options"))
        if not is_insecure:
            raise _ended(t.say("hall.wrong.pairing" if not clock else "hall.wrong.clock_alone"))
        host, port = _address(bind, t)
        settings = Settings(
            config=config,
            data=data,
            host=host,
            port=port,
            clock=_clock(clock, t),
            is_advertised=has_mdns and ":" not in host,
        )
        _run(settings, t)


def _add_reload(typed: typer.Typer, t: Texts) -> None:
    @typed.command("reload", help=t.say("hall.reload"))
    def reload(
        data: Annotated[Path, typer.Option("--data", help=t.say("hall.option.data"))],
    ) -> None:
        try:
            ask_to_reload(data, t.language)
        except CannotReload as wrong:
            raise _ended(t.say(wrong.key, **wrong.fields)) from None
        typer.echo(t.say("hall.reloaded"))


def _run(settings: Settings, t: Texts) -> None:
    _log_changes()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        try:
            runner.run(_serve(settings))
        except ConfigError as wrong:
            raise _ended(str(wrong)) from None
        except CannotListen as wrong:
            raise _ended(_why_not_listening(wrong, t)) from None
        except LedgerError as wrong:
            raise _ended(t.say(f"hall.wrong.ledger.{wrong.trouble}", **_about(wrong.about))) from None
        except KeyFileError as wrong:
            raise _ended(str(wrong)) from None
        except Refused as refused:
            raise _ended(t.say(f"problem.{refused.problem.type}.detail", **refused.problem.fields)) from None


def _log_changes() -> None:
    """One line per change of state; of the libraries only what is wrong."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for library in ("uvicorn", "alembic", "httpx"):
        logging.getLogger(library).setLevel(logging.WARNING)


async def _serve(settings: Settings) -> None:
    """Run a hall until it is told to stop; `READY URL` on standard output once it serves."""
    loop, asked = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, asked.set)
    hall = RunningHall(settings)
    await hall.open()
    reloads: set[asyncio.Task[None]] = set()
    loop.add_signal_handler(signal.SIGHUP, lambda: reloads.add(loop.create_task(hall.reload_quietly())))
    settle_memory()
    typer.echo(f"READY {hall.url}")
    ended, told = asyncio.create_task(hall.ended()), asyncio.create_task(asked.wait())
    await asyncio.wait({ended, told}, return_when=asyncio.FIRST_COMPLETED)
    await hall.close()
    told.cancel()


def _address(bind: str, t: Texts) -> tuple[str, int]:
    """The host and port of `--bind`; only this machine's own addresses while boxes are not paired."""
    host, _, port = bind.rpartition(":")
    host = host.strip("[]").replace("localhost", "127.0.0.1")
    if not (port.isdecimal() and int(port) < 1 << 16 and host):
        raise _ended(t.say("hall.wrong.bind", bind=bind))
    if not is_loopback(host):
        raise _ended(t.say("hall.wrong.not_loopback", bind=bind))
    return host, int(port)


def _clock(text: str, t: Texts) -> Clock:
    if not text:
        return machine_clock
    try:
        return shifted_clock(moment_of_option(text))
    except ValueError:
        raise _ended(t.say("hall.wrong.clock", clock=text)) from None


def _why_not_listening(wrong: CannotListen, t: Texts) -> str:
    kind = {98: "port_in_use", 13: "port_forbidden"}.get(wrong.number or 0, "address")
    return t.say(f"hall.wrong.{kind}", host=wrong.host, port=wrong.port, reason=wrong.reason)


def _about(about: tuple[str, ...]) -> dict[str, str]:
    return dict(zip(("file", "reason"), about, strict=False))


def _ended(sentence: str) -> typer.Exit:
    typer.echo(sentence, err=True)
    return typer.Exit(USAGE_ERROR)
