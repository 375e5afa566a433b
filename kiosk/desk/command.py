"""The command `jiaohao desk`: the guide desk's screen."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from config import wished
from config.box import load_box
from config.texts import Texts
from config.typed import command_line, refuse
from config.wrong import ConfigError
from kiosk.desk.settings import DeskSettings, Wishes, desk_settings
from look.program import draw_by, log_to_stderr


def app(args: Sequence[str] | None = None, prog_name: str | None = None) -> None:
    """Run `jiaohao desk ARGS…` in the language of whoever types; ends with SystemExit."""
    command_line(commands, args, prog_name)


def commands(words: Texts) -> typer.Typer:
    """The command with its help in one language."""
    made = typer.Typer(add_completion=False)

    @made.command(help=words.say("desk.about"))
    def desk(
        *,
        box: Annotated[Path | None, _option(words, "--box", "box")] = None,
        hall_url: Annotated[str | None, _option(words, "--hall-url", "url")] = None,
        shots: Annotated[Path | None, _option(words, "--shots", "shots")] = None,
        simulate: Annotated[float | None, _option(words, "--simulate", "simulate")] = None,
        seed: Annotated[int | None, _option(words, "--seed", "seed")] = None,
        language: Annotated[str | None, _option(words, "--language", "language")] = None,
    ) -> None:
        wishes = Wishes(
            url=hall_url,
            shots=shots,
            simulate_s=wished.pace(words, simulate),
            language=wished.language(words, language),
            seed=seed,
        )
        try:
            settings = desk_settings(load_box(box), wishes)
        except ConfigError as wrong:
            refuse(str(wrong))
        raise SystemExit(run(settings))

    return made


def run(settings: DeskSettings) -> int:
    """Show the desk until it is told to end; gives the exit status."""
    log_to_stderr()
    draw_by(settings.backend)

    from kiosk.desk.app import Desk
    from look.loop import Faults
    from look.loop import run as run_loop

    async def main(faults: Faults) -> int:
        return await Desk(settings).run(faults)

    return run_loop(main)


def _option(words: Texts, name: str, key: str) -> object:
    return typer.Option(name, help=words.say(f"desk.option.{key}"))
