"""The orders in which those who wait are called: by class, by arrival, or fairly.

Fair is the accumulating priority queue (Stanford, Taylor, Ziedins: Waiting time distributions in the accumulating
priority queue, Queueing Systems 77, 2014): the priority of each grows with the wait, at the rate of its class. It is
ageing and bound in one: who has waited `rate` times as long is before anybody of a class with that rate.
"""

from collections.abc import Mapping
from typing import Any

from link.messages.definition import Order, PriorityClass
from link.state.waiting import Place


def turn_of(
    order: Order, priority: str, place: Place, classes: Mapping[str, PriorityClass], now_s: float
) -> tuple[Any, ...]:
    """What those who wait are sorted by; the lowest is called first. `now_s` is seconds since 1970."""
    if order == "priority":
        return place
    if order == "arrival":
        return place[1:]
    return (-weighed_s(priority, now_s - place[1], classes), *place[1:])


def weighed_s(priority: str, waited_s: float, classes: Mapping[str, PriorityClass]) -> float:
    """The wait times the rate of the class. An appointment to come is not pushed away by its rate."""
    known = classes.get(priority)
    return waited_s * known.rate if known is not None and waited_s > 0 else waited_s
