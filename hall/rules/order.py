"""Whom of several heads to call: by class, by arrival, or fairly.

Fair is the accumulating priority queue (Stanford, Taylor, Ziedins: Waiting time distributions in the accumulating
priority queue, Queueing Systems 77, 2014): the priority of each grows with the wait, at the rate of its class. It is
ageing and bound in one: who has waited `rate` times as long is before anybody of a class with that rate.
"""

from collections.abc import Mapping
from datetime import datetime

from hall.rules.heads import Head
from link.messages.definition import Order, PriorityClass


def best(heads: tuple[Head, ...], order: Order, classes: Mapping[str, PriorityClass], now: datetime) -> Head:
    """The one to call; there must be one."""
    if order == "priority":
        return min(heads, key=lambda head: head.place)
    if order == "arrival":
        return min(heads, key=lambda head: head.place[1:])
    return min(heads, key=lambda head: (-weighed_s(head, classes, now), head.place[1:]))


def weighed_s(head: Head, classes: Mapping[str, PriorityClass], now: datetime) -> float:
    """The wait in seconds times the rate of the class. An appointment to come is not pushed away by its rate."""
    known, waited_s = classes.get(head.priority), head.waited_s(now)
    return waited_s * known.rate if known is not None and waited_s > 0 else waited_s
