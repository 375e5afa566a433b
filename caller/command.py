"""The command `jiaohao caller`: a window's terminal, by which a clerk calls, serves and pauses."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Final

import typer

from caller.settings import CallerSettings, Wishes, caller_settings
from caller.situation import Form
from config import wished
from config.box import load_box
from config.texts import Texts
from config.typed import command_line, refuse
from config.wrong import ConfigError
from look.program import draw_by, log_to_stderr

FORMS: Final[Mapping[str, Form]] = {"bar": "bar", "page": "page"}


def app(args: Sequence[str] | None = None, prog_name: str | None = None) -> None:
    """Run `jiaohao caller ARGS…` in the language of whoever types; ends with SystemExit."""
    command_line(commands, args, prog_name)


def commands(words: Texts) -> typer.Typer:
    """The command with its help in one language."""
    made = typer.Typer(add_completion=False)

    @made.command(help=words.say("caller.about"))
    def caller(
        *,
        box: Annotated[Path | None, _option(words, "--box", "box")] = None,
        hall_url: Annotated[str | None, _option(words, "--hall-url", "url")] = None,
        window: Annotated[str | None, _option(words, "--window", "window")] = None,
        form: Annotated[str | None, _option(words, "--form", "form")] = None,
        clerk: Annotated[str | None, _option(words, "--clerk", "clerk")] = None,
        shots: Annotated[Path | None, _option(words, "--shots", "shots")] = None,
        simulate: Annotated[float | None, _option(words, "--simulate", "simulate")] = None,
        seed: Annotated[int | None, _option(words, "--seed", "seed")] = None,
        language: Annotated[str | None, _option(words, "--language", "language")] = None,
    ) -> None:
        wishes = Wishes(
            url=hall_url,
            window=window,
            form=_form(words, form),
            clerk=clerk,
            shots=shots,
            simulate_s=wished.pace(words, simulate),
            language=wished.language(words, language),
            seed=seed,
        )
        raise SystemExit(run(_settings(words, box, wishes)))

    return made


def run(settings: CallerSettings) -> int:
    """Show the terminal until it is told to end; gives the exit status."""
    log_to_stderr()
    draw_by(settings.backend)

    from caller.app import Caller
    from look.loop import Faults
    from look.loop import run as run_loop

    async def main(faults: Faults) -> int:
        return await Caller(settings).run(faults)

    return run_loop(main)


def _settings(words: Texts, box: Path | None, wishes: Wishes) -> CallerSettings:
    try:
        settings = caller_settings(load_box(box), wishes)
    except ConfigError as wrong:
        refuse(str(wrong))
    if not settings.window:
        refuse(words.say("caller.wrong.window"))
    return settings


def _option(words: Texts, name: str, key: str) -> object:
    return typer.Option(name, help=words.say(f"caller.option.{key}"))


def _form(words: Texts, given: str | None) -> Form | None:
    if given is not None and given not in FORMS:
        refuse(words.say("caller.wrong.form", given=given))
    return FORMS[given] if given is not None else None
