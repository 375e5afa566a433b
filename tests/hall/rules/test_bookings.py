"""Stories of appointments: booked, given back, checked in early, on time and late, missed, and carried from day to day."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from hall.bookings_shown import bookings_between, csv_text, page_text
from hall.rules import copy_of, due
from hall.rules.paper import replay
from hall.rules.slots import slots_on
from link.messages import commands as c
from link.messages import facts as f
from link.messages.definition import BookingRules, Hours, PriorityClass, Slots, SpecialDay
from link.messages.facts import Who
from link.state import fold, public

ALL_DAYS = (0, 1, 2, 3, 4, 5, 6)
SLOTS = Slots(
    service="house", hours=(Hours(days=ALL_DAYS, start="09:00", end="11:00"),), minutes=30, places=2
)
CLASSES = (
    PriorityClass(id="normal", name="普通", rank=100),
    PriorityClass(id="elderly", name="老年人", rank=50),
    PriorityClass(id="booked", name="预约", rank=60),
)


@pytest.fixture(autouse=True)
def _bookable(story):
    story.redefine(slots=(SLOTS,), bookings=BookingRules(), priorities=CLASSES)


def at(story, clock, days=1):
    """That hour of the hall's day, so many days from today."""
    hour, minute = map(int, clock.split(":"))
    day = story.local() + timedelta(days=days)
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0)


def book(story, clock="9:30", days=1, **fields):
    """The code of a new appointment."""
    story.do(c.MakeBooking(service="house", start=at(story, clock, days), **fields))
    return story.hall.facts[-1].body.booking


def refused(story, clock="9:30", days=1, **fields):
    problem = story.problem(c.MakeBooking(service="house", start=at(story, clock, days), **fields))
    return problem.type


def rules(story, **fields):
    story.redefine(bookings=replace(story.hall.state.definition.bookings, **fields))


def tomorrow(story, clock):
    """The hall runs through the night."""
    story.clock("4:00", days=1)
    story.do(c.Tick(after_gap=True))
    story.clock(clock)


def check_in(story, code, **fields):
    """The number that who has an appointment gets."""
    story.do(c.CheckIn(booking=code, who=Who(box="kiosk"), **fields))
    return next(reversed(story.hall.state.tickets.values())).number


def left(story, days=1):
    definition = story.hall.state.definition
    day = story.local().date() + timedelta(days=days)
    found = slots_on(definition, definition.services[0], day, story.hall.day.appointments)
    return {f"{each.start.astimezone(story.local().tzinfo):%H:%M}": each.left for each in found}


# ── booking ──────────────────────────────────────────────────────────────────────────────────────────


def test_each_time_has_its_places(story):
    assert left(story) == {"09:00": 2, "09:30": 2, "10:00": 2, "10:30": 2}
    first = book(story)
    book(story)
    assert left(story)["09:30"] == 0
    assert refused(story) == "slot-full"
    story.do(c.CancelBooking(booking=first))
    assert left(story)["09:30"] == 1
    assert book(story)


def test_a_code_can_be_typed_and_is_nobody_elses(story):
    codes = {book(story, clock) for clock in ("9:00", "9:30", "10:00")}
    assert len(codes) == 3
    assert all(len(code) == 8 and not set(code) & set("01OIL") for code in codes)


def test_between_the_times_and_where_there_are_none_nothing_can_be_booked(story):
    assert [refused(story, "9:15"), refused(story, "11:00"), refused(story, "8:00")] == ["no-such-slot"] * 3
    problem = story.problem(c.MakeBooking(service="ask", start=at(story, "9:30")))
    assert problem.type == "no-such-slot"
    assert story.problem(c.MakeBooking(service="moon", start=at(story, "9:30"))).type == "unknown-service"


def test_one_books_at_least_a_day_ahead_and_at_most_five(story):
    rules(story, to_days=5)
    assert refused(story, "10:00", days=0) == "booking-too-soon"
    assert refused(story, "10:00", days=0, by="phone") == "booking-too-soon"
    assert book(story, "10:00", days=0, by="desk")
    assert refused(story, "9:00", days=0, by="desk") == "no-such-slot", "it has begun"
    assert book(story, days=5)
    assert refused(story, days=6) == "booking-too-far"


def test_on_a_holiday_there_are_no_times_and_on_a_short_day_only_those_within_its_hours(story):
    day = date(2026, 3, 13)
    holiday = SpecialDay(first=day, last=day, name="春假")
    story.redefine(special_days=(holiday,))
    assert left(story) == {}
    story.redefine(
        special_days=(replace(holiday, hours=(Hours(days=ALL_DAYS, start="09:40", end="12:00"),)),)
    )
    assert left(story) == {"09:40": 2, "10:10": 2}


def test_one_person_has_one_appointment_a_day(story):
    book(story, person="p-1")
    assert refused(story, "10:00", person="p-1") == "already-booked"
    assert book(story, "10:00", days=2, person="p-1")
    assert book(story, "10:00", person="p-2")


def test_an_appointment_is_given_back_two_hours_before_or_by_the_desk(story):
    code = book(story)
    tomorrow(story, "7:31")
    problem = story.problem(c.CancelBooking(booking=code))
    assert (problem.type, problem.fields["minutes"]) == ("booking-cancel-late", "120")
    assert story.do(c.CancelBooking(booking=code, by="phone")) == ("booking_cancelled",)
    assert story.do(c.CancelBooking(booking=code, by="phone")) == ()
    assert story.problem(c.CheckIn(booking=code)).fields["booking_state"] == "cancelled"


# ── checking in ──────────────────────────────────────────────────────────────────────────────────────


def test_too_early_is_told_from_when(story):
    code = book(story)
    problem = story.problem(c.CheckIn(booking=code))
    assert (problem.type, problem.fields) == (
        "booking-early",
        {"time": "2026-03-13 9:30", "from": "2026-03-13 9:15"},
    )
    tomorrow(story, "9:14")
    assert story.problem(c.CheckIn(booking=code)).fields == {"time": "9:30", "from": "9:15"}
    story.clock("9:15")
    assert check_in(story, code) == "A001"


def test_the_wait_counts_from_the_time_of_the_appointment(story):
    """Without a class of their own, people with appointments stand where their time puts them."""
    code = book(story)
    tomorrow(story, "9:20")
    walked_in = story.take()
    booked = check_in(story, code)
    story.clock("9:25")
    before = story.take()
    story.clock("9:31")
    after = story.take()
    assert story.queue() == [walked_in, before, booked, after]
    since = story.ticket(booked).waiting_since
    assert f"{since.astimezone(story.local().tzinfo):%H:%M}" == "09:30"


def test_with_a_class_of_their_own_they_are_called_first_and_among_themselves_by_their_time(story):
    rules(story, priority="booked", booked_in_a_row=0, late_min=20)
    later, sooner = book(story, "10:00"), book(story, "9:30")
    tomorrow(story, "9:45")
    story.take()
    check_in(story, later)
    check_in(story, sooner)
    assert story.queue() == ["A003", "A002", "A001"]
    assert story.ticket("A003").priority == "booked"


def test_old_people_with_an_appointment_keep_the_better_class(story):
    rules(story, priority="booked")
    code = book(story)
    tomorrow(story, "9:30")
    assert story.ticket(check_in(story, code, priority="elderly")).priority == "elderly"


def test_who_is_late_joins_those_without_an_appointment(story):
    rules(story, priority="booked")
    code = book(story)
    tomorrow(story, "9:45")
    before = story.take()
    late = check_in(story, code)
    assert story.queue() == [before, late]
    assert story.ticket(late).priority == "normal"
    assert story.hall.facts[-1].body == f.BookingArrived(
        booking=code, ticket=story.ticket(late).id, late=True
    )
    assert story.problem(c.CheckIn(booking=code)).fields["booking_state"] == "arrived"


def test_or_a_clerk_decides(story):
    rules(story, late="desk")
    code = book(story)
    tomorrow(story, "9:46")
    story.do(c.Tick())
    assert story.problem(c.CheckIn(booking=code)).type == "booking-late"
    assert check_in(story, code, admit=True) == "A001"


def test_taking_a_ticket_with_the_code_checks_in_as_well_whatever_case_it_is_typed_in(story):
    code = book(story)
    tomorrow(story, "9:30")
    story.do(c.TakeTicket(service="house", booking=code.lower()))
    assert story.hall.day.appointments.known[code].state == "arrived"
    assert story.problem(c.TakeTicket(service="house", booking="nothing")).type == "unknown-booking"
    assert story.problem(c.TakeTicket(service="ask", booking=code)).type == "unknown-booking"


def test_neither_a_quota_nor_a_crowd_keeps_out_who_was_given_a_time(story):
    services = story.hall.state.definition.services
    story.redefine(services=(replace(services[0], quota=1), *services[1:]))
    first, second = book(story), book(story)
    tomorrow(story, "9:30")
    story.take()
    assert story.problem(c.TakeTicket(service="house")).type == "quota-used-up"
    check_in(story, first)
    story.do(c.StartCrowd())
    check_in(story, second)
    story.do(c.SuspendService(service="house"))
    assert story.problem(c.CheckIn(booking=first)).type == "booking-state"


def test_appointments_leave_the_quota_to_the_others(story):
    services = story.hall.state.definition.services
    code = book(story)
    story.redefine(services=(replace(services[0], quota=1), *services[1:]))
    tomorrow(story, "9:30")
    check_in(story, code)
    assert story.take() == "A002"


# ── a share for who has none ─────────────────────────────────────────────────────────────────────────


def test_after_two_with_an_appointment_one_without_is_called(story):
    rules(story, priority="booked")
    story.redefine(slots=(replace(SLOTS, places=9),))
    codes = [book(story) for _ in range(5)]
    tomorrow(story, "9:30")
    story.open()
    walked_in = [story.take() for _ in range(2)]
    booked = [check_in(story, code) for code in codes]
    called = [story.next() for _ in range(7)]
    assert called == [*booked[:2], walked_in[0], *booked[2:4], walked_in[1], booked[4]]
    assert replay(story.hall.facts) == story.hall.day


def test_where_nobody_else_waits_appointments_go_on(story):
    rules(story, priority="booked")
    story.redefine(slots=(replace(SLOTS, places=9),))
    codes = [book(story) for _ in range(4)]
    tomorrow(story, "9:30")
    story.open()
    booked = [check_in(story, code) for code in codes]
    assert [story.next() for _ in range(4)] == booked


# ── who does not come ────────────────────────────────────────────────────────────────────────────────


def test_who_does_not_come_is_noted_when_the_time_is_over(story):
    code = book(story, person="p-1")
    tomorrow(story, "9:44")
    assert "booking_missed" not in story.do(c.Tick())
    assert due(story.hall.day) <= at(story, "9:45", days=0)
    story.clock("9:45")
    assert story.do(c.Tick()) == ("booking_missed",)
    assert story.do(c.Tick()) == ()
    assert story.hall.day.appointments.known[code].state == "missed"
    late = check_in(story, code)
    assert late == "A001"
    assert story.hall.day.appointments.missed == {}, "who came late came all the same"


def test_after_two_missed_in_thirty_days_one_cannot_book_until_that_is_long_ago(story):
    rules(story, missed_most=2, missed_days=30, to_days=60)
    for _ in range(2):
        book(story, person="p-1")
        tomorrow(story, "12:00")
        story.do(c.Tick())
    problem = story.problem(c.MakeBooking(service="house", start=at(story, "9:30"), person="p-1"))
    assert (problem.type, problem.fields) == ("booking-blocked", {"count": "2", "date": "2026-04-12"})
    assert book(story, person="p-2")
    story.clock("12:00", days=30)
    story.do(c.Tick(after_gap=True))
    assert book(story, person="p-1")


# ── from day to day ──────────────────────────────────────────────────────────────────────────────────


def test_appointments_outlive_the_day_and_a_restart_reads_the_last_day_alone(story):
    code = book(story, days=2, person="p-1")
    tomorrow(story, "8:00")
    opened = next(fact for fact in reversed(story.hall.facts) if isinstance(fact.body, f.DayOpened))
    assert [each.booking for each in opened.body.booked] == [code]
    defined = [fact for fact in story.hall.facts if fact.kind == "hall_defined"]
    today = [fact for fact in story.hall.facts if fact.seq >= opened.seq]
    assert replay([*defined, *today]).appointments == story.hall.day.appointments
    tomorrow(story, "9:30")
    assert check_in(story, code) == "A001"
    assert copy_of(story.hall.day) == story.hall.day == replay(story.hall.facts)


def test_boxes_get_no_person_with_an_appointment(story):
    book(story, person="p-1")
    tomorrow(story, "8:00")
    told = [public(fact) for fact in story.hall.facts]
    assert "p-1" not in str(told)
    assert fold(told) == story.hall.state


def test_if_the_hall_was_off_all_day_nobody_has_missed_an_appointment(story):
    rules(story, to_days=30)
    today, off = book(story, "10:00", days=0, by="desk", person="p-1"), book(story, days=1, person="p-2")
    story.clock("8:00", days=3)
    kinds = story.do(c.Tick(after_gap=True))
    assert kinds[:2] == ("booking_missed", "booking_cancelled")
    assert set(story.hall.day.appointments.missed) == {"p-1"}
    assert story.problem(c.CheckIn(booking=off)).type == "unknown-booking"
    assert today not in story.hall.day.appointments.known


# ── lists ────────────────────────────────────────────────────────────────────────────────────────────


def line(story, number, clock="9:30", service="house", **fields):
    start = at(story, clock) if clock else None
    return c.BookingLine(line=number, service=service, start=start, **fields)


def test_of_a_list_the_good_lines_go_in_and_the_others_are_told_with_the_reason(story):
    lines = (
        line(story, 2, booking="P-1"),
        line(story, 3, service="moon"),
        line(story, 4, clock="9:15"),
        line(story, 5, clock="", given="half past nine"),
        line(story, 6, service="首次登记"),
        line(story, 7),
        line(story, 8, clock="10:00", booking="P-1"),
    )
    assert story.do(c.ImportBookings(lines=lines)) == ("booking_made", "booking_made", "bookings_imported")
    told = story.hall.facts[-1].body
    assert (told.made, told.known) == (2, 0)
    assert [(each.line, each.reason) for each in told.refused] == [
        (3, "unknown-service"),
        (4, "no-such-slot"),
        (5, "booking-time"),
        (7, "slot-full"),
        (8, "booking-known"),
    ]


def test_the_same_list_again_makes_nothing_twice(story):
    lines = (line(story, 2, booking="P-1"), line(story, 3, booking="P-2"))
    story.do(c.ImportBookings(lines=lines))
    assert story.do(c.ImportBookings(lines=lines)) == ("bookings_imported",)
    assert (story.hall.facts[-1].body.made, story.hall.facts[-1].body.known) == (0, 2)


def test_a_call_that_is_taken_back_does_not_count_to_the_share_of_the_others(story):
    """After one with an appointment somebody without is called; a mis-click is neither the one nor the other."""
    rules(story, booked_in_a_row=1, priority="booked", person_day=None)
    codes = [book(story), book(story)]
    tomorrow(story, "9:20")
    story.open()
    first, second = (check_in(story, code) for code in codes)
    walked_in = story.take()
    assert story.next() == first
    story.press(c.Undo)
    assert story.next() == first
    assert story.next() == walked_in
    story.press(c.Undo)
    assert story.at("w1") == first
    assert story.next() == walked_in
    assert story.next() == second


def test_a_list_may_be_for_today(story):
    start = at(story, "9:30", days=0)
    story.do(c.ImportBookings(lines=(c.BookingLine(line=2, service="house", start=start, booking="P-1"),)))
    story.clock("9:20")
    assert check_in(story, "P-1") == "A001"


def test_the_list_for_the_paper_says_when_what_and_which_code_and_of_nobody_who_it_is(story):
    code = book(story, person="p-1")
    given_back = book(story, "10:00")
    story.do(c.CancelBooking(booking=given_back))
    today = story.local().date()
    lines = bookings_between(story.hall.day, today, today + timedelta(days=1))
    assert [(each.booking, each.name, f"{each.start:%H:%M}", each.state) for each in lines] == [
        (code, "首次登记", "09:30", "booked")
    ]
    page, table = page_text(lines, str), csv_text(lines, str)
    assert page.splitlines() == ["2026-03-13", f"[ ]  09:30  首次登记  {code}  booking.state.booked"]
    assert table.splitlines()[1] == f"2026-03-13,09:30,首次登记,{code},booking.state.booked,"
    assert "p-1" not in page + table
    assert bookings_between(story.hall.day, date(2026, 3, 14), date(2026, 3, 15)) == ()


def test_moments_are_taken_whatever_zone_they_are_told_in(story):
    start = datetime.fromisoformat("2026-03-13T01:30:00+00:00")
    assert story.do(c.MakeBooking(service="house", start=start)) == ("booking_made",)
