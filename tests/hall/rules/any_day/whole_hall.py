"""A hall that uses every rule at once, what is drawn of it, and what a reload may make of it."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from link.messages.definition import (
    AlarmLimits,
    BookingRules,
    Clerk,
    Definition,
    Department,
    Duty,
    Hours,
    MissedPolicy,
    Outcome,
    Policy,
    Pool,
    PriorityClass,
    Profile,
    Series,
    Service,
    Share,
    Slots,
    SpanQuota,
    SpecialDay,
    TakingRules,
    When,
    WindowPlace,
    Zone,
)

SERVICES = ("a", "b", "c", "d")
CLASSES = ("normal", "elderly", "green")
CLERKS = ("1001", "1002", "1003")
PROFILES = ("", "fair", "round", "strict")
PLACES = 2
ALL_DAYS = (0, 1, 2, 3, 4, 5, 6)

MISSED = (
    MissedPolicy(),
    MissedPolicy(then="void", tolerance=2),
    MissedPolicy(calls=2, tolerance=1),
    MissedPolicy(minutes=3, revive_to_same=True),
    MissedPolicy(calls=0),
    MissedPolicy(then="requeue", times=1, back=1),
    MissedPolicy(then="requeue", recalls=1, at_recall_limit="miss"),
    MissedPolicy(recall_after_s=5, missed_after_s=20, missed_after_recalls=1),
)

policies = st.builds(
    Policy,
    carry_over=st.booleans(),
    outcome_mandatory=st.booleans(),
    recall_limit=st.sampled_from([None, 2]),
    missed=st.sampled_from(MISSED),
    further=st.sampled_from(["order", "shortest"]),
    store_next_s=st.sampled_from([0.0, 120.0]),
    low_volume=st.booleans(),
    staff_listed=st.booleans(),
    deputies_only=st.booleans(),
)
takings = st.builds(
    TakingRules,
    early_min=st.just(30),
    last_ticket_min=st.just(15),
    late_serving_min=st.sampled_from([None, 30]),
    at_closing=st.sampled_from(["serve", "expire"]),
    anonymous_most=st.sampled_from([None, 5]),
    person_day=st.sampled_from([None, 2]),
)
bookings = st.builds(
    BookingRules,
    from_days=st.just(0),
    to_days=st.just(3),
    late=st.sampled_from(["walk_in", "desk"]),
    priority=st.sampled_from(["", "booked"]),
    booked_in_a_row=st.sampled_from([0, 1, 2]),
    missed_most=st.sampled_from([None, 2]),
)
hours = st.sampled_from(
    [
        (),
        (Hours(days=ALL_DAYS, start="08:00", end="12:00"), Hours(days=ALL_DAYS, start="13:00", end="17:00")),
    ]
)


@st.composite
def halls(draw: st.DrawFn) -> Definition:
    """A hall with everything in it, its rules drawn."""
    return Definition(
        id="h",
        name="厅",
        hours=draw(hours),
        zones=(Zone(id="z", name="东厅"), Zone(id="y", name="西厅")),
        departments=(Department(id="d1", name="公安"), Department(id="d2", name="税务")),
        series=(
            Series(id="A", prefix="A", digits=2, skip=("4",)),
            Series(id="B", prefix="B", last=draw(st.sampled_from([None, 6]))),
            Series(id="W", prefix="W", digits=1, last=5, wrap=True),
        ),
        services=(
            Service(id="a", name="甲", series="A", department="d1", quota=7, minutes=10),
            Service(
                id="b",
                name="乙",
                series="A",
                department="d1",
                person_limit=1,
                outcome_mandatory=True,
                missed=draw(st.sampled_from([None, *MISSED])),
                quotas=(SpanQuota(start="08:00", end="12:00", tickets=4), SpanQuota(start="12:00", end="17:00", tickets=3)),
            ),
            Service(
                id="c", name="丙", series="B", department="d2", confirm_arrival=True, no_show_s=60, wait_limit_min=20,
                missed=draw(st.sampled_from([None, *MISSED])),
            ),
            Service(id="d", name="丁", series="W", department="d2"),
        ),
        windows=(
            WindowPlace(id="w1", label="1", zone="z", services=("a", "b"), profile="round"),
            WindowPlace(id="w2", label="2", zone="y", services=("c", "a"), profile="fair"),
            WindowPlace(id="w3", label="3", zone="y", services=("b",), kind="consult"),
            WindowPlace(id="w4", label="4", zone="z", services=("d",)),
        ),
        priorities=(
            PriorityClass(id="normal", name="普通", rank=100),
            PriorityClass(id="elderly", name="老人", rank=50, rate=1.5, from_age=70),
            PriorityClass(id="green", name="绿色", rank=0, rate=3, needs_reason=True),
            PriorityClass(id="booked", name="预约", rank=60),
        ),
        policy=draw(policies),
        profiles=(
            Profile(id="fair", otherwise="fair", pools=("q",)),
            Profile(
                id="round", ratio=(Share(priority="elderly", count=2), Share(service="b")), otherwise="arrival", pools=("p",)
            ),
            Profile(
                id="strict",
                services=("b", "d"),
                when=(When(service="b", longer_than=1, between="08:00-18:00", then="class:green"), When(wait_over_min=15)),
            ),
        ),
        clerks=(
            Clerk(id="1001", name="甲", profile="strict"),
            Clerk(id="1002", name="乙", deputies=("1001",)),
            Clerk(id="1003", name="丙", may=()),
        ),
        alarms=AlarmLimits(wait_min=20, idle_min=5, unserved_min=5, away_min=10, unanswered_min=3, quota_left=50),
        pools=(Pool(id="p", name="审核"), Pool(id="q", name="补件")),
        outcomes=(Outcome(id="instant", name="即办件"),),
        taking=draw(takings),
        duties=(Duty(hours=(Hours(days=ALL_DAYS, start="12:00", end="13:00"),), services=("b",), windows=("w1",)),),
        special_days=(
            SpecialDay(first=date(2026, 3, 14), last=date(2026, 3, 14), name="假"),
            SpecialDay(first=date(2026, 3, 15), last=date(2026, 3, 15), name="班", follows=0),
        ),
        bookings=draw(bookings),
        slots=(Slots(service="a", hours=(Hours(days=ALL_DAYS, start="08:30", end="11:30"),), places=PLACES),),
    )  # fmt: skip


def changed(hall: Definition, how: str) -> Definition:
    """The hall as its file may say it after a reload."""
    return _CHANGES[how](hall)


_CHANGES = {
    "service d and its window are gone": lambda hall: replace(
        hall, services=hall.services[:3], windows=hall.windows[:3], series=hall.series[:2]
    ),
    "profiles are gone": lambda hall: replace(hall, profiles=hall.profiles[:1]),
    "clerks have other profiles": lambda hall: replace(
        hall, clerks=(Clerk(id="1001", name="甲", profile="fair"), Clerk(id="1002", name="乙", profile="strict"))
    ),
    "quotas are lower": lambda hall: replace(
        hall, services=(replace(hall.services[0], quota=2), *hall.services[1:])
    ),
    "services move between windows": lambda hall: replace(
        hall, windows=(replace(hall.windows[0], services=("c",)), replace(hall.windows[1], services=("b", "d")), *hall.windows[2:])
    ),
    "a window more": lambda hall: replace(
        hall, windows=(*hall.windows, WindowPlace(id="w5", label="5", zone="z", services=("a",)))
    ),
    "a temporary window stays for good": lambda hall: replace(
        hall, windows=(*hall.windows, WindowPlace(id="t1", label="临", zone="z", services=("a",)))
    ),
    "classes are ranked anew": lambda hall: replace(
        hall, priorities=(*hall.priorities[:1], replace(hall.priorities[1], rank=200, rate=0.5), *hall.priorities[2:])
    ),
    "services change their series": lambda hall: replace(
        hall, services=(*hall.services[:2], replace(hall.services[2], series="A"), *hall.services[3:])
    ),
    "other pools": lambda hall: replace(
        hall, pools=hall.pools[:1], profiles=tuple(replace(each, pools=()) for each in hall.profiles)
    ),
}  # fmt: skip

CHANGES = tuple(_CHANGES)
