"""The codes of a hall: one box each, ten minutes, five tries."""

import pytest

from hall.trust.pairings import LIFE_S, MOST_OPEN, REMEMBERED_S, TRIES, Pairings
from hall.trust.token import Wish
from link.messages.problems import Refused
from link.pairing.code import Code
from link.pairing.exchange import BoxSide, HallSide

KIOSK = Wish(role="kiosk", box="kiosk-1")


class Steady:
    """Seconds that go on when a test says so."""

    def __init__(self):
        self.now_s = 0.0

    def __call__(self):
        return self.now_s


@pytest.fixture
def steady():
    return Steady()


@pytest.fixture
def pairings(steady):
    return Pairings("hulu", "ab" * 32, steady)


def begun(pairings, code, typed=None):
    """An exchange as far as the box's confirmation."""
    opened = pairings.tried(code.slot)
    box = BoxSide(typed or code)
    offer = pairings.offer(opened)
    side = HallSide(opened.code, box.message, offer)
    return pairings.begun(opened, side), box.keys(side.message, offer)


def wrong(code):
    return Code(code.slot, f"{(int(code.secret) + 1) % 1_000_000:06}")


def refusal(call, *given):
    with pytest.raises(Refused) as caught:
        call(*given)
    return caught.value.problem


def test_a_box_with_the_code_is_who_the_code_was_made_for(pairings):
    code = pairings.open(KIOSK, "technician")
    exchange, keys = begun(pairings, code)
    opened, of_hall = pairings.confirmed(exchange, keys.box_confirmation)
    assert (opened.wish, opened.made_by) == (KIOSK, "technician")
    keys.check_hall(of_hall.hall_confirmation)


def test_one_code_pairs_one_box(pairings):
    code = pairings.open(KIOSK)
    first, first_keys = begun(pairings, code)
    second, second_keys = begun(pairings, code)
    pairings.confirmed(first, first_keys.box_confirmation)
    assert refusal(pairings.confirmed, second, second_keys.box_confirmation).type == "code-used"
    assert refusal(pairings.tried, code.slot).type == "code-used"


def test_a_confirmation_said_again_is_worth_nothing(pairings):
    code = pairings.open(KIOSK)
    exchange, _ = begun(pairings, code, wrong(code))
    assert refusal(pairings.confirmed, exchange, b"x").type == "wrong-code"
    assert refusal(pairings.confirmed, exchange, b"x").type == "unknown-code"


def test_five_wrong_tries_burn_a_code_for_whoever_has_the_right_one_too(pairings):
    code = pairings.open(KIOSK)
    said = []
    for _ in range(TRIES):
        exchange, keys = begun(pairings, code, wrong(code))
        said.append(refusal(pairings.confirmed, exchange, keys.box_confirmation))
    assert [each.fields.get("tries") for each in said[:-1]] == ["4", "3", "2", "1"]
    assert said[-1].type == "code-burnt"
    assert refusal(pairings.tried, code.slot).type == "code-burnt"


def test_a_try_is_gone_when_it_begins_so_that_nobody_breaks_off_in_time(pairings):
    code = pairings.open(KIOSK)
    for _ in range(TRIES):
        begun(pairings, code, wrong(code))
    assert refusal(pairings.tried, code.slot).type == "code-burnt"


def test_a_code_ends_after_ten_minutes_and_is_said_to_have_ended(pairings, steady):
    code = pairings.open(KIOSK)
    exchange, keys = begun(pairings, code)
    steady.now_s = LIFE_S
    assert refusal(pairings.tried, code.slot).type == "code-expired"
    assert refusal(pairings.confirmed, exchange, keys.box_confirmation).type == "code-expired"
    steady.now_s = LIFE_S + REMEMBERED_S + 1
    assert refusal(pairings.tried, code.slot).type == "unknown-code"


def test_a_new_code_for_the_same_box_ends_the_one_before(pairings):
    first = pairings.open(KIOSK)
    second = pairings.open(KIOSK)
    assert first.slot == second.slot or refusal(pairings.tried, first.slot).type == "unknown-code"
    assert pairings.tried(second.slot).code == second


def test_a_whole_hall_is_paired_at_once_each_box_with_its_own_code(pairings):
    codes = [pairings.open(Wish(role="display", box=f"tv-{n}")) for n in range(MOST_OPEN)]
    assert len({code.slot for code in codes}) == MOST_OPEN
    assert refusal(pairings.open, KIOSK).type == "too-many-codes"
    for n, code in enumerate(codes):
        exchange, keys = begun(pairings, code)
        assert pairings.confirmed(exchange, keys.box_confirmation)[0].wish.box == f"tv-{n}"
    assert pairings.tried(pairings.open(KIOSK).slot).wish == KIOSK


def test_hundreds_of_codes_in_an_hour_find_their_slots(pairings):
    for n in range(300):
        code = pairings.open(Wish(role="display", box=f"tv-{n}"))
        exchange, keys = begun(pairings, code) if n % 100 == 0 else ("", None)
        if keys is not None:
            pairings.confirmed(exchange, keys.box_confirmation)
        else:
            pairings.tried(code.slot).is_used = True


@pytest.mark.parametrize("exchange", ["", "x", "99", "99" + "0" * 32, "九九"])
def test_an_exchange_that_nobody_began(pairings, exchange):
    assert refusal(pairings.confirmed, exchange, b"").type == "unknown-code"
