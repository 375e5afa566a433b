"""What boards, signs, callers and kiosks show, told as stories of a day."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from link.messages import facts as f
from link.messages.definition import Department, Hours, Service, WindowPlace, Zone
from link.messages.words import TICKET_STATES
from link.state import State
from link.views import (
    board_view,
    caller_view,
    kiosk_view,
    labels_text,
    service_zones,
    ticket_view,
    window_view,
    windows_text,
)
from link.views.hours import Timetable, next_opening, open_span, spans

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(clock, day=12):
    """A moment of a Thursday in March 2026, by the hall's clock."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI)


@pytest.fixture
def day(new_day):
    """Three windows at work, two tickets in the left room and one in the right."""
    day = new_day()
    for window in ("w1", "w2", "w3"):
        day.add(f.WindowOpened(window=window, clerk="1001"))
    day.issue("A001")
    day.issue("A002", service="move")
    day.issue("B001", service="tax")
    return day


# ── the board ────────────────────────────────────────────────────────────────────────────────────────


def test_a_board_shows_the_calls_of_its_zone_newest_first(day):
    day.call("a001", "w1")
    day.call("a002", "w2")
    day.call("b001", "w3", zones=("right",))
    left, right = board_view(day.state, "left"), board_view(day.state, "right")
    assert [(call.number, call.label) for call in left.calls] == [("A002", "2"), ("A001", "1")]
    assert [call.number for call in right.calls] == ["B001"]
    assert [zone.id for zone in left.others] == ["right"]


def test_a_recall_lifts_the_number_to_the_top_and_does_not_double_it(day):
    day.call("a001", "w1")
    day.call("a002", "w2")
    again = day.add(f.TicketRecalled(ticket="a001", window="w1", zones=("left",)))
    calls = board_view(day.state, "left").calls
    assert (calls[0].number, calls[0].is_recall, calls[0].seq) == ("A001", True, again.seq)
    assert [call.number for call in calls] == ["A001", "A002"]
    assert day.state.tickets["a001"].recalls == 1


def test_a_ticket_called_in_another_room_leaves_the_first_board(day):
    day.call("a001", "w1")
    day.add(f.TicketTransferred(ticket="a001", service="tax", zones=("right",)))
    day.call("a001", "w3", zones=("right",))
    assert [call.state for call in board_view(day.state, "left").calls] == ["finished"]
    assert [call.state for call in board_view(day.state, "right").calls] == ["called"]


def test_a_call_shows_how_its_ticket_stands(day):
    day.call("a001", "w1")
    states = []
    for body in (f.ServiceStarted, f.ServiceFinished):
        states.append(board_view(day.state, "left").calls[0].state)
        day.add(body(ticket="a001", window="w1"))
    states.append(board_view(day.state, "left").calls[0].state)
    assert states == ["called", "serving", "finished"]


def test_a_call_that_ended_before_this_box_joined_is_over(day):
    from link.state import snapshot_value, state_of

    day.call("a001", "w1")
    day.add(f.ServiceStarted(ticket="a001", window="w1"))
    day.add(f.ServiceFinished(ticket="a001", window="w1"))
    joined = state_of(snapshot_value(day.state))
    assert board_view(joined, "left").calls == board_view(day.state, "left").calls


def test_a_board_keeps_no_more_calls_than_it_can_show(day):
    for number in range(10, 40):
        day.issue(f"A{number:03}")
        day.call(f"a{number:03}", "w1")
    shown = board_view(day.state, "left").calls
    assert [call.number for call in shown] == [f"A{number:03}" for number in range(39, 27, -1)]
    assert len(day.state.calls["left"]) == 20


def test_a_board_names_the_paused_windows_of_its_room(day):
    day.add(f.WindowPaused(window="w2", reason="午休"))
    assert board_view(day.state, "left").paused == ("2",)
    assert board_view(day.state, "right").paused == ()


def test_the_waiting_list_has_a_row_a_series_with_the_departments_name(day):
    rows = board_view(day.state, "left").waiting
    assert [(row.prefix, row.name, row.waiting) for row in rows] == [("A", "不动产登记局", 2)]
    rows = board_view(day.state, "right").waiting
    assert [(row.prefix, row.name, row.waiting) for row in rows] == [("B", "个税", 1)]


def test_notices_of_the_zone_win_over_the_halls_and_those_over_the_definitions(new_day, definition):
    day = new_day(definition(notices=("请保管好随身物品",)))
    assert board_view(day.state, "left").notices == ("请保管好随身物品",)
    day.add(f.NoticeSet(notices=("今日下午停电",)))
    day.add(f.NoticeSet(zone="left", notices=("小心地滑",)))
    assert board_view(day.state, "left").notices == ("小心地滑",)
    assert board_view(day.state, "right").notices == ("今日下午停电",)


def test_an_emergency_is_shown_where_it_is_meant(day):
    day.add(f.BroadcastMade(text="请有序撤离", zones=("left",), emergency=True))
    day.add(f.BroadcastMade(text="寻物", zones=("left",)))
    assert board_view(day.state, "left").emergency == "请有序撤离"
    assert board_view(day.state, "right").emergency == ""


def test_a_board_of_no_zone_and_a_sign_of_no_window_show_nothing(day):
    assert board_view(day.state, "cellar") is None
    assert window_view(day.state, "w9") is None
    assert caller_view(day.state, "w9") is None
    assert board_view(State(), "left") is None


def test_a_board_knows_when_nobody_is_at_work(new_day):
    day = new_day()
    assert not board_view(day.state, "left").has_open_window
    day.add(f.WindowOpened(window="w3"))
    assert not board_view(day.state, "left").has_open_window
    assert board_view(day.state, "right").has_open_window


@pytest.mark.parametrize(
    ("labels", "text"),
    [
        ([], ""), (["1"], "1"), (["1", "2"], "1–2"), ([str(n) for n in range(1, 13)], "1–12"),
        (["1", "3", "5", "6", "7"], "1、3、5–7"), (["A1", "A2"], "A1、A2"), (["1", "2", "咨询", "3", "4"], "1–2、咨询、3–4"),
        (["9", "10", "11"], "9–11"), (["2", "1"], "2、1"),
    ],
)  # fmt: skip
def test_labels_in_a_row_are_drawn_together(labels, text):
    assert labels_text(labels) == text


def test_where_the_windows_stand_is_worked_out_unless_it_is_written(new_day, definition):
    day = new_day()
    assert windows_text(day.state, "left") == "1–2"
    named = definition(
        zones=(Zone(id="left", name="左厅", windows_text="1–12 号窗口"), Zone(id="right", name="右厅"))
    )
    assert windows_text(new_day(named).state, "left") == "1–12 号窗口"


# ── signs ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_sign_shows_the_number_while_it_is_called_and_served(day):
    shown = [window_view(day.state, "w1").number]
    call = day.call("a001", "w1")
    shown.append((window_view(day.state, "w1").number, window_view(day.state, "w1").call))
    day.add(f.ServiceStarted(ticket="a001", window="w1"))
    shown.append(window_view(day.state, "w1").number)
    day.add(f.WindowPaused(window="w1"))
    shown.append((window_view(day.state, "w1").number, window_view(day.state, "w1").state))
    assert shown == ["", ("A001", call.seq), "A001", ("", "paused")]


# ── the caller ───────────────────────────────────────────────────────────────────────────────────────


def test_a_clerk_sees_who_is_here_who_waits_and_who_comes_next(day):
    day.issue("A003", class_rank=10, priority="elderly")
    day.call("a001", "w1")
    view = caller_view(day.state, "w1")
    assert (view.label, view.state, view.clerk, view.ticket.number) == ("1", "calling", "1001", "A001")
    assert (view.service_name, view.department_name) == ("首次登记", "不动产登记局")
    assert [(count.service, count.waiting) for count in view.waiting] == [("first", 1), ("move", 1)]
    assert view.waiting_total == 2
    assert view.next_ones == ("A003", "A002"), "the elderly first"


def test_missed_ones_are_seen_by_every_window_that_could_call_them_and_parked_ones_by_their_own(day):
    day.call("a001", "w1")
    day.add(f.TicketMissed(ticket="a001", window="w1"))
    day.call("a002", "w1")
    day.add(f.ServiceStarted(ticket="a002", window="w1"))
    day.add(f.TicketParked(ticket="a002", window="w1"))
    first, second, third = (caller_view(day.state, window) for window in ("w1", "w2", "w3"))
    assert (
        [ticket.number for ticket in first.missed] == [ticket.number for ticket in second.missed] == ["A001"]
    )
    assert [ticket.number for ticket in first.parked] == ["A002"]
    assert second.parked == third.missed == ()


def test_a_ticket_is_told_how_many_are_ahead_only_while_it_waits(day):
    day.issue("A003")
    assert ticket_view(day.state, day.state.tickets["a003"]).ahead == 2, "all who hold a number of its letter"
    day.call("a003", "w1")
    assert ticket_view(day.state, day.state.tickets["a003"]).ahead is None
    assert ticket_view(day.state, day.state.tickets["a003"]).window == "w1"


def test_every_state_of_a_ticket_can_be_shown(day):
    from dataclasses import replace

    ticket = day.state.tickets["a001"]
    assert {ticket_view(day.state, replace(ticket, state=each)).state for each in TICKET_STATES} == set(
        TICKET_STATES
    )


# ── the kiosk ────────────────────────────────────────────────────────────────────────────────────────


def tile(state, service, now):
    view = kiosk_view(state, now)
    return next(each for place in view.departments for each in place.services if each.id == service)


@pytest.mark.parametrize(
    ("clock", "status", "opens"),
    [
        ("07:00", "early", at("08:30")), ("08:29", "early", at("08:30")), ("08:30", "open", at("14:00")),
        ("11:59", "open", at("14:00")), ("12:00", "later", at("14:00")), ("14:00", "open", at("08:30", 13)),
        ("17:30", "done", at("08:30", 13)), ("23:59", "done", at("08:30", 13)),
    ],
)  # fmt: skip
def test_a_service_is_early_open_later_and_done_in_the_course_of_a_day(day, clock, status, opens):
    found = tile(day.state, "first", at(clock))
    assert (found.status, found.opens_at) == (status, opens)


def test_after_friday_comes_monday(day):
    found = tile(day.state, "first", at("18:00", 13))
    assert (found.status, found.opens_at) == ("done", at("08:30", 16))
    assert tile(day.state, "first", at("10:00", 14)).status == "done", "Saturday"


def test_the_moment_may_come_in_any_zone(day):
    assert tile(day.state, "first", at("10:00").astimezone(UTC)).status == "open"


def test_a_full_quota_stops_a_service_for_the_day(day):
    assert tile(day.state, "tax", at("10:00")).quota_left == 1
    day.issue("B002", service="tax")
    found = tile(day.state, "tax", at("10:00"))
    assert (found.status, found.quota_left, found.waiting) == ("full", 0, 2)
    assert tile(day.state, "first", at("10:00")).quota_left is None


def test_a_suspended_service_and_a_crowd_give_no_tickets(day):
    day.add(f.ServiceSuspended(service="tax", reason="系统故障"))
    assert tile(day.state, "tax", at("10:00")).status == "suspended"
    assert tile(day.state, "first", at("10:00")).status == "open"
    day.add(f.CrowdStarted(reason="人多"))
    assert tile(day.state, "first", at("10:00")).status == "crowd"
    day.add(f.CrowdEnded())
    day.add(f.ServiceResumed(service="tax"))
    assert kiosk_view(day.state, at("10:00")).status == "open"


def test_a_service_that_no_window_offers_is_unserved(day):
    day.add(f.WindowServicesChanged(window="w3", services=("first",)))
    assert tile(day.state, "tax", at("10:00")).status == "unserved"


def test_a_department_is_as_open_as_the_best_of_its_services(day):
    day.add(f.ServiceSuspended(service="first", reason=""))
    home, tax = kiosk_view(day.state, at("10:00")).departments
    assert (home.id, home.status, home.zone, home.waiting) == ("home", "open", "left", 2)
    day.add(f.ServiceSuspended(service="move", reason=""))
    home, tax = kiosk_view(day.state, at("10:00")).departments
    assert (home.status, tax.status, tax.zone) == ("suspended", "open", "right")


def test_a_department_without_services_is_not_offered(new_day, definition):
    hall = definition(departments=(*definition().departments, Department(id="empty", name="空")))
    assert [each.id for each in kiosk_view(new_day(hall).state, at("10:00")).departments] == ["home", "tax"]


def test_a_kiosk_sends_people_where_a_window_is_at_work(new_day, definition):
    both = definition(
        windows=(
            *definition().windows[:2], WindowPlace(id="w3", label="3", zone="right", services=("tax", "first")),
        )
    )  # fmt: skip
    day = new_day(both)
    assert service_zones(day.state, "first") == ("left", "right"), "nobody is at work yet: all that could"
    day.add(f.WindowOpened(window="w3"))
    assert service_zones(day.state, "first") == ("right",)
    day.add(f.WindowOpened(window="w1"))
    assert service_zones(day.state, "first") == ("left", "right")


def test_a_kiosk_says_the_halls_hours_of_today(day):
    assert kiosk_view(day.state, at("10:00")).hours_text == ("8:30–12:00", "14:00–17:30")
    assert kiosk_view(day.state, at("10:00", 14)).hours_text == ()
    assert kiosk_view(State(), datetime(2026, 3, 12, tzinfo=UTC)).hours_text == ("0:00–24:00",)


def test_a_kiosk_before_the_day_is_open_says_so(new_day):
    assert kiosk_view(new_day().state, at("10:00")).is_day_open
    assert not kiosk_view(State(), at("10:00")).is_day_open


def test_a_service_has_hours_of_its_own(new_day, definition):
    saturday = Service(
        id="first", name="首次登记", department="home", series="A", hours=(Hours(days=(5,), start="09:00", end="11:30"),)
    )  # fmt: skip
    state = new_day(definition(services=(saturday, *definition().services[1:]))).state
    assert tile(state, "first", at("10:00")).status == "done"
    assert tile(state, "first", at("10:00", 14)).status == "open"
    assert tile(state, "first", at("08:00", 14)).opens_at == at("09:00", 14)


# ── hours ────────────────────────────────────────────────────────────────────────────────────────────


NIGHT = Timetable(
    hours=(Hours(days=(3,), start="20:00", end="24:00"), Hours(days=(4,), start="00:00", end="02:00"))
)
"""From Thursday, eight in the evening, until two on Friday morning: two spans that meet at midnight."""


def test_without_hours_it_is_always_open():
    for clock in ("00:00", "03:59", "23:59"):
        assert open_span(Timetable(), at(clock)) is not None


def test_a_span_to_midnight_ends_with_the_day():
    late = Timetable(hours=(Hours(days=(3,), start="20:00", end="24:00"),))
    assert open_span(late, at("23:59")) is not None
    assert open_span(late, at("00:00", 13)) is None


def test_a_night_is_open_across_midnight():
    assert open_span(NIGHT, at("19:59")) is None
    assert open_span(NIGHT, at("23:59")) is not None
    assert open_span(NIGHT, at("00:00", 13)) is not None
    assert open_span(NIGHT, at("01:59", 13)) is not None
    assert open_span(NIGHT, at("02:00", 13)) is None
    assert open_span(NIGHT, at("01:00", 12)) is None, "Wednesday's night is none of it"
    assert next_opening(NIGHT, at("01:00", 13)) == at("20:00", 19)


def test_the_spans_of_a_day_come_in_order():
    hours = Timetable(hours=(Hours(start="14:00", end="17:30"), Hours(start="08:30", end="12:00")))
    assert [span.start_at for span in spans(hours, at("00:00").date(), at("00:00"))] == [
        at("08:30"),
        at("14:00"),
    ]


def test_what_never_opens_has_no_next_opening():
    assert next_opening(Timetable(hours=(Hours(days=()),)), at("10:00")) is None


def test_the_next_opening_may_be_a_week_away():
    only_thursday = Timetable(hours=(Hours(days=(3,), start="09:00", end="10:00"),))
    assert next_opening(only_thursday, at("09:00")) == at("09:00") + timedelta(days=7)
