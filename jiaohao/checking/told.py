"""What a check found, in plain values; the words stand in the texts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from config.texts import Texts

State = Literal["good", "warning", "bad"]
Part = Literal[
    "settings", "hall", "paired", "network", "clock", "disk", "memory", "versions", "certificate", "printer", "screen",
    "sound", "voice", "serial", "keypad", "sign", "fonts", "units", "backup", "box", "ledger",
]  # fmt: skip

EXIT_OF: Final[Mapping[State, int]] = {"good": 0, "warning": 0, "bad": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One line. `key` names the sentence `check.KEY`, and `check.KEY.do` what to do about it where it is not good;
    `about` is the one of several that it concerns, such as a printer's name."""

    part: Part
    state: State
    key: str
    about: str = ""
    fields: Mapping[str, object] = field(default_factory=dict)


def good(part: Part, key: str, about: str = "", **fields: object) -> Told:
    return Told(part=part, state="good", key=key, about=about, fields=fields)


def warning(part: Part, key: str, about: str = "", **fields: object) -> Told:
    return Told(part=part, state="warning", key=key, about=about, fields=fields)


def bad(part: Part, key: str, about: str = "", **fields: object) -> Told:
    return Told(part=part, state="bad", key=key, about=about, fields=fields)


def worst(told: Iterable[Told]) -> State:
    """The state of all together."""
    states = {each.state for each in told}
    return "bad" if "bad" in states else "warning" if "warning" in states else "good"


def sentence(told: Told, words: Texts) -> str:
    """What was found."""
    return words.say(f"check.{told.key}", **told.fields)


def advice(told: Told, words: Texts) -> str:
    """What to do about it; empty where all is well."""
    return "" if told.state == "good" else words.say(f"check.{told.key}.do", **told.fields)
