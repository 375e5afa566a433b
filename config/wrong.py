"""What can be wrong with a settings file, and the one line that tells a person so in their language."""

import os
import unicodedata
from dataclasses import dataclass
from typing import Final

from config.language import language_of
from config.texts import Texts, texts

LONGEST_QUOTE: Final = 60
"""Characters of somebody's file that one message repeats at most."""

MOST_LISTED: Final = 16
"""Allowed words that one message lists at most."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the catalogue with its fields, not yet in any language. A field may be a sentence or a list."""

    key: str
    fields: tuple[tuple[str, object], ...] = ()

    def text(self, language: str) -> str:
        """The sentence in that language, on one line."""
        catalogue = texts(language)
        return catalogue.say(self.key, **{name: _plain(value, catalogue) for name, value in self.fields})


def said(key: str, /, **fields: object) -> Said:
    """A sentence of the catalogue: `said("config.what.range", low=1, high=8)`."""
    return Said(key, tuple(fields.items()))


class Wrong(ValueError):
    """Raised by a rule for one value: what is wrong with it and what is allowed instead."""

    def __init__(self, what: Said, allowed: Said | None = None) -> None:
        super().__init__(what.key)
        self.what = what
        self.allowed = allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong: in which file, at which dotted key and line, what, and what is allowed."""

    file: str
    key: str
    what: Said
    allowed: Said | None = None
    line: int | None = None

    def text(self, language: str) -> str:
        """The finding as one line in that language."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        parts = [one_line(place), one_line(self.key), self.what.text(language)]
        whole = texts(language).say("config.colon").join(part for part in parts if part)
        if self.allowed is None:
            return whole
        return whole + texts(language).say("config.then_allowed", allowed=self.allowed.text(language))


class ConfigError(Exception):
    """A settings file that cannot be used. Its `str()` is the first finding, in the language of the environment."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(findings[0].what.key)
        self.all: Final = tuple(findings)

    @property
    def first(self) -> Finding:
        return self.all[0]

    @property
    def file(self) -> str:
        return self.first.file

    @property
    def key(self) -> str:
        return self.first.key

    @property
    def what(self) -> str:
        return self.first.what.text(language_of(os.environ))

    @property
    def allowed(self) -> str:
        return self.first.allowed.text(language_of(os.environ)) if self.first.allowed else ""

    def __str__(self) -> str:
        return self.first.text(language_of(os.environ))


def one_line(text: str, longest: int = 4 * LONGEST_QUOTE) -> str:
    """What somebody wrote, safe to repeat: without control characters, cut to `longest` characters."""
    visible = "".join(" " if unicodedata.category(sign) in _UNSEEN else sign for sign in text)
    return visible if len(visible) <= longest else visible[: longest - 1] + "…"


_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})


def _plain(value: object, catalogue: Texts) -> object:
    if isinstance(value, Said):
        return value.text(catalogue.language)
    if isinstance(value, (tuple, list)):
        shown = [str(_plain(item, catalogue)) for item in value[:MOST_LISTED]]
        return catalogue.say("config.comma").join([*shown, *(["…"] if len(value) > MOST_LISTED else [])])
    return one_line(value, LONGEST_QUOTE) if isinstance(value, str) else value
