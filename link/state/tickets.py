"""What each fact does to tickets, to those who wait, and to the calls on the boards."""

from typing import Any

from link.messages import facts as f
from link.messages.words import ENDED_STATES, TicketState
from link.state.changed import changed
from link.state.model import Call, State, Ticket

CALLS_KEPT = 20


def put(state: State, ticket: Ticket) -> None:
    """Lay a ticket's new record in its place: among the living or the ended, in or out of the queue."""
    before = state.tickets.get(ticket.id)
    if before is not None and before.state == "waiting":
        state.waiting.leave(before.queue, before.place)
    if ticket.state in ENDED_STATES:
        state.tickets.pop(ticket.id, None)
        state.ended[ticket.id] = ticket
        return
    state.ended.pop(ticket.id, None)
    state.tickets[ticket.id] = ticket
    if ticket.state == "waiting":
        state.waiting.join(ticket.queue, ticket.place)


def change(state: State, ticket: str, /, **fields: Any) -> None:
    """Change some fields of a ticket; one that is not known here (it ended before our snapshot) is left aside."""
    known = state.find(ticket)
    if known is not None:
        put(state, changed(known, **fields))


def issued(state: State, fact: f.Fact, body: f.TicketIssued) -> None:
    state.issued[body.service] = state.issued.get(body.service, 0) + 1
    put(
        state,
        Ticket(
            id=body.ticket,
            number=body.number,
            series=body.series,
            service=body.service,
            order=fact.seq,
            issued_at=fact.at,
            priority=body.priority,
            class_rank=body.class_rank,
            rank=body.rank,
            language=body.language,
            zones=body.zones,
            waiting_since=fact.at,
            further=body.further,
        ),
    )


def handed_in(state: State, fact: f.Fact, body: f.TicketsHandedIn) -> None:
    for each in body.tickets:
        state.issued[each.service] = state.issued.get(each.service, 0) + 1
        ticket = Ticket(
            id=each.ticket,
            number=each.number,
            series=each.series,
            service=each.service,
            order=fact.seq,
            issued_at=each.issued_at,
            priority=each.priority,
            rank=each.rank,
            language=each.language,
            waiting_since=each.issued_at,
            is_printed=True,
        )
        put(state, ticket)


def printed(state: State, fact: f.Fact, body: f.TicketPrinted) -> None:
    change(state, body.ticket, is_printed=True)


def called(state: State, fact: f.Fact, body: f.TicketCalled) -> None:
    known = state.find(body.ticket)
    if known is None:
        return
    ticket = changed(
        known,
        state="called",
        window=body.window,
        zones=body.zones,
        call=fact.seq,
        recalls=0,
        called_at=fact.at,
        arrived_at=None,
    )
    put(state, ticket)
    _show_call(state, fact, ticket, is_first=known.call == 0)


def recalled(state: State, fact: f.Fact, body: f.TicketRecalled) -> None:
    known = state.find(body.ticket)
    if known is None:
        return
    ticket = changed(known, call=fact.seq, recalls=known.recalls + 1, zones=body.zones)
    put(state, ticket)
    _show_call(state, fact, changed(ticket, window=body.window), is_first=False)


def arrived(state: State, fact: f.Fact, body: f.TicketArrived) -> None:
    change(state, body.ticket, arrived_at=fact.at)


def started(state: State, fact: f.Fact, body: f.ServiceStarted) -> None:
    change(
        state,
        body.ticket,
        state="serving",
        window=body.window,
        started_at=fact.at,
        transaction=body.transaction,
    )


def finished(state: State, fact: f.Fact, body: f.ServiceFinished) -> None:
    known = state.find(body.ticket)
    if known is None:
        return
    if body.next_service:
        further = known.further[1:] if known.further[:1] == (body.next_service,) else known.further
        put(
            state,
            changed(
                known,
                state="waiting",
                service=body.next_service,
                target="",
                further=further,
                window="",
                waiting_since=fact.at,
            ),
        )
    else:
        end(state, fact, body.ticket, "finished")


def missed(state: State, fact: f.Fact, body: f.TicketMissed) -> None:
    known = state.find(body.ticket)
    if known is not None:
        put(state, changed(known, state="missed", misses=known.misses + 1, window=body.window))


def waits_again(
    state: State, fact: f.Fact, body: f.TicketReturned | f.TicketRevived | f.TicketUnparked
) -> None:
    change(state, body.ticket, state="waiting", rank=body.rank, window="", waiting_since=fact.at)


def parked(state: State, fact: f.Fact, body: f.TicketParked) -> None:
    change(state, body.ticket, state="parked", window=body.window)


def transferred(state: State, fact: f.Fact, body: f.TicketTransferred) -> None:
    known = state.find(body.ticket)
    if known is None:
        return
    put(
        state,
        changed(
            known,
            state="waiting",
            service=body.service or known.service,
            target=_target(body),
            rank=body.rank,
            zones=body.zones or known.zones,
            window="",
            waiting_since=fact.at,
        ),
    )


def _target(body: f.TicketTransferred) -> str:
    """Whom a transfer sends to; the window before the clerk, the clerk before the pool."""
    named = (("window", body.window), ("clerk", body.clerk), ("pool", body.pool))
    return next((f"{kind}:{name}" for kind, name in named if name), "")


def prioritised(state: State, fact: f.Fact, body: f.TicketPrioritised) -> None:
    change(state, body.ticket, priority=body.priority, class_rank=body.class_rank)


def added(state: State, fact: f.Fact, body: f.ServiceAdded) -> None:
    known = state.find(body.ticket)
    if known is not None:
        put(state, changed(known, further=(*known.further, body.service)))


def cancelled(state: State, fact: f.Fact, body: f.TicketCancelled) -> None:
    end(state, fact, body.ticket, "cancelled")


def expired(state: State, fact: f.Fact, body: f.TicketExpired) -> None:
    end(state, fact, body.ticket, "expired")


def end(state: State, fact: f.Fact, ticket: str, how: TicketState) -> None:
    change(state, ticket, state=how, ended_at=fact.at)


def _show_call(state: State, fact: f.Fact, ticket: Ticket, *, is_first: bool) -> None:
    """Put a ticket's call last in its zones; an earlier one of the same ticket goes away."""
    call = Call(
        seq=fact.seq,
        at=fact.at,
        ticket=ticket.id,
        number=ticket.number,
        window=ticket.window,
        zones=ticket.zones,
        is_recall=isinstance(fact.body, f.TicketRecalled),
        language=ticket.language,
    )
    for zone in ticket.zones:
        earlier = state.calls.get(zone, ())
        others = earlier if is_first else tuple(each for each in earlier if each.ticket != ticket.id)
        state.calls[zone] = (*others[1 - CALLS_KEPT :], call)
