"""How many tickets are given: by service, part of the day, person and box."""

from datetime import datetime
from math import ceil
from zoneinfo import ZoneInfo

from hall.rules.day import Day
from hall.rules.known import name_of
from link.messages.commands import TakeTicket
from link.messages.definition import Service
from link.messages.problems import refuse
from link.state import Ticket
from link.views import given_today, quota_span


def has_left(day: Day, service: Service, at: datetime) -> None:
    """Refuse where a quota of the service is used up."""
    if service.quota is not None and given_today(day.public, service.id) >= service.quota:
        raise refuse("quota-used-up", service=name_of(service), quota=str(service.quota))
    if not service.quotas:
        return
    span = quota_span(day.public, service, at.astimezone(ZoneInfo(day.public.definition.timezone)))
    if span is not None and not span.left:
        during = f"{span.start}–{span.end}"
        raise refuse("span-quota-used-up", service=name_of(service), span=during, quota=str(span.tickets))


def may_take(day: Day, command: TakeTicket, service: Service, at: datetime) -> None:
    """Refuse one who has taken enough: a known person, or one more of the unknown at the same box; and anybody unknown
    where the service is for known people. Clerks who have signed in are bound by neither of the last."""
    if command.person:
        _person_may(day, command.person, service)
    elif command.who.box and not command.who.clerk:
        if service.identity == "required":
            raise refuse("person-needed", service=name_of(service))
        _box_may(day, command.who.box, service, at)


def _person_may(day: Day, person: str, service: Service) -> None:
    """A ticket that its holder gave back does not count."""
    held = [each for each in _tickets_of(day, person) if each.state != "cancelled"]
    same = [each for each in held if each.service == service.id]
    if service.person_limit is not None and len(same) >= service.person_limit:
        raise refuse("limit-reached", ticket=same[-1].number)
    in_all = day.public.definition.taking.person_day
    if in_all is not None and len(held) >= in_all:
        raise refuse("limit-reached", ticket=held[-1].number)


def _tickets_of(day: Day, person: str) -> list[Ticket]:
    found = (day.public.find(each) for each in day.takers.persons.get(person, ()))
    return [each for each in found if each is not None]


def _box_may(day: Day, box: str, service: Service, at: datetime) -> None:
    rules = day.public.definition.taking
    if rules.anonymous_most is None:
        return
    again_at = day.takers.free_again_at(box, service.id, at, rules.anonymous_most, rules.anonymous_min)
    if again_at is not None:
        minutes = ceil((again_at - at).total_seconds() / 60)
        raise refuse("anonymous-limit", service=name_of(service), minutes=str(minutes))
