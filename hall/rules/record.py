"""How what was decided becomes a fact: its number, moment, day and author."""

from datetime import date, datetime

from hall.rules.clock import business_day, moment
from hall.rules.day import Day
from link.messages import facts as f
from link.messages.commands import Command


def record(day: Day, body: f.Body, now: datetime, who: f.Who, key: str) -> f.Fact:
    """The next fact of a day. `key` is the idempotency key of the command, empty for the hall's own doings."""
    at = moment(day, now)
    return f.Fact(seq=day.public.seq + 1, at=at, day=_day_of(day, body, at), who=who, command=key, body=body)


def who_of(day: Day, command: Command) -> f.Who:
    """Who asked: the box, and the clerk it names, else the one who sits at the window."""
    who = command.who
    window = day.public.windows.get(getattr(command, "window", ""))
    if who.clerk or window is None or not window.clerk:
        return who
    return f.Who(box=who.box, clerk=window.clerk)


def _day_of(day: Day, body: f.Body, at: datetime) -> date:
    state = day.public
    if state.is_open and state.day is not None:
        return state.day
    if isinstance(body, f.DayClosed) and state.day is not None:
        return state.day
    definition = body.definition if isinstance(body, f.HallDefined) else state.definition
    today = business_day(definition, at)
    return today if state.day is None else max(today, state.day)
