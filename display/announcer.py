"""What a voice says next: one serial queue of the calls that still stand, each begun once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

FRESH_FOR_S = 90.0
"""A call older than this when the voice first hears of it is history: the person has seen it or is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A ticket that is called now. `seq`, the call's id, is the place of its last (re)call in the ledger."""

    seq: int
    ticket: str
    number: str
    window: str
    """The window's label, as a person says it."""
    zones: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All calls that stand when `ledger` has come to `seq`; from a snapshot or from facts alike."""

    ledger: str
    seq: int
    calls: tuple[Call, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """The last call that was begun, kept on disk: a restarted box repeats nothing and forgets nothing."""

    ledger: str
    last_begun: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """One call to be said, `times` times over."""

    call: Call
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcer:
    """The state of one voice. No `zones` means every zone; no `memory`, that the hall is new to it."""

    zones: frozenset[str] = frozenset()
    memory: Memory | None = None
    times_alone: int = 2
    """How often a call is said behind which nobody waits; with others waiting it is said once."""
    waiting: tuple[Call, ...] = ()
    speaking: Announcement | None = None
    is_cut_off: bool = True
    """Whether the hall is out of reach. Then nothing is begun: what we know may be over."""


def hear(announcer: Announcer, standing: Standing, now: datetime) -> Announcer:
    """Take in what stands now. `now` is the hall's time.

    The queue is ordered by seq and holds at most one entry a ticket, because a ticket stands for its latest
    call only: a recall takes the place of its waiting entry, and an ended, moved or cancelled ticket is gone.
    Order by seq also makes one number enough to remember: what is newer than the last begun is not yet said.
    """
    memory = announcer.memory
    if memory is None or memory.ledger != standing.ledger:
        memory = Memory(ledger=standing.ledger, last_begun=standing.seq)
        return replace(announcer, memory=memory, waiting=(), is_cut_off=False)
    known = {call.seq for call in announcer.waiting}
    waiting = (
        call
        for call in _newer(_of_zones(standing.calls, announcer.zones), memory.last_begun)
        if call.seq in known or is_fresh(call, now)
    )
    return replace(announcer, waiting=tuple(sorted(waiting, key=_seq)), is_cut_off=False)


def lose(announcer: Announcer) -> Announcer:
    """The hall is out of reach. What waited is judged anew, by its age too, when the hall is back."""
    return replace(announcer, waiting=(), is_cut_off=True)


def begin(announcer: Announcer) -> tuple[Announcer, Announcement | None]:
    """Start the next announcement, if the voice is free. Its `memory` is stored before a sound is made."""
    if announcer.speaking is not None or announcer.is_cut_off or not announcer.waiting:
        return announcer, None
    if announcer.memory is None:
        return announcer, None
    call, *rest = announcer.waiting
    announcement = Announcement(call=call, times=1 if rest else announcer.times_alone)
    begun = replace(
        announcer,
        memory=replace(announcer.memory, last_begun=call.seq),
        waiting=tuple(rest),
        speaking=announcement,
    )
    return begun, announcement


def finish(announcer: Announcer) -> Announcer:
    """The announcement is over, heard or not: the queue moves on."""
    return replace(announcer, speaking=None)


def is_fresh(call: Call, now: datetime) -> bool:
    """Whether a call first heard of at `now` is still worth saying."""
    return now - call.at < timedelta(seconds=FRESH_FOR_S)


def _of_zones(calls: Iterable[Call], zones: frozenset[str]) -> Iterable[Call]:
    return (call for call in calls if not zones or zones.intersection(call.zones))


def _newer(calls: Iterable[Call], seq: int) -> Iterable[Call]:
    return (call for call in calls if call.seq > seq)


def _seq(call: Call) -> int:
    return call.seq
