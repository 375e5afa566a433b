"""A visit's record out of its own facts, with its transactions."""

from collections.abc import Sequence
from datetime import date, datetime

from hall.history.records import Transaction, Visit, VisitEnding
from hall.history.stays import ClerkAt, stays_of
from link.messages import facts as f


def visit_of(
    day: date, ticket: str, life: Sequence[f.Fact], clerk_at: ClerkAt
) -> tuple[Visit | None, tuple[Transaction, ...]]:
    """The visit, None where it did not end on `day`; and its transactions that ended on it."""
    ending = _ending(life[-1])
    taken = _taken(life[0], ticket)
    stays = stays_of(ticket, taken.service, life, clerk_at)
    visit = None if ending is None or life[-1].day != day else _visit(day, taken, life, ending, stays)
    return visit, tuple(stay for stay in stays if stay.day == day)


def late_visit(day: date, fact: f.Fact, taken: f.HandedIn, box: str) -> Visit:
    """The visit of a ticket that was handed in when its own day was over."""
    return Visit(
        day=day,
        ticket=taken.ticket,
        number=taken.number,
        series=taken.series,
        service=taken.service,
        issued_at=taken.issued_at,
        ended_at=max(fact.at, taken.issued_at),
        ending="expired",
        priority=taken.priority,
        language=taken.language,
        box=box,
        is_handed_in=True,
        is_late=True,
    )


def _visit(
    day: date,
    taken: f.TicketIssued | f.HandedIn,
    life: Sequence[f.Fact],
    ending: VisitEnding,
    stays: Sequence[Transaction],
) -> Visit:
    first = life[0]
    is_handed_in = isinstance(taken, f.HandedIn)
    return Visit(
        day=day,
        ticket=taken.ticket,
        number=taken.number,
        series=taken.series,
        service=taken.service,
        issued_at=_issued_at(taken, first),
        ended_at=life[-1].at,
        ending=ending,
        priority=_priority(taken, life),
        language=taken.language,
        box=first.body.box if isinstance(first.body, f.TicketsHandedIn) else first.who.box,
        calls=sum(each.calls for each in stays),
        misses=sum(each.ending == "missed" for each in stays),
        served=sum(each.started_at is not None for each in stays),
        waiting_ms=sum(each.waiting_ms or 0 for each in stays),
        serving_ms=sum(each.serving_ms or 0 for each in stays),
        is_walked=any(isinstance(fact.body, f.ServiceStarted) and fact.body.walked for fact in life),
        is_handed_in=is_handed_in,
    )


def _ending(last: f.Fact) -> VisitEnding | None:
    body = last.body
    if isinstance(body, f.ServiceFinished):
        return None if body.next_service else "finished"
    if isinstance(body, f.TicketCancelled):
        return "cancelled"
    return "expired" if isinstance(body, f.TicketExpired) else None


def _taken(first: f.Fact, ticket: str) -> f.TicketIssued | f.HandedIn:
    body = first.body
    if isinstance(body, f.TicketsHandedIn):
        return next(each for each in body.tickets if each.ticket == ticket)
    if isinstance(body, f.TicketIssued):
        return body
    raise ValueError(f"a visit begins with {first.kind}")


def _issued_at(taken: f.TicketIssued | f.HandedIn, first: f.Fact) -> datetime:
    """When the citizen got the number, on whatever paper."""
    if isinstance(taken, f.HandedIn):
        return taken.issued_at
    return taken.since if taken.by_hand and taken.since else first.at


def _priority(taken: f.TicketIssued | f.HandedIn, life: Sequence[f.Fact]) -> str:
    changes = [fact.body.priority for fact in life if isinstance(fact.body, f.TicketPrioritised)]
    return changes[-1] if changes else taken.priority
