"""The end of the hours: no ticket whose turn would come too late, and what becomes of who still waits."""

from datetime import datetime, timedelta

from hall.rules.day import Day
from hall.rules.estimate.pace import CALLS_NEEDED
from hall.rules.known import name_of
from hall.rules.opening import last_taking
from link.messages import facts as f
from link.messages.definition import Service
from link.messages.problems import refuse
from link.views import Taking

HOURS_OVER = "hours-over"
"""Why a ticket expired: the service has closed, and those who waited were given their time of grace."""


def turn_comes(day: Day, service: Service, taking: Taking, ahead: int, at: datetime) -> None:
    """Refuse where the turn of one with `ahead` people before them would come too long after closing."""
    allowed = service.late_serving_min
    if allowed is None:
        allowed = day.public.definition.taking.late_serving_min
    if allowed is None or not taking.is_last:
        return
    wait_s = expected_wait_s(day, service, ahead)
    if wait_s is not None and at + timedelta(seconds=wait_s) > taking.closes_at + timedelta(minutes=allowed):
        raise refuse("turn-after-closing", service=name_of(service), time=f"{taking.closes_at:%-H:%M}")


def expected_wait_s(day: Day, service: Service, ahead: int) -> float | None:
    """How long the turn of one with `ahead` people before them is away: calls take as long as today they took, else as
    the hall says, at the windows that are at work, else at all that could be. None where nobody knows."""
    state = day.public
    windows = day.outlook.windows_at_work(state, service.id) or sum(
        service.id in each.services for each in state.windows.values()
    )
    pace = day.outlook.paces.get(service.series)
    if pace is not None and pace.calls >= CALLS_NEEDED:
        each_s = pace.mean_s
    elif service.minutes is not None:
        each_s = service.minutes * 60
    else:
        return None
    return ahead * each_s / windows if windows else None


def expired(day: Day, now: datetime) -> tuple[f.Body, ...]:
    """Who still waits for a service whose hours, and the grace after them, are over for today."""
    return tuple(
        f.TicketExpired(ticket=ticket, reason=HOURS_OVER)
        for queue, ends_at in _ends(day)
        if ends_at <= now
        for *_, ticket in day.public.waiting.places(queue)
    )


def due(day: Day) -> datetime | None:
    """When the next of those who wait are told to come again."""
    return min((ends_at for _, ends_at in _ends(day)), default=None)


def _ends(day: Day) -> list[tuple[str, datetime]]:
    """For each queue in which people wait: when its service's grace is over today. Queues of a window, a clerk or a pool
    are for people whose turn had come: they are served."""
    rules = day.public.definition.taking
    if rules.at_closing != "expire" or not day.public.is_open:
        return []
    grace = timedelta(minutes=rules.grace_min)
    found = []
    for queue, _ in day.public.waiting.counts():
        service = day.public.index.services.get(queue)
        last = last_taking(day, service) if service is not None else None
        if last is not None:
            found.append((queue, last.closes_at + grace))
    return found
