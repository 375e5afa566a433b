"""Whatever people press: the day's history adds up with the day's facts."""

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hall.history import history_of
from hall.rules.paper import PaperHall
from link.messages import commands as c
from link.messages import facts as f
from link.messages.definition import Definition, Policy, Series, Service, WindowPlace, Zone
from link.messages.problems import Refused

DAY = date(2026, 3, 12)
WINDOWS = ("w1", "w2")
HALL = Definition(
    id="h",
    name="厅",
    zones=(Zone(id="z", name="区"),),
    series=(Series(id="A", prefix="A"),),
    services=(Service(id="a", name="甲", series="A"), Service(id="b", name="乙", series="A")),
    windows=(
        WindowPlace(id="w1", label="1", zone="z", services=("a", "b")),
        WindowPlace(id="w2", label="2", zone="z", services=("a",)),
    ),
)
PRESSES = (
    c.CallNext, c.CallNext, c.FinishService, c.StartService, c.MarkMissed, c.Recall, c.MarkArrived, c.Park,
    c.Undo, c.PauseWindow, c.ResumeWindow, c.CloseWindow, c.OpenWindow, c.WalkDirect,
)  # fmt: skip

taking = st.builds(c.TakeTicket, service=st.sampled_from("ab"), further=st.sampled_from([(), ("b",)]))
pressing = st.builds(
    lambda kind, window: kind(window=window), st.sampled_from(PRESSES), st.sampled_from(WINDOWS)
)
moving = st.builds(c.Transfer, window=st.sampled_from(WINDOWS), service=st.sampled_from("ab"))
sitting = st.builds(c.TakeOver, window=st.sampled_from(WINDOWS), clerk=st.sampled_from(["1", "2", "3"]))
picking = st.tuples(
    st.sampled_from([c.CallTicket, c.Unpark, c.ReviveTicket, c.RateTicket]), st.integers(0, 9)
)
steps = st.lists(
    st.tuples(st.one_of(taking, pressing, pressing, moving, sitting, picking), st.integers(0, 90)),
    max_size=60,
)


@given(steps=steps, carries=st.booleans(), night=st.integers(0, 60))
@settings(max_examples=120, deadline=None)
def test_the_day_adds_up(steps: list[tuple[Any, int]], carries: bool, night: int) -> None:
    definition = replace(HALL, policy=Policy(carry_over=carries))
    hall = PaperHall(definition, datetime(2026, 3, 12, 1, 0, tzinfo=UTC))
    for window in WINDOWS:
        hall.do(c.OpenWindow(window=window, clerk=window))
    for number, (step, passed_s) in enumerate(steps):
        hall.let_pass(passed_s)
        if number == night:
            hall.now += timedelta(days=1)
            hall.do(c.Tick())
        press(hall, step, f"key-{number}")
    for _ in range(2):
        hall.now += timedelta(days=1)
        hall.do(c.Tick())
    adds_up(hall.facts)


def press(hall: PaperHall, step: Any, key: str) -> None:
    if isinstance(step, tuple):
        kind, pick = step
        known = [*hall.state.tickets, *hall.state.ended]
        if not known:
            return
        at_window = {} if kind in (c.ReviveTicket, c.RateTicket) else {"window": WINDOWS[pick % 2]}
        step = kind(ticket=known[pick % len(known)], **at_window)
    with suppress(Refused):
        hall.do(step, key)


def adds_up(facts: list[f.Fact]) -> None:
    days = sorted({fact.day for fact in facts if isinstance(fact.body, f.DayClosed)})
    histories = [history_of(day, facts) for day in days]
    visits = [visit for each in histories for visit in each.visits]
    stays = [stay for each in histories for stay in each.transactions]
    sessions = [session for each in histories for session in each.sessions]
    of_ticket = Counter(stay.ticket for stay in stays)
    undone = {fact.body.undone_seq for fact in facts if isinstance(fact.body, f.CommandUndone)}
    kinds = Counter(fact.kind for fact in facts if fact.seq not in undone)
    assert Counter(visit.ticket for visit in visits) == Counter(
        fact.body.ticket for fact in facts if isinstance(fact.body, f.TicketIssued)
    )
    assert sum(visit.served for visit in visits) == kinds["service_started"]
    assert sum(visit.misses for visit in visits) == kinds["ticket_missed"]
    assert sum(visit.calls for visit in visits) == kinds["ticket_called"] + kinds["ticket_recalled"]
    assert sum(session.served for session in sessions) == kinds["service_started"]
    assert sum(session.serving_ms for session in sessions) == sum(visit.serving_ms for visit in visits)
    assert all(session.idle_ms >= 0 and 0 <= session.paused_ms <= session.total_ms for session in sessions)
    assert len(sessions) == kinds["window_opened"] + kinds["clerk_took_over"]
    assert sum(len(each.ratings) for each in histories) == kinds["ticket_rated"]
    for visit in visits:
        assert 0 <= visit.waiting_ms + visit.serving_ms <= ms(visit.issued_at, visit.ended_at)
        assert of_ticket[visit.ticket] >= 1
        assert not (visit.is_abandoned and visit.ending == "finished")


def ms(start: datetime, end: datetime) -> int:
    return (end - start) // timedelta(milliseconds=1)
