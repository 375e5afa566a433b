"""How much of an announcement is said: the longer the queue, the less, so that speech never falls far behind the calls."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from devices.voices.voice import ChimeKind
from display.announcer import Announcer

Role = Literal["first", "own", "repeat", "other"]
"""`first`: what every call is said by. `own`: in the language that its citizen chose. Then repeats, and languages more."""

PATIENT_FOR_S: Final = 6.0
"""Others hear their call later by as much: so long a single one may wait behind a further language."""

LEAST_BRIEF: Final = 3
"""With so many behind it a call has one note for a chime: the hall listens already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """What waits to be said: how many, and for how long the one that was called first."""

    waiting: int = 0
    oldest_s: float = 0.0


def backlog(announcer: Announcer, now: datetime) -> Backlog:
    """The queue as it is now, without what is being said."""
    oldest = min((entry.at for entry in announcer.waiting), default=now)
    return Backlog(waiting=len(announcer.waiting), oldest_s=max(0.0, (now - oldest).total_seconds()))


def is_wanted(role: Role, behind: Backlog, *, does_stand: bool = True) -> bool:
    """Whether a sentence of an announcement is said, asked when its turn comes. `behind`: the queue at that moment.

    Twice and in every language where nobody waits; once in each where one waits who can; once where more do. What
    no longer stands is not said to its end.
    """
    if role == "first":
        return True
    if not does_stand:
        return False
    if role == "own":
        return True
    if role == "repeat":
        return behind.waiting == 0
    return behind.waiting == 0 or (behind.waiting == 1 and behind.oldest_s < PATIENT_FOR_S)


def chime_of(behind: Backlog, ceiling_s: float) -> ChimeKind:
    """The chime of the next call: one note when the queue is long, or has come half way to the ceiling of the lag."""
    return "brief" if behind.waiting >= LEAST_BRIEF or behind.oldest_s >= ceiling_s / 2 else "call"


def lag_told_s(behind: Backlog, ceiling_s: float, *, told_s: float) -> float:
    """By how much staff are told that the voice lags: the ceiling, twice, four times … as much; 0: not at all. `told_s` is
    what they were told last. Once told, until the queue is short again, and meanwhile only that it got worse: each step
    is an alarm that somebody looks after."""
    if behind.oldest_s <= (ceiling_s / 2 if told_s else ceiling_s):
        return 0.0
    step_s = max(told_s, ceiling_s)
    while behind.oldest_s >= 2 * step_s:
        step_s *= 2
    return step_s
