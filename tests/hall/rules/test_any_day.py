"""Whatever people press, in whatever order: what must always hold."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from hall.rules import copy_of
from hall.rules.paper import PaperHall, replay
from link.messages import commands as c
from link.messages.definition import Definition, Policy, PriorityClass, Series, Service, WindowPlace, Zone
from link.messages.facts import DayOpened, TicketIssued, Who
from link.messages.problems import Refused
from link.messages.wire import fact_of, fact_text
from link.messages.words import PlaceIn
from link.state import fold, public

WINDOWS = ("w1", "w2", "w3")
SERVICES = ("a", "b", "c")
PLACES = ("first", "last", "age", "back")
PLAIN = (
    c.CallNext, c.Recall, c.MarkArrived, c.StartService, c.FinishService, c.MarkMissed, c.Park, c.WalkDirect,
    c.Undo, c.PauseWindow, c.ResumeWindow, c.CloseWindow,
)  # fmt: skip
ON_TICKETS = (c.CancelTicket, c.ReviveTicket, c.ReprintTicket, c.RateTicket)


def hall(policy: Policy, series: Series) -> Definition:
    return Definition(
        id="h",
        name="厅",
        zones=(Zone(id="z", name="区"), Zone(id="y", name="区")),
        series=(series, Series(id="B", prefix="B")),
        services=(
            Service(id="a", name="甲", series="A"),
            Service(id="b", name="乙", series="A", quota=6),
            Service(id="c", name="丙", series="B"),
        ),
        windows=(
            WindowPlace(id="w1", label="1", zone="z", services=("a", "b")),
            WindowPlace(id="w2", label="2", zone="y", services=("c", "a")),
            WindowPlace(id="w3", label="3", zone="y", services=("b",)),
        ),
        priorities=(PriorityClass(id="normal", name=""), PriorityClass(id="elderly", name="", rank=10)),
        policy=policy,
    )


class AnyDay(RuleBasedStateMachine):
    """A hall in which everything is pressed at random."""

    @initialize(
        carry=st.booleans(), mandatory=st.booleans(), last=st.sampled_from([None, 4, 30]), wrap=st.booleans()
    )
    def open(self, carry: bool, mandatory: bool, last: int | None, wrap: bool) -> None:
        policy = Policy(carry_over=carry, outcome_mandatory=mandatory, recall_limit=2)
        series = Series(id="A", prefix="A", digits=1, last=last, wrap=wrap, skip=("4",))
        self.hall = PaperHall(hall(policy, series), datetime(2026, 3, 12, 1, 0, tzinfo=UTC))
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

    @rule(window=st.sampled_from(WINDOWS), service=st.sampled_from(SERVICES), place=st.sampled_from(PLACES))
    def transfer(self, window: str, service: str, place: PlaceIn) -> None:
        self.ask(c.Transfer(window=window, service=service, place=place, back=1))

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

    @rule(hours=st.sampled_from([-30, -1, 1, 3, 8, 20, 40]), after_gap=st.booleans())
    def time_passes(self, hours: int, after_gap: bool) -> None:
        self.hall.now += timedelta(hours=hours)
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
        standing = Counter(place[-1] for service in SERVICES for place in state.waiting.places(service))
        assert standing == Counter(each.id for each in state.tickets.values() if each.state == "waiting")

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
