"""A "next" pressed in vain is remembered (store-next): whoever comes then is called at once."""

from datetime import datetime, timedelta

from hall.rules.arrivals import Arrival, arrivals
from hall.rules.clock import moment
from hall.rules.day import Day
from hall.rules.missing import voided_by_call
from hall.rules.queues import queues_of
from hall.rules.zones import zones_told
from link.messages import facts as f
from link.state import Window

STORED_RULE = "stored"
"""Why it was called: a press was remembered."""


def stored(day: Day, window: Window, before: tuple[f.Body, ...], now: datetime) -> tuple[f.Body, ...]:
    """What a "next" does that finds nobody: it is remembered; pressed again, it is forgotten.

    `before` is what the press did with the one who was there. If that one waits again, nothing is remembered.
    """
    if window.stored_until is not None:
        return (f.NextDropped(window=window.id, reason="press"),)
    keep_s = day.public.definition.policy.store_next_s
    if keep_s <= 0 or any(arrivals(day, body) for body in before):
        return ()
    return (f.NextStored(window=window.id, until=moment(day, now) + timedelta(seconds=keep_s)),)


def calls_for(day: Day, bodies: tuple[f.Body, ...], now: datetime) -> tuple[f.Body, ...]:
    """The calls to windows that wait for somebody, of those who begin to wait; who pressed first calls first."""
    if any(isinstance(body, f.DayClosed | f.CommandUndone) for body in bodies):
        return ()
    calls: list[f.Body] = []
    used = _windows_of(bodies)
    pressed = sorted(day.visits.stored, key=day.visits.stored.__getitem__)
    free = [day.public.windows[each] for each in pressed if each not in used]
    called = {body.ticket for body in bodies if isinstance(body, f.TicketCalled | f.ServiceStarted)}
    for arrival in (each for body in bodies for each in arrivals(day, body) if each.ticket not in called):
        window = next((each for each in free if _is_for(day, each, arrival, now)), None)
        if window is not None:
            free.remove(window)
            calls += _called(day, window, arrival, now, (*bodies, *calls))
    return tuple(calls)


def _is_for(day: Day, window: Window, arrival: Arrival, now: datetime) -> bool:
    is_kept = window.stored_until is not None and now < window.stored_until
    return is_kept and window.ticket is None and arrival.queue in queues_of(day, window)


def _called(
    day: Day, window: Window, arrival: Arrival, now: datetime, before: tuple[f.Body, ...]
) -> tuple[f.Body, ...]:
    call = f.TicketCalled(
        ticket=arrival.ticket,
        window=window.id,
        zones=zones_told(day, window.id, arrival.zones),
        again=arrival.is_back,
        until=no_show_at(day, arrival.service, now),
        rule=STORED_RULE,
    )
    return call, *voided_by_call(day, arrival.series, arrival.ticket, before)


def no_show_at(day: Day, service: str, now: datetime) -> datetime | None:
    """When somebody who is called now is missed by itself."""
    known = day.public.index.services.get(service)
    if known is None or known.no_show_s is None:
        return None
    return moment(day, now) + timedelta(seconds=known.no_show_s)


def _windows_of(bodies: tuple[f.Body, ...]) -> set[str]:
    """The windows whose remembered press these facts use up."""
    uses_up = f.TicketCalled | f.ServiceStarted | f.NextDropped | f.WindowPaused | f.WindowClosed
    return {body.window for body in bodies if isinstance(body, uses_up)}
