"""How a hall wants its calls said: languages, templates, words in place of letters, digits or counted numbers."""

from dataclasses import dataclass
from typing import Final, Literal

Numbers = Literal["digits", "counted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A sentence of the hall's own with `{number}` and `{window}`. No `zones`: in all. No `named`: as `call`."""

    language: str
    zones: tuple[str, ...] = ()
    call: str = ""
    named: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What is said in place of a number's letters."""

    letters: str
    language: str
    say: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """`times`: how often the first language is said where nobody waits. `is_yao`: 1 is said yāo instead of yī."""

    languages: tuple[str, ...] = ("zh",)
    times: int = 2
    numbers: Numbers = "digits"
    is_yao: bool = False
    templates: tuple[Template, ...] = ()
    words: tuple[Word, ...] = ()

    def template(self, language: str, zones: tuple[str, ...], *, is_named: bool) -> str:
        """The hall's own sentence for a call in these zones; empty where it has none."""
        for template in self.templates:
            fits = template.language == language and (
                not template.zones or bool({*template.zones} & {*zones})
            )
            if fits and (said := (template.named if is_named else "") or template.call):
                return said
        return ""

    def word(self, number: str, language: str) -> Word | None:
        """The word that is said for the first letters of a number; the longest that fits."""
        fitting = [
            word
            for word in self.words
            if word.language == language and number.upper().startswith(word.letters)
        ]
        return max(fitting, key=lambda word: len(word.letters), default=None)


PLAIN_WORDING: Final = Wording()
