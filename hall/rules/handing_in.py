"""Tickets that a kiosk printed and the hall does not know: each joins the queue where its owner stands, once."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from hall.rules.clock import business_day, moment
from hall.rules.day import Day
from hall.rules.hall_wide import DROPPED, TWICE
from hall.rules.known import NORMAL
from hall.rules.places import rank_of
from hall.rules.recovering import after_hand_in
from hall.rules.zones import zones_of
from link.messages import commands as c
from link.messages import facts as f
from link.messages.problems import refuse
from link.state.changed import changed


def hand_in(day: Day, command: c.HandIn, now: datetime) -> tuple[f.Body, ...]:
    """Take in what is not known. Those of an ended day go to its history alone; nothing that was printed is lost."""
    state = day.public
    if state.day is None:
        raise refuse("day-not-open")
    box = command.box or command.who.box
    unknown = [each for each in _once(command.tickets) if not _is_known(day, each.ticket)]
    today = [each for each in unknown if state.is_open and _day_of(day, each) >= state.day]
    late = tuple(each for each in unknown if each not in today)
    handed_in = f.TicketsHandedIn(
        box=box, tickets=_placed(day, today, moment(day, now)), late=late, has_more=command.has_more
    )
    follows = () if command.has_more else after_hand_in(day, box)
    if not unknown and not follows:
        return ()
    return handed_in, *_clashes(day, today), *_dropped(day, today), *follows


def _once(tickets: Iterable[f.HandedIn]) -> Iterable[f.HandedIn]:
    return {each.ticket: each for each in tickets}.values()


def _is_known(day: Day, ticket: str) -> bool:
    return ticket in day.late or day.public.find(ticket) is not None


def _day_of(day: Day, ticket: f.HandedIn) -> date:
    return business_day(day.public.definition, ticket.issued_at)


def _placed(day: Day, tickets: Sequence[f.HandedIn], now: datetime) -> tuple[f.HandedIn, ...]:
    """Each where it stands by the time on its paper, in its class and zones."""
    classes = {each.id: each.rank for each in day.public.definition.priorities}
    return tuple(
        changed(
            each,
            issued_at=min(each.issued_at, now),
            rank=rank_of(min(each.issued_at, now)),
            class_rank=classes.get(each.priority, NORMAL.rank),
            zones=zones_of(day, each.service),
        )
        for each in sorted(tickets, key=lambda each: (each.issued_at, each.counter, each.ticket))
    )


def _clashes(day: Day, tickets: Iterable[f.HandedIn]) -> tuple[f.Body, ...]:
    """Two papers with one number: both are kept and called, and staff are told to look at them."""
    return tuple(
        f.AlarmRaised(alarm=TWICE, about=each.number, fields={"number": each.number})
        for each in tickets
        if _is_held(day, each.number)
    )


def _is_held(day: Day, number: str) -> bool:
    return day.numbers.get(number, "") in day.public.tickets


def _dropped(day: Day, tickets: Iterable[f.HandedIn]) -> tuple[f.Body, ...]:
    """People who wait for a service that the hall has no more."""
    services = {each.service for each in tickets} - day.public.index.services.keys()
    return tuple(
        f.AlarmRaised(
            alarm=DROPPED,
            about=service,
            fields={"service": service, "waiting": str(sum(each.service == service for each in tickets))},
        )
        for service in sorted(services)
    )
