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
        state.waiting.leave(before.queue, before.place, before.priority)
    if ticket.state in ENDED_STATES:
        state.tickets.pop(ticket.id, None)
        state.ended[ticket.id] = ticket
        return
    state.ended.pop(ticket.id, None)
    state.tickets[ticket.id] = ticket
    if ticket.state == "waiting":
        state.waiting.join(ticket.queue, ticket.place, ticket.priority)


def change(state: State, ticket: str, /, **fields: Any) -> None:
    """Change some fields of a ticket; one that is not known here (it ended before our snapshot) is left aside."""
    known = state.find(ticket)
    if known is not None:
        put(state, changed(known, **fields))


def issued(state: State, fact: f.Fact, body: f.TicketIssued) -> None:
    state.issued[body.service] = state.issued.get(body.service, 0) + 1
    issued_at = body.since or fact.at if body.by_hand else fact.at
    if not body.booking:
        state.count_given(body.service, issued_at)
    put(
        state,
        Ticket(
            id=body.ticket,
            number=body.number,
            series=body.series,
            service=body.service,
            order=fact.seq,
            issued_at=issued_at,
            priority=body.priority,
            class_rank=body.class_rank,
            rank=body.rank,
            language=body.language,
            zones=body.zones,
            waiting_since=body.since or fact.at,
            further=body.further,
            visual=body.visual,
        ),
    )


def handed_in(state: State, fact: f.Fact, body: f.TicketsHandedIn) -> None:
    for each in body.tickets:
        state.issued[each.service] = state.issued.get(each.service, 0) + 1
        state.count_given(each.service, each.issued_at)
        ticket = Ticket(
            id=each.ticket,
            number=each.number,
            series=each.series,
            service=each.service,
            order=fact.seq,
            issued_at=each.issued_at,
            priority=each.priority,
            class_rank=each.class_rank,
            rank=each.rank,
            language=each.language,
            zones=each.zones,
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
        recalled_at=None,
        arrived_at=None,
        ended_at=None,
        until=body.until,
        void_call=None,
    )
    put(state, ticket)
    _show_call(state, fact, ticket, is_first=known.call == 0)


def recalled(state: State, fact: f.Fact, body: f.TicketRecalled) -> None:
    known = state.find(body.ticket)
    if known is None:
        return
    ticket = changed(
        known,
        call=fact.seq,
        recalls=known.recalls + 1,
        recalled_at=fact.at,
        zones=body.zones,
        until=body.until,
    )
    put(state, ticket)
    _show_call(state, fact, changed(ticket, window=body.window), is_first=False)


def arrived(state: State, fact: f.Fact, body: f.TicketArrived) -> None:
    change(state, body.ticket, arrived_at=fact.at, until=None)


def started(state: State, fact: f.Fact, body: f.ServiceStarted) -> None:
    change(
        state,
        body.ticket,
        state="serving",
        window=body.window,
        started_at=fact.at,
        transaction=body.transaction,
        until=None,
    )


def finished(state: State, fact: f.Fact, body: f.ServiceFinished) -> None:
    known = state.find(body.ticket)
    if known is None:
        return
    state.count_done(known.service, 1)
    if body.next_service:
        put(
            state,
            changed(
                known,
                state="waiting",
                service=body.next_service,
                target="",
                further=_without(known.further, body.next_service),
                chosen="" if known.chosen == body.next_service else known.chosen,
                zones=body.zones or known.zones,
                window="",
                waiting_since=fact.at,
                requeues=0,
                until=None,
            ),
        )
    else:
        end(state, fact, body.ticket, "finished")


def missed(state: State, fact: f.Fact, body: f.TicketMissed) -> None:
    known = state.find(body.ticket)
    if known is not None:
        put(
            state,
            changed(
                known,
                state="missed",
                misses=known.misses + 1,
                window=body.window,
                until=body.until,
                void_call=body.void_call,
            ),
        )


def waits_again(
    state: State, fact: f.Fact, body: f.TicketReturned | f.TicketRevived | f.TicketUnparked
) -> None:
    known = state.find(body.ticket)
    if known is None:
        return
    is_requeued = isinstance(body, f.TicketReturned) and body.reason == "missed"
    put(
        state,
        changed(
            known,
            state="waiting",
            rank=body.rank,
            target=body.target,
            window="",
            waiting_since=fact.at,
            requeues=known.requeues + is_requeued,
            ended_at=None,
            until=None,
            void_call=None,
        ),
    )


def parked(state: State, fact: f.Fact, body: f.TicketParked) -> None:
    target = body.target or f"window:{body.window}"
    change(state, body.ticket, state="parked", window=body.window, target=target, until=body.until)


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
            until=None,
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


def arranged(state: State, fact: f.Fact, body: f.ServicesArranged) -> None:
    known = state.find(body.ticket)
    if known is None:
        return
    fields: dict[str, Any] = {"further": body.further, "chosen": body.chosen}
    if body.service:
        zones = body.zones or known.zones
        fields |= {"service": body.service, "target": "", "rank": body.rank, "zones": zones, "requeues": 0}
    put(state, changed(known, **fields))


def flagged(state: State, fact: f.Fact, body: f.TicketFlagged) -> None:
    change(state, body.ticket, visual=body.visual)


def cancelled(state: State, fact: f.Fact, body: f.TicketCancelled) -> None:
    end(state, fact, body.ticket, "cancelled")


def expired(state: State, fact: f.Fact, body: f.TicketExpired) -> None:
    end(state, fact, body.ticket, "expired", void_call=body.void_call)


def end(state: State, fact: f.Fact, ticket: str, how: TicketState, *, void_call: int | None = None) -> None:
    change(state, ticket, state=how, ended_at=fact.at, until=None, void_call=void_call)


def _without(services: tuple[str, ...], done: str) -> tuple[str, ...]:
    """The services but for one of these."""
    at = services.index(done) if done in services else len(services)
    return (*services[:at], *services[at + 1 :])


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
