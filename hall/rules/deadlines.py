"""What ends by itself, and when: kept in order, so that the next moment is known at once."""

from bisect import bisect_left, bisect_right, insort
from datetime import datetime


class Deadlines:
    """The moments of things by their names; each thing has one."""

    __slots__ = ("_moments", "_order")

    def __init__(self) -> None:
        self._moments: dict[str, datetime] = {}
        self._order: list[tuple[datetime, str]] = []

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Deadlines) and self._order == other._order

    __hash__ = None  # type: ignore[assignment]  # what changes has no hash

    def put(self, name: str, moment: datetime | None) -> None:
        """Give a thing its moment; None takes it away."""
        before = self._moments.get(name)
        if before == moment:
            return
        if before is not None:
            del self._order[bisect_left(self._order, (before, name))]
            del self._moments[name]
        if moment is not None:
            self._moments[name] = moment
            insort(self._order, (moment, name))

    def first(self) -> datetime | None:
        """The next moment of all."""
        return self._order[0][0] if self._order else None

    def over(self, now: datetime) -> tuple[str, ...]:
        """The things whose moment has come, the earliest first."""
        end = bisect_right(self._order, now, key=lambda each: each[0])
        return tuple(name for _, name in self._order[:end])

    def clear(self) -> None:
        self._moments.clear()
        self._order.clear()

    def copy(self) -> "Deadlines":
        same = Deadlines()
        same._moments = dict(self._moments)
        same._order = list(self._order)
        return same
