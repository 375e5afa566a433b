"""Fair calling: stories with times, a bound that always holds, and a morning at 80 % priority load played on the rules."""

import heapq
import random
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.hall_built import usual_priorities
from hall.rules.paper import PaperHall
from link.messages import commands as c
from link.messages.definition import (
    Definition,
    Order,
    Policy,
    PriorityClass,
    Profile,
    Series,
    Service,
    WindowPlace,
    Zone,
)

USUAL = tuple(PriorityClass(**each.model_dump()) for each in usual_priorities())
RATES = {each.id: each.rate for each in USUAL}
MEAN_S = 300.0
SHARES = {"normal": 0.2, "elderly": 0.8}


def hall_with(order: Order, windows: int) -> PaperHall:
    ids = tuple(f"w{number}" for number in range(windows))
    definition = Definition(
        id="fair",
        name="厅",
        zones=(Zone(id="z", name="区"),),
        series=(Series(id="A", prefix="A"),),
        services=(Service(id="a", name="甲", series="A"),),
        windows=tuple(
            WindowPlace(id=each, label=each, zone="z", services=("a",), profile="p") for each in ids
        ),
        priorities=USUAL,
        profiles=(Profile(id="p", otherwise=order),),
        policy=Policy(double_press_s=0),
    )
    hall = PaperHall(definition, datetime(2026, 3, 11, 20, 0, 1, tzinfo=UTC))
    for each in ids:
        hall.do(c.OpenWindow(window=each))
    return hall


class TestStories:
    @pytest.fixture
    def fair(self, story):
        windows = tuple(replace(each, profile="p") for each in story.hall.state.definition.windows)
        story.redefine(priorities=USUAL, profiles=(Profile(id="p", otherwise="fair"),), windows=windows)
        story.open()
        return story

    def test_ten_minutes_of_an_old_man_weigh_like_fifteen(self, fair):
        young = fair.take()  # 9:00
        fair.hall.let_pass(10 * 60)
        old = fair.take(priority="elderly")  # 9:10
        fair.hall.let_pass(19 * 60)  # 9:29: 29 minutes against 19 × 1.5 = 28.5
        assert fair.next(wait_s=0) == young
        assert fair.next() == old

    def test_a_minute_later_he_is_before_her(self, fair):
        fair.take()  # 9:00
        fair.hall.let_pass(10 * 60)
        old = fair.take(priority="elderly")  # 9:10
        assert fair.next(wait_s=21 * 60) == old  # 9:31: 31 minutes against 21 × 1.5 = 31.5

    def test_within_a_class_who_came_first_is_called_first_whatever_they_came_for(self, fair):
        numbers = [fair.take(service) for service in ("pledge", "house", "pledge", "house")]
        assert [fair.next() for _ in numbers] == numbers


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["take", "call"]), st.sampled_from(sorted(RATES)), st.integers(0, 900)),
        max_size=40,
    )
)
def test_nobody_is_passed_over_by_one_who_waited_less_than_their_wait_by_the_rates(steps):
    """The bound of every class: who is called has weighed at least as much as each who goes on waiting."""
    hall = hall_with("fair", 1)
    for what, priority, seconds in steps:
        hall.let_pass(seconds)
        if what == "take":
            hall.do(c.TakeTicket(service="a", priority=priority))
            continue
        waited = {
            each.id: (hall.now.timestamp() - each.rank) * RATES[each.priority]
            for each in hall.state.tickets.values()
            if each.state == "waiting"
        }
        hall.do(c.CallNext(window="w0"))
        called = hall.state.windows["w0"].ticket
        assert (called is None) == (not waited)
        if called is not None:
            assert waited[called] >= max(waited.values()) - 1e-3
            hall.do(c.FinishService(window="w0"))


# ── a morning at 80 % priority load ──────────────────────────────────────────────────────────────────


@dataclass
class Morning:
    """So many citizens with exponential gaps and Gamma-2 services at three windows 95 % busy, on the real rules."""

    order: Order
    people: int = 900
    windows: int = 3
    seed: int = 3
    waits_s: dict[str, list[float]] = field(default_factory=dict)

    def play(self) -> "Morning":
        chance, self.hall = random.Random(self.seed), hall_with(self.order, self.windows)
        self.start, self.free = self.hall.now, {*self.hall.state.windows}
        self.events = arrivals(chance, self.people, MEAN_S / self.windows / 0.95)
        self.services_s = iter([chance.gammavariate(2, MEAN_S / 2) for _ in range(self.people)])
        while self.events:
            at_s, what, name = heapq.heappop(self.events)
            self.hall.now = self.start + timedelta(seconds=at_s)
            if what == "comes":
                self.hall.do(c.TakeTicket(service="a", priority=name))
            else:
                self.hall.do(c.FinishService(window=name))
                self.free.add(name)
            self.call()
        return self

    def call(self) -> None:
        for window in sorted(self.free):
            self.hall.do(c.CallNext(window=window))
            held = self.hall.state.windows[window].ticket
            if held is None:
                return
            ticket = self.hall.state.tickets[held]
            waited_s = (self.hall.now - ticket.issued_at).total_seconds()
            self.waits_s.setdefault(ticket.priority, []).append(waited_s)
            self.free.discard(window)
            ends_s = (self.hall.now - self.start).total_seconds() + next(self.services_s)
            heapq.heappush(self.events, (ends_s, "ends", window))

    def p95(self, priority: str) -> float:
        waits = sorted(self.waits_s[priority])
        return waits[ceil(len(waits) * 0.95) - 1]


def arrivals(chance: random.Random, people: int, gap_s: float) -> list[tuple[float, str, str]]:
    at_s, coming = 0.0, []
    for _ in range(people):
        at_s += chance.expovariate(1 / gap_s)
        coming.append((at_s, "comes", chance.choices(list(SHARES), list(SHARES.values()))[0]))
    return coming


@pytest.fixture(scope="module")
def by_arrival() -> Morning:
    return Morning("arrival").play()


def test_at_80_per_cent_priority_load_the_ordinary_wait_at_most_half_as_long_again(by_arrival):
    fair = Morning("fair").play()
    assert fair.p95("normal") <= 1.5 * by_arrival.p95("normal")
    assert fair.p95("elderly") < by_arrival.p95("elderly")


def test_strict_priority_would_make_them_wait_more_than_twice_as_long(by_arrival):
    assert Morning("priority").play().p95("normal") > 2 * by_arrival.p95("normal")
