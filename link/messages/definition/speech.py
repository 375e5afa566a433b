"""How a hall wants its calls said: languages, sentences of its own, words in place of letters."""

from dataclasses import dataclass
from typing import Literal

NumberReading = Literal["digits", "counted"]
"""`零一二`, or `十二`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTemplate:
    """A sentence of the hall's own with `{number}` and `{window}`. No `zones`: in all. No `named`: as `call`."""

    language: str
    zones: tuple[str, ...] = ()
    call: str = ""
    named: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWord:
    """What is said in place of a number's letters."""

    letters: str
    language: str
    say: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """What every loudspeaker of the hall goes by that has no settings of its own; zones may have other languages."""

    languages: tuple[str, ...] = ("zh",)
    repeat: int | None = None
    """How often the first language is said where nobody waits; None: twice."""
    numbers: NumberReading = "digits"
    is_yao: bool = False
    """Whether 1 is said yāo instead of yī."""
    templates: tuple[CallTemplate, ...] = ()
    words: tuple[LetterWord, ...] = ()
