"""Missed numbers (过号): what becomes of them by the policy of their service, and when they may be called or missed."""

from datetime import datetime, timedelta
from math import ceil

from hall.rules import targets
from hall.rules.clock import moment
from hall.rules.day import Day
from hall.rules.known import number_is_its_own, ticket_of, wrong_state
from hall.rules.places import rank_at
from link.messages import commands as c
from link.messages import facts as f
from link.messages.definition import MissedPolicy
from link.messages.problems import refuse
from link.state import Ticket

REQUEUED = "missed"
"""Why a ticket is back in the queue: by the policy of its service, not by a person."""

NO_ANSWER = "no-answer"
"""Why it was missed: nobody came in the time there was."""


def policy_of(day: Day, ticket: Ticket) -> MissedPolicy:
    """How a ticket's service treats missed numbers."""
    service = day.public.index.services.get(ticket.service)
    return (service.missed if service else None) or day.public.definition.policy.missed


def missed(day: Day, ticket: Ticket, now: datetime, reason: str = "") -> tuple[f.Body, ...]:
    """Nobody came to the window that called: the miss, and what follows from it at once."""
    policy, calls = policy_of(day, ticket), _calls(day, ticket)
    is_kept = policy.then == "keep"
    fact = f.TicketMissed(
        ticket=ticket.id,
        window=ticket.window,
        until=_kept_until(day, policy, now) if is_kept else None,
        void_call=calls + policy.calls if is_kept and policy.calls is not None else None,
        reason=reason,
    )
    if policy.then == "void" or (is_kept and 0 in (policy.calls, policy.minutes)):
        return fact, f.TicketExpired(ticket=ticket.id, reason="missed", void_call=calls)
    if policy.then == "requeue" and ticket.requeues >= policy.times:
        return fact, f.TicketExpired(ticket=ticket.id, reason="no-show", void_call=calls)
    if policy.then == "requeue":
        return fact, _requeued(day, ticket, policy)
    return (fact,)


def voided_by_call(day: Day, series: str, called: str, before: tuple[f.Body, ...] = ()) -> tuple[f.Body, ...]:
    """The missed numbers that the next call in a series makes void; `called` is the one that it calls, `before` what the
    same press did before."""
    count = day.visits.calls.get(series, 0) + 1
    ended = {body.ticket for body in before if isinstance(body, f.TicketExpired)} | {called}
    kept = day.visits.voiding.get(series, {}) | _missed_just_now(day, series, before)
    return tuple(
        f.TicketExpired(ticket=ticket, reason="missed-calls", void_call=count)
        for ticket, void_call in kept.items()
        if void_call <= count and ticket not in ended
    )


def may_recall(day: Day, ticket: Ticket, now: datetime) -> bool:
    """Whether a number is called once more; False where its policy takes one recall too many for a miss.

    Raises:
        Refused: too soon after the last call, or too often.
    """
    policy = policy_of(day, ticket)
    left_s = _left_s(ticket, now, policy.recall_after_s)
    if left_s:
        raise refuse("recall-too-soon", ticket=ticket.number, seconds=str(left_s))
    limit = policy.recalls if policy.recalls is not None else day.public.definition.policy.recall_limit
    if limit is None or ticket.recalls < limit:
        return True
    if policy.at_recall_limit == "miss":
        return False
    raise refuse("recall-limit", ticket=ticket.number, limit=str(limit))


def may_be_missed(day: Day, ticket: Ticket, now: datetime) -> None:
    """Refuse to miss somebody before they had the time, or the recalls, that their service gives them."""
    policy = policy_of(day, ticket)
    recalls = policy.missed_after_recalls
    if recalls and ticket.recalls >= recalls:
        return
    left_s = _left_s(ticket, now, policy.missed_after_s)
    if left_s:
        raise refuse("missed-too-soon", ticket=ticket.number, seconds=str(left_s))
    if recalls and not policy.missed_after_s:
        raise refuse("recall-first", ticket=ticket.number, recalls=str(recalls))


def revive(day: Day, command: c.ReviveTicket) -> tuple[f.Body, ...]:
    """Somebody who was missed is back: they wait again, some places behind."""
    ticket = ticket_of(day, command.ticket)
    if ticket.state != "missed":
        can_come_back(day, ticket)
    policy = policy_of(day, ticket)
    to_same = policy.revive_to_same if command.to_same is None else command.to_same
    target = targets.again(day, ticket, _caller(day, ticket) if to_same else ticket.target)
    rank = rank_at(day, ticket, target.queues, "back", policy.revive_back)
    return (f.TicketRevived(ticket=ticket.id, rank=rank, target=target.name),)


def can_come_back(day: Day, ticket: Ticket) -> None:
    """Refuse a number that is void for good: too many were called since, or it did not become void by a miss."""
    limit = policy_of(day, ticket).tolerance
    if ticket.state != "expired" or ticket.void_call is None or not limit:
        raise wrong_state(ticket)
    number_is_its_own(day, ticket)
    if _calls(day, ticket) - ticket.void_call > limit:
        raise refuse("too-late-to-return", ticket=ticket.number, limit=str(limit))


def _missed_just_now(day: Day, series: str, before: tuple[f.Body, ...]) -> dict[str, int]:
    missed = [body for body in before if isinstance(body, f.TicketMissed)]
    return {
        body.ticket: body.void_call
        for body in missed
        if body.void_call is not None and day.public.tickets[body.ticket].series == series
    }


def _requeued(day: Day, ticket: Ticket, policy: MissedPolicy) -> f.TicketReturned:
    target = targets.again(day, ticket, ticket.target)
    rank = rank_at(day, ticket, target.queues, "last" if policy.back is None else "back", policy.back or 0)
    return f.TicketReturned(ticket=ticket.id, rank=rank, reason=REQUEUED, target=target.name)


def _kept_until(day: Day, policy: MissedPolicy, now: datetime) -> datetime | None:
    return None if policy.minutes is None else moment(day, now) + timedelta(minutes=policy.minutes)


def _caller(day: Day, ticket: Ticket) -> str:
    """Who called a ticket last: the clerk, if they work anywhere now, else the window."""
    caller = day.visits.callers.get(ticket.id)
    if caller is None:
        return ticket.target
    return f"clerk:{caller.clerk}" if targets.seat_of(day, caller.clerk) else f"window:{caller.window}"


def _calls(day: Day, ticket: Ticket) -> int:
    return day.visits.calls.get(ticket.series, 0)


def _left_s(ticket: Ticket, now: datetime, guard_s: float) -> int:
    """Whole seconds until so long after the last call; a clock that stepped far back must not lock a key."""
    called_at = ticket.recalled_at or ticket.called_at
    since_s = (now - called_at).total_seconds() if called_at else guard_s
    return max(1, ceil(guard_s - since_s)) if -guard_s < since_s < guard_s else 0
