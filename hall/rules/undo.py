"""Taking back the last press at a window, while nothing has followed it."""

from datetime import datetime, timedelta

from hall.rules.clock import moment
from hall.rules.day import Day
from hall.rules.known import at_work, label_of
from hall.rules.steps import Step
from link.messages import commands as c
from link.messages import facts as f
from link.messages.problems import refuse
from link.state import Ticket, was_of, window_was_of
from link.state.changed import changed

UNDONE = "undone"
"""Why the ticket of somebody without one ends, when serving them was a mis-click."""


def undo(day: Day, command: c.Undo, now: datetime) -> tuple[f.Body, ...]:
    """Each fact of the last press taken back, the latest first: after `next`, the call and then the finish."""
    window = at_work(day, command.window, command.at)
    steps = day.steps.of(window.id)
    if not steps or not _is_recent(day, steps[-1], now) or not _nothing_followed(day, steps):
        raise refuse("nothing-to-undo", window=label_of(day, window.id))
    return tuple(body for step in reversed(steps) for body in _undone(step, window.id))


def _is_recent(day: Day, last: Step, now: datetime) -> bool:
    limit = timedelta(seconds=day.public.definition.policy.undo_s)
    return moment(day, now) - last.fact.at <= limit


def _nothing_followed(day: Day, steps: tuple[Step, ...]) -> bool:
    """Whether each ticket is still as the press left it: nobody else called, cancelled or moved it meanwhile."""
    left = {step.ticket.id: step.left for step in steps}
    return all(_is_as_left(day, ticket) for ticket in left.values())


def _is_as_left(day: Day, left: Ticket) -> bool:
    known = day.public.find(left.id)
    return known is not None and changed(known, is_printed=True) == changed(left, is_printed=True)


def _undone(step: Step, window: str) -> tuple[f.Body, ...]:
    body = f.CommandUndone(
        undone_seq=step.fact.seq,
        ticket=step.ticket.id,
        window=window,
        ticket_state=step.ticket.state,
        window_state=step.window.state,
        ticket_was=was_of(step.ticket),
        window_was=window_was_of(step.window),
    )
    if isinstance(step.fact.body, f.ServiceStarted) and step.fact.body.walked:
        return body, f.TicketCancelled(ticket=step.ticket.id, reason=UNDONE)
    return (body,)
