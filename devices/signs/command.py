"""The command `jiaohao sign`: list a box's LED signs, try them out, emulate them."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from config.box import load_box
from config.texts import Texts
from config.typed import command_line, group, refuse
from config.wrong import ConfigError
from devices.signs.made import Sign, signs_of
from devices.signs.models import model_names
from devices.signs.trial import tried


def app(args: Sequence[str] | None = None, prog_name: str = "jiaohao sign") -> None:
    """Runs the command in the language of whoever types; exits with its status."""
    command_line(commands, args, prog_name)


def commands(words: Texts) -> typer.Typer:
    """The commands with their help in one language."""
    made = group(words.say("sign.about"))
    _add_list(made, words)
    _add_test(made, words)
    _add_emulate(made, words)
    return made


def _add_list(made: typer.Typer, words: Texts) -> None:
    @made.command("list", help=words.say("sign.list"))
    def list_signs(*, box: Annotated[Path | None, _box(words)] = None) -> None:
        signs = _signs(box)
        for sign in signs:
            typer.echo(_row(sign, words))
        if not signs:
            typer.echo(words.say("sign.list.none"))
        between = words.say("config.comma")
        typer.echo(words.say("sign.list.models", make="modbus", models=between.join(model_names("modbus"))))
        typer.echo(
            words.say("sign.list.models", make="template", models=between.join(model_names("template")))
        )


def _add_test(made: typer.Typer, words: Texts) -> None:
    only = typer.Option("--name", help=words.say("sign.option.name"))

    @made.command("test", help=words.say("sign.test"))
    def test(*, box: Annotated[Path | None, _box(words)] = None, name: Annotated[str, only] = "") -> None:
        signs = [sign for sign in _signs(box) if name in ("", sign.name)]
        if not signs:
            refuse(words.say("sign.wrong.none", name=name) if name else words.say("sign.list.none"))
        healths = asyncio.run(tried(signs))
        for sign, health in healths.items():
            if health.is_well:
                typer.echo(words.say("sign.test.well", name=sign))
            else:
                reason = words.say(f"sign.fault.{health.kind or 'unreachable'}")
                typer.echo(words.say("sign.test.bad", name=sign, reason=reason))
        raise typer.Exit(0 if all(health.is_well for health in healths.values()) else 1)


def _add_emulate(made: typer.Typer, words: Texts) -> None:
    out = typer.Option("--out", help=words.say("sign.option.out"), file_okay=False)

    @made.command("emulate", help=words.say("sign.emulate"))
    def emulate(
        *, box: Annotated[Path | None, _box(words)] = None, out: Annotated[Path, out] = Path("signs")
    ) -> None:
        from devices.signs.emulator.running import Cannot, emulate_until_stopped

        signs = _signs(box)
        if not signs:
            refuse(words.say("sign.list.none"))
        try:
            asyncio.run(emulate_until_stopped(signs, out, words))
        except Cannot as wrong:
            refuse(str(wrong))


def _signs(box: Path | None) -> tuple[Sign, ...]:
    try:
        return signs_of(load_box(box).sign)
    except ConfigError as wrong:
        refuse(str(wrong))


def _row(sign: Sign, words: Texts) -> str:
    return words.say(
        "sign.list.row",
        name=sign.name,
        place=words.say("sign.trouble.window", window=sign.window) if sign.window else sign.zone,
        make=sign.table.make,
        port=sign.table.port,
        where=sign.table.where,
        width=sign.table.width,
        height=sign.table.height,
    )


def _box(words: Texts) -> object:
    return typer.Option("--box", help=words.say("sign.option.box"))
