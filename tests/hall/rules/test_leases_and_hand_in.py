"""Stories of kiosks that were alone, and of a hall that was put back from a backup."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from hall.rules import apply, record, recovering
from hall.rules.paper import replay
from hall.rules.ranges import lease_range, next_thousand, reserved
from link.messages import commands as c
from link.messages import facts as f
from link.messages.definition import Series

A = Series(id="A", prefix="A")


def lease(story: Any, box: str = "k1", count: int = 50) -> f.NumbersLeased:
    story.do(c.LeaseNumbers(series="A", count=count, box=box))
    body = story.hall.facts[-1].body
    assert isinstance(body, f.NumbersLeased)
    return body


def printed(story: Any, number: int, ticket: str = "", ago_s: float = 0, **more: Any) -> f.HandedIn:
    return f.HandedIn(
        **{
            "ticket": ticket or f"k{number}",
            "number": f"A{number:03d}",
            "counter": number,
            "series": "A",
            "service": "house",
            "issued_at": story.hall.now - timedelta(seconds=ago_s),
        }
        | more
    )


def restored(story: Any) -> None:
    """The hall's disk was put back, as it was just now."""
    hall = story.hall
    for body in recovering.restored(hall.day, "old", hall.state.seq):
        fact = record(hall.day, body, hall.now, f.Who(), "")
        apply(hall.day, fact)
        hall.facts.append(fact)


def test_leases_come_from_the_top_one_after_another_and_the_hall_never_gives_their_numbers(story):
    assert (lease(story).first, lease(story, "k2", count=10).first) == (5000, 5050)
    assert lease(story, "k1").first == 5060
    assert story.take() == "A001"
    assert reserved(A) == range(5000, 10_000)
    assert reserved(replace(A, digits=5)) == range(500_000, 1_000_000)
    assert reserved(replace(A, last=20_000)) == range(500_000, 1_000_000)


def test_a_hall_that_comes_to_the_reserved_numbers_goes_on_behind_them(story):
    story.redefine(series=(replace(A, first=4999), Series(id="B", prefix="B")))
    assert [story.take(), story.take()] == ["A4999", "A10000"]


def test_a_lease_is_small_and_ends_with_the_day(story):
    assert lease(story, count=1000).last == 5099
    story.hall.now += timedelta(days=1)
    story.do(c.Tick())
    assert lease(story).first == 5000


def test_a_series_that_nobody_knows_is_not_lent(story):
    assert story.problem(c.LeaseNumbers(series="Z", box="k1")).type == "unknown-series"


def test_what_a_kiosk_gave_alone_waits_where_its_owner_stands(story):
    story.hall.let_pass(600)
    story.take()
    story.hall.let_pass(60)
    tickets = (printed(story, 5001, ago_s=200, priority="elderly"), printed(story, 5000, ago_s=300))
    story.do(c.HandIn(box="k1", tickets=tickets))
    story.open()
    assert [story.next() for _ in range(3)] == ["A5001", "A5000", "A001"]
    assert story.ticket("A5001").zones == story.ticket("A001").zones == ("left",)


def test_a_ticket_is_handed_in_once_however_often_it_is_said(story):
    ticket = printed(story, 5000)
    assert story.do(c.HandIn(box="k1", tickets=(ticket, ticket))) == ("tickets_handed_in",)
    assert story.do(c.HandIn(box="k1", tickets=(ticket,))) == ()
    assert len(story.hall.state.tickets) == 1


def test_the_hall_goes_on_behind_what_it_had_given_and_forgotten(story):
    story.do(c.HandIn(box="k1", tickets=(printed(story, 17),)))
    assert story.take() == "A018"


def test_two_papers_with_one_number_are_both_kept_and_staff_are_told_until_the_day_ends(story):
    number = story.take()
    assert story.do(c.HandIn(box="k1", tickets=(printed(story, 1, ticket="other"),))) == (
        "tickets_handed_in",
        "alarm_raised",
    )
    assert [each.number for each in story.hall.state.tickets.values()] == [number, number]
    assert "number-twice/A001" in story.hall.state.alarms
    story.hall.now += timedelta(days=1)
    story.do(c.Tick())
    assert "number-twice/A001" not in story.hall.state.alarms


def test_what_comes_after_its_day_goes_to_history_and_not_into_the_queue(story):
    yesterday = printed(story, 5000)
    story.hall.now += timedelta(days=1)
    story.do(c.Tick())
    story.do(c.HandIn(box="k1", tickets=(yesterday,)))
    body = story.hall.facts[-1].body
    assert (body.tickets, body.late) == ((), (yesterday,))
    assert not story.hall.state.tickets
    assert story.do(c.HandIn(box="k1", tickets=(yesterday,))) == ()


def test_a_ticket_for_a_service_that_is_gone_is_kept_and_staff_are_told(story):
    story.do(c.HandIn(box="k1", tickets=(printed(story, 5000, service="gone"),)))
    assert story.ticket("A5000").state == "waiting"
    assert "service-dropped/gone" in story.hall.state.alarms


class TestRestored:
    @pytest.fixture(autouse=True)
    def _kiosks(self, story):
        for box in ("k1", "k2"):
            story.do(c.ReportHealth(box=box, printers=("ticket",)))

    def test_it_goes_on_at_the_next_thousand_and_says_whom_it_waits_for(self, story):
        story.take()
        restored(story)
        assert story.take() == "A1001"
        assert story.take() == "A1002"
        assert story.hall.state.alarms["hall-recovering/"].fields == {"boxes": "k1, k2"}

    def test_the_thousand_leaves_room_for_what_was_forgotten(self):
        assert [next_thousand(given) for given in (0, 500, 501, 999, 1600)] == [1000, 1000, 2000, 2000, 3000]

    def test_it_lends_nothing_until_it_has_recovered_and_then_from_another_part(self, story):
        before = lease(story)
        restored(story)
        assert story.problem(c.LeaseNumbers(series="A", box="k1")).type == "hall-recovering"
        story.do(c.EndRecovery())
        assert before.first in lease_range(A, 0)
        assert lease(story).first == lease_range(A, 1).start > lease_range(A, 0)[-1]

    def test_it_has_recovered_when_every_kiosk_that_is_known_has_handed_in(self, story):
        restored(story)
        assert story.do(c.HandIn(box="k1", tickets=(printed(story, 1),), has_more=True)) == (
            "tickets_handed_in",
        )
        assert story.do(c.HandIn(box="k1")) == ("tickets_handed_in", "alarm_raised")
        assert story.hall.state.alarms["hall-recovering/"].fields == {"boxes": "k2"}
        assert story.do(c.HandIn(box="k1")) == ()
        assert story.do(c.HandIn(box="k2")) == ("tickets_handed_in", "hall_recovered", "alarm_cleared")
        assert not story.hall.day.is_recovering

    def test_a_technician_can_say_go_and_the_ledger_keeps_who_was_missing(self, story):
        restored(story)
        story.do(c.HandIn(box="k2"))
        assert story.do(c.EndRecovery()) == ("hall_recovered", "alarm_cleared")
        assert story.hall.facts[-2].body == f.HallRecovered(reason="told", missing=("k1",))
        assert story.do(c.EndRecovery()) == ()

    def test_on_the_next_day_nothing_forgotten_is_in_anybodys_hand(self, story):
        restored(story)
        story.hall.now += timedelta(days=1)
        story.do(c.Tick())
        assert not story.hall.day.is_recovering
        assert story.take() == "A001"

    def test_a_backup_of_yesterday_is_recovered_today(self, story):
        story.hall.now += timedelta(days=1)
        restored(story)
        story.do(c.Tick(after_gap=True))
        assert story.hall.day.is_recovering
        assert story.take() == "A1001"

    def test_a_series_with_an_end_goes_on_beyond_it(self, story):
        story.redefine(series=(replace(A, last=30, wrap=True), Series(id="B", prefix="B")))
        restored(story)
        assert [story.take(), story.take()] == ["A1001", "A1002"]

    def test_put_back_again_it_leaps_over_the_leap_that_it_has_forgotten(self, story):
        restored(story)
        restored(story)
        assert story.take() == "A2001"

    def test_a_restart_knows_it(self, story):
        restored(story)
        story.do(c.HandIn(box="k1"))
        assert replay(story.hall.facts) == story.hall.day
