"""What is true of a hall at every moment, worked out from its facts and tickets in the simplest way, not in the hall's own."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise

from watched_hall import WatchedHall, given, without_ended
from whole_hall import PLACES

from hall.rules.remembered import STORED
from link.messages import facts as f
from link.messages.words import ENDED_STATES
from link.state import State, Ticket, snapshot_value, state_of

Truth = Callable[[WatchedHall], None]
FOR_EVER = datetime(9999, 1, 1, tzinfo=UTC)


def a_replay_is_the_live_day(hall: WatchedHall) -> None:
    assert hall.replayed == hall.day


def boxes_see_what_the_hall_sees(hall: WatchedHall) -> None:
    assert hall.shown == hall.state
    if hall.screen.welcome is not None:
        assert without_ended(hall.screen.state) == without_ended(hall.state)


def a_snapshot_is_the_state(hall: WatchedHall) -> None:
    read = state_of(json.loads(json.dumps(snapshot_value(hall.state))))
    assert read == without_ended(hall.state)


def one_ticket_is_at_one_window(hall: WatchedHall) -> None:
    held = {each.ticket: each.id for each in hall.state.windows.values() if each.ticket}
    assert len(held) == sum(each.ticket is not None for each in hall.state.windows.values())
    at_windows = {id: each.window for id, each in hall.state.tickets.items() if _is_at_window(each)}
    assert held == at_windows


def a_window_does_what_its_ticket_says(hall: WatchedHall) -> None:
    does = {"called": "calling", "serving": "serving"}
    for window in hall.state.windows.values():
        held = hall.state.tickets[window.ticket] if window.ticket else None
        if window.state != "paused":
            assert does.get(held.state if held else "", window.state) == window.state
            assert held is not None or window.state in ("open", "closed")
        if window.state == "closed":
            assert (window.clerk, window.ticket, window.stored_until) == ("", None, None)


def who_waits_stands_in_one_queue(hall: WatchedHall) -> None:
    waiting = hall.state.waiting
    standing = [(queue, place) for queue, _ in waiting.counts() for place in waiting.places(queue)]
    assert Counter(standing) == Counter((each.queue, each.place) for each in _waiting(hall.state))


def whoever_was_sent_to_somebody_has_somebody(hall: WatchedHall) -> None:
    there = {each for each in hall.state.windows.values() if each.state != "closed"}
    able = {f"window:{each.id}" for each in there} | {f"clerk:{each.clerk}" for each in there}
    targets = {each.target for each in _waiting(hall.state)}
    assert {each for each in targets if each and not each.startswith("pool:")} <= able


def a_record_says_what_its_state_means(hall: WatchedHall) -> None:
    for each in hall.state.tickets.values():
        assert each.state not in ENDED_STATES
        assert each.ended_at is None
        assert bool(each.window) == (each.state in ("called", "serving", "missed", "parked"))
    for each in hall.state.ended.values():
        assert each.state in ENDED_STATES
        assert each.ended_at is not None
        assert each.until is None


def no_two_living_tickets_share_a_number(hall: WatchedHall) -> None:
    numbers = Counter(each.number for each in hall.state.tickets.values())
    assert {number for number, count in numbers.items() if count > 1} <= hall.clashing


def no_number_is_given_twice_in_a_day(hall: WatchedHall) -> None:
    """But in a series that goes round, and where a kiosk claims what was somebody's."""
    numbers = Counter(number for series, number in _numbers(hall) if series != "W")
    assert {number for number, count in numbers.items() if count > 1} <= hall.clashing


def a_clash_is_an_alarm(hall: WatchedHall) -> None:
    alarms = {each.about for each in hall.state.alarms.values() if each.alarm == "number-twice"}
    assert alarms <= hall.clashing


def what_ends_by_itself_is_known(hall: WatchedHall) -> None:
    visits, state = hall.day.visits, hall.state
    ends = {id for id, each in state.tickets.items() if each.until is not None}
    ends |= {f"{STORED}{each.id}" for each in state.windows.values() if each.stored_until is not None}
    assert set(visits.deadlines.over(FOR_EVER)) == ends
    assert visits.stored.keys() == {each.id for each in state.windows.values() if each.stored_until}
    voiding = {ticket: at for each in visits.voiding.values() for ticket, at in each.items()}
    missed = {id: each for id, each in state.tickets.items() if each.state == "missed"}
    assert voiding == {id: each.void_call for id, each in missed.items() if each.void_call is not None}
    assert all(at > visits.calls.get(missed[id].series, 0) for id, at in voiding.items())


def a_press_is_remembered_where_nobody_is(hall: WatchedHall) -> None:
    for window in hall.state.windows.values():
        assert window.stored_until is None or (window.state, window.ticket) == ("open", None)


def counts_are_those_of_the_facts(hall: WatchedHall) -> None:
    issued: Counter[str] = Counter()
    for fact in hall.today:
        if isinstance(fact.body, f.TicketIssued):
            issued[fact.body.service] += 1
        elif isinstance(fact.body, f.TicketsHandedIn):
            issued.update(each.service for each in fact.body.tickets)
    assert issued == Counter(hall.state.issued)
    counted = Counter(service for _, service, _, _ in given(hall.today))
    assert counted == Counter({service: sum(each.values()) for service, each in hall.state.given.items()})


def appointments_fit_together(hall: WatchedHall) -> None:
    book = hall.day.appointments
    taken = Counter(
        (each.booked.service, each.booked.start) for each in book.known.values() if each.state != "cancelled"
    )
    assert taken == Counter(book.taken)
    assert all(count <= PLACES for count in taken.values())
    tickets = [each.ticket for each in book.known.values() if each.state == "arrived"]
    assert len(set(tickets)) == len(tickets)
    assert all(bool(each.ticket) == (each.state == "arrived") for each in book.known.values())
    for each in book.known.values():
        if each.state == "missed" and each.booked.person:
            assert each.booked.start in book.missed[each.booked.person]


def transactions_are_counted(hall: WatchedHall) -> None:
    for each in (*hall.state.tickets.values(), *hall.state.ended.values()):
        assert each.transaction == len(hall.day.served.get(each.id, ()))


def boards_keep_the_last_calls(hall: WatchedHall) -> None:
    for zone, calls in hall.state.calls.items():
        assert len(calls) <= 20
        assert all(one.seq < other.seq for one, other in pairwise(calls))
        assert all(zone in each.zones for each in calls)
        assert max(Counter(each.ticket for each in calls).values(), default=1) == 1


def who_is_ahead_is_counted_right(hall: WatchedHall) -> None:
    for each in _waiting(hall.state):
        low, high = _ahead(hall.state, each)
        assert low <= hall.state.ahead_of(each) <= high


TRUTHS: tuple[Truth, ...] = (
    a_replay_is_the_live_day,
    boxes_see_what_the_hall_sees,
    a_snapshot_is_the_state,
    one_ticket_is_at_one_window,
    a_window_does_what_its_ticket_says,
    who_waits_stands_in_one_queue,
    whoever_was_sent_to_somebody_has_somebody,
    a_record_says_what_its_state_means,
    no_two_living_tickets_share_a_number,
    no_number_is_given_twice_in_a_day,
    a_clash_is_an_alarm,
    what_ends_by_itself_is_known,
    a_press_is_remembered_where_nobody_is,
    counts_are_those_of_the_facts,
    appointments_fit_together,
    transactions_are_counted,
    boards_keep_the_last_calls,
    who_is_ahead_is_counted_right,
)


def _is_at_window(ticket: Ticket) -> bool:
    return ticket.state in ("called", "serving")


def _waiting(state: State) -> list[Ticket]:
    return [each for each in state.tickets.values() if each.state == "waiting"]


def _numbers(hall: WatchedHall) -> list[tuple[str, str]]:
    found = []
    for fact in hall.today:
        if isinstance(fact.body, f.TicketIssued):
            found.append((fact.body.series, fact.body.number))
        elif isinstance(fact.body, f.TicketsHandedIn):
            found += [(each.series, each.number) for each in fact.body.tickets]
    return found


def _ahead(state: State, ticket: Ticket) -> tuple[int, int]:
    """How many stand before a ticket by the plainest count; those who weigh the same to a microsecond may count or not."""
    if ticket.target:
        same = [each for each in _waiting(state) if each.target == ticket.target]
        count = sum(each.place < ticket.place for each in same)
        return count, count
    own = state.index.services.get(ticket.service)
    services = {each.id for each in state.definition.services if own and each.series == own.series}
    others = [
        each for each in _waiting(state) if not each.target and each.service in (services or {ticket.service})
    ]
    counts = [_before(state, ticket, others, order) for order in _orders(state, services or {ticket.service})]
    return max(low for low, _ in counts), max(high for _, high in counts)  # fmt: skip


def _orders(state: State, services: set[str]) -> set[str]:
    able = [each for each in state.windows.values() if services & set(each.services)]
    at_work = [each for each in able if each.state != "closed"] or able
    profiles = [state.profile_of(each) for each in at_work]
    return {each.otherwise if each else "priority" for each in profiles} or {"priority"}


def _before(state: State, ticket: Ticket, others: list[Ticket], order: str) -> tuple[int, int]:
    if order == "priority":
        count = sum(each.place < ticket.place for each in others)
        return count, count
    by = (lambda each: -each.rank) if order == "arrival" else (lambda each: _weight(state, each))
    margins = [by(each) - by(ticket) for each in others if each.id != ticket.id]
    return sum(each > 1e-5 for each in margins), sum(each > -1e-5 for each in margins)


def _weight(state: State, ticket: Ticket) -> float:
    """The wait times the rate of the class; who is still to come is not pushed away by it."""
    assert state.at is not None
    waited_s = state.at.timestamp() - ticket.rank
    known = state.index.priorities.get(ticket.priority)
    return waited_s * known.rate if known is not None and waited_s > 0 else waited_s
