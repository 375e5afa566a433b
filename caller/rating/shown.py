"""What the rating screen shows, in plain values that QML reads; each text in two languages."""

from dataclasses import dataclass
from typing import Literal

RatingPage = Literal[
    "starting", "unknown", "stale", "closed", "paused", "idle", "ask", "why", "survey", "note", "thanks", "order",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One text: the hall's language large, the other below it."""

    first: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something to touch. `value` is what it says; `icon` only of a grade."""

    value: str
    first: str
    second: str = ""
    icon: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingShown:
    """A whole screen. `share` of the time is left, 0–1; `skip_h` and `is_in_rows` follow the screen's real size."""

    page: RatingPage
    colour: int
    label: str
    unit: str
    """号窗口, beside the number of the window."""
    place: str
    """What the window is called beside its number."""
    name: str
    job: str
    number_label: str
    number: str
    photo: str
    title: Said
    note: Said
    grades: tuple[Choice, ...]
    choices: tuple[Choice, ...]
    """The reasons, or the answers of a survey."""
    has_grades: bool
    choice_count: int
    skip: Said
    done: Said
    write: Said
    typed: str
    icon: str
    share: float
    is_in_rows: bool
    skip_h: int
