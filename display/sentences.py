"""The sentences that a voice says for a call: digits one by one, in each language that the hall wants."""

from collections.abc import Sequence

from config.texts import Texts, texts
from devices.voices.voice import Sentence
from display.announcer import Announcement, Call


def sentences(
    announcement: Announcement, languages: Sequence[str], *, is_yao: bool = False
) -> tuple[Sentence, ...]:
    """The first language as often as the announcement wants, every further one once.

    `is_yao`: 1 is said yāo instead of yī, as some halls do on the telephone's example.
    """
    first, *others = languages or ("zh",)
    said = [sentence(announcement.call, first, is_yao=is_yao)] * announcement.times
    return (*said, *(sentence(announcement.call, other, is_yao=is_yao) for other in others))


def sentence(call: Call, language: str, *, is_yao: bool = False) -> Sentence:
    """`请 A 零一二 号，到 3 号窗口办理。`, `Ticket A zero one two, window three, please.`"""
    words = texts(language)
    key = "voice.call" if any(letter.isdigit() for letter in call.window) else "voice.call.named"
    text = words.say(
        key,
        number=spelled(call.number, words, is_yao=is_yao),
        window=call.window,
        window_word=_word(call.window, words),
    )
    return Sentence(text=text, language=words.language)


def spelled(number: str, words: Texts, *, is_yao: bool = False) -> str:
    """A ticket's number as it is said: letters apart, then each digit by its word (`A 零一二`, `A zero one two`)."""
    letters = [letter.upper() for letter in number if letter.isalpha()]
    digits = [_digit(digit, words, is_yao) for digit in number if digit in "0123456789"]
    between = " " if all(digit.isascii() for digit in digits) else ""
    return " ".join([*letters, between.join(digits)]).strip()


def _digit(digit: str, words: Texts, is_yao: bool) -> str:
    return words.say("voice.digit.1.yao" if is_yao and digit == "1" else f"voice.digit.{digit}")


def _word(label: str, words: Texts) -> str:
    """A window's single digit as a word; longer numbers are read by the voice itself (`13` as thirteen)."""
    return words.say(f"voice.digit.{label}") if label in tuple("0123456789") else label
