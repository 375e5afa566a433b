"""The exchange of a pairing: who knows the code gets the key, and nobody else anything."""

from dataclasses import replace

import pytest

from link.pairing.code import Code, NoCodeError, new_code, read_code
from link.pairing.exchange import BoxSide, ExchangeFailed, HallSide, Offer
from link.pairing.grant import Grant, GrantError, grant_of, grant_text

CODE = Code("12", "345678")
OFFER = Offer(hall="hulu", authority="ab" * 32, role="kiosk", box="kiosk-1")


def exchanged(box_code=CODE, hall_code=CODE, seen=OFFER, offered=OFFER):
    box = BoxSide(box_code)
    hall = HallSide(hall_code, box.message, offered)
    return box.keys(hall.message, seen), hall.keys


def test_both_sides_that_know_the_code_prove_it_and_share_a_secret():
    box, hall = exchanged()
    hall.check_box(box.box_confirmation)
    box.check_hall(hall.hall_confirmation)
    assert box.unseal(hall.seal(b"the token")) == b"the token"


def test_a_wrong_code_is_noticed_by_both():
    box, hall = exchanged(box_code=Code("12", "345679"))
    with pytest.raises(ExchangeFailed):
        hall.check_box(box.box_confirmation)
    with pytest.raises(ExchangeFailed):
        box.check_hall(hall.hall_confirmation)
    with pytest.raises(ExchangeFailed):
        box.unseal(hall.seal(b"the token"))


@pytest.mark.parametrize("changed", ["hall", "authority", "role", "box"])
def test_whoever_changes_a_word_of_the_offer_on_its_way_breaks_the_proof(changed):
    box, hall = exchanged(seen=replace(OFFER, **{changed: "other"}))
    with pytest.raises(ExchangeFailed):
        hall.check_box(box.box_confirmation)


def test_one_sides_confirmation_is_not_the_others():
    box, hall = exchanged()
    with pytest.raises(ExchangeFailed):
        box.check_hall(box.box_confirmation)
    with pytest.raises(ExchangeFailed):
        hall.check_box(hall.hall_confirmation)


def test_what_was_said_in_one_exchange_is_worth_nothing_in_the_next():
    box, _ = exchanged()
    _, other_hall = exchanged()
    with pytest.raises(ExchangeFailed):
        other_hall.check_box(box.box_confirmation)


def test_a_changed_parcel_does_not_open():
    box, hall = exchanged()
    sealed = bytearray(hall.seal(b"the token"))
    sealed[0] ^= 1
    with pytest.raises(ExchangeFailed):
        box.unseal(bytes(sealed))


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"A",
        b"A" + bytes(32),
        b"A\1" + bytes(31),
        b"A" + b"\xff" * 32,
        b"B" + bytes(32),
        b"A" + bytes(5000),
    ],
)
def test_a_message_that_is_no_point_ends_it(message):
    with pytest.raises(ExchangeFailed):
        HallSide(CODE, message, OFFER)
    with pytest.raises(ExchangeFailed):
        BoxSide(CODE).keys(message, OFFER)


def test_the_boxs_own_message_sent_back_ends_it():
    box = BoxSide(CODE)
    with pytest.raises(ExchangeFailed):
        box.keys(b"B" + box.message[1:], OFFER)


@pytest.mark.parametrize(
    "typed", ["1234-5678", "12345678", " 1234 5678 ", "１２３４－５６７８", "1234—5678", "12-34-56-78"]
)
def test_a_code_as_people_type_it(typed):
    assert read_code(typed) == CODE


@pytest.mark.parametrize(
    "typed", ["", "1234567", "123456789", "1234-567a", "一二三四五六七八", "1234.5678", "¹2345678x"]
)
def test_what_is_no_code_is_said_so(typed):
    with pytest.raises(NoCodeError):
        read_code(typed)


def test_a_new_code_has_eight_digits_and_reads_back():
    code = new_code(7, lambda below: below - 1)
    assert str(code) == "0799-9999"
    assert read_code(str(code)) == code
    assert str(new_code(0, lambda below: 0)) == "0000-0000"
    assert "999999" not in repr(code)


GRANT = Grant(
    hall="hulu", name="葫芦岛", authority="PEM", token="jh1_x", role="caller", box="w3", made_at="2026-03-12T01:00:00Z",
    expires_at="2027-03-12T01:00:00Z", windows=("3",),
)  # fmt: skip


def test_a_grant_goes_to_text_and_back_and_shows_no_token_in_a_log():
    assert grant_of(grant_text(GRANT)) == GRANT
    assert "jh1_x" not in repr(GRANT)


WITHOUT_A_LIST = grant_text(GRANT).replace('["3"]', '"3"').replace('[\n  "3"\n ]', '"3"')


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"hall": 1}', "\x00", WITHOUT_A_LIST])
def test_what_is_no_grant_is_said_so(text):
    with pytest.raises(GrantError):
        grant_of(text)


def test_a_newer_hall_may_say_more_in_a_grant():
    assert grant_of(grant_text(GRANT).replace("{", '{"since": 3,', 1)) == GRANT
