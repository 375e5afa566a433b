"""`jiaohao voice render`: the clips of a language, or a hall's own words, rendered into a folder."""

import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from config.texts import Texts

if TYPE_CHECKING:
    from devices.voices.render.clip_list import Wanted

FAILED = 1
USAGE_ERROR = 2


def add_render(made: typer.Typer, words: Texts) -> None:
    """Add the command `render`; what it needs is loaded when it is used."""

    @made.command("render", help=words.say("voice.render"))
    def render(
        *,
        voice: Annotated[Path, _option(words, "--voice", "voice")],
        to: Annotated[Path, _option(words, "--to", "to")],
        language: Annotated[str, _option(words, "--language", "language")] = "zh",
        english: Annotated[Path | None, _option(words, "--english", "english")] = None,
        file: Annotated[Path | None, _option(words, "--words", "words")] = None,
        speed: Annotated[float, _option(words, "--speed", "speed")] = 1.0,
        first: Annotated[int, _option(words, "--first", "first")] = 0,
        last: Annotated[int | None, _option(words, "--last", "last")] = None,
    ) -> None:
        try:
            clips = islice(_clips(language, file), first, last)
            wrong = _rendered(clips, voice, english, to / language, speed)
        except ModuleNotFoundError as missing:
            print(words.say("voice.render.missing", package=str(missing.name)), file=sys.stderr)
            raise SystemExit(USAGE_ERROR) from missing
        except (OSError, ValueError, RuntimeError) as error:
            print(words.say("voice.render.failed", reason=str(error)), file=sys.stderr)
            raise SystemExit(FAILED) from error
        if wrong:
            print(words.say("voice.render.some", count=wrong), file=sys.stderr)
            raise SystemExit(FAILED)


def _clips(language: str, file: Path | None) -> Iterator["Wanted"]:
    from devices.voices.render.clip_list import wanted, wanted_words

    return wanted(language) if file is None else wanted_words(file.read_text("utf-8"), language)


def _rendered(
    clips: Iterable["Wanted"], voice: Path, english: Path | None, folder: Path, speed: float
) -> int:
    """Render and tell of each clip; gives how many could not be rendered."""
    from devices.voices.render.kokoro import Kokoro
    from devices.voices.render.rendering import render_missing

    wrong = 0
    for clip, trouble in render_missing(clips, folder, Kokoro(voice, english=english), speed=speed):
        print(f"{clip.text}  {trouble or '✓'}", flush=True)
        wrong += bool(trouble)
    return wrong


def _option(words: Texts, name: str, key: str) -> object:
    return typer.Option(name, help=words.say(f"voice.option.{key}"))
