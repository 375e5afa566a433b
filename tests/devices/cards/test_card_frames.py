"""The bytes of a card reader and what is read of a card: pure."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.card_text import CardText, NotACard, card_text, check_of, is_number
from devices.cards.emulator import PHOTO_BYTES, WHOLE, enveloped, written
from devices.cards.frames import FIND, FOUND, READ, SELECT, STATUS, Answer, Decoder, Spoilt, command
from devices.cards.holder import (
    age_on,
    card_holder,
    keyed_hash,
    masked_name,
    masked_number,
    masked_phone,
    phone_holder,
)
from devices.cards.made_up import MadeUpCard, made_up_card, number_of

KEY = bytes(range(32))
BORN = date(1956, 3, 9)
CARD = MadeUpCard(name="王小明", number=number_of(BORN, 12), born=BORN)
READ_OUT = b"\x01\x00\x04\x00" + written(CARD) + bytes(PHOTO_BYTES)


def test_commands_are_those_of_the_standard():
    assert command(FIND).hex() == "aaaaaa96690003200122"
    assert command(SELECT).hex() == "aaaaaa96690003200221"
    assert command(READ).hex() == "aaaaaa96690003300132"
    assert command(STATUS).hex() == "aaaaaa9669000311ffed"


def test_a_card_that_is_read_is_1295_bytes_long():
    assert len(enveloped(b"\x00\x00\x90" + READ_OUT)) == WHOLE


@given(st.lists(st.integers(1, 400), max_size=8), st.binary(max_size=40))
def test_an_answer_is_found_in_any_pieces_after_any_noise(cuts, noise):
    whole = noise.replace(b"\xaa", b"") + enveloped(b"\x00\x00\x90" + READ_OUT) + enveloped(FOUND + bytes(4))
    decoder, found, at = Decoder(), [], 0
    for cut in [*cuts, len(whole)]:
        found += decoder.feed(whole[at : at + cut])
        at += cut
    assert found == [Answer(b"\x00\x00\x90", READ_OUT), Answer(FOUND, bytes(4))]


@given(st.binary(max_size=3000))
def test_any_bytes_do_no_harm_and_are_not_kept(heard):
    decoder = Decoder()
    list(decoder.feed(heard))
    assert len(decoder._held) <= 7 + 2400


def test_a_wrong_check_and_a_wrong_length_are_said_and_the_next_answer_is_heard():
    good = enveloped(FOUND + bytes(4))
    spoilt = good[:-1] + bytes([good[-1] ^ 1])
    assert list(Decoder().feed(spoilt + good)) == [Spoilt("checksum"), Answer(FOUND, bytes(4))]
    long = good[:5] + b"\xff\xff" + good[7:]
    assert list(Decoder().feed(long + good)) == [Spoilt("length"), Answer(FOUND, bytes(4))]


def test_an_answer_never_shows_what_it_holds():
    assert "data" not in repr(Answer(b"\x00\x00\x90", READ_OUT))
    text = card_text(READ_OUT)
    assert text.number not in repr(text)
    assert text.name not in repr(text)


def test_of_a_card_only_name_number_and_birthday_are_taken():
    assert card_text(READ_OUT) == CardText(name="王小明", number=CARD.number, born=BORN)


@pytest.mark.parametrize(
    "wrong",
    [
        READ_OUT[:200],
        b"\x00\xff" + READ_OUT[2:],
        b"\x01\x00\x04\x00" + bytes(256),
        READ_OUT[: 4 + 156] + "Y".encode("utf-16-le") + READ_OUT[4 + 158 :],
        b"\x01\x00\x04\x00" + b"\x00\xd8" * 128,
        b"\x01\x00\x04\x00" + written(MadeUpCard(name="王", number=CARD.number, born=date(1957, 3, 9))),
    ],
)
def test_what_is_no_card_is_refused_without_saying_what_it_was(wrong):
    with pytest.raises(NotACard) as refused:
        card_text(wrong)
    assert str(refused.value) == ""


def test_the_check_is_that_of_the_standard():
    assert check_of("11010519491231002") == "X"  # the example of GB 11643-1999
    assert is_number("11010519491231002X")
    assert not is_number("110105194912310021")
    assert not is_number("11010519491231002")


def test_only_a_keyed_hash_and_a_masked_form_are_told():
    holder = card_holder(KEY, CARD.name, CARD.number, BORN, date(2026, 3, 12))
    assert holder.hash == keyed_hash(KEY, "id", CARD.number) != keyed_hash(bytes(32), "id", CARD.number)
    assert (holder.name, holder.age, holder.by) == ("王*", 70, "id")
    assert holder.masked == f"王*{CARD.number[-4:]}"
    nameless = card_holder(KEY, "", CARD.number, BORN, date(2026, 3, 12))
    assert nameless.masked == f"990{'*' * 11}{CARD.number[-4:]}"
    assert CARD.number not in repr(holder)


def test_a_telephone_is_somebody_else_than_a_card_with_the_same_digits():
    assert phone_holder(KEY, "13812345678").hash != keyed_hash(KEY, "id", "13812345678")
    assert phone_holder(KEY, "13812345678").masked == "138****5678"


@pytest.mark.parametrize("phone", ["12345", "1234567", "057112345678", "13812345678"])
def test_what_is_shown_of_a_telephone_hides_at_least_three_digits(phone):
    assert masked_phone(phone).count("*") >= 3
    assert len(masked_phone(phone)) == len(phone)


def test_birthdays():
    assert age_on(date(1966, 3, 12), date(2026, 3, 12)) == 60
    assert age_on(date(1966, 3, 13), date(2026, 3, 12)) == 59
    assert age_on(date(2030, 1, 1), date(2026, 3, 12)) is None
    assert (masked_name(""), masked_name("欧阳震华"), masked_number("123")) == ("", "欧*", "*23")


def test_nobody_made_up_is_anybody():
    made = [made_up_card(Random(seed), 2026) for seed in range(50)]
    assert all(is_number(each.number) and each.number.startswith("99") for each in made)
    assert all(card_text(b"\x01\x00\x04\x00" + written(each)).name == each.name for each in made)
