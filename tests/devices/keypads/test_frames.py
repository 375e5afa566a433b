"""The bytes of RS-485 keypads, worked out by hand from the maker's description."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.keypads.frames import (
    Decoder,
    Frame,
    answer,
    beep,
    encoded,
    grade_of,
    press_of,
    read_out,
)

NEXT_AT_1 = bytes.fromhex("FF 68 03 03 68 01 01 0C 0E 16")


def heard(*pieces):
    decoder = Decoder()
    return [frame for piece in pieces for frame in decoder.feed(piece)]


def test_the_read_out_and_the_beep_are_the_bytes_of_the_manual():
    waiting_as_it_is = bytes.fromhex("FF 68 08 08 68 01 02 0A 0A 0A 00 00 03 24 16")
    assert encoded(read_out(1, None, 3)) == waiting_as_it_is
    assert encoded(beep(1)) == bytes.fromhex("FF 68 02 02 68 01 03 04 16")


def test_numbers_of_more_than_three_digits_keep_the_last_three():
    # 02 + 08 + 02 + 09 + 08 + 07 + 00 + 04 + 02 = 30 hexadecimal
    assert encoded(read_out(2, 987, 1042)) == bytes.fromhex("FF 68 08 08 68 02 02 09 08 07 00 04 02 22 16")


@pytest.mark.parametrize(
    ("data", "asked"),
    [
        ("0C", ("next", "")),
        ("0D", ("recall", "")),
        ("0B", ("evaluate", "")),
        ("0E", ("cancel", "")),
        ("0F", ("start", "")),
        ("06 0F", ("missed", "6")),
        ("00 0F", ("park", "0")),
        ("03 0F", ("held", "3")),
        ("00 12", ("sign_out", "0")),
        ("05 0F", ("call", "5")),
        ("01 02 0F", ("call", "12")),
        ("02 12", ("pause", "2")),
        ("07 13", ("transfer", "7")),
        ("0C 0C", None),
        ("14", None),
    ],
)
def test_each_key_of_the_keypad_means_what_is_written_on_it(data, asked):
    assert press_of(Frame(1, 1, bytes.fromhex(data))) == asked


def test_a_citizens_press_is_answered_by_function_01_with_the_same_byte():
    (pressed,) = heard(bytes.fromhex("FF 68 03 03 68 04 11 02 17 16"))
    assert (grade_of(pressed), press_of(pressed)) == (2, None)
    assert encoded(answer(pressed)) == bytes.fromhex("FF 68 03 03 68 04 01 02 07 16")
    assert grade_of(Frame(4, 0x11, b"\x04")) is None


def test_a_frame_may_come_byte_by_byte_and_after_noise():
    assert heard(*(bytes((each,)) for each in b"\xff\x68\x00" + NEXT_AT_1)) == [Frame(1, 1, b"\x0c")]


def test_a_frame_that_lost_a_byte_does_not_take_the_next_one_with_it():
    for lost in range(len(NEXT_AT_1)):
        torn = NEXT_AT_1[:lost] + NEXT_AT_1[lost + 1 :]
        # Some first halves swallow the head of the next: a keypad without an echo says it again.
        assert Frame(1, 1, b"\x0c") in heard(torn, NEXT_AT_1, NEXT_AT_1), lost


def test_a_frame_with_a_wrong_sum_or_end_or_length_is_nobodys():
    assert heard(NEXT_AT_1[:-2] + b"\x0f\x16", NEXT_AT_1[:-1] + b"\x17") == []
    assert (
        heard(encoded(Frame(1, 2, b"\x00" * 6)), encoded(Frame(1, 3)), encoded(Frame(1, 1, b"\x01" * 4)))
        == []
    )


@given(st.lists(st.one_of(st.binary(max_size=12), st.just(NEXT_AT_1[:6])), max_size=6))
def test_whatever_is_on_the_line_two_whole_presses_bring_one_through(noise):
    frames = heard(*noise, NEXT_AT_1, NEXT_AT_1)
    assert Frame(1, 1, b"\x0c") in frames


@given(st.binary(max_size=200))
def test_noise_is_not_kept(noise):
    decoder = Decoder()
    tuple(decoder.feed(noise))
    assert len(decoder._heard) < 5 + 5 + 2
