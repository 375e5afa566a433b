"""How long one waits: said as a range, once it has proven right, and not a moment longer than it does."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from hall.rules import copy_of
from hall.rules.estimate.pace import Pace
from hall.rules.estimate.quantiles import Z_50, Z_90, wait_quantile_s
from hall.rules.estimate.shown import in_minutes, is_earned
from hall.rules.estimate.trust import ENOUGH, Trust
from hall.rules.paper import replay
from link.messages import commands as c
from link.messages import facts as f
from link.messages.definition import Hours, Profile


def last_issued(story):
    return next(fact.body for fact in reversed(story.hall.facts) if isinstance(fact.body, f.TicketIssued))


def serve(story, count, minutes, keep_waiting=3):
    """A steady morning: the queue is always `keep_waiting` long, and each one takes `minutes`."""
    for _ in range(count):
        while len(story.queue()) < keep_waiting:
            story.take()
        story.next(wait_s=minutes * 60)


def test_a_new_hall_says_nothing_of_waits(story):
    story.open()
    story.take()
    assert last_issued(story).wait_s == ()
    assert not last_issued(story).is_wait_shown


def test_after_five_calls_a_wait_is_foreseen_but_not_told(story):
    story.open()
    serve(story, 8, minutes=4)
    story.take()
    low_s, high_s = last_issued(story).wait_s
    # Three or four people at one window, four minutes each: at twelve to sixteen minutes, give or take.
    assert 6 * 60 < low_s < 18 * 60
    assert low_s < high_s < 30 * 60
    assert not last_issued(story).is_wait_shown


def test_it_is_told_once_it_has_come_true_often_enough(story):
    story.open()
    serve(story, 30, minutes=4)
    story.take()
    assert last_issued(story).is_wait_shown


def test_a_range_that_has_become_wrong_is_told_no_more(story):
    story.open()
    serve(story, 30, minutes=2)
    for _ in range(ENOUGH):
        serve(story, 1, minutes=25)
    story.take()
    assert last_issued(story).wait_s
    assert not last_issued(story).is_wait_shown


def test_a_hall_that_wants_no_times_tells_none(story):
    policy = replace(story.hall.state.definition.policy, wait_shown="never")
    story.redefine(policy=policy)
    story.open()
    serve(story, 30, minutes=4)
    story.take()
    assert last_issued(story).wait_s
    assert not last_issued(story).is_wait_shown


def test_nobody_at_work_and_nothing_is_foreseen(story):
    story.open()
    serve(story, 30, minutes=4)
    story.press(c.FinishService)
    story.press(c.CloseWindow)
    story.take()
    assert last_issued(story).wait_s == ()


def test_a_second_window_makes_the_foreseen_wait_shorter(story):
    story.open()
    serve(story, 30, minutes=4)
    story.take()
    alone_s = last_issued(story).wait_s[0]
    other = next(
        each.id for each in story.hall.state.windows.values() if "house" in each.services and each.id != "w1"
    )
    story.open(other)
    story.take()
    assert last_issued(story).wait_s[0] < 0.8 * alone_s


def test_a_pause_is_no_slow_call(story):
    story.open()
    serve(story, 20, minutes=4)
    series = next(iter(story.hall.day.outlook.paces))
    before = story.hall.day.outlook.paces[series]
    story.press(c.FinishService)
    story.press(c.PauseWindow)
    story.hall.let_pass(3600)
    story.press(c.ResumeWindow)
    story.next()
    assert story.hall.day.outlook.paces[series] == before


def test_the_next_monday_begins_with_what_the_last_one_taught(story):
    story.open()
    serve(story, 30, minutes=4)
    learned = next(iter(story.hall.day.outlook.paces.values()))
    story.hall.let_pass(7 * 24 * 3600)
    story.do(c.Tick(after_gap=True))
    assert not story.hall.day.outlook.paces
    story.open()
    story.take()
    low_s, _ = last_issued(story).wait_s
    assert low_s == pytest.approx(learned.mean_s, rel=0.5)
    assert last_issued(story).is_wait_shown, "the trust that was earned lasts"


def test_a_restart_foresees_what_was_foreseen(story):
    story.open()
    serve(story, 20, minutes=4)
    assert replay(story.hall.facts).outlook == story.hall.day.outlook
    assert copy_of(story.hall.day).outlook == story.hall.day.outlook


def test_a_chosen_number_is_no_proof_for_or_against(story):
    story.open()
    serve(story, 10, minutes=4)
    number = story.queue()[-1]
    before = dict(story.hall.day.outlook.trusts)
    story.hall.let_pass(5)
    story.press(c.CallTicket, ticket=number)
    assert story.hall.day.outlook.trusts == before


def test_what_is_cancelled_is_forgotten(story):
    story.open()
    serve(story, 10, minutes=4)
    number = story.take()
    ticket = story.ticket(number).id
    assert ticket in story.hall.day.outlook.predicted
    story.do(c.CancelTicket(ticket=ticket))
    assert ticket not in story.hall.day.outlook.predicted


def test_the_pace_follows_the_day():
    pace = Pace(calls=0, mean_s=0.0, spread_s=0.0)
    for _ in range(40):
        pace = pace.with_gap(120)
    for _ in range(80):
        pace = pace.with_gap(240)
    assert pace.mean_s == pytest.approx(240, rel=0.2)


def test_a_forgotten_key_counts_as_one_slow_call():
    pace = Pace(calls=20, mean_s=200.0, spread_s=50.0)
    assert pace.with_gap(10 * 3600).mean_s < 1.25 * pace.mean_s


def test_the_quantiles_are_those_of_a_gamma_distribution():
    # One window, exponential calls of mean 100 s, mean well known: Erlang's sums, from printed tables of chi-squared.
    pace = Pace(calls=10**9, mean_s=100.0, spread_s=100.0)
    assert wait_quantile_s(pace, 9, 1, Z_50) == pytest.approx(100 * 19.337 / 2, rel=0.01)
    assert wait_quantile_s(pace, 9, 1, Z_90) == pytest.approx(100 * 28.412 / 2, rel=0.01)


def test_bounds_that_are_passed_too_often_are_stretched():
    trust = Trust()
    for _ in range(10):
        trust = trust.judged(1000, 100, 300)
    assert trust.stretch_50 > 1.3
    assert trust.stretch_90 > 2
    for _ in range(60):
        trust = trust.judged(10, 100, 300)
    assert trust.stretch_90 < 2
    assert trust.stretch_50 < 0.5


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ("uw" * 6, True),
        ("uw" * 5, False),  # too few
        ("uwo" * 6, False),  # too often too long
        ("u" * 20, False),  # frightens for nothing
        ("w" * 20, False),  # the lower bound is none
        ("uwuwuwuwuo", False),
        ("uwuwuwuwuwuo", True),
    ],
)
def test_when_a_range_has_earned_to_be_shown(marks, expected):
    assert is_earned(Trust(marks=marks), 0.2) is expected


@pytest.mark.parametrize(
    ("range_s", "expected"),
    [((0, 0), (0, 1)), ((59, 61), (0, 2)), ((300, 600), (5, 10)), ((301, 599), (5, 10))],
)
def test_minutes_are_rounded_away_from_a_promise(range_s, expected):
    assert in_minutes(*range_s) == expected


def test_no_wait_is_foreseen_across_the_lunch_hour(story):
    story.open()
    serve(story, 20, minutes=4)
    local = story.hall.now.astimezone(ZoneInfo(story.hall.state.definition.timezone))
    lunch = f"{local + timedelta(minutes=6):%H:%M}"
    own = tuple(replace(each, hours=()) for each in story.hall.state.definition.services)
    story.redefine(hours=(Hours(days=tuple(range(7)), start="00:00", end=lunch),), services=own)
    story.take()
    assert last_issued(story).wait_s == ()


def test_a_window_that_calls_it_by_a_profile_or_for_the_day_counts_at_once(story):
    """What was worked out before is forgotten: the day goes on as one that is read again from the ledger."""
    story.redefine(profiles=(Profile(id="all", services=("house", "pledge", "ask")),))
    story.open("w1")
    day = story.hall.day

    def at_work():
        told = day.outlook.windows_at_work(day.public, "house")
        afresh = replay(story.hall.facts)
        assert afresh.outlook.windows_at_work(afresh.public, "house") == told
        return told

    assert at_work() == 1
    story.do(c.ChangeWindowServices(window="w1", services=("ask",)))
    assert at_work() == 0
    story.do(c.ChangeProfile(window="w1", profile="all"))
    assert at_work() == 1
