"""The command `jiaohao rating`: the screen that faces the citizen at a window."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from caller.rating.settings import RatingSettings, RatingWishes, rating_settings
from config import wished
from config.box import load_box
from config.texts import Texts
from config.typed import command_line, refuse
from config.wrong import ConfigError
from look.program import draw_by, log_to_stderr


def app(args: Sequence[str] | None = None, prog_name: str | None = None) -> None:
    """Run `jiaohao rating ARGS…` in the language of whoever types; ends with SystemExit."""
    command_line(commands, args, prog_name)


def commands(words: Texts) -> typer.Typer:
    """The command with its help in one language."""
    made = typer.Typer(add_completion=False)

    @made.command(help=words.say("rater.about"))
    def rating(
        *,
        box: Annotated[Path | None, _option(words, "--box", "box")] = None,
        hall_url: Annotated[str | None, _option(words, "--hall-url", "url")] = None,
        window: Annotated[str | None, _option(words, "--window", "window")] = None,
        size: Annotated[str | None, _option(words, "--size", "size")] = None,
        shots: Annotated[Path | None, _option(words, "--shots", "shots")] = None,
        language: Annotated[str | None, _option(words, "--language", "language")] = None,
    ) -> None:
        wishes = RatingWishes(
            url=hall_url,
            window=window,
            shots=shots,
            size=wished.size(words, size),
            language=wished.language(words, language),
        )
        raise SystemExit(run(_settings(words, box, wishes)))

    return made


def run(settings: RatingSettings) -> int:
    """Show the screen until it is told to end; gives the exit status."""
    log_to_stderr()
    draw_by(settings.backend)

    from caller.rating.app import RatingBox
    from caller.rating.keyboard import prepare_keyboard
    from look.loop import Faults
    from look.loop import run as run_loop

    async def main(faults: Faults) -> int:
        return await RatingBox(settings).run(faults)

    with prepare_keyboard():
        return run_loop(main)


def _settings(words: Texts, box: Path | None, wishes: RatingWishes) -> RatingSettings:
    try:
        settings = rating_settings(load_box(box), wishes)
    except ConfigError as wrong:
        refuse(str(wrong))
    if not settings.window:
        refuse(words.say("rater.wrong.window"))
    return settings


def _option(words: Texts, name: str, key: str) -> object:
    return typer.Option(name, help=words.say(f"rater.option.{key}"))
