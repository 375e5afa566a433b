"""Where a ticket stands in a queue: by arrival, or put first, last, by its age or some places back."""

from datetime import datetime
from heapq import merge
from typing import Final

from hall.rules.day import Day
from link.messages.words import PlaceIn
from link.state import Place, Ticket

STEP: Final = 0.001
"""The least distance in seconds between two who come: moments are whole milliseconds. There is room between them."""


def rank_of(moment: datetime) -> float:
    """The rank of one whose waiting counts from a moment, past or to come: seconds since 1970."""
    return moment.timestamp()


def rank_on_arrival(day: Day, at: datetime | None = None) -> float:
    """The rank of one who comes now (`at`, else when the last thing happened): behind all who came before."""
    now = at or day.public.at
    return max(rank_of(now) if now else 0.0, day.last_rank + STEP)


def rank_at(day: Day, ticket: Ticket, queues: tuple[str, ...], place: PlaceIn, back: int = 0) -> float:
    """The rank that puts a ticket at a place among those of its class who wait in these queues."""
    if place == "age":
        return rank_of(ticket.issued_at)
    waiting = (day.public.waiting.places(each) for each in queues)
    queue = [each for each in merge(*waiting) if each[0] == ticket.class_rank]
    if place == "first":
        return _before_all(day, queue)
    if place == "back":
        return _behind(day, queue, back)
    return _after_all(day, queue)


def _before_all(day: Day, queue: list[Place]) -> float:
    return queue[0][1] - STEP if queue else rank_on_arrival(day)


def _after_all(day: Day, queue: list[Place]) -> float:
    last = queue[-1][1] + STEP if queue else 0.0
    return max(last, rank_on_arrival(day))


def _behind(day: Day, queue: list[Place], count: int) -> float:
    """Between the `count`-th of the queue and the one after; at the end where fewer wait."""
    if count <= 0:
        return _before_all(day, queue)
    if count >= len(queue):
        return _after_all(day, queue)
    return (queue[count - 1][1] + queue[count][1]) / 2
