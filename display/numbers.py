"""A ticket's number as it is said: letters apart, then its digits one by one, or counted."""

from typing import Final

from config.texts import Texts
from display.wording import Wording

LONGEST_COUNTED: Final = 3
"""A number of more digits is said digit by digit in any case."""


def spelled(number: str, words: Texts, wording: Wording, language: str) -> str:
    """`A 零一二`, `A zero one two`; counted `A 十二`; with the hall's word for A `综合 零一二`."""
    word = wording.word(number, language)
    rest = number[len(word.letters) :] if word else number
    letters = [word.say] if word else [letter.upper() for letter in rest if letter.isalpha()]
    digits = "".join(digit for digit in rest if digit in "0123456789")
    if wording.numbers == "counted" and 0 < len(digits) <= LONGEST_COUNTED:
        said = counted(int(digits), words)
    else:
        said = _digits(digits, words, wording)
    return " ".join([*letters, said]).strip()


def counted(number: int, words: Texts) -> str:
    """0 to 999 as one counts: `十二`, `一百零五`; `twelve`, `one hundred and five`."""
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest, words)
    digit = _digit(hundreds, words)
    if not rest:
        return words.say("voice.count.hundred", digit=digit)
    said = _below_hundred(rest, words)
    if rest < 10:
        said = words.say("voice.count.rest.ones", ones=said)
    elif rest < 20:
        said = words.say("voice.count.rest.teens", teens=said)
    return words.say("voice.count.hundred.rest", digit=digit, rest=said)


def _below_hundred(number: int, words: Texts) -> str:
    tens, ones = divmod(number, 10)
    if number < 10:
        return _digit(number, words)
    if number < 20:
        return words.say("voice.count.teens").split()[ones]
    ten = words.say("voice.count.tens").split()[tens - 2]
    return words.say("voice.count.both", tens=ten, ones=_digit(ones, words)) if ones else ten


def _digits(digits: str, words: Texts, wording: Wording) -> str:
    said = [
        words.say("voice.digit.1.yao") if wording.is_yao and digit == "1" else _digit(int(digit), words)
        for digit in digits
    ]
    return (" " if all(each.isascii() for each in said) else "").join(said)


def _digit(digit: int, words: Texts) -> str:
    return words.say(f"voice.digit.{digit}")
