"""Taking back the last press at a window, while nothing has followed it."""

from datetime import datetime, timedelta

from hall.rules.day import Day, Step
from hall.rules.known import at_work, label_of
from link.messages import commands as c
from link.messages import facts as f
from link.messages.problems import refuse
from link.state import Ticket


def undo(day: Day, command: c.Undo, now: datetime) -> tuple[f.Body, ...]:
    """Each fact of the last press taken back, the latest first: after `next`, the call and then the finish."""
    window = at_work(day, command.window, command.at)
    steps = day.steps.get(window.id, ())
    if not steps or not _is_recent(day, steps[-1], now) or not _nothing_followed(day, steps):
        raise refuse("nothing-to-undo", window=label_of(day, window.id))
    return tuple(_undone(step, window.id) for step in reversed(steps))


def _is_recent(day: Day, last: Step, now: datetime) -> bool:
    limit = timedelta(seconds=day.public.definition.policy.undo_s)
    return -limit <= now - last.fact.at <= limit


def _nothing_followed(day: Day, steps: tuple[Step, ...]) -> bool:
    """Whether each ticket is still as the press left it: nobody else called, cancelled or moved it meanwhile."""
    return all(_is_as_left(day, ticket, steps) for ticket in {step.ticket for step in steps})


def _is_as_left(day: Day, ticket: str, steps: tuple[Step, ...]) -> bool:
    known = day.public.find(ticket)
    last = next(step for step in reversed(steps) if step.ticket == ticket)
    return known is not None and known.state == _left(last) and _window_fits(known, last)


def _left(step: Step) -> str:
    left = {
        f.TicketCalled: "called",
        f.TicketMissed: "missed",
        f.ServiceStarted: "serving",
        f.ServiceFinished: "finished",
    }
    return left[type(step.fact.body)]


def _window_fits(ticket: Ticket, step: Step) -> bool:
    return ticket.state not in ("called", "missed", "serving") or ticket.window == getattr(
        step.fact.body, "window", ""
    )


def _undone(step: Step, window: str) -> f.CommandUndone:
    return f.CommandUndone(
        undone_seq=step.fact.seq,
        ticket=step.ticket,
        window=window,
        ticket_state=step.ticket_state,
        window_state=step.window_state,
    )
