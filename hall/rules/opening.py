"""When a service gives tickets, worked out once for a day."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import takewhile
from zoneinfo import ZoneInfo

from hall.rules.clock import start_of
from hall.rules.day import Day
from link.messages.definition import Service
from link.views import Taking, takings


def taking_at(day: Day, service: Service, at: datetime) -> Taking | None:
    """The span in which a ticket can be taken at this moment."""
    return next((each for each in takings_of(day, service) if each.opens_at <= at < each.until_at), None)


def last_taking(day: Day, service: Service) -> Taking | None:
    """The span with which the service's hours end on this business day; None where it does not close today."""
    today = day.public.day
    if today is None:
        return None
    begins = start_of(day.public.definition, today)
    ends = start_of(day.public.definition, today.fromordinal(today.toordinal() + 1))
    lasts = [each for each in takings_of(day, service) if each.is_last and begins < each.closes_at < ends]
    return lasts[-1] if lasts else None


def takings_of(day: Day, service: Service) -> tuple[Taking, ...]:
    """The spans that touch this business day and the next; those that are looked at for each ticket in UTC."""
    known = day.takings.get(service.id)
    if known is None:
        known = day.takings[service.id] = _worked_out(day, service)
    return known


def _worked_out(day: Day, service: Service) -> tuple[Taking, ...]:
    today = day.public.day
    if today is None:
        return ()
    zone = ZoneInfo(day.public.definition.timezone)
    noon = datetime(today.year, today.month, today.day, 12, tzinfo=zone)
    over = start_of(day.public.definition, today.fromordinal(today.toordinal() + 2))
    found = takewhile(lambda each: each.opens_at < over, takings(day.public.definition, service, noon))
    return tuple(
        replace(each, opens_at=each.opens_at.astimezone(UTC), until_at=each.until_at.astimezone(UTC))
        for each in found
    )
