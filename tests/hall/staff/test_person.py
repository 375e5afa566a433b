"""Wrong passwords, weak passwords, and sessions that are worth something at one box alone."""

from datetime import UTC, datetime, timedelta

import pytest

from hall.staff.audit import Deed, entry_after, first_broken
from hall.staff.person import FREE_TRIES, LONGEST_WAIT, Tries, after_failure, is_weak
from hall.staff.roll import first_password
from hall.staff.session import new_session, raised
from hall.trust.passes import Pass

LASTS = timedelta(hours=12)
NOW = datetime(2026, 3, 12, 1, tzinfo=UTC)
CALLER = Pass(role="caller", box="caller-1", windows=("w1",), token="t1")


def tried(times, now=NOW):
    tries = Tries(name="person:1001")
    for _ in range(times):
        tries = after_failure(tries, now)
    return tries


def test_a_few_slips_cost_nothing_then_each_one_costs_twice_as_long():
    assert [tried(times).wait_s(NOW) for times in range(FREE_TRIES)] == [0.0] * FREE_TRIES
    assert [tried(FREE_TRIES + more).wait_s(NOW) for more in range(4)] == [30, 60, 120, 240]
    assert tried(60).wait_s(NOW) == LONGEST_WAIT.total_seconds()
    assert tried(FREE_TRIES).wait_s(NOW + timedelta(seconds=30)) == 0


def test_a_year_of_guessing_is_far_from_a_pin_of_six_digits():
    moment, tries, guesses = NOW, Tries(name="person:1001"), 0
    while moment < NOW + timedelta(days=365):
        guesses += 1
        tries = after_failure(tries, moment)
        moment += timedelta(seconds=max(1.0, tries.wait_s(moment)))
    assert guesses < 10_000


@pytest.mark.parametrize(
    ("password", "is_bad"),
    [("123456", True), ("987654", True), ("000000", True), ("12345", True), ("582914", False), ("880301", True), ("103088", True)],
)  # fmt: skip
def test_what_anybody_would_guess_is_refused(password, is_bad):
    assert is_weak(password, "880301", "clerk") is is_bad


def test_who_can_change_staff_needs_a_longer_password():
    assert is_weak("582914", "m", "manager")
    assert not is_weak("an owl at noon", "m", "manager")


@pytest.mark.parametrize("role", ["clerk", "desk", "manager", "technician"])
def test_a_first_password_is_good_enough_and_never_the_same(role):
    made = {first_password(role) for _ in range(50)}
    assert len(made) > 45
    assert not any(is_weak(each, "1001", role) for each in made)


def test_a_session_is_good_at_its_own_box_until_it_runs_out():
    session, text = new_session("1001", "clerk", CALLER, NOW, LASTS, must_change=False)
    assert text not in repr(session)
    assert session.is_good(CALLER, NOW)
    assert not session.is_good(Pass(role="caller", box="caller-2"), NOW)
    assert not session.is_good(Pass(role="kiosk", box="caller-1"), NOW)
    assert not session.is_good(CALLER, NOW + LASTS)


def test_who_signs_in_is_named_and_may_do_what_the_box_and_they_may():
    def signed(role, who=CALLER, must_change=False):
        return raised(who, new_session("7", role, who, NOW, LASTS, must_change=must_change)[0])

    assert (signed("clerk").role, signed("clerk").clerk, signed("clerk").windows) == ("caller", "7", ("w1",))
    assert signed("manager").role == "manager"
    assert signed("manager").windows == ("w1",), "the box is still that of window 1"
    assert signed("clerk", Pass(role="manager", box="m")).role == "manager"
    assert signed("manager", must_change=True) == CALLER, "a first password is good for changing it alone"


def chain(count):
    entries, last = [], (0, "")
    for number in range(count):
        entries.append(entry_after(last, Deed(action="staff-added", box="b", about=str(number)), NOW))
        last = (entries[-1].seq, entries[-1].seal)
    return entries


def test_the_record_shows_what_was_changed_left_out_or_slipped_in():
    whole = chain(6)
    assert first_broken(whole) is None
    assert first_broken(whole[2:]) is None, "what was kept long enough may go"
    assert first_broken([*whole[:2], *whole[3:]]) == 4
    forged = Deed(action="staff-added", box="b", about="somebody else")
    changed = [
        *whole[:2],
        type(whole[2])(seq=3, at=NOW, deed=forged, previous=whole[2].previous, seal=whole[2].seal),
        *whole[3:],
    ]
    assert first_broken(changed) == 3
    resealed = entry_after((2, whole[1].seal), forged, NOW)
    assert first_broken([*whole[:2], resealed, *whole[3:]]) == 4
