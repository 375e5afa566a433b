"""Who waits for what, in order: cheap to join, to leave and to count, however many wait."""

from bisect import bisect_left, insort
from collections.abc import Iterator

Place = tuple[int, float, int, str]
"""(class rank, rank, order of issue, ticket id): lower is called first."""


class Waiting:
    """The waiting tickets of each service, each a sorted list of places."""

    __slots__ = ("_queues",)

    def __init__(self) -> None:
        self._queues: dict[str, list[Place]] = {}

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Waiting)
            and dict(self.counts()) == dict(other.counts())
            and all(self._queues[service] == other._queues[service] for service, _ in self.counts())
        )

    __hash__ = None  # type: ignore[assignment]  # what changes has no hash

    def join(self, service: str, place: Place) -> None:
        insort(self._queues.setdefault(service, []), place)

    def leave(self, service: str, place: Place) -> None:
        """Take a place away. Raises KeyError when nobody stands there."""
        queue = self._queues.get(service, [])
        at = bisect_left(queue, place)
        if at == len(queue) or queue[at] != place:
            raise KeyError(place)
        del queue[at]

    def count(self, service: str) -> int:
        return len(self._queues.get(service, ()))

    def counts(self) -> Iterator[tuple[str, int]]:
        """Each service that somebody waits for, and how many do."""
        return ((service, len(queue)) for service, queue in self._queues.items() if queue)

    def ahead(self, service: str, place: Place) -> int:
        """How many of the service stand before a place."""
        return bisect_left(self._queues.get(service, []), place)

    def first(self, service: str) -> Place | None:
        queue = self._queues.get(service)
        return queue[0] if queue else None

    def places(self, service: str) -> tuple[Place, ...]:
        """All places of a service, the next one first."""
        return tuple(self._queues.get(service, ()))

    def clear(self) -> None:
        self._queues.clear()
