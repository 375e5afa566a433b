"""Whatever people press, in whatever order: what must always hold."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from hall.rules import copy_of, due
from hall.rules.paper import PaperHall, replay
from link.messages import commands as c
from link.messages.definition import (
    Definition,
    MissedPolicy,
    Policy,
    Pool,
    PriorityClass,
    Series,
    Service,
    WindowPlace,
    Zone,
)
from link.messages.facts import DayOpened, NextDropped, NextStored, TicketCalled, TicketIssued, Who
from link.messages.problems import Refused
from link.messages.wire import fact_of, fact_text
from link.messages.words import PlaceIn
from link.state import fold, public

WINDOWS = ("w1", "w2", "w3")
SERVICES = ("a", "b", "c")
PLACES = ("first", "last", "age", "back")
PLAIN = (
    c.CallNext, c.Recall, c.MarkArrived, c.StartService, c.FinishService, c.MarkMissed, c.Park, c.WalkDirect,
    c.Undo, c.PauseWindow, c.ResumeWindow, c.CloseWindow, c.Abandon,
)  # fmt: skip
ON_TICKETS = (c.CancelTicket, c.ReviveTicket, c.ReprintTicket, c.RateTicket, c.FlagTicket)
ON_MATTERS = (c.AddService, c.RemoveService, c.ChooseService)
TAKEN_BACK = (
    c.CallNext,
    c.MarkArrived,
    c.StartService,
    c.FinishService,
    c.MarkMissed,
    c.Park,
    c.Abandon,
    c.WalkDirect,
)
TARGETS = (
    {"service": "a"}, {"service": "c"}, {"to_window": "w2"}, {"clerk": "1001"}, {"pool": "p"},
    {"to_window": "w3", "service": "b"},
)  # fmt: skip
MISSED = (
    MissedPolicy(), MissedPolicy(then="void", tolerance=2), MissedPolicy(calls=2), MissedPolicy(minutes=3, revive_to_same=True),
    MissedPolicy(then="requeue", times=1, back=1), MissedPolicy(then="requeue", recalls=1, at_recall_limit="miss"),
)  # fmt: skip


def hall(policy: Policy, series: Series, missed: MissedPolicy) -> Definition:
    return Definition(
        id="h",
        name="厅",
        zones=(Zone(id="z", name="区"), Zone(id="y", name="区")),
        series=(series, Series(id="B", prefix="B")),
        services=(
            Service(id="a", name="甲", series="A"),
            Service(id="b", name="乙", series="A", quota=6, outcome_mandatory=True, missed=missed),
            Service(id="c", name="丙", series="B", confirm_arrival=True, no_show_s=60),
        ),
        windows=(
            WindowPlace(id="w1", label="1", zone="z", services=("a", "b")),
            WindowPlace(id="w2", label="2", zone="y", services=("c", "a")),
            WindowPlace(id="w3", label="3", zone="y", services=("b",)),
        ),
        priorities=(PriorityClass(id="normal", name=""), PriorityClass(id="elderly", name="", rank=10)),
        policy=policy,
        pools=(Pool(id="p", name="审核"),),
    )


class AnyDay(RuleBasedStateMachine):
    """A hall in which everything is pressed at random."""

    @initialize(
        policy=st.builds(
            Policy,
            carry_over=st.booleans(),
            outcome_mandatory=st.booleans(),
            recall_limit=st.just(2),
            missed=st.sampled_from(MISSED),
            further=st.sampled_from(["order", "shortest"]),
            store_next_s=st.sampled_from([0.0, 120.0]),
            low_volume=st.booleans(),
        ),
        missed=st.sampled_from(MISSED),
        last=st.sampled_from([None, 4, 30]),
        wrap=st.booleans(),
    )
    def open(self, policy: Policy, missed: MissedPolicy, last: int | None, wrap: bool) -> None:
        series = Series(id="A", prefix="A", digits=1, last=last, wrap=wrap, skip=("4",))
        self.hall = PaperHall(hall(policy, series, missed), datetime(2026, 3, 12, 1, 0, tzinfo=UTC))
        self.presses = 0

    def ask(self, command: c.Command) -> None:
        """A command that is refused leaves the day as it was; one that is not may only add facts."""
        self.presses += 1
        before, known = copy_of(self.hall.day), len(self.hall.facts)
        assert before == self.hall.day
        try:
            self.hall.do(command, f"k{self.presses}")
        except Refused:
            assert before == self.hall.day
            assert known == len(self.hall.facts)

    @rule(
        service=st.sampled_from(SERVICES),
        priority=st.sampled_from(["normal", "elderly"]),
        further=st.sampled_from([(), ("c",), ("b", "a")]),
    )
    def take(self, service: str, priority: str, further: tuple[str, ...]) -> None:
        self.ask(c.TakeTicket(service=service, priority=priority, further=further, who=Who(box="k")))

    @rule(
        window=st.sampled_from(WINDOWS),
        services=st.lists(st.sampled_from(SERVICES), max_size=3),
        then=st.sampled_from([None, None, c.MarkArrived, c.StartService, c.MarkMissed, c.FinishService]),
    )
    def work(self, window: str, services: list[str], then: Any) -> None:
        """A window at work: people come, the next is called and perhaps served; a random key alone seldom finds anybody."""
        if self.hall.state.windows[window].state == "closed":
            self.ask(c.OpenWindow(window=window, clerk=f"100{window[-1]}"))
        for service in services:
            self.ask(c.TakeTicket(service=service))
        self.hall.let_pass(4)
        self.ask(c.CallNext(window=window, outcome="done"))
        if then is not None:
            self.ask(then(window=window))

    @rule(window=st.sampled_from(WINDOWS), clerk=st.sampled_from(["", "1001", "1002"]))
    def open_window(self, window: str, clerk: str) -> None:
        self.ask(c.OpenWindow(window=window, clerk=clerk))

    @rule(
        window=st.sampled_from(WINDOWS), kind=st.sampled_from(PLAIN), passed_s=st.sampled_from([0, 1, 4, 60])
    )
    def press(self, window: str, kind: type[c.Command], passed_s: int) -> None:
        self.hall.let_pass(passed_s)
        self.ask(kind(window=window))  # type: ignore[call-arg]  # each of PLAIN has a window

    @rule(window=st.sampled_from(WINDOWS), outcome=st.sampled_from(["", "done"]))
    def finish(self, window: str, outcome: str) -> None:
        self.ask(c.FinishService(window=window, outcome=outcome))

    @rule(
        window=st.sampled_from(WINDOWS),
        whom=st.sampled_from(TARGETS),
        place=st.sampled_from(PLACES),
        note=st.sampled_from(["", "材料已齐"]),
    )
    def transfer(self, window: str, whom: dict[str, str], place: PlaceIn, note: str) -> None:
        self.ask(c.Transfer(window=window, place=place, back=1, note=note, **whom))

    @rule(
        window=st.sampled_from(WINDOWS),
        pool=st.sampled_from(["", "p"]),
        minutes=st.sampled_from([None, 2, 10]),
        with_clerk=st.booleans(),
    )
    def park(self, window: str, pool: str, minutes: int | None, with_clerk: bool) -> None:
        until = None if minutes is None else self.hall.now + timedelta(minutes=minutes)
        self.ask(c.Park(window=window, pool=pool, until=until, with_clerk=with_clerk))

    @rule(pick=st.integers(0, 30), service=st.sampled_from(SERVICES), kind=st.sampled_from(ON_MATTERS))
    def matter(self, pick: int, service: str, kind: type[c.AddService]) -> None:
        if ticket := self.some_ticket(pick):
            self.ask(kind(ticket=ticket, service=service))
            self.ask(c.NoteTicket(ticket=ticket, note="请看第二页"))

    @rule(window=st.sampled_from(WINDOWS), old=st.sampled_from(["1001", "1002"]))
    def take_over(self, window: str, old: str) -> None:
        self.ask(c.TakeOver(window=window, clerk=old))

    @rule(
        window=st.sampled_from(WINDOWS),
        kind=st.sampled_from([*TAKEN_BACK, c.Transfer, c.CallTicket, c.Unpark]),
        pick=st.integers(0, 30),
        whom=st.sampled_from(TARGETS),
        passed_s=st.sampled_from([0, 4]),
    )
    def press_and_think_better_of_it(
        self, window: str, kind: Any, pick: int, whom: dict[str, str], passed_s: int
    ) -> None:
        """What a press did is taken back whole: tickets and windows stand as they stood, and who is ahead of whom."""
        self.hall.let_pass(passed_s)
        more: dict[str, str] = {"ticket": self.some_ticket(pick)} if kind in (c.CallTicket, c.Unpark) else {}
        command = kind(window=window, **(whom if kind is c.Transfer else more))
        before, known = copy_of(self.hall.day), len(self.hall.facts)
        self.ask(command)
        did = [fact.body for fact in self.hall.facts[known:]]
        if not did or any(
            getattr(each, "window", window) != window for each in did if isinstance(each, TicketCalled)
        ):
            return  # refused, or the one who was sent on was called elsewhere at once
        if all(isinstance(each, NextStored | NextDropped) for each in did):
            return  # a remembered press is forgotten by the same key
        self.presses += 1
        self.hall.do(c.Undo(window=window), f"k{self.presses}")
        now, was = self.hall.day, before
        taken = {each.ticket for each in did if isinstance(each, TicketIssued)}
        assert {id: each for id, each in now.public.ended.items() if id not in taken} == was.public.ended
        assert now.public.tickets == was.public.tickets
        assert now.public.windows == was.public.windows
        assert now.public.waiting == was.public.waiting
        assert (now.visits.calls, now.visits.callers, now.visits.deadlines) == (
            was.visits.calls | dict.fromkeys(now.visits.calls.keys() - was.visits.calls.keys(), 0),
            was.visits.callers,
            was.visits.deadlines,
        )

    @rule()
    def the_next_moment_comes(self) -> None:
        """Whatever the clock rings for, there is something to do."""
        moment = due(self.hall.day)
        if moment is not None and self.hall.now < moment < self.hall.now + timedelta(hours=1):
            self.hall.now, known = moment, len(self.hall.facts)
            self.ask(c.Tick())
            assert len(self.hall.facts) > known

    @rule(
        window=st.sampled_from(WINDOWS),
        pick=st.integers(0, 30),
        kind=st.sampled_from([c.CallTicket, c.Unpark]),
    )
    def pick(self, window: str, pick: int, kind: type[c.CallTicket] | type[c.Unpark]) -> None:
        if ticket := self.some_ticket(pick):
            self.ask(kind(window=window, ticket=ticket))

    @rule(pick=st.integers(0, 30), kind=st.sampled_from(ON_TICKETS))
    def on_ticket(self, pick: int, kind: type[c.Command]) -> None:
        if ticket := self.some_ticket(pick):
            self.ask(kind(ticket=ticket))  # type: ignore[call-arg]  # each of ON_TICKETS has a ticket

    @rule(
        pick=st.integers(0, 30),
        priority=st.sampled_from(["normal", "elderly"]),
        service=st.sampled_from(SERVICES),
    )
    def change_ticket(self, pick: int, priority: str, service: str) -> None:
        if ticket := self.some_ticket(pick):
            self.ask(c.PrioritiseTicket(ticket=ticket, priority=priority))
            self.ask(c.AddService(ticket=ticket, service=service))

    @rule(window=st.sampled_from(WINDOWS), services=st.sampled_from([("a",), ("b", "c"), ()]))
    def change_window(self, window: str, services: tuple[str, ...]) -> None:
        self.ask(c.ChangeWindowServices(window=window, services=services))

    @rule(
        minutes=st.sampled_from([1, 2, 3, 3, 5, 5, 10, 60, 480, 1200, 2400, -60, -1800]),
        after_gap=st.booleans(),
    )
    def time_passes(self, minutes: int, after_gap: bool) -> None:
        self.hall.now += timedelta(minutes=minutes)
        self.ask(c.Tick(after_gap=after_gap))

    def some_ticket(self, pick: int) -> str:
        known = [*self.hall.state.tickets, *self.hall.state.ended]
        return known[pick % len(known)] if known else ""

    @invariant()
    def one_ticket_one_window(self) -> None:
        if not hasattr(self, "hall"):
            return
        state = self.hall.state
        held = Counter(window.ticket for window in state.windows.values() if window.ticket)
        assert all(count == 1 for count in held.values())
        at_windows = {
            each.id: each.window for each in state.tickets.values() if each.state in ("called", "serving")
        }
        assert at_windows == {each.ticket: each.id for each in state.windows.values() if each.ticket}

    @invariant()
    def who_waits_stands_in_one_queue(self) -> None:
        if not hasattr(self, "hall"):
            return
        state = self.hall.state
        queues = [queue for queue, _ in state.waiting.counts()]
        standing = Counter(place[-1] for queue in queues for place in state.waiting.places(queue))
        assert standing == Counter(each.id for each in state.tickets.values() if each.state == "waiting")

    @invariant()
    def whoever_was_sent_to_somebody_has_somebody(self) -> None:
        if not hasattr(self, "hall"):
            return
        windows = self.hall.state.windows.values()
        there = {f"window:{each.id}" for each in windows if each.state != "closed"}
        there |= {f"clerk:{each.clerk}" for each in windows if each.state != "closed"} | {"pool:p"}
        targets = {each.target for each in self.hall.state.tickets.values() if each.state == "waiting"}
        assert targets <= there | {""}

    @invariant()
    def no_two_living_tickets_share_a_number(self) -> None:
        if hasattr(self, "hall"):
            numbers = Counter(each.number for each in self.hall.state.tickets.values())
            assert all(count == 1 for count in numbers.values())

    def teardown(self) -> None:
        if not hasattr(self, "hall"):
            return
        hall = self.hall
        texts = [fact_text(fact) for fact in hall.facts]
        assert replay(fact_of(text) for text in texts) == hall.day
        assert fold(public(fact) for fact in hall.facts) == hall.state
        assert [fact.seq for fact in hall.facts] == list(range(1, len(hall.facts) + 1))
        assert all(one.at <= other.at for one, other in zip(hall.facts, hall.facts[1:], strict=False))
        no_number_twice_in_a_day(hall)


def no_number_twice_in_a_day(hall: PaperHall) -> None:
    """Unless the series wraps, where it comes back when it has rested: that is checked among the living above."""
    if hall.state.definition.series[0].wrap:
        return
    given: set[str] = set()
    for fact in hall.facts:
        if isinstance(fact.body, DayOpened):
            given.clear()
        if isinstance(fact.body, TicketIssued):
            assert fact.body.number not in given
            given.add(fact.body.number)


AnyDay.TestCase.settings = settings(max_examples=60, stateful_step_count=60, deadline=None)
TestAnyDay = AnyDay.TestCase
