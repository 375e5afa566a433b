"""How many stand before a place, by the order in which its queue is called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from link.messages.definition import Order
from link.state.waiting import Place, Waiting


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody's place and class at a moment (seconds since 1970), and the rates of the classes."""

    place: Place
    priority: str
    now_s: float
    rates: Mapping[str, float]

    def ahead(self, waiting: Waiting, queues: Iterable[str], order: Order) -> int:
        """Those of the queues who would be called before, if all were called at this moment."""
        if order == "priority":
            return sum(waiting.ahead(each, self.place) for each in queues)
        limit = self._rank if order == "arrival" else self._fair_rank
        return sum(waiting.ranked_before(each, limit) for each in queues)

    def _rank(self, other: str) -> float:
        return self.place[1]

    def _fair_rank(self, other: str) -> float:
        """The rank before which one of another class has weighed more."""
        rank = self.place[1]
        weighed_s = (self.now_s - rank) * self.rates.get(self.priority, 1.0)
        if other == self.priority or weighed_s <= 0:
            return rank
        return self.now_s - weighed_s / self.rates.get(other, 1.0)
