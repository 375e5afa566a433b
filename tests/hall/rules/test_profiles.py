"""Stories of who is next where a window works by a profile, with times on them."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hall.rules.paper import PaperHall
from link.messages import commands as c
from link.messages.definition import Clerk, Pool, PriorityClass, Profile, Share, When
from link.messages.problems import Refused
from link.views import caller_view


def hall_of(story, *profiles, clerks=(), on="w1"):
    """The small hall with these profiles, the first of them at one window."""
    windows = tuple(
        replace(each, profile=profiles[0].id if each.id == on else "")
        for each in story.hall.state.definition.windows
    )
    story.redefine(profiles=profiles, clerks=clerks, windows=windows)


def calls(story, count, window="w1"):
    """The numbers of so many calls, each citizen served at once."""
    called = []
    for _ in range(count):
        called.append(story.next(window))
        if called[-1]:
            story.press(c.FinishService, window)
    return called


def last_rule(story):
    return next(each.body.rule for each in reversed(story.hall.facts) if each.kind == "ticket_called")


class TestConditions:
    def test_half_an_hour_of_waiting_for_pledges_goes_before_all_who_came_earlier(self, story):
        hall_of(story, Profile(id="p", when=(When(service="pledge", wait_over_min=30),)))
        story.open()
        house, later = story.take("house"), story.take("house")
        pledge = story.take("pledge")
        assert calls(story, 1) == [house]  # 9:00
        story.hall.let_pass(31 * 60)
        assert calls(story, 1) == [pledge]  # 9:31
        assert last_rule(story) == "when:1"
        assert calls(story, 1) == [later]
        assert last_rule(story) == "otherwise"

    def test_a_line_of_more_than_two_is_shortened_first(self, story):
        hall_of(story, Profile(id="p", when=(When(service="pledge", longer_than=2),)))
        story.open()
        houses = [story.take("house") for _ in range(2)]
        pledges = [story.take("pledge") for _ in range(4)]
        assert calls(story, 4) == [pledges[0], pledges[1], houses[0], houses[1]]

    def test_between_eleven_and_twelve_the_old_are_called_first(self, story):
        hall_of(
            story,
            Profile(id="p", when=(When(between="11:00-12:00", then="class:elderly"),), otherwise="arrival"),
        )
        story.open()
        young = [story.take("house") for _ in range(3)]
        old = [story.take("house", priority="elderly") for _ in range(2)]
        assert calls(story, 1) == [young[0]]  # 9:00
        story.hall.let_pass(2 * 3600)
        assert calls(story, 1) == [old[0]]  # 11:00
        story.hall.let_pass(3600)
        assert calls(story, 1) == [young[1]]  # 12:00, the end is not in it

    def test_all_that_a_condition_names_must_hold(self, story):
        both = When(service="pledge", wait_over_min=10, longer_than=1)
        hall_of(story, Profile(id="p", when=(both,)))
        story.open()
        house, pledge = story.take("house"), story.take("pledge")
        story.hall.let_pass(11 * 60)
        assert calls(story, 1) == [house]  # only one waits for a pledge
        story.take("house"), story.take("pledge")
        story.hall.let_pass(60)
        assert calls(story, 1) == [pledge]

    def test_the_first_condition_that_finds_somebody_decides(self, story):
        when = (When(then="class:elderly"), When(service="pledge"))
        hall_of(story, Profile(id="p", when=when))
        story.open()
        house, pledge = story.take("house"), story.take("pledge")
        assert calls(story, 2) == [pledge, house]
        assert [each.body.rule for each in story.hall.facts if each.kind == "ticket_called"] == [
            "when:2",
            "otherwise",
        ]


class TestRatio:
    def test_two_of_the_old_then_one_other(self, story):
        shares = (Share(priority="elderly", count=2), Share(priority="normal"))
        hall_of(story, Profile(id="p", ratio=shares))
        story.open()
        young = [story.take("house") for _ in range(3)]
        old = [story.take("house", priority="elderly") for _ in range(6)]
        assert calls(story, 9) == [*old[:2], young[0], *old[2:4], young[1], *old[4:6], young[2]]

    def test_platinum_platinum_gold_silver(self, story):
        """The example in the manual of the leading product: platinum < 2, gold < 1, else silver."""
        classes = tuple(PriorityClass(id=each, name="") for each in ("normal", "platinum", "gold"))
        story.redefine(priorities=classes)
        shares = (Share(priority="platinum", count=2), Share(priority="gold"))
        hall_of(story, Profile(id="p", ratio=shares, otherwise="arrival"))
        story.open()
        taken = [(each, story.take("house", priority=each)) for each in ("normal", "gold", "platinum") * 4]
        called = calls(story, 8)
        names = {number: name for name, number in taken}
        assert [names[each][0] for each in called] == [*"ppgn", *"ppgn"]

    def test_nobody_waits_because_another_part_has_nobody(self, story):
        hall_of(story, Profile(id="p", ratio=(Share(service="house", count=1), Share(service="pledge"))))
        story.open()
        pledges = [story.take("pledge") for _ in range(4)]
        assert calls(story, 4) == pledges

    def test_windows_with_one_profile_count_together_and_otherwise_each_alone(self, story):
        for per, second in (("profile", "pledge"), ("window", "house"), ("hall", "pledge")):
            profile = Profile(id="p", ratio=(Share(service="house"), Share(service="pledge")), ratio_per=per)
            windows = tuple(
                replace(each, profile="p", services=("house", "pledge"))
                for each in story.hall.state.definition.windows
            )
            story.redefine(profiles=(profile,), windows=windows)
            story.open("w1"), story.open("w2")
            for _ in range(3):
                story.take("house"), story.take("pledge")
            assert story.ticket(story.next("w1")).service == "house"
            assert story.ticket(story.next("w2")).service == second
            end_day(story)

    def test_a_call_taken_back_gives_its_turn_back(self, story):
        hall_of(story, Profile(id="p", ratio=(Share(priority="elderly"), Share(priority="normal"))))
        story.open()
        story.take("house")
        old = [story.take("house", priority="elderly") for _ in range(2)]
        assert story.next() == old[0]
        story.press(c.Undo)
        assert story.next() == old[0]


class TestWhoseProfile:
    def test_the_clerks_own_wins_over_the_windows_and_goes_with_the_clerk(self, story):
        clerks = (Clerk(id="1001", name="王", profile="asks"), Clerk(id="1002", name="李"))
        hall_of(story, Profile(id="p"), Profile(id="asks", services=("ask",)), clerks=clerks)
        house, ask = story.take("house"), story.take("ask")
        story.open("w1", "1001")
        assert story.window("w1").services == ("ask",)
        assert story.next() == ask
        story.press(c.FinishService)
        story.press(c.TakeOver, clerk="1002")
        assert story.window("w1").services == ("house", "pledge")
        assert story.next() == house
        story.press(c.FinishService)
        story.press(c.TakeOver, clerk="1001")
        story.press(c.CloseWindow)
        assert story.window("w1").services == ("house", "pledge")

    def test_one_set_for_the_day_wins_over_both_until_the_day_closes(self, story):
        clerks = (Clerk(id="1001", name="王", profile="asks"),)
        asks, pledges = Profile(id="asks", services=("ask",)), Profile(id="pledges", services=("pledge",))
        hall_of(story, asks, pledges, clerks=clerks)
        story.open("w1", "1001")
        assert story.press(c.ChangeProfile, profile="pledges") == ("window_profile_changed",)
        assert (story.window("w1").profile, story.window("w1").services) == ("pledges", ("pledge",))
        story.press(c.CloseWindow)
        story.open("w1", "1001")
        assert story.window("w1").services == ("pledge",)
        assert story.press(c.ChangeProfile, profile="pledges") == ()
        story.press(c.ChangeProfile, profile="")
        assert story.window("w1").services == ("ask",)
        story.press(c.ChangeProfile, profile="pledges")
        end_day(story)
        assert (story.window("w1").profile, story.window("w1").services) == ("", ("house", "pledge"))

    def test_services_changed_by_hand_win_over_what_the_profile_says(self, story):
        hall_of(story, Profile(id="p"), Profile(id="pledges", services=("pledge",)))
        story.press(c.ChangeProfile, profile="pledges")
        story.press(c.ChangeWindowServices, services=("ask", "house"))
        assert story.window("w1").services == ("ask", "house")
        story.press(c.ChangeProfile, profile="")
        assert story.window("w1").services == ("ask", "house")

    def test_a_profile_that_there_is_not_is_refused(self, story):
        assert story.problem(c.ChangeProfile(window="w1", profile="moon")).type == "unknown-profile"

    def test_a_profile_that_a_reload_takes_away_leaves_the_plain_order(self, story):
        hall_of(story, Profile(id="p", when=(When(service="pledge"),)))
        story.open()
        house, pledge, other = story.take("house"), story.take("pledge"), story.take("house")
        assert calls(story, 1) == [pledge]
        story.redefine(profiles=())
        assert calls(story, 2) == [house, other]

    def test_one_set_for_the_day_that_a_reload_takes_away_gives_the_window_its_services_back(self, story):
        pledges = Profile(id="pledges", services=("pledge",))
        hall_of(story, Profile(id="p"), pledges)
        story.press(c.ChangeProfile, profile="pledges")
        story.redefine(profiles=(replace(pledges, services=("pledge", "ask")),))
        assert story.window("w1").services == ("pledge", "ask")
        assert story.redefine(profiles=()) == ("hall_defined", "window_profile_changed")
        assert (story.window("w1").profile, story.window("w1").services) == ("", ("house", "pledge"))


class TestPeopleAhead:
    """What a ticket says of the people ahead goes by the order in which its window calls."""

    @pytest.mark.parametrize(("order", "ahead"), [("priority", 1), ("arrival", 4), ("fair", 4)])
    def test_a_new_ticket_of_an_old_man_behind_three_young_ones_and_an_old_one(self, story, order, ahead):
        self.by(story, order)
        for priority in ("normal", "normal", "elderly", "normal"):
            story.take("house", priority=priority)
        new = story.take("house", priority="elderly")
        assert (self.told(story), story.hall.state.ahead_of(story.ticket(new))) == (ahead, ahead)

    def test_in_fair_calling_one_goes_forward_as_time_passes(self, story):
        self.by(story, "fair")
        story.take("house")  # 9:00
        story.hall.let_pass(10 * 60)
        old = story.take("house", priority="elderly")  # 9:10
        assert story.hall.state.ahead_of(story.ticket(old)) == 1
        story.hall.let_pass(21 * 60)  # 9:31: 21 × 1.5 minutes are more than 31
        story.take("pledge")
        assert story.hall.state.ahead_of(story.ticket(old)) == 0

    def test_windows_that_call_in_different_orders_tell_the_most(self, story):
        hall_of(story, Profile(id="p", otherwise="arrival"))
        story.take("house")
        story.take("house", priority="elderly")
        assert self.told(story) == 1
        story.open("w2")  # no profile there, and nobody at window 1
        story.take("house", priority="elderly")
        assert self.told(story) == 1

    def test_each_is_told_as_many_as_are_then_called_before(self, story):
        for order in ("arrival", "priority"):
            self.by(story, order)
            story.open("w1")
            story.press(c.ChangeWindowServices, "w2", services=())
            numbers = [
                story.take("house", priority=each) for each in ("normal", "elderly", "normal", "elderly")
            ]
            ahead = [story.hall.state.ahead_of(story.ticket(each)) for each in numbers]
            called = calls(story, 4)
            assert [called.index(each) for each in numbers] == ahead
            story.press(c.CloseWindow)

    def by(self, story, order):
        classes = (
            PriorityClass(id="normal", name="普通"),
            PriorityClass(id="elderly", name="老年人", rank=50, rate=1.5),
        )
        windows = tuple(replace(each, profile="p") for each in story.hall.state.definition.windows)
        story.redefine(priorities=classes, profiles=(Profile(id="p", otherwise=order),), windows=windows)

    def told(self, story):
        return next(each.body.ahead for each in reversed(story.hall.facts) if each.kind == "ticket_issued")


class TestWhoIsComing:
    @pytest.mark.parametrize("order", ["priority", "arrival", "fair"])
    def test_a_clerk_sees_those_who_are_then_called(self, story, order):
        classes = (
            PriorityClass(id="normal", name="普通"),
            PriorityClass(id="elderly", name="老年人", rank=50, rate=1.5),
        )
        story.redefine(priorities=classes)
        hall_of(story, Profile(id="p", otherwise=order))
        for priority in ("normal", "elderly", "normal", "elderly", "elderly", "normal"):
            story.take("house" if priority == "normal" else "pledge", priority=priority)
            story.hall.let_pass(100)
        story.open()
        shown = caller_view(story.hall.state, "w1").next_ones
        assert len(shown) == 5
        assert list(shown) == [story.next(wait_s=4) for _ in shown]


class TestQueues:
    def test_a_window_calls_who_was_sent_to_it_to_its_clerk_and_to_its_pools(self, story):
        story.redefine(pools=(Pool(id="docs", name="补材料"),))
        hall_of(story, Profile(id="p", pools=("docs",)))
        story.open("w1", "1001"), story.open("w2")
        numbers = [story.take("house") for _ in range(3)]
        for number, where in zip(
            numbers, ({"to_window": "w1"}, {"clerk": "1001"}, {"pool": "docs"}), strict=True
        ):
            assert story.next("w2") == number
            story.press(c.Transfer, "w2", **where)
        story.press(c.ChangeWindowServices, services=())
        assert story.next("w2") is None
        assert calls(story, 4) == [*numbers, None]


@pytest.mark.parametrize("seconds", [0, 1, 5])
def test_one_clerk_in_two_sessions_calls_one_citizen_with_two_presses(story, seconds):
    """Both screens show nobody; the second press comes while the first citizen is on the way."""
    story.open("w1", "1001")
    first, second = story.take(), story.take()
    at = c.Seen(ticket=None)
    story.press(c.CallNext, at=at)
    story.hall.let_pass(seconds)
    assert story.problem(c.CallNext(window="w1", at=at)).type == "other-ticket"
    assert (story.at("w1"), story.queue()) == (first, [second])


PRESSES = st.lists(
    st.tuples(
        st.sampled_from("ab"), st.sampled_from(["look", "next", "missed", "finish"]), st.integers(0, 9)
    ),
    max_size=30,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(presses=PRESSES)
def test_whatever_two_sessions_of_one_clerk_press_nobody_is_touched_unseen(definition, morning, presses):
    """Each screen shows what it saw last; what is done to a citizen was done by a screen that showed them."""
    hall, seen = PaperHall(definition, morning), {"a": None, "b": None}
    hall.do(c.OpenWindow(window="w1", clerk="1001"))
    for _ in range(10):
        hall.do(c.TakeTicket(service="house"))
    kinds = {"next": c.CallNext, "missed": c.MarkMissed, "finish": c.FinishService}
    for number, (session, what, seconds) in enumerate(presses):
        hall.let_pass(seconds)
        held = hall.state.windows["w1"].ticket
        if what == "look":
            seen[session] = held
            continue
        try:
            hall.do(kinds[what](window="w1", at=c.Seen(ticket=seen[session])), f"{session}{number}")
        except Refused:
            continue
        assert seen[session] == held
        seen[session] = hall.state.windows["w1"].ticket
    calls_of = Counter(each.body.ticket for each in hall.facts if each.kind == "ticket_called")
    assert all(count == 1 for count in calls_of.values())


def end_day(story):
    story.hall.now = story.hall.now.replace(hour=21, minute=0)
    story.do(c.Tick())
    story.hall.now = story.hall.now.replace(day=story.hall.now.day + 1, hour=1)
