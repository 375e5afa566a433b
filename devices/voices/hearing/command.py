"""`jiaohao voice hear`: every clip of a folder heard in its sentence; one that is misunderstood is spoken again until it is not."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from config.texts import Texts

if TYPE_CHECKING:
    from devices.voices.hearing.listening import Verdict
    from devices.voices.render.clip_list import Wanted

FAILED = 1
USAGE_ERROR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was typed."""

    to: Path
    language: str
    voice: Path | None
    english: Path | None
    words: Path | None
    cache: Path
    first: int
    last: int | None


def add_hear(made: typer.Typer, words: Texts) -> None:
    """Add the command `hear`; what it needs is loaded when it is used."""

    @made.command("hear", help=words.say("hearing.about"))
    def hear(
        *,
        to: Annotated[Path, _option("--to", words.say("voice.option.to"))],
        language: Annotated[str, _option("--language", words.say("voice.option.language"))] = "zh",
        voice: Annotated[Path | None, _option("--voice", words.say("hearing.option.voice"))] = None,
        english: Annotated[Path | None, _option("--english", words.say("voice.option.english"))] = None,
        file: Annotated[Path | None, _option("--words", words.say("voice.option.words"))] = None,
        cache: Annotated[Path | None, _option("--cache", words.say("hearing.option.cache"))] = None,
        first: Annotated[int, _option("--first", words.say("voice.option.first"))] = 0,
        last: Annotated[int | None, _option("--last", words.say("voice.option.last"))] = None,
    ) -> None:
        wish = Wish(
            to=to,
            language=language,
            voice=voice,
            english=english,
            words=file,
            cache=cache or Path.home() / ".cache" / "jiaohao" / "whisper-base",
            first=first,
            last=last,
        )
        try:
            wrong = sum(_told(verdict, words) for verdict in _verdicts(wish))
        except ModuleNotFoundError as missing:
            print(words.say("hearing.missing", package=str(missing.name)), file=sys.stderr)
            raise SystemExit(USAGE_ERROR) from missing
        except (OSError, ValueError, RuntimeError) as error:
            print(words.say("hearing.failed", reason=str(error)), file=sys.stderr)
            raise SystemExit(FAILED) from error
        if wrong:
            print(words.count("hearing.some", wrong), file=sys.stderr)
            raise SystemExit(FAILED)


def _verdicts(wish: Wish) -> Iterator["Verdict"]:
    from devices.voices.hearing.listening import Listening
    from devices.voices.hearing.recogniser import Whisper

    renderer = None
    if wish.voice is not None:
        from devices.voices.render.kokoro import Kokoro

        renderer = Kokoro(wish.voice, english=wish.english)
    listening = Listening(wish.to, wish.language, Whisper(wish.cache), renderer)
    yield from listening.check(islice(_clips(wish), wish.first, wish.last))


def _clips(wish: Wish) -> Iterator["Wanted"]:
    from devices.voices.render.clip_list import wanted, wanted_words

    if wish.words is None:
        return wanted(wish.language, is_usual=True)
    return wanted_words(wish.words.read_text("utf-8"), wish.language)


def _told(verdict: "Verdict", words: Texts) -> bool:
    """Print what became of a clip; gives whether it is still misunderstood."""
    if verdict.is_understood:
        again = words.say("hearing.again") if verdict.is_new else ""
        print(f"{verdict.clip}  ✓ {again}".rstrip(), flush=True)
    else:
        print(f"{verdict.clip}  ✗ {verdict.heard}", flush=True)
    return not verdict.is_understood


def _option(name: str, text: str) -> object:
    return typer.Option(name, help=text)
