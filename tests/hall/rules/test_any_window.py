"""Windows, clerks, profiles and alarms changed at random: what must always hold."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from hall.rules import alarms, copy_of
from hall.rules.next_up import next_up
from hall.rules.paper import PaperHall, replay
from hall.rules.profiles import profile_of
from link.messages import commands as c
from link.messages.definition import (
    AlarmLimits,
    Clerk,
    Definition,
    Pool,
    PriorityClass,
    Profile,
    Series,
    Service,
    Share,
    When,
    WindowPlace,
    Zone,
)
from link.messages.problems import Refused
from link.messages.wire import fact_of, fact_text
from link.state import Window, fold, public, snapshot_value, state_of

WINDOWS = ("w1", "w2", "t1")
CLERKS = ("", "1001", "1002", "1003")
CLASSES = ("normal", "elderly", "green")
FEW, MANY = Share(priority="elderly", count=2), Share(service="b")
PROFILES = (
    Profile(id="fair", otherwise="fair"),
    Profile(id="strict", services=("b",), when=(When(service="b", longer_than=2, then="class:green"),)),
    Profile(id="round", ratio=(FEW, MANY), otherwise="arrival", pools=("p",)),
    Profile(id="alone", ratio=(FEW, Share(priority="normal")), ratio_per="window"),
)
DEFINITION = Definition(
    id="h",
    name="厅",
    zones=(Zone(id="z", name="区"), Zone(id="y", name="区")),
    series=(Series(id="A", prefix="A"),),
    services=(Service(id="a", name="甲", series="A", quota=30), Service(id="b", name="乙", series="A")),
    windows=(
        WindowPlace(id="w1", label="1", zone="z", services=("a", "b"), profile="round"),
        WindowPlace(id="w2", label="2", zone="y", services=("a",)),
    ),
    priorities=tuple(PriorityClass(id=each, name=each, rank=rank) for rank, each in enumerate(CLASSES)),
    pools=(Pool(id="p", name="池"),),
    profiles=PROFILES,
    clerks=(Clerk(id="1001", name="甲", profile="strict"), Clerk(id="1002", name="乙", profile="fair")),
    alarms=AlarmLimits(wait_min=20, idle_min=5, unserved_min=5, away_min=10, unanswered_min=3, quota_left=50),
)


class AnyWindow(RuleBasedStateMachine):
    """A hall in which who works where, and how, changes all the time."""

    @initialize()
    def begin(self) -> None:
        self.hall, self.presses = PaperHall(DEFINITION, datetime(2026, 3, 12, 1, 0, tzinfo=UTC)), 0

    def ask(self, command: c.Command) -> None:
        self.presses += 1
        before, known = copy_of(self.hall.day), len(self.hall.facts)
        try:
            self.hall.do(command, f"k{self.presses}")
        except Refused:
            assert (before, known) == (self.hall.day, len(self.hall.facts))

    @rule(service=st.sampled_from("ab"), priority=st.sampled_from(CLASSES), seconds=st.integers(0, 400))
    def take(self, service: str, priority: str, seconds: int) -> None:
        self.hall.let_pass(seconds)
        self.ask(c.TakeTicket(service=service, priority=priority))

    @rule(window=st.sampled_from(WINDOWS), clerk=st.sampled_from(CLERKS))
    def sit_down(self, window: str, clerk: str) -> None:
        self.ask(c.OpenWindow(window=window, clerk=clerk))

    @rule(window=st.sampled_from(WINDOWS), clerk=st.sampled_from(CLERKS[1:]))
    def take_over(self, window: str, clerk: str) -> None:
        self.ask(c.TakeOver(window=window, clerk=clerk))

    @rule(window=st.sampled_from(WINDOWS), seconds=st.sampled_from([0, 5, 60]))
    def call_next(self, window: str, seconds: int) -> None:
        self.hall.let_pass(seconds)
        self.ask(c.CallNext(window=window))

    @rule(
        window=st.sampled_from(WINDOWS),
        kind=st.sampled_from(
            [c.FinishService, c.PauseWindow, c.ResumeWindow, c.CloseWindow, c.MarkArrived, c.Undo]
        ),
    )
    def press(self, window: str, kind: type[c.Undo]) -> None:
        self.ask(kind(window=window))

    @rule(window=st.sampled_from(WINDOWS), to=st.sampled_from([{"pool": "p"}, {"clerk": "1001"}]))
    def send(self, window: str, to: dict[str, str]) -> None:
        self.ask(c.Transfer(window=window, **to))

    @rule(window=st.sampled_from(WINDOWS), profile=st.sampled_from(["", *(each.id for each in PROFILES)]))
    def change_profile(self, window: str, profile: str) -> None:
        self.ask(c.ChangeProfile(window=window, profile=profile))

    @rule(window=st.sampled_from(WINDOWS), services=st.sampled_from([(), ("a",), ("b", "a")]))
    def change_services(self, window: str, services: tuple[str, ...]) -> None:
        self.ask(c.ChangeWindowServices(window=window, services=services))

    @rule(services=st.sampled_from([(), ("a",)]))
    def add(self, services: tuple[str, ...]) -> None:
        self.ask(c.AddWindow(window="t1", label="临", zone="y", services=services))

    @rule()
    def remove(self) -> None:
        self.ask(c.RemoveWindow(window="t1"))

    @rule(profiles=st.sampled_from([PROFILES, PROFILES[2:]]))
    def reload(self, profiles: tuple[Profile, ...]) -> None:
        self.ask(c.DefineHall(definition=replace(DEFINITION, profiles=profiles)))

    @rule(minutes=st.sampled_from([0, 3, 6, 30, 60 * 20]))
    def time_passes(self, minutes: int) -> None:
        self.hall.now += timedelta(minutes=minutes)
        self.ask(c.Tick())

    @rule()
    def the_next_alarm_comes(self) -> None:
        """A clock that rang for nothing would ring again and again."""
        at = alarms.due(self.hall.day)
        if at is not None:
            self.hall.now = max(self.hall.now, at)
            assert alarms.happens(self.hall.day, self.hall.now)

    @invariant()
    def whoever_waits_for_an_open_window_is_called(self) -> None:
        """Conditions and ratios choose; they never leave a window without somebody it calls."""
        if not hasattr(self, "hall"):
            return
        day = self.hall.day
        for window in day.public.windows.values():
            waiting = any(day.public.waiting.count(each) for each in window.services)
            assert not waiting or next_up(day, window, self.hall.now) is not None

    @invariant()
    def a_profile_in_force_says_what_is_called(self) -> None:
        if hasattr(self, "hall"):
            for window in self.hall.state.windows.values():
                assert self.is_as_its_profile_says(window)

    def is_as_its_profile_says(self, window: Window) -> bool:
        """Unless services were changed by hand meanwhile."""
        return window.usual is None or window.services == profile_of(self.hall.day, window).services

    @invariant()
    def no_round_has_more_of_a_part_than_its_share(self) -> None:
        if hasattr(self, "hall"):
            for counted in self.hall.day.rounds.values():
                assert all(count <= (2 if part == "class:elderly" else 1) for part, count in counted.items())

    @invariant()
    def every_window_has_its_place(self) -> None:
        if hasattr(self, "hall"):
            state = self.hall.state
            assert state.windows.keys() == state.index.places.keys()

    def teardown(self) -> None:
        if not hasattr(self, "hall"):
            return
        hall = self.hall
        texts = [fact_text(fact) for fact in hall.facts]
        assert replay(fact_of(text) for text in texts) == hall.day
        shown = fold(public(fact) for fact in hall.facts)
        assert shown == hall.state
        again = state_of(snapshot_value(shown))
        assert (again.windows, again.added, again.waiting) == (shown.windows, shown.added, shown.waiting)


AnyWindow.TestCase.settings = settings(max_examples=40, stateful_step_count=50, deadline=None)
TestAnyWindow = AnyWindow.TestCase
