"""Sentences with a number in them, cut so that the number can be drawn bold and large."""

import re
from dataclasses import dataclass

DIGITS = re.compile(r"\d+(?:[–:]\d+)*")


@dataclass(frozen=True)
class Counted:
    """`前面还有 | 5 | 人`: words before, the number, words after; without a number all words are `before`."""

    before: str = ""
    number: str = ""
    after: str = ""


def counted(sentence: str) -> Counted:
    """Cut a sentence at its first number, a range (`15–25`) or time (`8:30`) counting as one."""
    found = DIGITS.search(sentence)
    if found is None:
        return Counted(before=sentence.strip())
    return Counted(sentence[: found.start()].strip(), found.group(), sentence[found.end() :].strip())


def in_brackets(name: str) -> tuple[str, str]:
    """`市场监管局（工商局）` as its name and the part in brackets, which is drawn lighter and smaller."""
    for opening, closing in ("（）", "()"):
        if opening in name and name.endswith(closing):
            at = name.index(opening)
            return name[:at].rstrip(), name[at:]
    return name, ""
