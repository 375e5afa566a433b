"""`jiaohao voice words`: what a hall's calls say that the packs do not, one clip a line, ready for `voice render`."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from config.box import load_box
from config.hall import load_hall
from config.texts import Texts, languages, texts
from config.voice_table import TemplateTable, VoiceTable, WordTable
from config.wrong import ConfigError
from devices.voices.needed import Spoken, lacking, needed
from devices.voices.pack import clips_of
from devices.voices.render.clip_list import cardinal_zh
from link.messages.definition import Definition
from link.messages.definition.speech import CallTemplate, LetterWord

USAGE_ERROR = 2


def add_words(made: typer.Typer, words: Texts) -> None:
    """Add the command `words`."""

    @made.command("words", help=words.say("voice.words"))
    def show(
        *,
        hall: Annotated[Path, _option(words, "--hall", "hall")],
        box: Annotated[Path | None, _option(words, "--box", "box")] = None,
        language: Annotated[str, _option(words, "--language", "language")] = "zh",
        groups: Annotated[bool, _option(words, "--groups", "groups")] = False,
    ) -> None:
        try:
            definition, settings = load_hall(hall), load_box(box)
        except ConfigError as wrong:
            print(wrong, file=sys.stderr)
            raise SystemExit(USAGE_ERROR) from wrong
        own = Path(settings.box.data_dir).expanduser() / "voice" / "clips"
        said = spoken(definition, settings.voice, language)
        for text in lacking(needed(said, are_whole=not groups), clips_of(language, own)):
            print(as_line(text, language))


def spoken(definition: Definition, voice: VoiceTable, language: str) -> Spoken:
    """What a hall says in a language: by its own templates, else by ours."""
    written: tuple[TemplateTable | CallTemplate, ...] = (*voice.template, *definition.speech.templates)
    own = [template for template in written if template.language == language]
    words = texts(language)
    is_ours = language in languages() and not own
    return Spoken(
        templates=(words.raw("voice.call").replace("window_word", "window"),)
        if is_ours
        else tuple(template.call for template in own if template.call),
        named=(words.raw("voice.call.named"),)
        if is_ours
        else tuple(template.named or template.call for template in own),
        starts=tuple(_starts(definition, voice, language)),
        windows=tuple(window.label for window in definition.windows),
        digits=tuple(words.say(f"voice.digit.{digit}") for digit in range(10)),
        between="" if words.language == "zh" else " ",
    )


def as_line(text: str, language: str) -> str:
    """A clip as `voice render --words` reads it: `到3号窗口办理。 = 到三号窗口办理。`"""
    if language == "en":
        return text
    digits = "".join(sign for sign in text if sign in "0123456789")
    aloud = text.replace(digits, cardinal_zh(int(digits))) if 0 < len(digits) < 3 and digits in text else text
    aloud = f"{aloud}，" if aloud[-1:].isascii() and aloud[-1:].isupper() else aloud
    return f"{text} = {aloud}" if aloud != text else text


def _starts(definition: Definition, voice: VoiceTable, language: str) -> Iterator[str]:
    # The box's own count.
    written: tuple[LetterWord | WordTable, ...] = (*definition.speech.words, *voice.word)
    said = {word.letters: word.say for word in written if word.language == language}
    for series in definition.series:
        yield said.get(series.prefix, series.prefix)


def _option(words: Texts, name: str, key: str) -> object:
    return typer.Option(name, help=words.say(f"voice.option.{key}"))
