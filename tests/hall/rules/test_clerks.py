"""Stories of who sits at a window: listed clerks, deputies, windows of other kinds, windows for a day."""

import pytest

from link.messages import commands as c
from link.messages.definition import Clerk, Policy, Service, WindowPlace

CLERKS = (
    Clerk(id="1001", name="王芳", deputies=("1002",)),
    Clerk(id="1002", name="李强"),
    Clerk(id="1003", name="赵敏"),
)


class TestDeputies:
    def test_the_deputy_takes_over_with_the_ticket_in_hand_and_it_counts_for_the_deputy(self, story):
        story.redefine(clerks=CLERKS, policy=Policy(deputies_only=True))
        story.open("w1", "1001")
        number = story.take()
        story.next()
        story.press(c.StartService)  # 9:00
        story.hall.let_pass(15 * 60)
        refused = story.problem(c.TakeOver(window="w1", clerk="1003"))
        assert (refused.type, refused.fields["absent"]) == ("not-a-deputy", "1001")
        assert story.press(c.TakeOver, clerk="1002") == ("clerk_took_over",)  # 9:15
        assert (story.at("w1"), story.window("w1").state) == (number, "serving")
        story.press(c.FinishService)
        story.do(c.RateTicket(ticket=story.ticket(number).id, grade=5))
        assert story.hall.facts[-1].body.clerk == "1002"

    def test_without_the_rule_anybody_may_take_over(self, story):
        story.redefine(clerks=CLERKS)
        story.open("w1", "1001")
        assert story.press(c.TakeOver, clerk="1003") == ("clerk_took_over",)

    def test_where_staff_are_listed_nobody_else_signs_in(self, story):
        story.redefine(clerks=CLERKS, policy=Policy(staff_listed=True))
        assert story.problem(c.OpenWindow(window="w1", clerk="9999")).type == "unknown-clerk"
        story.open("w1", "1001")
        assert story.problem(c.TakeOver(window="w1", clerk="9999")).type == "unknown-clerk"


class TestKinds:
    @pytest.mark.parametrize("kind", ["complaint", "consult", "agency", "cross_region"])
    def test_where_anybody_may_come_any_number_can_be_called(self, story, kind):
        add(story, window_kind=kind)
        number = story.take("house")
        story.open("T1")
        assert story.next("T1") is None
        assert "ticket_called" in story.press(c.CallTicket, "T1", ticket=number)

    @pytest.mark.parametrize("kind", ["ordinary", "certificate", "general"])
    def test_elsewhere_only_what_the_window_calls(self, story, kind):
        add(story, window_kind=kind)
        number = story.take("house")
        story.open("T1")
        assert story.problem(c.CallTicket(window="T1", ticket=number)).type == "service-not-here"

    def test_who_was_sent_to_the_certificate_window_is_called_there(self, story):
        add(story, window_kind="certificate")
        number, _ = story.take("house"), story.take("house")
        story.open("w1"), story.open("T1")
        story.next("w1")
        story.press(c.Transfer, "w1", to_window="T1")
        assert [story.next("T1"), story.press(c.FinishService, "T1") and story.next("T1")] == [number, None]


class TestWindowsForADay:
    def test_a_window_is_added_works_like_any_other_and_is_gone_the_next_day(self, story):
        assert add(story, services=("ask",)) == ("window_added",)
        state = story.hall.state
        assert (state.index.places["T1"].label, state.windows["T1"].services) == ("临1", ("ask",))
        number = story.take("ask")
        assert story.ticket(number).zones == ("left", "right")
        story.open("T1", "1009")
        assert story.next("T1") == number
        assert story.hall.state.calls["left"][-1].window == "T1"
        story.hall.now = story.hall.now.replace(hour=21)
        story.do(c.Tick())
        assert ("T1" in state.windows, "T1" in state.index.places, state.added) == (False, False, {})

    def test_it_is_taken_away_once_nobody_sits_there(self, story):
        add(story, services=("ask",))
        story.open("T1")
        assert story.problem(c.RemoveWindow(window="T1")).type == "window-already-open"
        story.press(c.CloseWindow, "T1")
        assert story.do(c.RemoveWindow(window="T1")) == ("window_removed",)
        assert "T1" not in story.hall.state.windows
        assert story.problem(c.RemoveWindow(window="w1")).type == "window-not-added"

    def test_it_outlives_a_reload_until_the_file_has_one_of_its_id(self, story):
        add(story, services=("ask",))
        story.redefine(name="云溪新厅")
        assert story.window("T1").services == ("ask",)
        places = (*story.hall.state.definition.windows, WindowPlace(id="T1", label="9", zone="right"))
        story.redefine(windows=places)
        assert (story.hall.state.added, story.hall.state.index.places["T1"].label) == ({}, "9")

    @pytest.mark.parametrize(
        ("wrong", "problem"),
        [
            ({"window": "w1"}, "window-exists"),
            ({"label": "1"}, "window-exists"),
            ({"label": ""}, "bad-request"),
            ({"label": "一二三四五六七八九"}, "bad-request"),
            ({"window": "窗"}, "bad-request"),
            ({"zone": "moon"}, "unknown-zone"),
            ({"zone": ""}, "unknown-zone"),
            ({"services": ("moon",)}, "unknown-service"),
        ],
    )
    def test_one_that_cannot_be_is_refused(self, story, wrong, problem):
        fields = {"window": "T1", "label": "临1", "zone": "left"} | wrong
        assert story.problem(c.AddWindow(**fields)).type == problem

    def test_a_service_that_only_it_calls_can_be_had_while_it_is_there(self, story):
        services = (*story.hall.state.definition.services, Service(id="rare", name="稀", series="B"))
        story.redefine(services=services)
        assert story.problem(c.TakeTicket(service="rare")).type == "service-closed"
        add(story, services=("rare",))
        assert story.take("rare")


def add(story, **fields):
    return story.do(c.AddWindow(window="T1", label="临1", zone="left", **fields))
