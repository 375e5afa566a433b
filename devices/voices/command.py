"""The command `jiaohao voice`: which clips there are, how a text sounds, a recording of one's own, clips rendered ahead."""

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from config.box import load_box
from config.box_tables import BoxSettings
from config.language import language_of
from config.texts import Texts, texts
from config.typed import run as run_typed
from config.wrong import ConfigError
from devices.voices.hearing.command import add_hear
from devices.voices.joining import cover
from devices.voices.made import VoiceSettings, voice_of
from devices.voices.pack import SHIPPED, clips_of
from devices.voices.packing import pack
from devices.voices.recording import adopt, record
from devices.voices.render.command import add_render
from devices.voices.voice import Sentence, Voice
from devices.voices.words_command import add_words

USAGE_ERROR = 2


def app(args: Sequence[str] | None = None, prog_name: str | None = None) -> None:
    """Run `jiaohao voice ARGS…` in the language of whoever types; ends with SystemExit."""
    words = texts(language_of(os.environ))
    run_typed(commands(words), words, args, prog_name)


def commands(words: Texts) -> typer.Typer:
    """The command with its help in one language."""
    made = typer.Typer(add_completion=False, help=words.say("voice.about"), no_args_is_help=True)
    _add_list(made, words)
    _add_test(made, words)
    _add_record(made, words)
    add_words(made, words)
    _add_pack(made, words)
    add_render(made, words)
    add_hear(made, words)
    return made


def _add_list(made: typer.Typer, words: Texts) -> None:
    @made.command("list", help=words.say("voice.list"))
    def show(
        box: Annotated[Path | None, _option(words, "--box", "box")] = None,
        language: Annotated[str, _option(words, "--language", "language")] = "",
    ) -> None:
        own = own_clips(_box(box))
        for each in [language] if language else _languages(own):
            clips = clips_of(each, own)
            recorded = sorted(text for text, clip in clips.items() if clip.is_own)
            print(words.say("voice.list.row", language=each, clips=len(clips), own=len(recorded)))
            print("".join(f"  {text}\n" for text in (clips if language else recorded)), end="")


def _add_test(made: typer.Typer, words: Texts) -> None:
    @made.command("test", help=words.say("voice.test"))
    def test(
        text: Annotated[str, typer.Argument(help=words.say("voice.option.text"))],
        box: Annotated[Path | None, _option(words, "--box", "box")] = None,
        language: Annotated[str, _option(words, "--language", "language")] = "zh",
        out: Annotated[Path | None, _option(words, "--out", "out")] = None,
    ) -> None:
        settings = _box(box)
        clips = cover(text, clips_of(language, own_clips(settings)))
        print(" + ".join(clips) if clips else words.say("voice.test.no_clips"))
        wrong = asyncio.run(_said(Sentence(text=text, language=language), _speaker(settings, out)))
        if wrong:
            _refuse(words.say("voice.test.unheard", reason=wrong), status=1)


def _add_record(made: typer.Typer, words: Texts) -> None:
    @made.command("record", help=words.say("voice.record"))
    def take(
        text: Annotated[str, typer.Argument(help=words.say("voice.option.text"))],
        box: Annotated[Path | None, _option(words, "--box", "box")] = None,
        language: Annotated[str, _option(words, "--language", "language")] = "zh",
        file: Annotated[Path | None, _option(words, "--file", "file")] = None,
        seconds: Annotated[int, _option(words, "--seconds", "seconds")] = 4,
    ) -> None:
        folder = own_clips(_box(box)) / language
        try:
            kept = adopt(file, text, folder) if file else record(text, folder, seconds=seconds)
        except (OSError, ValueError) as error:
            _refuse(words.say("voice.record.failed", reason=str(error)), status=1)
        print(words.say("voice.record.kept", file=str(kept)))


def _add_pack(made: typer.Typer, words: Texts) -> None:
    @made.command("pack", help=words.say("voice.pack"))
    def bundle(
        folder: Annotated[Path, typer.Argument(help=words.say("voice.option.to"))],
        language: Annotated[str, _option(words, "--language", "language")] = "zh",
        to: Annotated[Path, _option(words, "--to", "pack_to")] = SHIPPED,
    ) -> None:
        for archive in pack(folder / language, to / language):
            print(archive)


def _speaker(settings: BoxSettings, out: Path | None) -> Voice:
    """The box's voice, or one that writes to `out`. A box that is to be silent writes beside its other sounds."""
    said = settings.voice
    folder = out or (Path(said.folder).expanduser() if said.folder else None)
    return voice_of(
        VoiceSettings(
            engine="pack" if said.engine == "none" else said.engine,
            player="file" if out is not None or said.player == "none" else said.player,
            device=said.device,
            folder=folder,
            rate=said.rate,
            volume=said.volume,
            own=own_clips(settings),
        )
    )


async def _said(sentence: Sentence, voice: Voice) -> str:
    """Say the sentence once; gives why it was not heard, empty where it was."""
    await voice.open()
    try:
        return (await voice.speak([sentence], name="test")).reason
    finally:
        await voice.close()


def own_clips(settings: BoxSettings) -> Path:
    """Where a box keeps the hall's own clips, in a folder a language."""
    return Path(settings.box.data_dir).expanduser() / "voice" / "clips"


def _languages(own: Path) -> list[str]:
    folders = (*SHIPPED.glob("*/"), *own.glob("*/"))
    return sorted({folder.name for folder in folders if folder.is_dir() and not folder.name.startswith("_")})


def _box(path: Path | None) -> BoxSettings:
    try:
        return load_box(path)
    except ConfigError as wrong:
        _refuse(str(wrong))


def _option(words: Texts, name: str, key: str) -> object:
    return typer.Option(name, help=words.say(f"voice.option.{key}"))


def _refuse(sentence: str, status: int = USAGE_ERROR) -> NoReturn:
    print(sentence, file=sys.stderr)
    raise SystemExit(status)
