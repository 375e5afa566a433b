"""Whom of several heads to call; the orders themselves are in `link.state.order`, where screens know them too."""

from collections.abc import Mapping
from datetime import datetime

from hall.rules.heads import Head
from link.messages.definition import Order, PriorityClass
from link.state.order import turn_of


def best(heads: tuple[Head, ...], order: Order, classes: Mapping[str, PriorityClass], now: datetime) -> Head:
    """The one to call; there must be one."""
    now_s = now.timestamp()
    return min(heads, key=lambda head: turn_of(order, head.priority, head.place, classes, now_s))
