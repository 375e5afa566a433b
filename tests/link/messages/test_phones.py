"""However a telephone number is written, it is one."""

import pytest

from link.messages.phones import plain_phone

MOBILE = "13800138000"


@pytest.mark.parametrize(
    "said",
    [
        "138 0013 8000", "138-0013-8000", "+86 138 0013 8000", "+8613800138000", "008613800138000",
        "8613800138000", "１３８００１３８０００", "(138)0013.8000", MOBILE,
    ],
)  # fmt: skip
def test_every_way_to_write_a_mobile_number_is_the_same(said):
    assert plain_phone(said) == MOBILE


@pytest.mark.parametrize(
    "said", ["010-6554 1234", "+86 10 6554 1234", "0086 10 65541234", "+86 010 65541234"]
)
def test_a_landline_is_written_as_it_is_dialled(said):
    assert plain_phone(said) == "01065541234"


@pytest.mark.parametrize(
    ("said", "plain"), [("+1 415 555 0100", "+14155550100"), ("0014155550100", "+14155550100")]
)
def test_a_number_of_another_country_keeps_its_sign(said, plain):
    assert plain_phone(said) == plain


@pytest.mark.parametrize("said", ["", "8000", "8613", "0086", "65541234", "王"])
def test_what_is_no_whole_number_stays_as_it_is(said):
    assert plain_phone(said) == said
    assert plain_phone(plain_phone(said)) == plain_phone(said)
