"""Who is called to a window, and what happens to the one who was there."""

from datetime import datetime
from math import ceil

from hall.rules.clerks import check_permitted
from hall.rules.day import Day
from hall.rules.kinds import serves
from hall.rules.known import chosen, held_by, held_or_none, label_of, name_of, ready
from hall.rules.missing import can_come_back, may_be_missed, may_recall, missed, voided_by_call
from hall.rules.next_up import NextUp, next_for, next_up
from hall.rules.queues import queues_of
from hall.rules.serving import finished
from hall.rules.storing import no_show_at, stored
from hall.rules.zones import zones_told
from link.messages import commands as c
from link.messages import facts as f
from link.messages.problems import refuse
from link.state import Ticket, Window

__all__ = ["call_next", "call_ticket", "let_go", "next_for", "recall"]


def call_next(day: Day, command: c.CallNext, now: datetime) -> tuple[f.Body, ...]:
    """One press: the one in service is finished, one who did not come is missed, and the next is called."""
    window = ready(day, command.window, command.at)
    gone = let_go(day, window, now, command.outcome, command.delivered)
    found = next_up(day, window, now)
    if found is None:
        return *gone, *stored(day, window, gone, now)
    return *gone, *_called(day, window, found.ticket, now, gone, by=found)


def call_ticket(day: Day, command: c.CallTicket, now: datetime) -> tuple[f.Body, ...]:
    """Call one chosen ticket (指定叫号): waiting, missed or parked, or void but not for long."""
    window = ready(day, command.window, command.at)
    ticket = chosen(day, command.ticket)
    _may_be_chosen(day, window, ticket, command.who.clerk or window.clerk)
    gone = let_go(day, window, now)
    return *gone, *_called(day, window, ticket, now, gone)


def recall(day: Day, command: c.Recall, now: datetime) -> tuple[f.Body, ...]:
    """Call the same number once more; one recall too many may mean that nobody came."""
    window = ready(day, command.window, command.at)
    ticket = held_by(day, window, "called")
    if not may_recall(day, ticket, now):
        return missed(day, ticket, now)
    until = None if ticket.arrived_at else no_show_at(day, ticket.service, now)
    return (f.TicketRecalled(ticket=ticket.id, window=window.id, zones=ticket.zones, until=until),)


def let_go(
    day: Day, window: Window, now: datetime, outcome: str = "", delivered: int | None = None
) -> tuple[f.Body, ...]:
    """What becomes of the one at the window when the next is called."""
    held = held_or_none(day, window)
    if held is None:
        return ()
    if held.state == "serving":
        return (finished(day, held, window.id, outcome, delivered),)
    _is_no_double_press(day, held, now)
    may_be_missed(day, held, now)
    return missed(day, held, now)


def _is_no_double_press(day: Day, held: Ticket, now: datetime) -> None:
    """A key pressed twice calls once. A clock that stepped far back must not lock the key: only near moments count."""
    guard_s = day.public.definition.policy.double_press_s
    since_s = (now - held.called_at).total_seconds() if held.called_at else guard_s
    if -guard_s < since_s < guard_s:
        raise refuse("double-press", ticket=held.number, seconds=str(max(1, ceil(guard_s - abs(since_s)))))


def _called(
    day: Day,
    window: Window,
    ticket: Ticket,
    now: datetime,
    gone: tuple[f.Body, ...],
    *,
    by: NextUp | None = None,
) -> tuple[f.Body, ...]:
    """The call, and the missed numbers that it makes void, after `gone`; without `by` it was chosen by hand."""
    call = f.TicketCalled(
        ticket=ticket.id,
        window=window.id,
        zones=zones_told(day, window.id, ticket.zones),
        picked=by is None,
        again=ticket.state in ("missed", "parked", "expired"),
        until=no_show_at(day, ticket.service, now),
        rule=by.rule if by else "",
        counters=by.counters if by else "",
        new_round=by.new_round if by else False,
    )
    return call, *voided_by_call(day, ticket.series, ticket.id, gone)


def _may_be_chosen(day: Day, window: Window, ticket: Ticket, clerk: str) -> None:
    """Refuse a ticket that cannot be called, that is for other windows, or that this clerk may not choose."""
    if ticket.state == "waiting":
        check_permitted(day, clerk, "pick")
    elif ticket.state not in ("missed", "parked"):
        can_come_back(day, ticket)
    is_known_here = ticket.window == window.id or ticket.queue in queues_of(day, window)
    service = day.public.index.services.get(ticket.service)
    if service is not None and not is_known_here and not serves(day, window, service.id):
        raise refuse("service-not-here", window=label_of(day, window.id), service=name_of(service))
