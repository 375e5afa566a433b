"""The command `jiaohao keypad`: serve windows by keypads, see which are there, learn one, try one, emulate some."""

import asyncio
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from caller.keypad_settings import PADS_MOST, KeypadSettings, keypad_settings
from config.box import BoxSettings, load_box
from config.texts import Texts
from config.typed import command_line, group, refuse
from config.wrong import ConfigError
from devices.keypads.keymap import NAME, KeyMapWrong


def app(args: Sequence[str] | None = None, prog_name: str = "jiaohao keypad") -> None:
    """Run `jiaohao keypad ARGS…` in the language of whoever types; ends with SystemExit."""
    command_line(commands, args, prog_name)


def commands(words: Texts) -> typer.Typer:
    """The commands with their help in one language."""
    made = group(words.say("keypad.about"))
    _add_run(made, words)
    _add_list(made, words)
    _add_learn(made, words)
    _add_test(made, words)
    _add_emulate(made, words)
    return made


def _add_run(made: typer.Typer, words: Texts) -> None:
    @made.command("run", help=words.say("keypad.run"))
    def run(
        *,
        box: Annotated[Path | None, _option(words, "--box", "box")] = None,
        hall_url: Annotated[str | None, _option(words, "--hall-url", "url")] = None,
    ) -> None:
        settings = _with_pads(words, keypad_settings(_box(box), hall_url))
        logging.basicConfig(
            level=logging.INFO, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr
        )
        logging.getLogger("httpx").setLevel(logging.WARNING)
        from caller.keypad_box import serve

        try:
            raise SystemExit(asyncio.run(serve(settings)))
        except KeyMapWrong as wrong:
            refuse(sentence(words, wrong))


def _add_list(made: typer.Typer, words: Texts) -> None:
    @made.command("list", help=words.say("keypad.list"))
    def list_keypads(*, box: Annotated[Path | None, _option(words, "--box", "box")] = None) -> None:
        from caller.keypad_trial import listed

        for line in listed(keypad_settings(_box(box)).data, words):
            typer.echo(line)


def _add_learn(made: typer.Typer, words: Texts) -> None:
    @made.command("learn", help=words.say("keypad.learn"))
    def learn(
        *,
        name: Annotated[str, _option(words, "--name", "name")],
        box: Annotated[Path | None, _option(words, "--box", "box")] = None,
        patience: Annotated[float, _option(words, "--patience", "patience", least=1, most=300)] = 10.0,
    ) -> None:
        if not NAME.fullmatch(name):
            refuse(words.say("keypad.map.name", given=name))
        from caller.keypad_trial import learned

        data = keypad_settings(_box(box)).data
        raise SystemExit(asyncio.run(learned(name, data, words, typer.echo, patience)))


def _add_test(made: typer.Typer, words: Texts) -> None:
    @made.command("test", help=words.say("keypad.test"))
    def test(
        *,
        box: Annotated[Path | None, _option(words, "--box", "box")] = None,
        seconds: Annotated[float, _option(words, "--seconds", "seconds", least=0.1, most=3600)] = 30.0,
    ) -> None:
        settings = _with_pads(words, keypad_settings(_box(box)))
        from caller.keypad_trial import tried

        try:
            raise SystemExit(asyncio.run(tried(settings, words, typer.echo, seconds)))
        except KeyMapWrong as wrong:
            refuse(sentence(words, wrong))


def _add_emulate(made: typer.Typer, words: Texts) -> None:
    @made.command("emulate", help=words.say("keypad.emulate"))
    def emulate(
        *,
        count: Annotated[int, _option(words, "--count", "count", least=1, most=PADS_MOST)] = 1,
    ) -> None:
        from caller.keypad_trial import emulated

        raise SystemExit(asyncio.run(emulated(count, words, typer.echo)))


def sentence(words: Texts, wrong: KeyMapWrong) -> str:
    """Why a key map cannot be used, for whoever wrote it."""
    return words.say(f"keypad.map.{wrong.problem}", **wrong.fields)


def _box(file: Path | None) -> BoxSettings:
    try:
        return load_box(file)
    except ConfigError as wrong:
        refuse(str(wrong))


def _with_pads(words: Texts, settings: KeypadSettings) -> KeypadSettings:
    if not settings.pads:
        refuse(words.say("keypad.wrong.none"))
    return settings


def _option(
    words: Texts, name: str, key: str, least: float | None = None, most: float | None = None
) -> object:
    return typer.Option(name, help=words.say(f"keypad.option.{key}"), min=least, max=most)
