"""What was done of a service today, counted by whoever folds the facts."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from link.messages import facts as f
from link.state import State, snapshot_value, state_of
from link.views import ServiceToday, services_today

NOON = datetime(2026, 3, 12, 11, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def busy(new_day):
    """Two of `first` served, one at the window, one waiting; one of `tax` waits."""
    day = new_day()
    for number in ("A001", "A002", "A003", "A004"):
        day.issue(number)
    day.issue("B001", "tax")
    for ticket in ("a001", "a002", "a003"):
        day.call(ticket, "w1")
        day.add(f.ServiceStarted(ticket=ticket, window="w1"))
        if ticket != "a003":
            day.add(f.ServiceFinished(ticket=ticket, window="w1"))
    return day


def row(state: State, service: str) -> ServiceToday:
    return next(each for each in services_today(state, NOON) if each.service == service)


def test_each_service_says_how_many_came_wait_are_served_and_are_done(busy) -> None:
    first = row(busy.state, "first")
    assert (first.issued, first.waiting, first.serving, first.done, first.left) == (4, 1, 1, 2, None)
    tax = row(busy.state, "tax")
    assert (tax.prefix, tax.name, tax.issued, tax.waiting, tax.done, tax.left) == ("B", "个税", 1, 1, 0, 1)


def test_a_zone_speaks_of_what_its_windows_serve(busy) -> None:
    assert [each.service for each in services_today(busy.state, NOON, "right")] == ["tax"]


def test_who_joins_later_by_a_snapshot_counts_the_same(busy) -> None:
    state = state_of(json.loads(json.dumps(snapshot_value(busy.state))))
    assert services_today(state, NOON) == services_today(busy.state, NOON)


def test_a_finish_that_is_taken_back_was_none(busy) -> None:
    before = busy.state
    done = busy.add(f.ServiceFinished(ticket="a003", window="w1"))
    assert row(busy.state, "first").done == 3
    ticket, window = before.tickets["a003"], before.windows["w1"]
    busy.add(
        f.CommandUndone(
            undone_seq=done.seq,
            ticket="a003",
            window="w1",
            ticket_state="serving",
            window_state="serving",
            ticket_was=f.TicketWas(service=ticket.service, window="w1", zones=ticket.zones, call=ticket.call),
            window_was=f.WindowWas(ticket="a003", finished=window.finished, finished_s=window.finished_s),
        )
    )
    assert row(busy.state, "first").done == 2


def test_with_several_matters_each_is_counted_for_its_own_service(busy) -> None:
    busy.add(f.ServiceFinished(ticket="a003", window="w1", next_service="tax", zones=("right",)))
    assert (row(busy.state, "first").done, row(busy.state, "tax").done) == (3, 0)


def test_a_new_day_begins_at_nothing(busy) -> None:
    busy.add(f.DayClosed())
    busy.add(f.DayOpened())
    assert row(busy.state, "first").done == 0
