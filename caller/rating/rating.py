"""What a citizen said of one service."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Transaction:
    """One service that has just ended at a window. `number` is what its citizen holds."""

    ticket: str
    transaction: int
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """On its way under `key`. `answers` are question and number; a `device` has grades alone."""

    ticket: str
    transaction: int
    grade: int
    key: str
    reasons: tuple[str, ...] = ()
    comment: str = ""
    answers: tuple[tuple[str, int], ...] = ()
    by: Literal["screen", "device"] = "screen"
