"""How much waits to be said at each loudspeaker of the hall, as the boxes last told; in memory alone."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from link.messages.voices import VoiceQueue

FORGOTTEN_AFTER_S: Final = 30.0
"""A box tells of a queue every few seconds as long as there is one; of one that is silent nothing is known."""

MOST_BOXES: Final = 500
"""No hall has as many; a box that makes up names must not fill the memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one box said of one of its loudspeakers."""

    box: str
    queue: VoiceQueue
    at: datetime


def unsaid_in(zone: str, told: Iterable[Told]) -> int:
    """How far a zone's voice is behind: what waits at the loudspeaker of it that has the most to say."""
    return max((each.queue.waiting for each in told if zone in each.queue.zones), default=0)


class Voices:
    """`tell` keeps what a box says of all its loudspeakers, `now` is what is known."""

    def __init__(self) -> None:
        self._told: dict[str, tuple[Told, ...]] = {}

    def tell(self, box: str, queues: Sequence[VoiceQueue], at: datetime) -> None:
        """These are the loudspeakers of the box, and there is no other."""
        self._told.pop(box, None)
        if queues:
            self._told[box] = tuple(Told(box=box, queue=queue, at=at) for queue in queues)
        while len(self._told) > MOST_BOXES:
            del self._told[next(iter(self._told))]

    def now(
        self, now: datetime, zones: Sequence[str], is_there: Callable[[str], bool] = lambda box: True
    ) -> tuple[Told, ...]:
        """All that is known, box by box; a loudspeaker for the whole hall stands with all `zones` of it. An idle one is
        told of once: it is known for as long as its box `is_there`."""
        return tuple(self._known(now, tuple(zones), is_there))

    def _known(
        self, now: datetime, zones: tuple[str, ...], is_there: Callable[[str], bool]
    ) -> Iterator[Told]:
        for box in filter(is_there, sorted(self._told)):
            for told in self._told[box]:
                is_old = now - told.at > timedelta(seconds=FORGOTTEN_AFTER_S)
                if told.queue.waiting and is_old:
                    continue
                yield replace(told, queue=replace(told.queue, zones=told.queue.zones or zones))
