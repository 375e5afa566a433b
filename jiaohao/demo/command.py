"""The command `jiaohao demo`."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from config.texts import Texts
from config.typed import command_line
from jiaohao.demo.house import NotStarted, Wish
from jiaohao.demo.show import run


def app(args: Sequence[str] | None = None, prog_name: str = "jiaohao demo") -> None:
    """Runs the command in the language of whoever types; exits with 0 when all went well, else 1."""
    command_line(_command, args, prog_name)


def _command(words: Texts) -> typer.Typer:
    made = typer.Typer(add_completion=False)
    headless = typer.Option("--headless", help=words.say("demo.help.headless"))
    seconds = typer.Option(min=0, help=words.say("demo.help.seconds"))
    out = typer.Option(file_okay=False, help=words.say("demo.help.out"))
    language = typer.Option(help=words.say("demo.help.language"))
    insecure = typer.Option("--insecure", help=words.say("demo.help.insecure"))

    @made.command(help=words.say("demo.help"))
    def demo(
        *,
        headless: Annotated[bool, headless] = False,
        seconds: Annotated[float, seconds] = 0.0,
        out: Annotated[Path | None, out] = None,
        language: Annotated[str, language] = "zh",
        is_insecure: Annotated[bool, insecure] = False,
    ) -> None:
        is_headless = headless or not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
        folder = (out or Path(tempfile.mkdtemp(prefix="jiaohao-"))).absolute()
        wish = Wish(
            out=folder, seconds=seconds, is_headless=is_headless, language=language, is_insecure=is_insecure
        )
        raise typer.Exit(_show(wish, words))

    return made


def _show(wish: Wish, words: Texts) -> int:
    console = Console()
    console.print(words.say("demo.begins", folder=wish.out), highlight=False, soft_wrap=True)
    if not wish.seconds:
        console.print(words.say("demo.how_to_end"))
    try:
        done = run(wish, words, console)
    except NotStarted as failed:
        console.print(words.say("demo.not_started", box=failed.box), style="red")
        console.print(failed.told, highlight=False)
        return 1
    except KeyboardInterrupt:
        return 130
    print(done)
    return 0 if done.is_whole else 1
