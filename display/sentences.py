"""The sentences that a voice says for a call or a broadcast, in each language that the hall wants."""

import re
from dataclasses import dataclass
from typing import Final

from config.texts import FIRST_LANGUAGE, Texts, languages, texts
from devices.voices.voice import Sentence
from display.announcer import Call, Entry, Notice
from display.numbers import spelled
from display.shortening import Role
from display.wording import PLAIN_WORDING, USUAL_TIMES, Wording

_LETTERED: Final = re.compile(r"([A-Z]{1,2})([0-9]{1,2})", re.ASCII)
_HANZI: Final = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence of an announcement, and why it is said."""

    role: Role
    sentence: Sentence


def lines(entry: Entry, wording: Wording, *, is_practice: bool = False) -> tuple[Line, ...]:
    """All that may be said, in order; how much of it is, the queue decides.

    The first language comes first and is repeated, every further one is said once. A broadcast is in one language,
    the one that it is written in.
    """
    if isinstance(entry, Notice):
        return _notice(entry, is_practice)
    first, *others = wording.languages or (FIRST_LANGUAGE,)
    leading = _practised(sentence(entry, first, wording), is_practice)
    return (
        Line(role="first", sentence=leading),
        *(Line(role="repeat", sentence=leading) for _ in range((wording.times or USUAL_TIMES) - 1)),
        *(
            Line(
                role="own" if language == entry.language else "other",
                sentence=_practised(sentence(entry, language, wording), is_practice),
            )
            for language in others
        ),
    )


def sentence(call: Call, language: str, wording: Wording = PLAIN_WORDING) -> Sentence:
    """`请 A 零一二 号，到 3 号窗口办理。`, `Ticket A zero one two, window three, please.`

    A language without texts of ours is a dialect: its sentence is the hall's own, its digits are written as in Chinese.
    """
    words = texts(language)
    is_named = not any(letter.isdigit() for letter in call.window)
    number, word = spelled(call.number, words, wording, language), _word(call.window, words)
    own = wording.template(language, call.zones, is_named=is_named)
    if own:
        text = own.format(number=number, window=word if words.language == "en" else call.window)
    else:
        key = "voice.call.named" if is_named else "voice.call"
        text = words.say(key, number=number, window=call.window, window_word=word)
    return Sentence(text=text, language=language if language not in languages() else words.language)


def _notice(notice: Notice, is_practice: bool) -> tuple[Line, ...]:
    said = Sentence(text=notice.text, language="zh" if _HANZI.search(notice.text) else "en")
    said = _practised(said, is_practice)
    again: Role = "first" if notice.is_urgent else "repeat"
    return (Line(role="first", sentence=said), Line(role=again, sentence=said))


def _practised(said: Sentence, is_practice: bool) -> Sentence:
    """In a practice hall nobody who hears a call may take it for one of the real hall."""
    if not is_practice:
        return said
    return Sentence(
        text=texts(said.language).say("voice.practice", sentence=said.text), language=said.language
    )


def _word(label: str, words: Texts) -> str:
    """A window's single digit as a word, its letters apart (`A3`: `A three`); longer numbers the voice reads itself."""
    lettered = _LETTERED.fullmatch(label)
    letters, digits = lettered.groups() if lettered else ("", label)
    said = words.say(f"voice.digit.{digits}") if digits in tuple("0123456789") else digits
    return " ".join((*letters, said))
