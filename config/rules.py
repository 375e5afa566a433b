"""The rules that single values obey: lengths, ranges, ids, times, addresses; each says what it allows."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated, Any, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import GetCoreSchemaHandler, Strict
from pydantic_core import CoreSchema, core_schema

from config.wrong import Said, Wrong, said


@dataclass(frozen=True)
class Rule:
    """A check that stands in a field's annotation: `Annotated[int, Range(1, 8)]`."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.checked, handler(source))

    @property
    def allowed(self) -> Said:
        """What may be written, in words."""
        raise NotImplementedError

    def checked(self, value: Any) -> Any:
        """The value, put right where that is harmless; raises Wrong where it breaks the rule."""
        raise NotImplementedError


@dataclass(frozen=True)
class Range(Rule):
    """A number from `low` to `high`, both included."""

    low: float
    high: float

    @property
    def allowed(self) -> Said:
        return said("config.allowed.range", low=self.low, high=self.high)

    def checked(self, value: float) -> float:
        if not self.low <= value <= self.high:  # NaN is in no range either
            raise Wrong(said("config.what.range", given=_short(value)), self.allowed)
        return value


@dataclass(frozen=True)
class Line(Rule):
    """One line of text for people, NFC, without control or text-direction characters."""

    longest: int
    shortest: int = 0

    @property
    def allowed(self) -> Said:
        return said("config.allowed.length", shortest=self.shortest, longest=self.longest)

    def checked(self, value: str) -> str:
        text = unicodedata.normalize("NFC", value.strip())
        if any(_is_hidden(sign) for sign in text):
            raise Wrong(said("config.what.control"), said("config.allowed.visible"))
        if not self.shortest <= len(text) <= self.longest:
            what = said("config.what.length", length=len(text)) if text else said("config.what.empty")
            raise Wrong(what, self.allowed)
        return text


@dataclass(frozen=True)
class Form(Rule):
    """A text of a certain form; `word` names the sentence that describes it."""

    pattern: str
    word: str

    @property
    def allowed(self) -> Said:
        return said(f"config.allowed.{self.word}")

    def checked(self, value: str) -> str:
        if not re.fullmatch(self.pattern, value, re.ASCII):
            raise Wrong(said("config.what.form", given=value), self.allowed)
        return value


@dataclass(frozen=True)
class Amount(Rule):
    """A list of `fewest` to `most` entries, none of them twice."""

    fewest: int
    most: int

    @property
    def allowed(self) -> Said:
        return said("config.allowed.amount", fewest=self.fewest, most=self.most)

    def checked(self, value: tuple[Any, ...]) -> tuple[Any, ...]:
        if not self.fewest <= len(value) <= self.most:
            raise Wrong(said("config.what.amount", amount=len(value)), self.allowed)
        if twice := [item for place, item in enumerate(value) if item in value[:place]]:
            raise Wrong(said("config.what.listed_twice", given=str(twice[0])))
        return value


@dataclass(frozen=True)
class TimeZone(Rule):
    """A time zone by its IANA name."""

    @property
    def allowed(self) -> Said:
        return said("config.allowed.timezone")

    def checked(self, value: str) -> str:
        try:
            ZoneInfo(value)
        except (LookupError, ValueError, OSError):
            raise Wrong(said("config.what.timezone", given=value), self.allowed) from None
        return value


@dataclass(frozen=True)
class Url(Rule):
    """An address that starts with http:// or https:// and names a host; may be empty."""

    @property
    def allowed(self) -> Said:
        return said("config.allowed.url")

    def checked(self, value: str) -> str:
        if value and not (_is_url(value) and len(value) <= LONGEST_URL):
            raise Wrong(said("config.what.form", given=value), self.allowed)
        return value


LONGEST_URL: Final = 200
ID_PATTERN: Final = r"[A-Za-z0-9_-]{1,40}"

Id = Annotated[str, Form(ID_PATTERN, "id")]
MaybeId = Annotated[str, Form(r"[A-Za-z0-9_-]{0,40}", "maybe_id")]
Name = Annotated[str, Line(40, 1)]
NameEn = Annotated[str, Line(80)]
Clock = Annotated[str, Form(r"([01][0-9]|2[0-3]):[0-5][0-9]", "clock")]

Many = Strict(False)
"""Beside a tuple: TOML's lists are lists, and a tuple is what is kept. What is inside stays strict."""


def _is_hidden(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} or sign in _DIRECTIONS


_DIRECTIONS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff")


def _is_url(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return (
            parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0 and value.isascii()
        )
    except ValueError:
        return False


def _short(value: float) -> str:
    # Python refuses to write out whole numbers of more than 4,300 digits.
    return f"{value:g}" if isinstance(value, float) else str(value) if abs(value) < 10**15 else "> 10^15"
