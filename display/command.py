"""The command `jiaohao display`: a TV board, the hall's voice, LED signs, or several of them."""

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from config.box import load_box
from config.texts import Texts
from config.typed import command_line, refuse
from config.wrong import ConfigError
from display.settings import DisplaySettings, Wishes, display_settings
from look.program import draw_by, log_to_stderr


def app(args: Sequence[str] | None = None, prog_name: str | None = None) -> None:
    """Run `jiaohao display ARGS…` in the language of whoever types; ends with SystemExit."""
    command_line(commands, args, prog_name)


def commands(words: Texts) -> typer.Typer:
    """The command with its help in one language."""
    made = typer.Typer(add_completion=False)

    @made.command(help=words.say("display.about"))
    def display(
        *,
        box: Annotated[Path | None, _option(words, "--box", "box")] = None,
        hall_url: Annotated[str | None, _option(words, "--hall-url", "url")] = None,
        zone: Annotated[str | None, _option(words, "--zone", "zone")] = None,
        layout: Annotated[str | None, _option(words, "--layout", "layout")] = None,
        language: Annotated[Literal["zh", "en"] | None, _option(words, "--language", "language")] = None,
        no_screen: Annotated[bool, _option(words, "--no-screen", "no_screen")] = False,
        no_voice: Annotated[bool, _option(words, "--no-voice", "no_voice")] = False,
        voice_out: Annotated[Path | None, _option(words, "--voice-out", "voice_out")] = None,
        shots: Annotated[Path | None, _option(words, "--shots", "shots")] = None,
    ) -> None:
        wishes = Wishes(
            url=hall_url,
            zone=zone,
            layout=layout,
            language=language,
            has_screen=not no_screen,
            has_voice=not no_voice,
            voice_out=voice_out,
            shots=shots,
        )
        try:
            settings = display_settings(load_box(box), wishes)
        except ConfigError as wrong:
            refuse(str(wrong))
        if not settings.has_screen and not settings.speaking and not settings.signs:
            refuse(words.say("display.wrong.nothing"))
        raise SystemExit(run(settings))

    return made


def run(settings: DisplaySettings) -> int:
    """Show and speak until it is told to end; gives the exit status."""
    log_to_stderr()
    if not settings.has_screen:
        from display.box import speak_only

        return asyncio.run(speak_only(settings))
    return _run_screen(settings)


def _run_screen(settings: DisplaySettings) -> int:
    draw_by(settings.backend)

    # What a machine without a graphics card or PipeWire does not have is nothing that a technician could mend.
    os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.symbolsresolver=false")

    from display.app import Display
    from look.loop import Faults
    from look.loop import run as run_loop

    async def main(faults: Faults) -> int:
        return await Display(settings).run(faults)

    return run_loop(main)


def _option(words: Texts, name: str, key: str) -> object:
    return typer.Option(name, help=words.say(f"display.option.{key}"))
