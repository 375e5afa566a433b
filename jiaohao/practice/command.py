"""The command `jiaohao practice`."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from config import wished
from config.texts import Texts
from config.typed import command_line, refuse
from config.wrong import ConfigError
from jiaohao.practice.boxes import PARTS, PartName
from jiaohao.practice.hall import NoHall
from jiaohao.practice.house import NotStarted, Wish, practise


def app(args: Sequence[str] | None = None, prog_name: str = "jiaohao practice") -> None:
    """Run `jiaohao practice ARGS…` in the language of whoever types; ends with SystemExit."""
    command_line(_command, args, prog_name)


def _command(words: Texts) -> typer.Typer:
    made = typer.Typer(add_completion=False)

    @made.command(help=words.say("practice.about"))
    def practice(
        *,
        part: Annotated[str, typer.Argument(help=words.say("practice.argument.part"))] = "all",
        hall: Annotated[Path | None, _option(words, "--hall", "hall")] = None,
        box: Annotated[Path | None, _option(words, "--box", "box")] = None,
        window: Annotated[str, _option(words, "--window", "window")] = "",
        language: Annotated[str, _option(words, "--language", "language")] = words.language,
        seconds: Annotated[float, typer.Option(min=0, help=words.say("practice.option.seconds"))] = 0.0,
        shots: Annotated[Path | None, _option(words, "--shots", "shots")] = None,
        has_real_paper: Annotated[bool, _option(words, "--paper", "paper")] = False,
    ) -> None:
        wish = Wish(
            parts=_parts(words, part),
            hall=hall,
            box=box,
            window=window,
            language=wished.language(words, language),
            seconds=seconds,
            shots=shots.absolute() if shots else None,
            has_real_paper=has_real_paper,
        )
        raise SystemExit(_practise(words, wish))

    return made


def _practise(words: Texts, wish: Wish) -> int:
    print(words.say("practice.begins"))
    try:
        status = practise(wish)
    except (NoHall, ConfigError, OSError) as wrong:
        refuse(words.say("practice.wrong.hall", why=wrong))
    except NotStarted as failed:
        print(words.say("practice.not_started", part=failed.box), file=sys.stderr)
        print(failed.told, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        status = 0
    print(words.say("practice.ended"))
    return status


def _option(words: Texts, name: str, key: str) -> object:
    return typer.Option(name, help=words.say(f"practice.option.{key}"))


def _parts(words: Texts, given: str) -> tuple[PartName, ...]:
    chosen = PARTS if given == "all" else tuple(part for part in PARTS if part == given)
    return chosen or refuse(words.say("practice.wrong.part", given=given, known="、".join((*PARTS, "all"))))
