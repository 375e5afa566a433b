"""How well a citizen was served (好差评): once for each transaction, from 1 to 5, in time; a bad one opens a case."""

from collections.abc import Callable
from datetime import datetime, timedelta

from hall.rules import cases
from hall.rules.day import Day
from hall.rules.known import ticket_of
from link.messages import commands as c
from link.messages import facts as f
from link.messages.definition import Definition
from link.messages.problems import refuse
from link.state import Ticket


def rate(day: Day, command: c.RateTicket, now: datetime, new_id: Callable[[], str]) -> tuple[f.Body, ...]:
    """Rate one transaction of a visit; the window, clerk and service of that transaction are kept with it.

    Raises:
        Refused: `bad-request`, `not-served`, `already-rated`, `rating-over`, `unknown-reason`, `unknown-question`,
            `comments-off`.
    """
    if not 1 <= command.grade <= 5:
        raise refuse("bad-request", field="grade", reason="1–5")
    ticket = ticket_of(day, command.ticket)
    served = day.served.get(ticket.id, ())
    if not 1 <= command.transaction <= len(served):
        raise refuse("not-served", ticket=ticket.number)
    if (ticket.id, command.transaction) in day.ratings:
        raise refuse("already-rated", ticket=ticket.number)
    definition = day.public.definition
    _in_time(definition, ticket, now)
    _known_words(definition, command)
    by = served[command.transaction - 1]
    rated = f.TicketRated(
        ticket=ticket.id,
        transaction=command.transaction,
        grade=command.grade,
        reasons=command.reasons,
        comment=command.comment,
        window=by.window,
        clerk=by.clerk,
        number=ticket.number,
        service=by.service,
        by=command.by,
        answers=command.answers,
    )
    return rated, *cases.opens(day, rated, ticket.number, now, new_id)


def is_over(definition: Definition, ticket: Ticket, now: datetime) -> bool:
    """Whether it is too late to rate a visit."""
    minutes = definition.rating.window_min
    return bool(minutes and ticket.ended_at and now > ticket.ended_at + timedelta(minutes=minutes))


def _in_time(definition: Definition, ticket: Ticket, now: datetime) -> None:
    if is_over(definition, ticket, now):
        raise refuse("rating-over", ticket=ticket.number, minutes=f"{definition.rating.window_min:g}")


def _known_words(definition: Definition, command: c.RateTicket) -> None:
    """Refuse what no screen of this hall offers."""
    rules = definition.rating
    reasons = {*rules.reasons, *(each.id for each in definition.rating_reasons)}
    for reason in command.reasons:
        if reason not in reasons:
            raise refuse("unknown-reason", reason=reason)
    if len(set(command.reasons)) != len(command.reasons) or len(command.reasons) > rules.most_reasons:
        raise refuse("bad-request", field="reasons", reason=f"0–{rules.most_reasons}")
    if command.comment and not rules.comments:
        raise refuse("comments-off")
    questions = {each.id: each.highest for each in definition.survey}
    for answer in command.answers:
        if not 1 <= answer.answer <= questions.pop(answer.question, 0):
            raise refuse("unknown-question", question=answer.question)
