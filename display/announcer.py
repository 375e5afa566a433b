"""What a voice says next: one serial queue of what still stands, each begun once; an emergency goes before all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from display.wording import HallWording

FRESH_FOR_S: Final = 90.0
"""A call older than this when the voice first hears of it is history: the person has seen it or is gone."""

URGENT_AGAIN_S: Final = 12.0
"""An emergency that lasts is said again this long after it was said; meanwhile no call is."""


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
    language: str = ""
    """The one that its citizen chose; said however long the queue is, where the voice has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A broadcast of the staff, in their own words; no `zones` means the whole hall."""

    seq: int
    text: str
    zones: tuple[str, ...]
    at: datetime
    is_urgent: bool = False


Entry = Call | Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All that stands when `ledger` has come to `seq`; from a snapshot or from facts alike."""

    ledger: str
    seq: int
    calls: tuple[Call, ...] = ()
    notices: tuple[Notice, ...] = ()
    is_practice: bool = False
    wording: HallWording = HallWording()


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """The last entry that was begun, kept on disk: a restarted box repeats nothing and forgets nothing."""

    ledger: str
    last_begun: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcer:
    """The state of one voice. No `zones` means every zone; no `memory`, that the hall is new to it."""

    zones: frozenset[str] = frozenset()
    memory: Memory | None = None
    waiting: tuple[Entry, ...] = ()
    speaking: Entry | None = None
    does_stand: bool = True
    """Whether what is being said is still so: its ticket neither moved nor called again."""
    broken_off: int = 0
    """The seq of an entry that an emergency broke off: it is said again, from its beginning. 0: none."""
    urgent: tuple[Notice, ...] = ()
    urgent_due_at: datetime | None = None
    """When what is urgent is said again; None: at once."""
    is_cut_off: bool = True
    """Whether the hall is out of reach. Then no call is begun: what we know may be over. An emergency goes on."""


def hear(announcer: Announcer, standing: Standing, now: datetime) -> Announcer:
    """Take in what stands now. `now` is the hall's time.

    The queue is ordered by seq and holds at most one entry a ticket, because a ticket stands for its latest
    call only: a recall takes the place of its waiting entry, and an ended, moved or cancelled ticket is gone.
    Order by seq also makes one number enough to remember: what is newer than the last begun is not yet said.
    """
    announcer = _with_urgent(announcer, standing)
    memory = announcer.memory
    if memory is None or memory.ledger != standing.ledger:
        memory = Memory(ledger=standing.ledger, last_begun=standing.seq)
        return replace(announcer, memory=memory, waiting=(), broken_off=0, is_cut_off=False)
    known = {entry.seq for entry in announcer.waiting} | {announcer.broken_off}
    stands = [*_in_zones((*standing.calls, *standing.notices), announcer.zones)]
    waiting = (
        entry
        for entry in stands
        if (entry.seq > memory.last_begun or entry.seq == announcer.broken_off)
        and (entry.seq in known or is_fresh(entry, now))
    )
    return replace(
        announcer,
        waiting=tuple(sorted(waiting, key=_seq)),
        does_stand=announcer.speaking is None or announcer.speaking.seq in {entry.seq for entry in stands},
        is_cut_off=False,
    )


def lose(announcer: Announcer) -> Announcer:
    """The hall is out of reach. What waited is judged anew, by its age too, when the hall is back."""
    return replace(announcer, waiting=(), broken_off=0, is_cut_off=True)


def begin(announcer: Announcer, now: datetime) -> tuple[Announcer, Entry | None]:
    """Start the next entry, if the voice is free. Its `memory` is stored before a sound is made."""
    if announcer.speaking is not None:
        return announcer, None
    if announcer.urgent:
        return _begin_urgent(announcer, now)
    if announcer.is_cut_off or not announcer.waiting or announcer.memory is None:
        return announcer, None
    entry, *rest = announcer.waiting
    last_begun = max(announcer.memory.last_begun, entry.seq)
    begun = replace(
        announcer,
        memory=replace(announcer.memory, last_begun=last_begun),
        waiting=tuple(rest),
        speaking=entry,
        does_stand=True,
        broken_off=0 if entry.seq == announcer.broken_off else announcer.broken_off,
    )
    return begun, entry


def must_stop(announcer: Announcer) -> bool:
    """Whether what is being said gives way at once: to an emergency, or because the emergency is over."""
    said = announcer.speaking
    if said is None:
        return False
    if isinstance(said, Notice) and said.is_urgent:
        return said.seq not in {notice.seq for notice in announcer.urgent}
    return bool(announcer.urgent)


def finish(announcer: Announcer, now: datetime, *, is_broken_off: bool = False) -> Announcer:
    """What was said is over, heard or not: the queue moves on. What was broken off is said again if it still stands."""
    said = announcer.speaking
    if said is None:
        return announcer
    if _is_urgent(said):
        return replace(announcer, speaking=None, urgent_due_at=now + timedelta(seconds=URGENT_AGAIN_S))
    if not (is_broken_off and announcer.does_stand):
        return replace(announcer, speaking=None)
    waiting = tuple(sorted((said, *announcer.waiting), key=_seq))
    return replace(announcer, speaking=None, broken_off=said.seq, waiting=waiting)


def is_fresh(entry: Entry, now: datetime) -> bool:
    """Whether something first heard of at `now` is still worth saying."""
    return now - entry.at < timedelta(seconds=FRESH_FOR_S)


def due_s(announcer: Announcer, now: datetime) -> float | None:
    """In how many seconds the voice must look again though nothing new is heard; None: never."""
    if announcer.urgent_due_at is None or not announcer.urgent:
        return None
    return max(0.0, (announcer.urgent_due_at - now).total_seconds())


def _begin_urgent(announcer: Announcer, now: datetime) -> tuple[Announcer, Entry | None]:
    if announcer.urgent_due_at is not None and now < announcer.urgent_due_at:
        return announcer, None
    notice = announcer.urgent[-1]
    return replace(announcer, speaking=notice, does_stand=True), notice


def _with_urgent(announcer: Announcer, standing: Standing) -> Announcer:
    urgent = tuple(
        notice for notice in standing.notices if notice.is_urgent and _is_heard_in(notice, announcer.zones)
    )
    is_same = urgent == announcer.urgent
    return replace(announcer, urgent=urgent, urgent_due_at=announcer.urgent_due_at if is_same else None)


def _in_zones(entries: Iterable[Entry], zones: frozenset[str]) -> Iterator[Entry]:
    """What is said in turn: an emergency never waits in the queue."""
    return (entry for entry in entries if _is_heard_in(entry, zones) and not _is_urgent(entry))


def _is_heard_in(entry: Entry, zones: frozenset[str]) -> bool:
    if not zones:
        return True
    return bool(zones.intersection(entry.zones)) or (isinstance(entry, Notice) and not entry.zones)


def _is_urgent(entry: Entry) -> bool:
    return isinstance(entry, Notice) and entry.is_urgent


def _seq(entry: Entry) -> int:
    return entry.seq
