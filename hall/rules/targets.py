"""Whom a ticket can be sent to: a service's windows, one window, one clerk, a pool; and who is there to take it."""

from dataclasses import dataclass

from hall.rules.day import Day
from hall.rules.known import label_of, service_of, window_of
from hall.rules.queues import queues_of
from hall.rules.zones import zones_of
from link.messages import facts as f
from link.messages.problems import Refused, refuse
from link.state import Ticket, Window


@dataclass(frozen=True, slots=True)
class Target:
    """`name` as `Ticket.target` has it. `queues` are those among whom a newcomer is placed, `zones` where they wait."""

    name: str
    queues: tuple[str, ...]
    zones: tuple[str, ...]


def of_service(day: Day, service: str) -> Target:
    """Whoever calls a service."""
    known = service_of(day, service)
    return Target("", (known.id,), zones_of(day, known.id))


def of_window(day: Day, window: str) -> Target:
    """One window, as long as somebody is there."""
    known = window_of(day, window)
    if known.state == "closed":
        raise refuse("window-not-open", window=label_of(day, window))
    return Target(f"window:{window}", queues_of(day, known), _zones(day, (known,)))


def of_clerk(day: Day, clerk: str) -> Target:
    """One clerk, wherever they sit now and later today."""
    seat = seat_of(day, clerk)
    if seat is None:
        raise refuse("clerk-away", clerk=clerk)
    return Target(f"clerk:{clerk}", queues_of(day, seat), _zones(day, (seat,)))


def of_pool(day: Day, pool: str) -> Target:
    """A named pool, for the windows whose profile calls it."""
    pool_is_known(day, pool)
    name = f"pool:{pool}"
    callers = tuple(each for each in day.public.windows.values() if name in queues_of(day, each))
    queues = dict.fromkeys((name, *(queue for each in callers for queue in queues_of(day, each))))
    return Target(name, tuple(queues), _zones(day, callers))


def again(day: Day, ticket: Ticket, name: str) -> Target:
    """Where a ticket goes that waits once more: to its target if somebody is there, else to its service's windows."""
    kind, _, whom = name.partition(":")
    find = {"window": of_window, "clerk": of_clerk, "pool": of_pool}.get(kind)
    try:
        return find(day, whom) if find else _of_its_service(day, ticket)
    except Refused:
        return _of_its_service(day, ticket)


def pool_is_known(day: Day, pool: str) -> None:
    """Refuse a pool that the hall does not have: neither listed nor called by any profile."""
    definition = day.public.definition
    listed = {each.id for each in definition.pools}
    if pool not in listed.union(*(each.pools for each in definition.profiles)):
        raise refuse("unknown-pool", pool=pool)


def pool_of(target: str) -> str:
    """The target where it is a pool, which outlives windows and clerks; else empty."""
    return target if target.startswith("pool:") else ""


def seat_of(day: Day, clerk: str) -> Window | None:
    """Where a clerk works now."""
    seats = (each for each in day.public.windows.values() if each.clerk == clerk and each.state != "closed")
    return next(seats, None) if clerk else None


def left_behind(day: Day, window: Window, *, deputy: str = "") -> tuple[f.Body, ...]:
    """Those who wait for a window whose clerk goes: they wait for their services again, where they stand; with a
    `deputy` in the clerk's place those of the window stay, and those of the clerk wait for the window."""
    gone = [] if deputy else [(f"window:{window.id}", "", "window-closed")]
    if window.clerk:
        gone.append((f"clerk:{window.clerk}", f"window:{window.id}" if deputy else "", "clerk-gone"))
    return tuple(
        f.TicketReturned(ticket=place[-1], rank=place[1], reason=reason, target=target)
        for queue, target, reason in gone
        for place in day.public.waiting.places(queue)
    )


def _of_its_service(day: Day, ticket: Ticket) -> Target:
    """A service that the hall has dropped keeps its waiting."""
    return Target("", (ticket.service,), zones_of(day, ticket.service))


def _zones(day: Day, windows: tuple[Window, ...]) -> tuple[str, ...]:
    places = day.public.index.places
    here = {places[each.id].zone for each in windows if each.id in places}
    return tuple(zone for zone in day.public.index.zones if zone in here)
