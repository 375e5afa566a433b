"""Whatever is cut off, put back or restored: no number is on two papers of one day, and no paper is lost."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from hall.rules import apply, record, recovering
from hall.rules.clock import business_day
from hall.rules.numbers import number_text
from hall.rules.paper import PaperHall, replay
from link.messages import commands as c
from link.messages import facts as f
from link.messages.definition import Definition, Series, Service, WindowPlace, Zone
from link.messages.problems import Refused

KIOSKS = ("k1", "k2")
SERIES = Series(id="A", prefix="A", last=40)
HALL = Definition(
    id="h",
    name="厅",
    zones=(Zone(id="z", name="区"),),
    series=(SERIES,),
    services=(Service(id="a", name="甲", series="A"),),
    windows=(WindowPlace(id="w", label="1", zone="z", services=("a",)),),
)


@dataclass
class Lease:
    day: date
    next: int
    last: int


@dataclass
class Kiosk:
    """What a kiosk has on its disk."""

    id: str
    is_cut: bool = False
    leases: list[Lease] = field(default_factory=list)
    journal: list[f.HandedIn] = field(default_factory=list)
    before: tuple[list[Lease], list[f.HandedIn]] = field(default_factory=lambda: ([], []))
    """The disk as it was when the day began."""


class AnyIsland(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.hall = PaperHall(HALL, datetime(2026, 3, 12, 1, 0, tzinfo=UTC))
        self.kiosks = {each: Kiosk(each) for each in KIOSKS}
        for each in KIOSKS:
            self.hall.do(c.ReportHealth(box=each, printers=("ticket",)))
        self.papers: list[tuple[date, str, str]] = []
        self.backup: list[f.Fact] = []

    @property
    def today(self) -> date:
        return business_day(HALL, self.hall.now)

    @rule(kiosk=st.sampled_from(KIOSKS))
    def take(self, kiosk: str) -> None:
        self.hall.let_pass(1)
        known = self.kiosks[kiosk]
        given = self.given_alone(known) if known.is_cut else self.given_by_hall(kiosk)
        if given is not None:
            known.journal.append(given)
            self.papers.append((self.today, given.number, given.ticket))

    def given_by_hall(self, kiosk: str) -> f.HandedIn | None:
        try:
            (fact, *_) = self.hall.do(c.TakeTicket(service="a", who=f.Who(box=kiosk)))
        except Refused:
            return None
        assert isinstance(fact.body, f.TicketIssued)
        return paper(fact.body.ticket, fact.body.counter, fact.at)

    def given_alone(self, kiosk: Kiosk) -> f.HandedIn | None:
        for lease in kiosk.leases:
            if lease.day == self.today and lease.next <= lease.last:
                lease.next += 1
                return paper(f"{kiosk.id}-{len(self.papers)}", lease.next - 1, self.hall.now)
        return None

    @rule(kiosk=st.sampled_from(KIOSKS), count=st.integers(1, 4))
    def lease(self, kiosk: str, count: int) -> None:
        if self.kiosks[kiosk].is_cut:
            return
        try:
            (fact,) = self.hall.do(c.LeaseNumbers(series="A", count=count, box=kiosk))
        except Refused:
            return
        assert isinstance(fact.body, f.NumbersLeased)
        self.kiosks[kiosk].leases.append(Lease(fact.day, fact.body.first, fact.body.last))

    @rule(kiosk=st.sampled_from(KIOSKS))
    def cut(self, kiosk: str) -> None:
        self.kiosks[kiosk].is_cut = True

    @rule(kiosk=st.sampled_from(KIOSKS))
    def hand_in(self, kiosk: str) -> None:
        """The kiosk is back: it hands in all that its disk has; again, and nothing more happens."""
        known = self.kiosks[kiosk]
        known.is_cut = False
        command = c.HandIn(box=kiosk, tickets=tuple(known.journal))
        self.hall.do(command)
        assert self.hall.do(command) == ()
        for each in known.journal:
            if business_day(HALL, each.issued_at) == self.hall.state.day:
                assert self.hall.state.find(each.ticket) is not None

    @rule(kiosk=st.sampled_from(KIOSKS))
    def put_disk_back(self, kiosk: str) -> None:
        known = self.kiosks[kiosk]
        known.leases, known.journal = list(known.before[0]), list(known.before[1])

    @rule()
    def back_up(self) -> None:
        self.backup = list(self.hall.facts)

    @precondition(lambda self: self.backup)
    @rule()
    def restore(self) -> None:
        """The hall's disk is lost. What was made after this restoration can only be put back from a newer backup."""
        day, facts, now = replay(self.backup), list(self.backup), self.hall.now
        for body in recovering.restored(day, "old", day.public.seq):
            fact = record(day, body, now, f.Who(), "")
            apply(day, fact)
            facts.append(fact)
        self.hall.day, self.hall.facts, self.backup = day, facts, []
        self.hall.do(c.Tick(after_gap=True))
        assert replay(self.hall.facts) == self.hall.day

    @rule()
    def go(self) -> None:
        self.hall.do(c.EndRecovery())
        assert not self.hall.day.is_recovering

    @rule()
    def night(self) -> None:
        self.hall.now += timedelta(days=1)
        self.hall.do(c.Tick())
        for each in self.kiosks.values():
            each.before = (list(each.leases), list(each.journal))

    @invariant()
    def no_number_is_on_two_papers_of_a_day(self) -> None:
        counts = Counter((day, number) for day, number, _ in self.papers)
        assert all(count == 1 for count in counts.values())

    @invariant()
    def a_recovery_is_an_alarm_as_long_as_it_lasts(self) -> None:
        assert (f"{recovering.RECOVERING}/" in self.hall.state.alarms) == self.hall.day.is_recovering

    @invariant()
    def nobody_waits_for_a_clash_that_is_none(self) -> None:
        assert not any(alarm.startswith("number-twice") for alarm in self.hall.state.alarms)

    def teardown(self) -> None:
        assert replay(self.hall.facts) == self.hall.day


def paper(ticket: str, counter: int, at: datetime) -> f.HandedIn:
    return f.HandedIn(
        ticket=ticket,
        number=number_text(SERIES, counter),
        counter=counter,
        series="A",
        service="a",
        issued_at=at,
    )


AnyIsland.TestCase.settings = settings(max_examples=60, stateful_step_count=50, deadline=None)
TestAnyIsland = AnyIsland.TestCase
