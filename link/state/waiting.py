"""Who waits for what, in order: cheap to join, to leave and to count, however many wait."""

from bisect import bisect_left, insort
from collections.abc import Iterator

Place = tuple[int, float, int, str]
"""(class rank, rank, order of issue, ticket id): lower is called first."""


class Waiting:
    """The waiting tickets of each queue (`Ticket.queue`: a service, or whom it was sent to), each a sorted list of places."""

    __slots__ = ("_queues",)

    def __init__(self) -> None:
        self._queues: dict[str, list[Place]] = {}

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Waiting)
            and dict(self.counts()) == dict(other.counts())
            and all(self._queues[queue] == other._queues[queue] for queue, _ in self.counts())
        )

    __hash__ = None  # type: ignore[assignment]  # what changes has no hash

    def join(self, queue: str, place: Place) -> None:
        insort(self._queues.setdefault(queue, []), place)

    def leave(self, queue: str, place: Place) -> None:
        """Take a place away. Raises KeyError when nobody stands there."""
        places = self._queues.get(queue, [])
        at = bisect_left(places, place)
        if at == len(places) or places[at] != place:
            raise KeyError(place)
        del places[at]

    def count(self, queue: str) -> int:
        return len(self._queues.get(queue, ()))

    def counts(self) -> Iterator[tuple[str, int]]:
        """Each queue that somebody waits for, and how many do."""
        return ((queue, len(places)) for queue, places in self._queues.items() if places)

    def ahead(self, queue: str, place: Place) -> int:
        """How many of the queue stand before a place."""
        return bisect_left(self._queues.get(queue, []), place)

    def first(self, queue: str) -> Place | None:
        places = self._queues.get(queue)
        return places[0] if places else None

    def places(self, queue: str) -> tuple[Place, ...]:
        """All places of a queue, the next one first."""
        return tuple(self._queues.get(queue, ()))

    def clear(self) -> None:
        self._queues.clear()
