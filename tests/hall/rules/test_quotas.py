"""Stories of who gets how many tickets: by the day, by its parts, by person, by machine."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from hall.rules.paper import PaperHall
from link.messages import commands as c
from link.messages.definition import Definition, Hours, Series, Service, SpanQuota, TakingRules, WindowPlace
from link.messages.facts import Who
from link.messages.problems import Refused
from link.views import kiosk_view, quota_left

HALF_DAYS = (
    SpanQuota(start="08:30", end="12:00", tickets=2),
    SpanQuota(start="13:00", end="17:00", tickets=1),
)


def of_house(story, **fields):
    services = story.hall.state.definition.services
    story.redefine(services=(replace(services[0], **fields), *services[1:]))


def tile(story):
    view = kiosk_view(story.hall.state, story.hall.now)
    return next(tile for department in view.departments for tile in department.services if tile.id == "house")


def test_half_days_have_tickets_of_their_own(story):
    of_house(story, quotas=HALF_DAYS)
    story.take()
    story.take()
    problem = story.problem(c.TakeTicket(service="house"))
    assert (problem.type, problem.fields["span"], problem.fields["quota"]) == (
        "span-quota-used-up",
        "08:30–12:00",
        "2",
    )
    story.clock("13:10")
    assert story.take() == "A003"
    assert story.problem(c.TakeTicket(service="house")).fields["span"] == "13:00–17:00"


def test_the_kiosk_shows_what_is_left_now_and_later(story):
    of_house(story, quotas=HALF_DAYS, quota=10)
    story.take()
    left = quota_left(story.hall.state, story.hall.state.index.services["house"], story.local())
    assert left == 1
    story.take()
    shown = tile(story)
    assert (shown.status, f"{shown.opens_at:%H:%M}", shown.quota_left) == ("later", "13:00", 0)
    assert [(each.start, each.left) for each in shown.quotas] == [("08:30", 0), ("13:00", 1)]
    story.clock("13:00")
    story.take()
    assert tile(story).status == "full"


def test_a_ticket_taken_before_the_morning_counts_to_the_morning(story):
    of_house(story, quotas=HALF_DAYS)
    story.clock("8:05")
    story.take()
    story.clock("9:00")
    story.take()
    assert story.problem(c.TakeTicket(service="house")).type == "span-quota-used-up"


def test_a_new_day_has_all_its_tickets_again(story):
    of_house(story, quotas=HALF_DAYS, quota=2)
    story.take()
    story.take()
    story.clock("9:00", days=1)
    story.do(c.Tick())
    assert (story.take(), tile(story).quota_left) == ("A001", 1)


def test_somebody_served_without_a_ticket_counts_and_is_not_turned_away(story):
    of_house(story, quota=1)
    story.open()
    story.take()
    story.press(c.WalkDirect, service="house")
    assert story.at("w1") == "A002"
    assert story.problem(c.TakeTicket(service="house")).type == "quota-used-up"


def test_one_person_holds_one_ticket_of_a_service_and_two_in_all(story):
    of_house(story, person_limit=1)
    story.redefine(taking=TakingRules(person_day=2))
    first = story.take(person="p-1")
    problem = story.problem(c.TakeTicket(service="house", person="p-1"))
    assert (problem.type, problem.fields["ticket"]) == ("limit-reached", first)
    second = story.take("ask", person="p-1")
    assert story.problem(c.TakeTicket(service="pledge", person="p-1")).fields["ticket"] == second
    assert story.take(person="p-2") == "A002"


def test_who_gives_a_ticket_back_may_take_another(story):
    of_house(story, person_limit=1)
    first = story.take(person="p-1")
    story.do(c.CancelTicket(ticket=story.ticket(first).id))
    assert story.take(person="p-1") == "A002"


def test_who_a_person_is_stays_in_the_hall(story):
    story.take(person="p-1")
    assert "p-1" not in str(story.hall.state)


def test_one_machine_gives_three_unknown_people_their_tickets_and_then_lets_others_be(story):
    story.redefine(taking=TakingRules(anonymous_most=3, anonymous_min=10))
    for _ in range(3):
        story.take()
        story.hall.let_pass(60)
    problem = story.problem(c.TakeTicket(service="house", who=Who(box="kiosk")))
    assert (problem.type, problem.fields["minutes"]) == ("anonymous-limit", "7")
    assert story.take("ask") == "B001"
    assert story.take(person="p-1") == "A004"
    story.do(c.TakeTicket(service="house", who=Who(box="kiosk-2")))
    story.do(c.TakeTicket(service="house", who=Who(box="kiosk", clerk="1001")))
    story.hall.let_pass(7 * 60)
    assert story.take() == "A007"


SPANS = st.lists(st.integers(1, 3), min_size=2, max_size=2)
STEPS = st.lists(
    st.sampled_from(["take", "take-b", "walk", "cancel", "hour", "suspend", "resume", "night"]), max_size=40
)


def small_hall(morning: int, afternoon: int, quota: int) -> PaperHall:
    quotas = (
        SpanQuota(start="08:00", end="12:00", tickets=morning),
        SpanQuota(start="12:00", end="18:00", tickets=afternoon),
    )
    hall = Definition(
        id="h",
        name="厅",
        hours=(Hours(days=tuple(range(7)), start="08:00", end="18:00"),),
        series=(Series(id="A", prefix="A"),),
        services=(
            Service(id="a", name="甲", series="A", quota=quota, quotas=quotas),
            Service(id="b", name="乙", series="A"),
        ),
        windows=(WindowPlace(id="w1", label="1", services=("a", "b")),),
    )
    paper = PaperHall(hall, datetime.fromisoformat("2026-03-12T08:00+08:00"))
    paper.do(c.OpenWindow(window="w1"))
    return paper


@settings(max_examples=60, deadline=None)
@given(spans=SPANS, quota=st.integers(1, 5), steps=STEPS)
def test_no_quota_is_passed_whatever_happens_in_between(spans, quota, steps):
    hall = small_hall(spans[0], spans[1], quota)
    given: dict[str, int] = {}
    for step in steps:
        try:
            facts = hall.do(command(hall, step))
        except Refused:
            continue
        if step == "take":
            part = f"{facts[0].day} {'am' if (facts[0].at.hour + 8) % 24 < 12 else 'pm'}"
            given[part] = given.get(part, 0) + 1
            assert given[part] <= spans[part.endswith("pm")]
            assert sum(count for key, count in given.items() if key[:10] == part[:10]) <= quota


def command(hall: PaperHall, step: str) -> c.Command:
    if step in ("hour", "night"):
        hall.now += timedelta(hours=2 if step == "hour" else 24)
        return c.Tick()
    first = next((each.id for each in hall.state.tickets.values() if each.service == "a"), "")
    return {
        "take": c.TakeTicket(service="a", who=Who(box="k")),
        "take-b": c.TakeTicket(service="b", who=Who(box="k")),
        "walk": c.WalkDirect(window="w1", service="b"),
        "cancel": c.CancelTicket(ticket=first),
        "suspend": c.SuspendService(service="a"),
        "resume": c.ResumeService(service="a"),
    }[step]
