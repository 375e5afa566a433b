"""Calling by ratio: so many of each in every round, counted for a profile, a window or the whole hall."""

from dataclasses import dataclass

from hall.rules.day import Day
from hall.rules.heads import Head, meant_by
from link.messages.definition import Profile
from link.state import Window


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is: those of one part, or (no `part`) those whom the ratio does not name."""

    heads: tuple[Head, ...]
    part: str
    counters: str
    new_round: bool


def turn(day: Day, profile: Profile, window: Window, heads: tuple[Head, ...]) -> Turn:
    """The first part that has calls left in this round and somebody waiting; then those who are not named, which ends
    the round; where all are named, the next round begins at once.

    Nobody who waits is kept waiting because another part has nobody.
    """
    counters = counters_of(profile, window)
    counted = day.rounds.get(counters, {})
    parts = [(share, share_heads) for share in profile.ratio if (share_heads := meant_by(share).among(heads))]
    for share, its in parts:
        mark = meant_by(share).mark
        if counted.get(mark, 0) < share.count:
            return Turn(its, mark, counters, new_round=False)
    named = {head for _, its in parts for head in its}
    others = tuple(head for head in heads if head not in named)
    if others:
        return Turn(others, "", counters, new_round=True)
    share, its = parts[0]
    return Turn(its, meant_by(share).mark, counters, new_round=True)


def counters_of(profile: Profile, window: Window) -> str:
    """The name of the counters that a call adds to."""
    if profile.ratio_per == "hall":
        return "hall"
    return f"window:{window.id}" if profile.ratio_per == "window" else f"profile:{profile.id}"
