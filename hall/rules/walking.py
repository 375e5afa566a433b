"""Somebody without a ticket served at once (直接办理): a number is given and counted, nobody is called."""

from collections.abc import Callable
from datetime import datetime

from hall.rules.calling import let_go
from hall.rules.clock import moment
from hall.rules.day import Day
from hall.rules.kinds import serves
from hall.rules.known import NORMAL, day_is_open, held_or_none, label_of, name_of, ready, service_of
from hall.rules.taking import issue
from link.messages import commands as c
from link.messages import facts as f
from link.messages.definition import PriorityClass
from link.messages.problems import refuse
from link.state import Window


def walk(day: Day, command: c.WalkDirect, now: datetime, new_id: Callable[[], str]) -> tuple[f.Body, ...]:
    """Serve whoever stands at the window; no quota counts. In a hall of few visitors the same press ends the service
    before it."""
    window = ready(day, command.window, command.at)
    day_is_open(day)
    gone = _let_go(day, window, command, now)
    service = service_of(day, command.service or _usual(day, window))
    if not serves(day, window, service.id):
        raise refuse("service-not-here", window=label_of(day, window.id), service=name_of(service))
    ticket = issue(day, service, _ordinary(day), moment(day, now), ticket=new_id(), language="zh")
    return *gone, ticket, f.ServiceStarted(ticket=ticket.ticket, window=window.id, walked=True)


def _let_go(day: Day, window: Window, command: c.WalkDirect, now: datetime) -> tuple[f.Body, ...]:
    held = held_or_none(day, window)
    if held is None:
        return ()
    if held.state == "serving" and day.public.definition.policy.low_volume:
        return let_go(day, window, now, command.outcome)
    raise refuse("window-serving", window=label_of(day, window.id), ticket=held.number)


def _usual(day: Day, window: Window) -> str:
    """What people without a ticket come for here, unless the clerk says; where the window calls nothing by itself and
    takes any matter, the hall's first."""
    place = day.public.index.places.get(window.id)
    any_of_hall = (each.id for each in day.public.definition.services if serves(day, window, each.id))
    return (place.walk_service if place else "") or next(iter(window.services), "") or next(any_of_hall, "")


def _ordinary(day: Day) -> PriorityClass:
    return next((each for each in day.public.definition.priorities if each.id == "normal"), NORMAL)
