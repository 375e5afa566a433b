"""The figures of a visit, each by its definition, told as stories."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from hall.history import DayHistory, Transaction, Visit, history_of
from hall.rules.paper import PaperHall
from link.messages import commands as c
from link.messages.definition import Definition, Policy
from link.messages.facts import Who

TODAY = date(2026, 3, 12)


class Story:
    """People, and how long things take."""

    def __init__(self, definition: Definition, now: datetime) -> None:
        self.hall = PaperHall(definition, now)
        self.presses = 0

    def do(self, command: c.Command, after_s: float = 0) -> None:
        self.presses += 1
        self.hall.let_pass(after_s)
        self.hall.do(command, f"press-{self.presses}")

    def take(self, after_s: float = 0, **more: Any) -> str:
        self.do(c.TakeTicket(service="house", who=Who(box="kiosk"), **more), after_s)
        return next(reversed(self.hall.state.tickets))

    def at_w1(self, kind: Any, after_s: float = 0, **more: Any) -> None:
        self.do(kind(window="w1", **more), after_s)

    def night(self) -> None:
        """The next morning."""
        self.hall.now += timedelta(days=1)
        self.hall.do(c.Tick())

    @property
    def history(self) -> DayHistory:
        return history_of(TODAY, self.hall.facts)

    @property
    def visit(self) -> Visit:
        (visit,) = self.history.visits
        return visit

    @property
    def stays(self) -> tuple[Transaction, ...]:
        return self.history.transactions


@pytest.fixture
def story(definition: Definition, morning: datetime) -> Story:
    told = Story(definition, morning)
    told.at_w1(c.OpenWindow, clerk="1001")
    return told


def test_waiting_walking_and_serving_are_measured_between_the_facts_that_define_them(story: Story) -> None:
    story.take()
    story.at_w1(c.CallNext, 300)
    story.at_w1(c.Recall, 20)
    story.at_w1(c.MarkArrived, 15)
    story.at_w1(c.StartService, 2)
    story.at_w1(c.FinishService, 240, outcome="done")
    (stay,) = story.stays
    assert (stay.waiting_ms, stay.walking_ms, stay.serving_ms) == (320_000, 15_000, 240_000)
    assert (stay.calls, stay.ending, stay.outcome, stay.clerk) == (2, "served", "done", "1001")
    visit = story.visit
    assert (visit.ending, visit.served, visit.waiting_ms, visit.box) == ("finished", 1, 320_000, "kiosk")
    assert not visit.is_abandoned


def test_who_was_called_and_never_came_has_abandoned(story: Story) -> None:
    story.take()
    story.at_w1(c.CallNext, 60)
    story.at_w1(c.MarkMissed, 60)
    story.night()
    assert story.visit.is_abandoned
    assert (story.visit.ending, story.visit.misses, story.visit.served) == ("expired", 1, 0)
    assert [stay.ending for stay in story.stays] == ["missed"]


def test_who_was_never_called_has_not_abandoned(story: Story) -> None:
    story.take()
    story.night()
    assert (story.visit.ending, story.visit.is_abandoned, story.visit.waiting_ms) == ("expired", False, 0)
    assert [(stay.ending, stay.waiting_ms) for stay in story.stays] == [("expired", None)]


def test_who_comes_back_after_a_miss_and_is_served_has_not_abandoned(story: Story) -> None:
    ticket = story.take()
    story.at_w1(c.CallNext, 60)
    story.at_w1(c.MarkMissed, 60)
    story.at_w1(c.CallTicket, 60, ticket=ticket)
    story.at_w1(c.StartService, 5)
    story.at_w1(c.FinishService, 30)
    assert (story.visit.is_abandoned, story.visit.misses, story.visit.served) == (False, 1, 1)
    assert [(stay.ending, stay.waiting_ms) for stay in story.stays] == [("missed", 60_000), ("served", None)]


def test_a_transfer_is_two_waits_and_two_transactions(story: Story) -> None:
    story.take()
    story.at_w1(c.CallNext, 60)
    story.at_w1(c.StartService)
    story.at_w1(c.Transfer, 30, service="pledge")
    story.at_w1(c.CallNext, 90)
    story.at_w1(c.StartService)
    story.at_w1(c.FinishService, 40)
    first, second = story.stays
    assert (first.service, first.ending, first.waiting_ms, first.serving_ms) == (
        "house",
        "transferred",
        60_000,
        30_000,
    )
    assert (second.service, second.ending, second.waiting_ms, second.serving_ms) == (
        "pledge",
        "served",
        90_000,
        40_000,
    )
    assert (story.visit.service, story.visit.served, story.visit.serving_ms) == ("house", 2, 70_000)


def test_further_matters_are_transactions_of_one_visit(story: Story) -> None:
    story.take(further=("pledge",))
    for _ in range(2):
        story.at_w1(c.CallNext, 10)
        story.at_w1(c.FinishService, 20)
    assert [stay.service for stay in story.stays] == ["house", "pledge"]
    assert story.visit.served == 2


def test_a_fetched_copy_is_not_served_time(story: Story) -> None:
    story.take()
    story.at_w1(c.CallNext, 10)
    story.at_w1(c.StartService)
    story.at_w1(c.Park, 30)
    ticket = next(iter(story.hall.state.tickets))
    story.at_w1(c.CallTicket, 600, ticket=ticket)
    story.at_w1(c.StartService)
    story.at_w1(c.FinishService, 50)
    assert [(stay.ending, stay.serving_ms) for stay in story.stays] == [
        ("parked", 30_000),
        ("served", 50_000),
    ]
    assert [stay.served_no for stay in story.stays] == [1, 2]


def test_what_was_undone_never_was(story: Story) -> None:
    story.take()
    story.at_w1(c.CallNext, 60)
    story.at_w1(c.MarkMissed, 4)
    story.at_w1(c.Undo, 1)
    story.at_w1(c.StartService, 1)
    story.at_w1(c.FinishService, 30)
    story.at_w1(c.Undo, 1)
    story.at_w1(c.FinishService, 9)
    assert (story.visit.misses, story.visit.served) == (0, 1)
    (stay,) = story.stays
    assert stay.serving_ms == 40_000


def test_who_is_served_without_a_ticket_counts_and_has_not_waited(story: Story) -> None:
    story.at_w1(c.WalkDirect)
    story.at_w1(c.FinishService, 100)
    (stay,) = story.stays
    assert (stay.waiting_ms, stay.serving_ms, story.visit.is_walked) == (None, 100_000, True)


def test_a_session_is_serving_and_idle_and_ends_when_another_sits_down(story: Story) -> None:
    story.take()
    story.at_w1(c.CallNext, 100)
    story.at_w1(c.StartService)
    story.at_w1(c.FinishService, 50)
    story.at_w1(c.PauseWindow, 10, reason="lunch")
    story.at_w1(c.ResumeWindow, 20)
    story.at_w1(c.TakeOver, 20, clerk="1002")
    story.at_w1(c.CloseWindow, 300)
    first, second = story.history.sessions
    assert (first.clerk, first.served, first.total_ms, first.serving_ms) == ("1001", 1, 200_000, 50_000)
    assert (first.idle_ms, first.paused_ms) == (150_000, 20_000)
    assert (second.clerk, second.served, second.total_ms, second.idle_ms) == ("1002", 0, 300_000, 300_000)


def test_a_rating_knows_whom_it_is_about(story: Story) -> None:
    ticket = story.take()
    story.at_w1(c.CallNext, 10)
    story.at_w1(c.FinishService, 10)
    story.do(c.RateTicket(ticket=ticket, grade=2, reasons=("wait",)))
    (rating,) = story.history.ratings
    assert (rating.grade, rating.reasons, rating.window, rating.clerk, rating.service) == (
        2,
        ("wait",),
        "w1",
        "1001",
        "house",
    )


def test_who_was_at_a_window_at_the_days_end_is_left_open(story: Story) -> None:
    story.take()
    story.at_w1(c.CallNext, 10)
    story.at_w1(c.StartService)
    story.night()
    assert [(stay.ending, stay.is_left_open) for stay in story.stays] == [("served", True)]
    (session,) = story.history.sessions
    assert (session.served, session.idle_ms) == (1, 10_000)


def test_who_waits_through_the_night_counts_on_the_day_when_the_visit_ends(
    definition: Definition, morning: datetime
) -> None:
    story = Story(replace(definition, policy=Policy(carry_over=True)), morning)
    story.take()
    story.night()
    story.at_w1(c.OpenWindow, clerk="1001")
    story.at_w1(c.CallNext, 60)
    story.at_w1(c.FinishService, 60)
    assert history_of(TODAY, story.hall.facts).visits == ()
    (visit,) = history_of(TODAY + timedelta(days=1), story.hall.facts).visits
    assert (visit.ending, visit.waiting_ms) == ("finished", (24 * 3600 + 60) * 1000)
