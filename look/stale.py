"""Is what a screen shows still true, and the words for it when it is not."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

STALE_AFTER_S = 12.0
"""The hall says something every 5 s; two missed words and a little more make a screen stale."""

Freshness = Literal["starting", "live", "stale"]


@dataclass(frozen=True)
class Stale:
    """What a screen says of its own age. `stopped_at` is the hall's time of the last word, as shown (`10:28`)."""

    is_stale: bool
    freshness: Freshness
    stopped_at: str = ""
    shut_out: str = ""
    """The key of what a technician must put right before this box has a hall (`look.shut_out`)."""


def staleness(silent_s: float | None, last_word_at: datetime | None, after_s: float = STALE_AFTER_S) -> Stale:
    """Judge the silence of the hall.

    `silent_s` is the time since its last word, None before the first; `last_word_at` that word's moment in the hall's
    own time. Before the first word nothing is shown that could be old, so a screen is `starting` and not stale.
    """
    if silent_s is None or last_word_at is None:
        return Stale(is_stale=False, freshness="starting")
    if silent_s <= after_s:
        return Stale(is_stale=False, freshness="live")
    return Stale(is_stale=True, freshness="stale", stopped_at=shown_time(last_word_at))


def shown_time(at: datetime) -> str:
    """The time of day as screens write it: `8:30`, `14:05`."""
    return f"{at.hour}:{at.minute:02d}"
