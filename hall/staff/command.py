"""`jiaohao staff`: the list of the people who may sign in at a hall that runs on this machine."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Final
from urllib.parse import quote

import typer
from rich.console import Console
from rich.table import Table

from config.texts import Texts
from config.typed import USAGE_ERROR, command_line, group
from hall.asking import HallSaidNo, NotAsked, ask
from hall.staff.person import STAFF_ROLES

REFUSED: Final = 1


def app(args: Sequence[str] | None = None, prog_name: str | None = None) -> None:
    """Run `jiaohao staff ARGS…` in the language of whoever types; ends with SystemExit."""
    command_line(commands, args, prog_name)


def commands(t: Texts) -> typer.Typer:
    """The command with its help in the catalogue's language."""
    typed = group(t.say("staff.command"))
    _add_add(typed, t)
    _add_list(typed, t)
    for verb in ("disable", "enable", "unlock"):
        _add_verb(typed, t, verb)
    _add_reset(typed, t)
    return typed


def asked(t: Texts, data: Path, method: str, path: str, body: object = None) -> dict[str, Any]:
    """What the hall on this data directory answers; what it refuses ends the command with its sentence."""
    try:
        return ask(data, t.language, method, path, body)
    except NotAsked as wrong:
        typer.echo(t.say(wrong.key, **wrong.fields), err=True)
        raise typer.Exit(USAGE_ERROR) from None
    except HallSaidNo as refused:
        typer.echo(refused.sentence, err=True)
        raise typer.Exit(REFUSED) from None


def _add_add(typed: typer.Typer, t: Texts) -> None:
    @typed.command("add", help=t.say("staff.add"))
    def add(
        person: Annotated[str, typer.Argument(metavar="ID", help=t.say("staff.option.person"))],
        *,
        data: Annotated[Path, typer.Option("--data", help=t.say("hall.option.data"))],
        name: Annotated[str, typer.Option("--name", help=t.say("staff.option.name"))] = "",
        role: Annotated[str, typer.Option("--role", help=t.say("staff.option.role"))] = "clerk",
    ) -> None:
        if role not in STAFF_ROLES:
            typer.echo(t.say("staff.wrong.role", role=role, known=", ".join(STAFF_ROLES)), err=True)
            raise typer.Exit(USAGE_ERROR)
        made = asked(t, data, "POST", "/staff", {"id": person, "name": name, "role": role})
        typer.echo(t.say("staff.added", person=person, password=made["password"]))


def _add_list(typed: typer.Typer, t: Texts) -> None:
    @typed.command("list", help=t.say("staff.list"))
    def show(
        data: Annotated[Path, typer.Option("--data", help=t.say("hall.option.data"))],
    ) -> None:
        table = Table(*(t.say(f"staff.column.{each}") for each in ("person", "name", "role", "state")))
        for each in asked(t, data, "GET", "/staff")["staff"]:
            table.add_row(each["id"], each["name"], t.say(f"staff.role.{each['role']}"), _state(each, t))
        Console(markup=False, emoji=False).print(table)


def _add_verb(typed: typer.Typer, t: Texts, verb: str) -> None:
    @typed.command(verb, help=t.say(f"staff.{verb}"))
    def change(
        person: Annotated[str, typer.Argument(metavar="ID", help=t.say("staff.option.person"))],
        data: Annotated[Path, typer.Option("--data", help=t.say("hall.option.data"))],
    ) -> None:
        asked(t, data, "POST", f"/staff/{_in_path(person)}/{verb}", {})
        typer.echo(t.say(f"staff.done.{verb}", person=person))


def _add_reset(typed: typer.Typer, t: Texts) -> None:
    @typed.command("reset", help=t.say("staff.reset"))
    def reset(
        person: Annotated[str, typer.Argument(metavar="ID", help=t.say("staff.option.person"))],
        data: Annotated[Path, typer.Option("--data", help=t.say("hall.option.data"))],
    ) -> None:
        made = asked(t, data, "POST", f"/staff/{_in_path(person)}/reset", {})
        typer.echo(t.say("staff.added", person=person, password=made["password"]))


def _state(person: dict[str, Any], t: Texts) -> str:
    if not person["is_enabled"]:
        return t.say("staff.state.disabled")
    if person["locked_s"]:
        return t.say("staff.state.locked", seconds=person["locked_s"])
    return t.say("staff.state.new" if person["must_change"] else "staff.state.ok")


def _in_path(person: str) -> str:
    return quote(person, safe="")
