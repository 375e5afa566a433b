"""How calls are said: by what a box wants of its voice, and where it wants nothing, by what its hall does."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from config.voice_checks import is_whole
from link.messages.definition import CallTemplate, Definition, LetterWord, NumberReading, Speech

USUAL_TIMES: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """`times`: how often the first language is said where nobody waits. `is_yao`: 1 is said yāo instead of yī. None:
    nothing is said of it."""

    languages: tuple[str, ...] | None = None
    times: int | None = None
    numbers: NumberReading | None = None
    is_yao: bool | None = None
    templates: tuple[CallTemplate, ...] = ()
    words: tuple[LetterWord, ...] = ()

    def over(self, other: "Wording") -> "Wording":
        """This one, and of the other what this one does not say; sentences and words of this one go first."""
        return Wording(
            languages=self.languages or other.languages,
            times=self.times or other.times,
            numbers=self.numbers or other.numbers,
            is_yao=other.is_yao if self.is_yao is None else self.is_yao,
            templates=(*self.templates, *other.templates),
            words=(*self.words, *other.words),
        )

    def template(self, language: str, zones: tuple[str, ...], *, is_named: bool) -> str:
        """The hall's own sentence for a call in these zones; empty where it has none."""
        for template in self.templates:
            fits = template.language == language and (
                not template.zones or bool({*template.zones} & {*zones})
            )
            if fits and (said := (template.named if is_named else "") or template.call):
                return said
        return ""

    def word(self, number: str, language: str) -> LetterWord | None:
        """The word that is said for the first letters of a number; the longest that fits."""
        fitting = [
            word
            for word in self.words
            if word.language == language and number.upper().startswith(word.letters)
        ]
        return max(fitting, key=lambda word: len(word.letters), default=None)


PLAIN_WORDING: Final = Wording()


@dataclass(frozen=True, slots=True, kw_only=True)
class HallWording:
    """How a hall wants its calls said. `spoken`: the zones that are called in languages of their own, and these."""

    speech: Speech = Speech()
    spoken: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def of(self, zones: Iterable[str]) -> Wording:
        """What is said in these zones. Where they have several languages it is said in each, once."""
        own = dict(self.spoken)
        each = (own.get(zone, self.speech.languages) for zone in zones)
        return Wording(
            languages=tuple(dict.fromkeys(language for languages in each for language in languages))
            or self.speech.languages,
            times=self.speech.repeat,
            numbers=self.speech.numbers,
            is_yao=self.speech.is_yao,
            templates=self.speech.templates,
            words=self.speech.words,
        )


def hall_wording(definition: Definition) -> HallWording:
    """What a definition says of its calls. A sentence that cannot be filled in, from whatever hall, is left out: it
    must not silence a call."""
    speech = definition.speech
    whole = tuple(each for each in speech.templates if _can_be_said(each))
    spoken = tuple((zone.id, zone.spoken) for zone in definition.zones if zone.spoken)
    if whole != speech.templates:
        speech = replace(speech, templates=whole)
    return HallWording(speech=speech, spoken=spoken)


def _can_be_said(template: CallTemplate) -> bool:
    return all(is_whole(text) for text in (template.call, template.named) if text)
