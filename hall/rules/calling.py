"""Who is called to a window, and what happens to the one who was there."""

from collections.abc import Callable
from datetime import datetime
from math import ceil

from hall.rules.clerks import check_permitted
from hall.rules.clock import moment
from hall.rules.day import Day
from hall.rules.kinds import serves
from hall.rules.known import (
    NORMAL,
    day_is_open,
    held_by,
    held_or_none,
    label_of,
    name_of,
    ready,
    service_of,
    ticket_of,
    wrong_state,
)
from hall.rules.next_up import NextUp, next_up
from hall.rules.serving import finished
from hall.rules.taking import issue
from link.messages import commands as c
from link.messages import facts as f
from link.messages.definition import PriorityClass
from link.messages.problems import refuse
from link.state import Ticket, Window


def call_next(day: Day, command: c.CallNext, now: datetime) -> tuple[f.Body, ...]:
    """One press: the one in service is finished, one who did not come is missed, and the next is called."""
    window = ready(day, command.window, command.at)
    let_go = _let_go(day, window, now)
    found = next_up(day, window, now)
    return let_go if found is None else (*let_go, _called(day, window, found.ticket, found))


def call_ticket(day: Day, command: c.CallTicket, now: datetime) -> tuple[f.Body, ...]:
    """Call one chosen ticket (指定叫号): waiting, missed or parked."""
    window = ready(day, command.window, command.at)
    check_permitted(day, command.who.clerk or window.clerk, "pick")
    ticket = _chosen(day, command.ticket)
    if ticket.state not in ("waiting", "missed", "parked"):
        raise wrong_state(ticket)
    service = day.public.index.services.get(ticket.service)
    if service is not None and not serves(day, window, service.id):
        raise refuse("service-not-here", window=label_of(day, window.id), service=name_of(service))
    return (*_let_go(day, window, now), _called(day, window, ticket))


def recall(day: Day, command: c.Recall) -> tuple[f.Body, ...]:
    """Call the same number once more."""
    window = ready(day, command.window, command.at)
    ticket = held_by(day, window, "called")
    limit = day.public.definition.policy.recall_limit
    if limit is not None and ticket.recalls >= limit:
        raise refuse("recall-limit", ticket=ticket.number, limit=str(limit))
    return (f.TicketRecalled(ticket=ticket.id, window=window.id, zones=ticket.zones),)


def walk(day: Day, command: c.WalkDirect, now: datetime, new_id: Callable[[], str]) -> tuple[f.Body, ...]:
    """Serve somebody who has no ticket (直接办理): a number is given, nobody is called, no quota counts."""
    window = ready(day, command.window, command.at)
    day_is_open(day)
    held = held_or_none(day, window)
    if held is not None:
        raise refuse("window-serving", window=label_of(day, window.id), ticket=held.number)
    wanted = command.service or next(iter(window.services), "")
    service = service_of(day, wanted)
    if not serves(day, window, service.id):
        raise refuse("service-not-here", window=label_of(day, window.id), service=name_of(service))
    ticket = issue(day, service, _ordinary(day), moment(day, now), ticket=new_id(), language="zh")
    return ticket, f.ServiceStarted(ticket=ticket.ticket, window=window.id, walked=True)


def _ordinary(day: Day) -> PriorityClass:
    return next((each for each in day.public.definition.priorities if each.id == "normal"), NORMAL)


def _let_go(day: Day, window: Window, now: datetime) -> tuple[f.Body, ...]:
    """What becomes of the one at the window when the next is called."""
    held = held_or_none(day, window)
    if held is None:
        return ()
    if held.state == "serving":
        if day.public.definition.policy.outcome_mandatory:
            raise refuse("outcome-missing", ticket=held.number)
        return (finished(day, held, window.id),)
    _is_no_double_press(day, held, now)
    return (f.TicketMissed(ticket=held.id, window=window.id),)


def _is_no_double_press(day: Day, held: Ticket, now: datetime) -> None:
    """A key pressed twice calls once. A clock that stepped far back must not lock the key: only near moments count."""
    guard_s = day.public.definition.policy.double_press_s
    since_s = (now - held.called_at).total_seconds() if held.called_at else guard_s
    if -guard_s < since_s < guard_s:
        raise refuse("double-press", ticket=held.number, seconds=str(max(1, ceil(guard_s - abs(since_s)))))


def _called(day: Day, window: Window, ticket: Ticket, by: NextUp | None = None) -> f.TicketCalled:
    """The fact of a call; without `by` the clerk chose the number."""
    return f.TicketCalled(
        ticket=ticket.id,
        window=window.id,
        zones=_zones_told(day, window, ticket),
        picked=by is None,
        again=ticket.state in ("missed", "parked"),
        rule=by.rule if by else "",
        counters=by.counters if by else "",
        new_round=by is not None and by.new_round,
    )


def _zones_told(day: Day, window: Window, ticket: Ticket) -> tuple[str, ...]:
    """Where a call is shown and said: the zones that the paper sent the citizen to, and the window's own."""
    place = day.public.index.places.get(window.id)
    told = {*ticket.zones, place.zone if place else ""}
    return tuple(zone for zone in day.public.index.zones if zone in told)


def _chosen(day: Day, wanted: str) -> Ticket:
    """A ticket by its id, or by the number that it has today."""
    holder = day.numbers.get(wanted.strip().upper(), "")
    return ticket_of(day, wanted) if day.public.find(wanted) or not holder else ticket_of(day, holder)
