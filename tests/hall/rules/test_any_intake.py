"""Whatever is booked, taken, written by hand and forgotten, in whatever order: what must always hold."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from hall.rules import copy_of, due
from hall.rules.paper import PaperHall, replay
from link.messages import commands as c
from link.messages.definition import (
    BookingRules,
    Definition,
    Duty,
    Hours,
    Policy,
    PriorityClass,
    Series,
    Service,
    Slots,
    SpanQuota,
    SpecialDay,
    TakingRules,
    WindowPlace,
    Zone,
)
from link.messages.facts import Who
from link.messages.problems import Refused
from link.messages.wire import fact_of, fact_text
from link.state import fold, public, snapshot_value, state_of

ALL_DAYS = (0, 1, 2, 3, 4, 5, 6)
CLOCKS = ("08:30", "09:00", "09:30", "10:00", "11:00")
PERSONS = ("", "p-1", "p-2")


def hall(at_closing: str, late: str, *, carries: bool) -> Definition:
    return Definition(
        id="h",
        name="厅",
        hours=(Hours(days=ALL_DAYS, start="08:00", end="12:00"), Hours(days=ALL_DAYS, start="13:00", end="17:00")),
        zones=(Zone(id="z", name="区"),),
        series=(Series(id="A", prefix="A"),),
        services=(
            Service(id="a", name="甲", series="A", minutes=10, quotas=(SpanQuota(start="08:00", end="12:00", tickets=4),)),
            Service(id="b", name="乙", series="A", person_limit=1),
        ),
        windows=(WindowPlace(id="w1", label="1", zone="z", services=("a", "b")),),
        priorities=(PriorityClass(id="normal", name=""), PriorityClass(id="booked", name="", rank=50)),
        policy=Policy(carry_over=carries),
        taking=TakingRules(early_min=30, last_ticket_min=15, late_serving_min=30, at_closing=at_closing, anonymous_most=6),
        duties=(Duty(hours=(Hours(days=ALL_DAYS, start="12:00", end="13:00"),), services=("b",), windows=("w1",)),),
        special_days=(SpecialDay(first=date(2026, 3, 14), last=date(2026, 3, 14), name="假"),),
        slots=(Slots(service="a", hours=(Hours(days=ALL_DAYS, start="08:30", end="11:30"),), places=2),),
        bookings=BookingRules(from_days=0, to_days=3, late=late, priority="booked", missed_most=2),
    )  # fmt: skip


class AnyIntake(RuleBasedStateMachine):
    """A hall whose door is used at random."""

    @initialize(
        at_closing=st.sampled_from(["serve", "expire"]),
        late=st.sampled_from(["walk_in", "desk"]),
        carries=st.booleans(),
    )
    def open(self, at_closing: str, late: str, carries: bool) -> None:
        self.hall = PaperHall(
            hall(at_closing, late, carries=carries), datetime(2026, 3, 12, 0, 20, tzinfo=UTC)
        )
        self.ask(c.OpenWindow(window="w1"))

    def ask(self, command: c.Command) -> None:
        """A command that is refused leaves the day as it was."""
        before, known = copy_of(self.hall.day), len(self.hall.facts)
        try:
            self.hall.do(command)
        except Refused:
            assert before == self.hall.day
            assert known == len(self.hall.facts)

    @rule(service=st.sampled_from("ab"), person=st.sampled_from(PERSONS), box=st.sampled_from(["k1", "k2"]))
    def take(self, service: str, person: str, box: str) -> None:
        self.ask(c.TakeTicket(service=service, person=person, who=Who(box=box)))

    @rule(
        days=st.integers(0, 3),
        clock=st.sampled_from(CLOCKS),
        person=st.sampled_from(PERSONS),
        by=st.sampled_from(["online", "desk"]),
    )
    def book(self, days: int, clock: str, person: str, by: str) -> None:
        self.ask(c.MakeBooking(service="a", start=self.moment(days, clock), person=person, by=by))

    @rule(clocks=st.lists(st.sampled_from([*CLOCKS, "09:10"]), max_size=4), name=st.sampled_from(["", "X-1"]))
    def book_a_list(self, clocks: list[str], name: str) -> None:
        lines = tuple(
            c.BookingLine(line=number, service="a", start=self.moment(1, clock), booking=name)
            for number, clock in enumerate(clocks, start=1)
        )
        self.ask(c.ImportBookings(lines=lines))

    @rule(pick=st.integers(0, 20), admit=st.booleans())
    def check_in(self, pick: int, admit: bool) -> None:
        self.ask(c.CheckIn(booking=self.some_booking(pick), admit=admit))

    @rule(pick=st.integers(0, 20), by=st.sampled_from(["online", "phone"]))
    def give_back(self, pick: int, by: str) -> None:
        self.ask(c.CancelBooking(booking=self.some_booking(pick), by=by))

    @rule(
        numbers=st.lists(st.integers(0, 12).map(str), max_size=4),
        count=st.integers(0, 2),
        ago=st.integers(0, 90),
    )
    def write_by_hand(self, numbers: list[str], count: int, ago: int) -> None:
        at = self.hall.now - timedelta(minutes=ago)
        self.ask(c.ImportNumbers(service="b", numbers=tuple(numbers), count=count, at=at))

    @rule(
        kind=st.sampled_from(
            [c.CallNext, c.StartService, c.FinishService, c.WalkDirect, c.Undo, c.OpenWindow]
        )
    )
    def press(self, kind: type[c.Command]) -> None:
        self.hall.let_pass(5)
        self.ask(kind(window="w1"))  # type: ignore[call-arg]  # each of them has a window

    @rule(
        stop=st.sampled_from(
            [c.SuspendService(zone="z"), c.ResumeService(zone="z"), c.StartCrowd(), c.EndCrowd()]
        )
    )
    def stop(self, stop: c.Command) -> None:
        self.ask(stop)

    @rule(minutes=st.sampled_from([3, 20, 60, 180, 600, 1500]))
    def time_passes(self, minutes: int) -> None:
        self.hall.now += timedelta(minutes=minutes)
        self.ask(c.Tick(after_gap=True))
        self.ask(c.Tick(after_gap=True))  # where the day has changed, the new day's own matters come next
        self.no_clock_rings_for_nothing()

    def no_clock_rings_for_nothing(self) -> None:
        """After a tick, what is due next lies ahead."""
        moment = due(self.hall.day)
        assert moment is not None
        assert moment > self.hall.now

    def moment(self, days: int, clock: str) -> datetime:
        local = self.hall.now.astimezone(datetime.fromisoformat("2026-01-01T00:00+08:00").tzinfo)
        hour, minute = map(int, clock.split(":"))
        return (local + timedelta(days=days)).replace(hour=hour, minute=minute, second=0, microsecond=0)

    def some_booking(self, pick: int) -> str:
        known = [*self.hall.day.appointments.known]
        return known[pick % len(known)] if known else "nothing"

    @invariant()
    def no_time_has_more_people_than_places(self) -> None:
        if hasattr(self, "hall"):
            assert all(0 <= taken <= 2 for taken in self.hall.day.appointments.taken.values())

    @invariant()
    def an_appointment_has_one_ticket(self) -> None:
        if hasattr(self, "hall"):
            tickets = Counter(
                each.ticket for each in self.hall.day.appointments.known.values() if each.ticket
            )
            assert all(count == 1 for count in tickets.values())

    @invariant()
    def no_two_living_tickets_share_a_number(self) -> None:
        if hasattr(self, "hall"):
            numbers = Counter(each.number for each in self.hall.state.tickets.values())
            assert all(count == 1 for count in numbers.values())

    @invariant()
    def a_person_holds_what_one_may_hold(self) -> None:
        if hasattr(self, "hall"):
            for tickets in self.hall.day.takers.persons.values():
                held = [self.hall.state.find(each) for each in tickets]
                assert (
                    sum(
                        each is not None and each.service == "b" and each.state != "cancelled"
                        for each in held
                    )
                    <= 1
                )

    def teardown(self) -> None:
        if not hasattr(self, "hall"):
            return
        hall = self.hall
        assert replay(fact_of(fact_text(fact)) for fact in hall.facts) == hall.day
        assert fold(public(fact) for fact in hall.facts) == hall.state
        lives = state_of(snapshot_value(hall.state))
        assert (lives.given, lives.tickets) == (hall.state.given, hall.state.tickets)


AnyIntake.TestCase.settings = settings(max_examples=50, stateful_step_count=40, deadline=None)
TestAnyIntake = AnyIntake.TestCase
