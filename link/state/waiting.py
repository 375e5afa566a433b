"""Who waits for what, in order: cheap to join, to leave, to count and to look at the heads, however many wait."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator
from heapq import merge
from itertools import islice

Place = tuple[int, float, int, str]
"""(class rank, rank, order of issue, ticket id): lower is called first."""

Lines = dict[str, list[Place]]
"""The places of one queue by class, each a sorted list; no class that nobody of waits."""


class Waiting:
    """The waiting tickets of each queue (`Ticket.queue`: a service, or whom it was sent to), a line for each class."""

    __slots__ = ("_queues",)

    def __init__(self) -> None:
        self._queues: dict[str, Lines] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Waiting) and self._peopled() == other._peopled()

    __hash__ = None  # type: ignore[assignment]  # what changes has no hash

    def join(self, queue: str, place: Place, priority: str) -> None:
        insort(self._queues.setdefault(queue, {}).setdefault(priority, []), place)

    def leave(self, queue: str, place: Place, priority: str) -> None:
        """Take a place away. Raises KeyError when nobody stands there."""
        lines = self._queues.get(queue, {})
        line = lines.get(priority, [])
        at = bisect_left(line, place)
        if at == len(line) or line[at] != place:
            raise KeyError(place)
        del line[at]
        if not line:
            del lines[priority]

    def count(self, queue: str, priority: str | None = None) -> int:
        """How many of a queue, or of one class in it."""
        lines = self._queues.get(queue, {})
        if priority is not None:
            return len(lines.get(priority, ()))
        return sum(map(len, lines.values()))

    def counts(self) -> Iterator[tuple[str, int]]:
        """Each queue that somebody waits for, and how many do."""
        return ((queue, self.count(queue)) for queue, lines in self._queues.items() if lines)

    def ahead(self, queue: str, place: Place) -> int:
        """How many of the queue stand before a place."""
        return sum(bisect_left(line, place) for line in self._queues.get(queue, {}).values())

    def ranked_before(self, queue: str, limit: Callable[[str], float]) -> int:
        """How many of the queue have a rank below the `limit` of their class."""
        lines = self._queues.get(queue, {})
        return sum(bisect_left(line, limit(priority), key=_rank) for priority, line in lines.items())

    def first(self, queue: str) -> Place | None:
        return min((line[0] for line in self._queues.get(queue, {}).values()), default=None)

    def heads(self, queue: str) -> Iterator[tuple[str, Place]]:
        """The first of each class that waits in a queue."""
        return ((priority, line[0]) for priority, line in self._queues.get(queue, {}).items())

    def firsts(self, queue: str, count: int) -> Iterator[tuple[str, Place]]:
        """The first few of each class that waits in a queue."""
        for priority, line in self._queues.get(queue, {}).items():
            yield from ((priority, place) for place in line[:count])

    def places(self, queue: str, count: int | None = None) -> tuple[Place, ...]:
        """The places of a queue, the next one first: all, or no more than `count`."""
        return tuple(islice(merge(*self._queues.get(queue, {}).values()), count))

    def copy(self) -> "Waiting":
        """The same people, in lines of their own."""
        copied = Waiting()
        copied._queues = {
            queue: {priority: line.copy() for priority, line in lines.items()}
            for queue, lines in self._queues.items()
        }
        return copied

    def clear(self) -> None:
        self._queues.clear()

    def _peopled(self) -> dict[str, Lines]:
        return {queue: lines for queue, lines in self._queues.items() if lines}


def _rank(place: Place) -> float:
    return place[1]
