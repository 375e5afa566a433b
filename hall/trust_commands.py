"""`jiaohao hall pair` and `jiaohao hall tokens`: letting boxes and programs in, and shutting them out."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from config.texts import Texts
from hall.asking import HallSaidNo, NotAsked, ask
from link.messages.words import BoxRole

Refuse = Callable[[str], typer.Exit]
"""Says a sentence and gives what ends the command."""

REFUSED = 1


def add_trust_commands(typed: typer.Typer, t: Texts, refuse: Refuse) -> None:
    """Both commands, beside the others of `jiaohao hall`."""
    _add_pair(typed, t, refuse)
    _add_tokens(typed, t, refuse)


def _add_pair(typed: typer.Typer, t: Texts, refuse: Refuse) -> None:
    def option(name: str) -> str:
        return t.say(f"hall.option.{name}")

    @typed.command("pair", help=t.say("hall.pair"))
    def pair(
        *,
        data: Annotated[Path, typer.Option("--data", help=option("data"))],
        role: Annotated[str, typer.Option("--role", help=option("role"))],
        box: Annotated[str, typer.Option("--box", help=option("box"))],
        windows: Annotated[str, typer.Option("--windows", help=option("windows"))] = "",
        zones: Annotated[str, typer.Option("--zones", help=option("zones"))] = "",
        printers: Annotated[str, typer.Option("--printers", help=option("printers"))] = "",
        is_json: Annotated[bool, typer.Option("--json", help=option("json"))] = False,
    ) -> None:
        wish = wished(role, box, windows, zones, printers)
        answer = _asked(refuse, t, data, "/pairing/codes", wish)
        if is_json:
            typer.echo(json.dumps(answer, ensure_ascii=False))
            return
        minutes = answer["seconds"] // 60
        typer.echo(t.say("hall.paired.code", code=answer["code"]))
        typer.echo(
            t.say("hall.paired.how", box=box, code=answer["code"], minutes=minutes, tries=answer["tries"])
        )
        for token in answer["replaces"]:
            typer.echo(t.say("hall.paired.replaces", box=box, seen=_seen(token, t)))


def _add_tokens(typed: typer.Typer, t: Texts, refuse: Refuse) -> None:
    def option(name: str) -> str:
        return t.say(f"hall.option.{name}")

    @typed.command("tokens", help=t.say("hall.tokens"))
    def tokens(
        *,
        data: Annotated[Path, typer.Option("--data", help=option("data"))],
        revoke: Annotated[str, typer.Option("--revoke", help=option("revoke"))] = "",
        make: Annotated[str, typer.Option("--make", help=option("make"))] = "",
        role: Annotated[str, typer.Option("--role", help=option("role"))] = "integration",
        windows: Annotated[str, typer.Option("--windows", help=option("windows"))] = "",
        zones: Annotated[str, typer.Option("--zones", help=option("zones"))] = "",
        printers: Annotated[str, typer.Option("--printers", help=option("printers"))] = "",
        is_json: Annotated[bool, typer.Option("--json", help=option("json"))] = False,
    ) -> None:
        if revoke:
            ended = _asked(refuse, t, data, f"/tokens/{revoke}/revoke", {})
            typer.echo(t.say("hall.tokens.revoked", role=ended["role"], box=ended["box"]))
        elif make:
            made = _asked(refuse, t, data, "/tokens", wished(role, make, windows, zones, printers))
            typer.echo(json.dumps(made, ensure_ascii=False, indent=1))
        else:
            listed = _asked(refuse, t, data, "/tokens")["tokens"]
            typer.echo(json.dumps(listed, ensure_ascii=False)) if is_json else _show(listed, t)


def wished(role: BoxRole | str, box: str, windows: str, zones: str, printers: str) -> dict[str, Any]:
    """The body of a wish; lists are written with commas."""
    named = {"windows": windows, "zones": zones, "printers": printers}
    lists = {name: [each.strip() for each in text.split(",") if each.strip()] for name, text in named.items()}
    return {"role": role, "box": box} | {name: each for name, each in lists.items() if each}


def _asked(refuse: Refuse, t: Texts, data: Path, path: str, body: object = None) -> dict[str, Any]:
    """A POST, or a GET where there is no body."""
    method = "GET" if body is None else "POST"
    try:
        return ask(data, t.language, method, path, body)
    except NotAsked as wrong:
        raise refuse(t.say(wrong.key, **wrong.fields)) from None
    except HallSaidNo as no:
        typer.echo(no.sentence, err=True)
        raise typer.Exit(REFUSED) from None


def _show(listed: Sequence[dict[str, Any]], t: Texts) -> None:
    if not listed:
        typer.echo(t.say("hall.tokens.none"))
        return
    names = ("id", "role", "box", "touches", "made", "seen", "state")
    table = Table(*(t.say(f"hall.tokens.{name}") for name in names), box=None)
    for token in listed:
        touches = ", ".join((*token["windows"], *token["zones"], *token["printers"]))
        table.add_row(
            token["id"], token["role"], token["box"], touches, _day(token["made_at"]), _seen(token, t), _state(token, t)
        )  # fmt: skip
    Console(soft_wrap=True, markup=False, emoji=False).print(table)


def _seen(token: dict[str, Any], t: Texts) -> str:
    return _day(token["used_at"]) if token["used_at"] else t.say("hall.tokens.never")


def _state(token: dict[str, Any], t: Texts) -> str:
    if token["revoked_at"]:
        return t.say("hall.tokens.ended", day=_day(token["revoked_at"]))
    return t.say("hall.tokens.until", day=_day(token["expires_at"]))


def _day(moment: str) -> str:
    return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M}"
