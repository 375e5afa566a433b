"""Who may be connected: so many from one address, and of those who have shown no token yet only the latest."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from typing import Final

from hall.access.limits import Buckets, Rate

MOST_OF_ONE: Final = 128
"""Connections of one address: a box has two or three, a browser six."""

MOST_STRANGERS: Final = 256
"""Connections without a token yet. A box shows its own within a tenth of a second; each one that only holds the line costs
some hundred kilobytes and a file of the process."""

ARRIVALS: Final = Rate(per_s=30.0, burst=200)
"""New connections of one address: each costs a millisecond of TLS."""


class Seat:
    """The place of one connection. `cut` ends it."""

    def __init__(self, room: "Room", host: str, cut: Callable[[], None]) -> None:
        self._room, self.host, self.cut = room, host, cut

    def known(self) -> None:
        """It has shown a token that is good: it keeps its place."""
        self._room._known(self)

    def leave(self) -> None:
        """It is over."""
        self._room._left(self)


class Room:
    """All connections of a hall. Those of this machine itself have no bounds: they are the hall's own commands, or a
    proxy's."""

    def __init__(
        self,
        most_of_one: int = MOST_OF_ONE,
        most_strangers: int = MOST_STRANGERS,
        arrivals: Rate = ARRIVALS,
    ) -> None:
        self._most_of_one, self._most_strangers = most_of_one, most_strangers
        self._arrivals = Buckets(arrivals)
        self._seats: set[Seat] = set()
        self._of_host: Counter[str] = Counter()
        self._strangers: dict[Seat, None] = {}

    @property
    def strangers(self) -> int:
        """How many have shown no token yet."""
        return len(self._strangers)

    def enter(self, host: str, cut: Callable[[], None], now_s: float) -> Seat | None:
        """A seat for a new connection from `host`; None where that address has its share. Where too many are strangers,
        the one that came first is cut. `now_s`: a clock that only goes forward."""
        seat = Seat(self, host, cut)
        if _is_own(host):
            return seat
        if self._of_host[host] >= self._most_of_one or self._arrivals.wait_s(host, now_s) > 0:
            return None
        self._seats.add(seat)
        self._of_host[host] += 1
        self._strangers[seat] = None
        if len(self._strangers) > self._most_strangers:
            self._cut_first()
        return seat

    def _cut_first(self) -> None:
        first = next(iter(self._strangers))
        self._left(first)
        with suppress(OSError):
            first.cut()

    def _known(self, seat: Seat) -> None:
        self._strangers.pop(seat, None)

    def _left(self, seat: Seat) -> None:
        if seat not in self._seats:
            return
        self._seats.remove(seat)
        self._strangers.pop(seat, None)
        self._of_host[seat.host] -= 1
        if not self._of_host[seat.host]:
            del self._of_host[seat.host]


def _is_own(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:  # a socket without an address
        return True
