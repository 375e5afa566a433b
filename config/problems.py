"""The sentences for the hall's refusals, in the language of the one who asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

from config.texts import Texts, texts


@dataclass(frozen=True, slots=True)
class Sentence:
    """A refusal in words: what it is called, and what a clerk should know and do."""

    title: str
    detail: str


def sentence(problem: str, fields: Mapping[str, str], language: str) -> Sentence:
    """The words for a type such as `window-not-open`; the title twice where the detail lacks a field."""
    catalogue = texts(language)
    title = catalogue.say(f"problem.{problem}.title")
    detail = catalogue.raw(f"problem.{problem}.detail")
    if not fields_in(detail) <= set(fields):
        return Sentence(title, title)
    words = {name: _in_words(name, value, catalogue) for name, value in fields.items()}
    return Sentence(title, catalogue.say(f"problem.{problem}.detail", **words))


def fields_in(text: str) -> frozenset[str]:
    """The names of the `{fields}` in a text."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


def _in_words(name: str, value: str, catalogue: Texts) -> str:
    """A ticket's or window's state as people call it; anything else as it is."""
    key = f"problem.{name}.{value}"
    return catalogue.say(key) if catalogue.has(key) else value
