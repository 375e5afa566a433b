"""A hall's staff over days: signing in, locked out, disabled, restarted; all kept, and all in the record."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from hall.ledger import open_ledger
from hall.ledger.staff import StaffTable
from hall.staff.audit import first_broken
from hall.staff.passwords import Passwords
from hall.staff.roll import Roll
from hall.trust.passes import Pass
from link.messages.problems import Refused

KEPT = timedelta(days=400)
NOW = datetime(2026, 3, 12, 1, tzinfo=UTC)
BOX = Pass(role="caller", box="caller-1", token="t1")
MANAGER = Pass(role="manager", box="desk", clerk="boss", token="t2")


class Office:
    """A roll over a real ledger, and a clock that moves by hand."""

    def __init__(self, folder):
        self.folder, self.now = folder, NOW
        self.open()

    def open(self):
        self.ledger = open_ledger(self.folder, self.now)
        self.table = StaffTable(self.ledger.engine)
        self.roll = Roll(
            self.table, self._at_once, lambda: self.now, passwords=Passwords(memory_kib=8, passes=1)
        )

    def restart(self):
        self.ledger.close()
        self.open()

    async def _at_once(self, work):
        return work()

    def do(self, work):
        return asyncio.run(work)

    def add(self, id="1001", role="clerk"):
        return self.do(self.roll.add(MANAGER, id, "王秀英", role))[1]

    def sign_in(self, password, id="1001", who=BOX, address="10.0.0.5", window=""):
        return self.do(self.roll.sign_in(who, address, id, password, window))

    def refused(self, *args, **kwargs):
        with pytest.raises(Refused) as refused:
            self.sign_in(*args, **kwargs)
        return refused.value.problem

    def settled(self, id="1001", role="clerk", password="582914"):
        """A person with a password of their own."""
        first = self.add(id, role)
        session, text = self.sign_in(first, id)
        self.do(self.roll.change_password(session, first, password, "10.0.0.5"))
        return password, text

    def actions(self):
        return [each.deed.action for each in self.table.deeds()]


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path / "data")
    yield office
    office.ledger.close()


def test_a_first_password_is_good_for_making_another_and_nothing_else(office):
    first = office.add()
    session, text = office.sign_in(first)
    assert office.roll.signed_in(BOX, text) == BOX
    office.do(office.roll.change_password(session, first, "582914", "10.0.0.5"))
    assert office.roll.signed_in(BOX, text).clerk == "1001"
    assert office.refused(first).type == "sign-in-failed"
    assert office.sign_in("582914")[0].must_change is False


def test_a_weak_password_is_not_taken(office):
    first = office.add()
    session, _ = office.sign_in(first)
    with pytest.raises(Refused, match="password-weak"):
        office.do(office.roll.change_password(session, first, "111111", "10.0.0.5"))
    assert office.sign_in(first)


def test_after_five_wrong_ones_even_the_right_one_has_to_wait_and_a_restart_does_not_help(office):
    right = office.add()
    for _ in range(5):
        assert office.refused("000000").type == "sign-in-failed"
    assert (office.refused(right).type, office.refused(right).fields) == ("locked-out", {"seconds": "30"})
    office.restart()
    assert office.refused(right, address="10.0.0.77").type == "locked-out"
    office.now += timedelta(seconds=31)
    assert office.refused("000000").type == "sign-in-failed"
    assert office.refused(right).fields == {"seconds": "60"}
    office.now += timedelta(seconds=61)
    assert office.sign_in(right)
    assert office.refused("000000").type == "sign-in-failed", "and the count begins anew"


def test_a_manager_lets_a_locked_clerk_in_again(office):
    right = office.add()
    for _ in range(5):
        office.refused("000000")
    office.do(office.roll.unlock(MANAGER, "1001"))
    assert office.sign_in(right, address="10.0.0.9")


def test_who_tries_many_names_from_one_place_is_kept_out_there_and_nobody_else(office):
    right = office.add()
    for number in range(20):
        office.refused("582914", id=f"nobody-{number}")
    assert office.refused(right).type == "locked-out"
    assert office.sign_in(right, address="10.0.0.6")
    assert len(office.table.tries()) == 1, "made-up numbers do not fill the disk"


def test_a_clerk_who_types_wrongly_at_one_window_of_a_box_keeps_nobody_out_at_another(office):
    right = office.settled()[0]
    for number in range(20):
        office.refused("582914", id=f"nobody-{number}", who=PADS, window="w2")
    assert office.refused(right, who=PADS, window="w2").type == "locked-out"
    assert office.sign_in(right, who=PADS, window="w1")


def test_who_tries_at_one_window_after_the_other_is_kept_out_at_all_of_them(office):
    right = office.settled()[0]
    for number in range(200):
        who = Pass(role="caller", box="pads", windows=(f"w{number // 10}",), token="t3")
        office.refused("582914", id=f"nobody-{number}", who=who, window=f"w{number // 10}")
    assert office.refused(right, who=PADS, window="w1").type == "locked-out"


def test_a_password_that_was_typed_as_a_number_stands_nowhere_in_the_record(office):
    right = office.settled()[0]
    for _ in range(5):
        office.refused(right, id=right)
    said = [(each.deed.action, each.deed.about) for each in office.table.deeds()]
    assert said[-2:] == [("sign-in-failed", ""), ("locked-out", "")]
    office.refused("000000")
    last = office.table.deeds()[-1].deed
    assert (last.action, last.about) == ("sign-in-failed", "1001"), "a real number is named"
    assert right not in repr(office.table.deeds())
    assert right not in repr(office.table.tries())


def test_guesses_side_by_side_are_counted_one_by_one(office):
    office.add()

    async def guess_all():
        guesses = (office.roll.sign_in(BOX, "10.0.0.5", "1001", f"00000{each % 10}") for each in range(12))
        return await asyncio.gather(*guesses, return_exceptions=True)

    said = [each.problem.type for each in office.do(guess_all())]
    assert said == ["sign-in-failed"] * 5 + ["locked-out"] * 7


def test_nobody_learns_by_waiting_which_numbers_are_real(office):
    office.add()
    said = {id: [office.refused("000000", id=id).type for _ in range(6)] for id in ("1001", "made-up")}
    assert said["1001"] == said["made-up"] == ["sign-in-failed"] * 5 + ["locked-out"]
    right = office.add("made-up")
    assert office.sign_in(right, "made-up"), (
        "who is put on the list does not wait for what was guessed before"
    )


def test_who_is_shut_out_while_changing_a_password_stays_out(office):
    password, text = office.settled()
    session = office.roll.session_of(BOX, text)

    async def both():
        changing = office.roll.change_password(session, password, "719305", "10.0.0.5")
        return await asyncio.gather(changing, office.roll.enable(MANAGER, "1001", is_enabled=False))

    office.do(both())
    assert not office.roll.is_listed("1001")
    assert office.roll.session_of(BOX, text) is None
    office.restart()
    assert not office.roll.is_listed("1001")


def test_who_signs_in_with_a_password_that_is_just_being_reset_is_out(office):
    password, _ = office.settled()

    async def both():
        return await asyncio.gather(
            office.roll.sign_in(BOX, "10.0.0.5", "1001", password), office.roll.reset(MANAGER, "1001")
        )

    (_, text), _ = office.do(both())
    assert office.roll.signed_in(BOX, text) is None


def test_of_two_who_add_one_number_at_once_one_is_told_so(office):
    async def both():
        adding = (office.roll.add(MANAGER, "1001", name, "clerk") for name in ("王秀英", "李强"))
        return await asyncio.gather(*adding, return_exceptions=True)

    (_, right), refused = office.do(both())
    assert refused.problem.type == "clerk-known"
    assert office.sign_in(right)


def test_a_session_outlives_the_hall_and_not_the_person_or_the_day(office):
    password, _ = office.settled()
    _, text = office.sign_in(password)
    office.restart()
    assert office.roll.signed_in(BOX, text).clerk == "1001"
    assert office.roll.signed_in(Pass(role="caller", box="caller-2", token="t1"), text) is None
    office.do(office.roll.enable(MANAGER, "1001", is_enabled=False))
    assert office.roll.signed_in(BOX, text) is None
    assert office.refused(password).type == "sign-in-failed"
    office.do(office.roll.enable(MANAGER, "1001", is_enabled=True))
    assert office.roll.signed_in(BOX, text) is None, "what was over does not come back"
    _, text = office.sign_in(password)
    office.now += timedelta(hours=13)
    assert office.roll.signed_in(BOX, text) is None


def test_signing_out_ends_the_session_and_the_next_clerk_ends_the_last_ones(office):
    one, _ = office.settled("1001")
    two, _ = office.settled("1002", password="704163")
    _, first = office.sign_in(one, "1001")
    _, second = office.sign_in(two, "1002")
    assert office.roll.signed_in(BOX, first) is None
    assert office.roll.signed_in(BOX, second).clerk == "1002"
    office.do(office.roll.sign_out(office.roll.session_of(BOX, second)))
    assert office.roll.signed_in(BOX, second) is None


def test_no_password_lies_in_the_ledger_and_no_session_either(office):
    password, _ = office.settled()
    _, text = office.sign_in(password)
    office.ledger.close()
    for file in office.folder.iterdir():
        content = file.read_bytes()
        assert password.encode() not in content, file
        assert text.encode() not in content, file
    office.open()


def test_everything_is_in_the_record_in_order_and_kept_through_a_restart(office):
    office.settled()
    office.refused("000000")
    office.do(office.roll.enable(MANAGER, "1001", is_enabled=False))
    office.restart()
    office.do(office.roll.unlock(MANAGER, "1001"))
    assert office.actions() == [
        "staff-added", "signed-in", "password-changed", "sign-in-failed", "staff-disabled", "staff-unlocked",
    ]  # fmt: skip
    entries = office.table.deeds()
    assert first_broken(entries) is None
    assert (entries[0].deed.person, entries[0].deed.box, entries[0].deed.about) == ("boss", "desk", "1001")
    office.now += KEPT + timedelta(days=1)
    office.do(office.roll.purge())
    office.do(office.roll.unlock(MANAGER, "1001"))
    assert office.actions() == ["staff-unlocked", "staff-unlocked"]
    assert first_broken(office.table.deeds()) is None


def test_two_people_cannot_have_one_number(office):
    office.add()
    with pytest.raises(Refused, match="clerk-known"):
        office.add()
    with pytest.raises(Refused, match="unknown-clerk"):
        office.do(office.roll.reset(MANAGER, "1009"))


def test_a_forgotten_password_is_reset_and_whoever_used_it_is_out(office):
    password, text = office.settled()
    first = office.do(office.roll.reset(MANAGER, "1001"))[1]
    assert office.roll.signed_in(BOX, text) is None
    assert office.refused(password).type == "sign-in-failed"
    assert office.sign_in(first)[0].must_change
    assert office.actions()[-3:] == ["staff-reset", "sign-in-failed", "signed-in"]


def test_what_is_kept_of_a_password_is_argon2_and_slow(office):
    hash = Passwords().hash("582914")
    assert hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert Passwords().is_right("582914", hash)
    assert not Passwords().is_right("582915", hash)
    assert not Passwords().is_right("582914", None)


def test_a_hall_that_runs_for_years_forgets_by_itself(office):
    office.add()
    office.now += KEPT + timedelta(days=1)
    office.do(office.roll.unlock(MANAGER, "1001"))

    async def a_day_or_two():
        tidying = asyncio.create_task(office.roll.keep_tidy(every_s=0.01))
        for _ in range(3000):
            await asyncio.sleep(0.01)
            if len(office.table.deeds()) == 1:
                break
        tidying.cancel()

    office.do(a_day_or_two())
    assert office.actions() == ["staff-unlocked"]


PADS = Pass(role="caller", box="pads", windows=("w1", "w2"), token="t3")


def test_each_window_of_a_box_has_somebody_of_its_own(office):
    one, _ = office.settled("1001")
    two, _ = office.settled("1002", password="305174")
    first = office.sign_in(one, "1001", PADS, window="w1")[1]
    second = office.sign_in(two, "1002", PADS, window="w2")[1]
    assert [office.roll.signed_in(PADS, text).clerk for text in (first, second)] == ["1001", "1002"]
    assert office.roll.signed_in(PADS, first).windows == ("w1",), "who sits at window 1 presses there alone"
    third = office.sign_in(two, "1002", PADS, window="w1")[1]
    assert office.roll.signed_in(PADS, first) is None
    assert office.roll.why_over(first) == "elsewhere"
    office.restart()
    assert [office.roll.signed_in(PADS, text).windows for text in (second, third)] == [("w2",), ("w1",)]


def test_nobody_signs_in_at_a_window_that_the_box_does_not_serve(office):
    password, _ = office.settled()
    assert office.refused(password, who=PADS, window="w9").type == "not-allowed"
