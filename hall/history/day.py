"""A whole day's history out of its facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from hall.history.gathered import Gathered, gathered
from hall.history.records import Rating, Session, Transaction, Visit
from hall.history.sessions import clerk_at, sessions_of
from hall.history.visits import late_visit, visit_of
from link.messages import facts as f


@dataclass(frozen=True, slots=True, kw_only=True)
class DayHistory:
    """All that ended on one business day, each list in the order of its keys."""

    day: date
    visits: tuple[Visit, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    sessions: tuple[Session, ...] = ()
    ratings: tuple[Rating, ...] = ()


def history_of(day: date, facts: Iterable[f.Fact]) -> DayHistory:
    """The history of `day` out of its facts; those of the day before must come first where tickets were carried over."""
    return of_gathered(day, gathered(facts))


def of_gathered(day: date, known: Gathered) -> DayHistory:
    """Like `history_of`, of facts that were sorted already."""
    found = [
        visit_of(day, ticket, life, lambda window, at: clerk_at(known.windows.get(window, ()), at))
        for ticket, life in known.lives.items()
    ]
    visits = [visit for visit, _ in found if visit is not None]
    here = {visit.ticket for visit in visits}
    late = [
        late_visit(day, fact, each, box)
        for fact, each, box in known.late.values()
        if fact.day == day and each.ticket not in here
    ]
    stays = tuple(sorted(chain.from_iterable(stays for _, stays in found), key=_by_ticket))
    return DayHistory(
        day=day,
        visits=tuple(sorted([*visits, *late], key=lambda each: each.ticket)),
        transactions=stays,
        sessions=_sessions(day, known, stays),
        ratings=_ratings(day, known, stays),
    )


def _by_ticket(stay: Transaction) -> tuple[str, int]:
    return stay.ticket, stay.n


def _sessions(day: date, known: Gathered, stays: Iterable[Transaction]) -> tuple[Session, ...]:
    served: dict[str, list[Transaction]] = {}
    for stay in stays:
        if stay.started_at is not None:
            served.setdefault(stay.window, []).append(stay)
    found = chain.from_iterable(
        sessions_of(day, window, life, served.get(window, ())) for window, life in known.windows.items()
    )
    return tuple(sorted(found, key=lambda each: (each.window, each.opened_at)))


def _ratings(day: date, known: Gathered, stays: Iterable[Transaction]) -> tuple[Rating, ...]:
    services = {(stay.ticket, stay.served_no): stay.service for stay in stays if stay.served_no}
    found = (
        _rating(day, fact, fact.body, services.get(key, ""))
        for key, fact in known.ratings.items()
        if fact.day == day and isinstance(fact.body, f.TicketRated)
    )
    return tuple(sorted(found, key=lambda each: (each.ticket, each.transaction)))


def _rating(day: date, fact: f.Fact, body: f.TicketRated, service: str) -> Rating:
    return Rating(
        day=day,
        ticket=body.ticket,
        transaction=body.transaction,
        at=fact.at,
        grade=body.grade,
        reasons=body.reasons,
        window=body.window,
        clerk=body.clerk,
        service=service,
        answers=body.answers,
    )
