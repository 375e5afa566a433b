"""Every command there is, in any order, in a hall that uses every rule at once: what must hold after each of them."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from always_true import TRUTHS
from every_command import ASKED, KINDS, check_in, some
from hypothesis import note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from watched_hall import WatchedHall, given
from whole_hall import halls

from hall.rules import due
from link.messages import commands as c
from link.messages import facts as f
from link.messages.commands import COMMANDS
from link.messages.definition import Definition
from link.messages.facts import Who

ASKED_AGAIN = (
    c.PrioritiseTicket, c.FlagTicket, c.DefineHall, c.SuspendService, c.ResumeService, c.StartCrowd, c.EndCrowd,
    c.SetNotice, c.EndBroadcast, c.ReportHealth, c.HandIn, c.ChangeWindowServices, c.ChangeProfile, c.TakeOver,
    c.CancelBooking, c.EndRecovery, c.MarkArrived,
)  # fmt: skip
"""Commands that say how something shall be: said twice, nothing more happens."""


AT_WINDOWS = tuple(
    kind
    for kind in KINDS
    if "window" in kind.__dataclass_fields__ and kind not in (c.Undo, c.AddWindow, c.RemoveWindow)
)


def test_every_command_there_is_is_asked():
    assert ASKED.keys() == set(COMMANDS)


class EveryCommand(RuleBasedStateMachine):
    """One day after another in which everything is asked that can be asked."""

    @initialize(definition=halls())
    def begin(self, definition: Definition) -> None:
        self.hall = WatchedHall(definition)
        self.hall.first = definition
        self.ask(c.OpenWindow(window="w1", clerk="1002"))
        self.ask(c.OpenWindow(window="w2", clerk="1001"))

    def ask(self, command: c.Command) -> tuple[f.Fact, ...]:
        note(
            f"{self.hall.now:%d %H:%M:%S} {command if command.kind != 'define_hall' else 'the file is read again'}"
        )
        made = self.hall.ask(command)
        if made and isinstance(command, c.TakeTicket) and not command.booking and command.service:
            gives_no_more_than_it_may(self.hall, command)
        return made

    @rule(chance=st.randoms(use_true_random=True))
    def something_happens(self, chance: Random) -> None:
        (what,) = chance.choices(self.HAPPENS, weights=self.OFTEN)
        what(self, chance)

    def anything(self, chance: Random) -> None:
        self.hall.let_pass(chance.choice([0, 1, 4, 4, 4, 30, 120]))
        command = ASKED[chance.choice(KINDS)](self.hall, chance)
        made = self.ask(command)
        if made and isinstance(command, ASKED_AGAIN):
            assert self.ask(command) == ()

    def work(self, chance: Random) -> None:
        """People come, and the next is called: random keys alone seldom find anybody."""
        window = chance.choice([*self.hall.state.windows])
        clerk = {"w1": "1002", "w2": "1001", "w3": "1003"}.get(window, "")
        if self.hall.state.windows[window].state == "closed":
            self.ask(c.OpenWindow(window=window, clerk=clerk))
        for service in some(chance, self.hall.state.windows[window].services or ("a",), 2):
            self.ask(c.TakeTicket(service=service))
        self.hall.let_pass(4)
        self.ask(c.CallNext(window=window, outcome="即办件"))

    def many_come(self, chance: Random) -> None:
        """One kiosk, one matter, one card or none: more than any limit allows; then some of them do not answer."""
        service, person = chance.choice("abcd"), chance.choice(["", "p-1"])
        for _ in range(6):
            self.ask(c.TakeTicket(service=service, person=person, who=Who(box="k1")))
        able = [each.id for each in self.hall.state.windows.values() if service in each.services]
        for window in able[:1] * 4:
            self.hall.let_pass(chance.choice([4, 30]))
            self.ask(c.CallNext(window=window, outcome="instant"))

    def think_better_of_it(self, chance: Random) -> None:
        """What a press did at a window is taken back whole, at once."""
        self.hall.let_pass(4)
        command = ASKED[chance.choice(AT_WINDOWS)](self.hall, chance)
        made, before = self.ask(command), self.hall.before
        if made and self.ask(c.Undo(window=command.window)):
            stands_as_before(self.hall, before, made)

    def somebody_keeps_an_appointment(self, chance: Random) -> None:
        """Made for today, perhaps missed by a while; whoever comes is let in or not."""
        self.ask(ASKED[c.MakeBooking](self.hall, chance))
        starts = [each.booked.start for each in self.hall.day.appointments.living()]
        coming = [each for each in starts if each - self.hall.now < timedelta(hours=4)]
        if coming:
            about = chance.choice(coming) + timedelta(minutes=chance.choice([-20, -5, 0, 10, 20]))
            self.hall.now = max(self.hall.now, about)
            self.ask(c.Tick())
        self.ask(check_in(self.hall, chance))

    def minutes_pass(self, chance: Random) -> None:
        self.time_passes(timedelta(minutes=chance.choice([1, 3, 5, 15, 30, 60, 180])), chance)

    def the_clock_jumps(self, chance: Random) -> None:
        self.time_passes(timedelta(minutes=chance.choice([720, 3000, -3, -60])), chance)

    def a_new_day_begins(self, chance: Random) -> None:
        """The hall runs through the night; in the morning people come to work."""
        self.time_passes(self.hall.at_clock(1, chance.choice(["03:59", "08:25"])) - self.hall.now, chance)
        self.ask(c.OpenWindow(window="w1", clerk="1002"))
        self.ask(c.OpenWindow(window="w2", clerk="1001"))

    def time_passes(self, length: timedelta, chance: Random) -> None:
        self.hall.now += length
        tick = c.Tick(after_gap=chance.choice([False, True]))
        ticks = [self.ask(tick) for _ in range(4)]  # the day's change, the new day's own matters, its alarms
        assert ticks[-1] == ()
        moment = due(self.hall.day)
        if not self.is_clock_doubtful():
            assert moment is not None
            assert moment > self.hall.now

    def is_clock_doubtful(self) -> bool:
        """Whether the hall goes by no hour of the clock."""
        return "clock-doubtful/" in self.hall.state.alarms

    def the_next_moment_comes(self, chance: Random) -> None:
        """Whatever the clock rings for, there is something to do."""
        moment = None if self.is_clock_doubtful() else due(self.hall.day)
        if moment is not None and self.hall.now < moment < self.hall.now + timedelta(hours=3):
            self.hall.now = moment
            assert self.ask(c.Tick())

    def a_screen_is_switched_on(self, chance: Random) -> None:
        self.hall.join_screen()

    def the_ledger_is_put_back(self, chance: Random) -> None:
        self.hall.put_back()

    HAPPENS = (
        anything, work, many_come, think_better_of_it, somebody_keeps_an_appointment, minutes_pass, the_clock_jumps,
        a_new_day_begins, the_next_moment_comes, a_screen_is_switched_on, the_ledger_is_put_back,
    )  # fmt: skip
    OFTEN = (60, 14, 5, 12, 4, 5, 1, 2, 5, 3, 1)

    @invariant()
    def what_is_always_true(self) -> None:
        if hasattr(self, "hall"):
            for truth in TRUTHS:
                truth(self.hall)


def gives_no_more_than_it_may(hall: WatchedHall, command: c.TakeTicket) -> None:
    """A ticket was just given: before it, fewer than every quota and limit allows had been."""
    state, before = hall.state, hall.before
    service = state.index.services[command.service]
    new = next(each for each in reversed(hall.facts) if isinstance(each.body, f.TicketIssued))
    known = [each for each in given(hall.today) if each[3].seq < new.seq and each[1] == service.id]
    assert service.quota is None or len(known) < service.quota
    for span in _span_of(hall, service, new.at)[:1]:
        same = [each for each in known if _span_of(hall, service, each[2])[:1] == [span]]
        assert len(same) < span.tickets
    if command.person:
        held = [before.public.find(each) for each in before.takers.persons.get(command.person, ())]
        mine = [each for each in held if each is not None and each.state != "cancelled"]
        in_all = state.definition.taking.person_day
        assert in_all is None or len(mine) < in_all
        assert (
            service.person_limit is None
            or sum(each.service == service.id for each in mine) < service.person_limit
        )
    most = state.definition.taking.anonymous_most
    if most is not None and not command.person and not command.who.clerk and command.who.box:
        assert len(_anonymous(hall, command, new)) < most  # fmt: skip


def _span_of(hall: WatchedHall, service: Any, at: Any) -> list[Any]:
    """The spans of a service's quota that are not over, the one that a ticket counts to first."""
    clock = f"{at.astimezone(hall.local().tzinfo):%H:%M}"
    return [each for each in service.quotas if "04:00" <= clock < each.end]


def _anonymous(hall: WatchedHall, command: c.TakeTicket, new: f.Fact) -> list[f.Fact]:
    rules = hall.state.definition.taking
    since = new.at - timedelta(minutes=rules.anonymous_min)
    return [
        fact
        for _, service, _, fact in given(hall.today)
        if isinstance(fact.body, f.TicketIssued)
        and fact.seq < new.seq
        and fact.at > since
        and (service, fact.who) == (command.service, command.who)
        and not (fact.body.person or fact.body.by_hand)
    ]


def stands_as_before(hall: WatchedHall, before: Any, made: tuple[f.Fact, ...]) -> None:
    """Tickets, windows and queues are as they were, unless somebody else was called with the same press."""
    did = [fact.body for fact in made]
    if any(isinstance(each, f.NextStored | f.NextDropped) for each in did):
        return  # a remembered press is forgotten by the same key, or stays forgotten
    windows = {each.window for each in did if isinstance(each, f.TicketCalled)}
    if len(windows) > 1:
        return
    new = {each.ticket for each in did if isinstance(each, f.TicketIssued)}
    now, was = hall.state, before.public
    assert {id: each for id, each in now.tickets.items() if id not in new} == was.tickets
    assert {id: each for id, each in now.ended.items() if id not in new} == was.ended
    assert (now.windows, now.waiting) == (was.windows, was.waiting)
    assert hall.day.visits.callers == before.visits.callers
    assert hall.day.visits.deadlines == before.visits.deadlines
    assert hall.day.appointments.in_a_row == before.appointments.in_a_row


EveryCommand.TestCase.settings = settings(max_examples=70, stateful_step_count=50, deadline=None)
TestEveryCommand = pytest.mark.timeout(600)(
    EveryCommand.TestCase
)  # to make what failed as short as it can be


@pytest.mark.soak
@pytest.mark.timeout(5400)
def test_every_command_for_long():
    run_state_machine_as_test(
        EveryCommand, settings=settings(max_examples=500, stateful_step_count=120, deadline=None)
    )
