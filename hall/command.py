"""`jiaohao hall`: run a hall, or tell a running one to read its file again."""

import os
import signal
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Final
from zoneinfo import ZoneInfo

import typer

from config.hall import load_hall
from config.installed_hall import noted_ledger_file
from config.texts import Texts
from config.typed import command_line, ended
from config.wrong import ConfigError
from hall.api.origins import is_loopback
from hall.asking import NotAsked
from hall.booking_commands import add_booking_commands
from hall.cases_command import add_cases_command
from hall.clock import Clock, machine_clock, moment_of_option, shifted_clock
from hall.ledger_url import NoLedgerUrl, ledger_url
from hall.recovery_command import add_recovered
from hall.reloading import ask_to_reload
from hall.staff.audit_command import add_audit_command
from hall.staff.link_command import add_link_command
from hall.trust_commands import add_trust_commands
from hall.upper.command import add_outbox_command

DEFAULT_BIND: Final = "0.0.0.0:8600"
"""All addresses of this machine, as they come and go: boxes are on the LAN."""

LOOPBACK_BIND: Final = "127.0.0.1:8600"


def app(args: Sequence[str] | None = None, prog_name: str | None = None) -> None:
    """Run `jiaohao hall ARGS…` in the language of whoever types; ends with SystemExit."""
    command_line(commands, args, prog_name)


def commands(t: Texts) -> typer.Typer:
    """The command with its help in the catalogue's language."""
    typed = typer.Typer(add_completion=False, help=t.say("hall.command"), pretty_exceptions_enable=False)
    _add_run(typed, t)
    _add_reload(typed, t)
    add_recovered(typed, t)
    add_trust_commands(typed, t, ended)
    add_booking_commands(typed, t, ended)
    add_audit_command(typed, t)
    add_link_command(typed, t)
    add_cases_command(typed, t)
    add_outbox_command(typed, t)
    return typed


def _add_run(typed: typer.Typer, t: Texts) -> None:
    def option(name: str) -> str:
        return t.say(f"hall.option.{name}")

    @typed.callback(invoke_without_command=True)
    def begin(
        context: typer.Context,
        *,
        config: Annotated[Path | None, typer.Option("--config", help=option("config"))] = None,
        data: Annotated[Path | None, typer.Option("--data", help=option("data"))] = None,
        bind: Annotated[str, typer.Option("--bind", help=option("bind"))] = "",
        is_insecure: Annotated[bool, typer.Option("--insecure-loopback", help=option("insecure"))] = False,
        clock: Annotated[str, typer.Option("--clock", help=option("clock"))] = "",
        ledger: Annotated[str, typer.Option("--ledger", help=option("ledger"))] = "",
        ledger_file: Annotated[Path | None, typer.Option("--ledger-file", help=option("ledger_file"))] = None,
        is_standby: Annotated[bool, typer.Option("--standby", help=option("standby"))] = False,
        has_mdns: Annotated[bool, typer.Option("--mdns/--no-mdns", help=option("mdns"))] = True,
        board_port: Annotated[int | None, typer.Option("--board-port", help=option("board_port"))] = None,
    ) -> None:
        if context.invoked_subcommand is not None:
            return
        if config is None or data is None:
            raise ended(t.say("hall.wrong.options"))
        if clock and not is_insecure:
            raise ended(t.say("hall.wrong.clock_alone"))
        host, port = _address(bind or (LOOPBACK_BIND if is_insecure else DEFAULT_BIND), t)
        if is_insecure and not is_loopback(host):
            raise ended(t.say("hall.wrong.not_loopback", bind=bind))
        database = _ledger(ledger, ledger_file, data, t)
        if is_standby and not database:
            raise ended(t.say("hall.wrong.standby"))
        hung_up = _noted_hang_ups()
        from hall.process import Ended, run  # late: loading it all takes a second, deaf to signals
        from hall.running import Settings

        settings = Settings(
            config=config,
            data=data,
            host=host,
            port=port,
            clock=_clock(clock, config, t),
            ledger=database,
            is_advertised=has_mdns and ":" not in host,
            is_trusted=not is_insecure,
            is_standby=is_standby,
            board_port=board_port,
        )
        try:
            run(settings, t, hung_up)
        except Ended as end:
            raise ended(end.why, end.status) from None


def _add_reload(typed: typer.Typer, t: Texts) -> None:
    @typed.command("reload", help=t.say("hall.reload"))
    def reload(
        data: Annotated[Path, typer.Option("--data", help=t.say("hall.option.data"))],
    ) -> None:
        try:
            ask_to_reload(data, t.language)
        except NotAsked as wrong:
            raise ended(t.say(wrong.key, **wrong.fields)) from None
        typer.echo(t.say("hall.reloaded"))


def _address(bind: str, t: Texts) -> tuple[str, int]:
    """The host, an address, and the port of `--bind`."""
    host, _, port = bind.rpartition(":")
    host = host.strip("[]").replace("localhost", "127.0.0.1")
    if not (port.isdecimal() and int(port) < 1 << 16 and _is_address(host)):
        raise ended(t.say("hall.wrong.bind", bind=bind))
    return host, int(port)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _ledger(typed: str, file: Path | None, data: Path, t: Texts) -> str:
    try:
        return ledger_url(typed, file, os.environ, noted_ledger_file(data))
    except NoLedgerUrl as wrong:
        raise ended(t.say(f"hall.wrong.ledger.{wrong.trouble}", **wrong.fields)) from None


def _clock(text: str, config: Path, t: Texts) -> Clock:
    """The clock of `--clock`; a moment without a zone is the hall's own time."""
    if not text:
        return machine_clock
    try:
        return shifted_clock(moment_of_option(text, lambda: ZoneInfo(load_hall(config).timezone)))
    except ConfigError as wrong:
        raise ended(str(wrong)) from None
    except (ValueError, OverflowError):
        raise ended(t.say("hall.wrong.clock", clock=text)) from None


def _noted_hang_ups() -> list[int]:
    """From here on a SIGHUP is noted here: unheard, it would end the process."""
    noted: list[int] = []
    signal.signal(signal.SIGHUP, lambda number, frame: noted.append(number))
    return noted
