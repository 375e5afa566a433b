"""The heads of the lines that a window calls: the first of each class in each queue, and which of them a rule means."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from hall.rules.day import Day
from link.messages.definition import Share, When
from link.state import Place


class Head(NamedTuple):
    """The first of a line."""

    queue: str
    priority: str
    place: Place

    @property
    def ticket(self) -> str:
        return self.place[-1]

    def waited_s(self, now: datetime) -> float:
        """How long the wait of this line's first counts; below 0 for one whose appointment is still to come."""
        return now.timestamp() - self.place[1]


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a condition or a ratio speaks of: a queue, a class, one class in one queue, or everybody."""

    queue: str = ""
    priority: str = ""

    @property
    def mark(self) -> str:
        """As it is written: `A1`, `pool:ID`, `class:ID`."""
        return self.queue or f"class:{self.priority}"

    def among(self, heads: Iterable[Head]) -> tuple[Head, ...]:
        return tuple(
            head
            for head in heads
            if (not self.queue or head.queue == self.queue)
            and (not self.priority or head.priority == self.priority)
        )


def heads_of(day: Day, queues: Iterable[str]) -> tuple[Head, ...]:
    """The first of each class in each queue."""
    waiting = day.public.waiting
    return tuple(Head(queue, priority, place) for queue in queues for priority, place in waiting.heads(queue))


def meant_by(rule: When | Share) -> Meant:
    """Whom a row of a profile names."""
    return Meant(f"pool:{rule.pool}" if rule.pool else rule.service, rule.priority)


def then_of(rule: When) -> Meant:
    """Whom a condition calls."""
    kind, _, name = rule.then.rpartition(":")
    if not rule.then:
        return meant_by(rule)
    return Meant(priority=name) if kind == "class" else Meant(rule.then)
