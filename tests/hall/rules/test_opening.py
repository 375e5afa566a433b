"""Stories of when tickets are given: duty at noon, holidays, Saturdays worked instead, before opening, the last one."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from hall.rules.opening import taking_at
from hall.rules.paper import PaperHall
from link.messages import commands as c
from link.messages.definition import (
    Definition,
    Duty,
    Hours,
    Series,
    Service,
    SpecialDay,
    TakingRules,
    WindowPlace,
)
from link.views import kiosk_view, service_status

WEEK = (Hours(start="08:30", end="12:00"), Hours(start="13:30", end="17:00"))
ALL_DAYS = (0, 1, 2, 3, 4, 5, 6)


def refusal(story, service="house"):
    problem = story.problem(c.TakeTicket(service=service))
    return problem.type, problem.fields.get("time", "")


def shown(story, service="house"):
    """What the kiosk says of a service, and when it opens."""
    known = story.hall.state.index.services[service]
    status, opens_at = service_status(story.hall.state, known, story.local())
    return status, f"{opens_at:%a %d %H:%M}" if opens_at else ""


def test_on_duty_at_noon_one_service_goes_on_and_the_others_open_again_later(story):
    duty = Duty(
        hours=(Hours(start="12:00", end="13:30"),), services=("ask",), windows=("w2",), name="午间值班"
    )
    story.redefine(hours=WEEK, duties=(duty,))
    story.open("w3")
    story.clock("12:30")
    assert story.take("ask") == "B001"
    assert refusal(story) == ("service-not-yet-open", "13:30")
    assert shown(story, "ask")[0] == "open"
    assert story.ticket("B001").zones == ("left",), "window 2 is on duty, window 3 in the right room is not"
    assert shown(story) == ("later", "Thu 12 13:30")


def test_on_a_saturday_of_duty_only_that_is_open(story):
    duty = Duty(hours=(Hours(days=(5,), start="09:00", end="11:30"),), services=("ask",))
    story.redefine(hours=WEEK, duties=(duty,))
    story.clock("10:00", days=2)
    story.do(c.Tick(after_gap=True))
    assert story.take("ask") == "B001"
    assert refusal(story)[0] == "service-closed"
    assert shown(story) == ("done", "Mon 16 08:30")


def test_over_a_holiday_the_words_name_the_day_after_it(story):
    holiday = SpecialDay(first=date(2026, 3, 13), last=date(2026, 3, 19), name="春假")
    story.redefine(hours=WEEK, special_days=(holiday,))
    story.clock("18:00")
    assert shown(story) == ("done", "Fri 20 08:30")
    story.clock("10:00", days=1)
    story.do(c.Tick(after_gap=True))
    assert refusal(story)[0] == "service-closed"
    view = kiosk_view(story.hall.state, story.hall.now)
    assert (view.special_day, view.hours_text, f"{view.opens_at:%d %H:%M}") == ("春假", (), "20 08:30")


def test_a_saturday_worked_instead_has_the_hours_of_its_weekday(story):
    instead = SpecialDay(first=date(2026, 3, 14), last=date(2026, 3, 14), name="调休上班", follows=0)
    story.redefine(hours=WEEK, special_days=(instead,))
    story.clock("18:00", days=1)
    assert shown(story) == ("done", "Sat 14 08:30")
    story.clock("09:00", days=1)
    story.do(c.Tick(after_gap=True))
    assert story.take() == "A001"
    assert kiosk_view(story.hall.state, story.hall.now).hours_text == ("8:30–12:00", "13:30–17:00")


def test_a_day_may_have_hours_of_its_own_for_the_hall_or_for_one_service(story):
    short = SpecialDay(
        first=date(2026, 3, 12), last=date(2026, 3, 12), name="培训", hours=(Hours(days=ALL_DAYS, start="10:00", end="11:00"),)
    )  # fmt: skip
    longer = replace(
        short, name="发证", hours=(Hours(days=ALL_DAYS, start="08:00", end="20:00"),), services=("ask",)
    )
    story.redefine(hours=WEEK, special_days=(short, longer))
    assert refusal(story) == ("service-not-yet-open", "10:00")
    assert story.take("ask") == "B001"
    story.clock("10:30")
    assert story.take() == "A001"
    story.clock("11:00")
    assert shown(story) == ("done", "Fri 13 08:30")


def test_a_hall_that_is_always_open_may_close_for_a_day(story):
    closed = SpecialDay(first=date(2026, 3, 12), last=date(2026, 3, 12), name="检修")
    story.redefine(special_days=(closed,))
    assert refusal(story)[0] == "service-closed"
    assert shown(story) == ("done", "Fri 13 00:00")


def test_tickets_are_had_half_an_hour_before_opening_and_not_earlier(story):
    story.redefine(hours=WEEK, taking=TakingRules(early_min=30))
    story.clock("7:59", days=1)
    story.do(c.Tick(after_gap=True))
    assert refusal(story) == ("service-not-yet-open", "8:00")
    story.clock("8:00")
    assert story.take() == "A001"
    story.clock("13:00")
    assert story.take() == "A002"


def test_the_last_ticket_is_given_a_quarter_of_an_hour_before_the_days_end_but_not_before_lunch(story):
    story.redefine(hours=WEEK, taking=TakingRules(last_ticket_min=15))
    story.clock("11:59")
    assert story.take() == "A001"
    story.clock("16:44")
    assert story.take() == "A002"
    story.clock("16:45")
    assert refusal(story)[0] == "service-closed"
    assert shown(story) == ("done", "Fri 13 08:30")


def test_a_service_has_its_own_last_ticket(story):
    services = story.hall.state.definition.services
    story.redefine(
        hours=WEEK,
        taking=TakingRules(last_ticket_min=15),
        services=(replace(services[0], last_ticket_min=60), *services[1:]),
    )
    story.clock("16:10")
    assert refusal(story)[0] == "service-closed"
    assert story.take("pledge") == "A001"


def test_a_hall_open_day_and_night_has_no_last_ticket_at_midnight(story):
    story.redefine(hours=(Hours(days=ALL_DAYS),), taking=TakingRules(last_ticket_min=30))
    story.clock("23:50")
    assert story.take() == "A001"
    story.clock("3:50", days=1)
    assert story.take() == "A002"


CLOCKS = ["00:00", "03:00", "08:30", "12:00", "13:30", "17:00", "23:00", "24:00"]
SPAN = st.tuples(st.sampled_from(CLOCKS), st.sampled_from(CLOCKS)).filter(lambda pair: pair[0] < pair[1])
HOURS = st.builds(
    lambda days, span: Hours(days=tuple(sorted(days)), start=span[0], end=span[1]),
    st.sets(st.integers(0, 6), min_size=1),
    SPAN,
)


@settings(max_examples=150, deadline=None)
@given(
    hours=st.lists(HOURS, max_size=3),
    early=st.sampled_from([0, 30]),
    last=st.sampled_from([0, 20]),
    follows=st.sampled_from([None, 0, 6]),
    minutes=st.integers(0, 4 * 24 * 60),
)
def test_the_hall_and_the_kiosk_agree_on_when_it_is_open(hours, early, last, follows, minutes):
    special = SpecialDay(first=date(2026, 3, 13), last=date(2026, 3, 13), name="例外", follows=follows)
    hall = PaperHall(
        Definition(
            id="h",
            name="厅",
            hours=tuple(hours),
            series=(Series(id="A", prefix="A"),),
            services=(Service(id="a", name="甲", series="A"),),
            windows=(WindowPlace(id="w", label="1", services=("a",)),),
            taking=TakingRules(early_min=early, last_ticket_min=last),
            special_days=(special,),
        ),
        datetime.fromisoformat("2026-03-12T06:00+08:00"),
    )
    hall.now += timedelta(minutes=minutes)
    hall.do(c.Tick(after_gap=True))
    service = hall.state.definition.services[0]
    local = hall.now.astimezone(ZoneInfo("Asia/Shanghai"))
    is_open = service_status(hall.state, service, local)[0] == "open"
    assert (taking_at(hall.day, service, hall.now) is not None) == is_open
