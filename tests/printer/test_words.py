"""Every state and reason of a printer has words, in Chinese and in English."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.texts import texts
from printer.clean import clean, clean_line
from printer.health import HealthState, Reason
from printer.ports import Trouble

KEYS = [
    *(f"printer.state.{state}" for state in get_args(HealthState)),
    *(f"printer.reason.{reason}" for reason in get_args(Reason)),
]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_printer_s_trouble_can_be_said(key: str, language: str) -> None:
    assert texts(language).has(key)


def test_every_trouble_of_a_port_is_a_reason() -> None:
    assert set(get_args(Trouble)) <= set(get_args(Reason))


@given(st.text())
def test_cleaned_text_can_be_encoded_and_steers_nothing(text: str) -> None:
    cleaned = clean(text)
    assert all(sign == "\n" or (sign >= " " and not "\x7f" <= sign <= "\x9f") for sign in cleaned)
    assert clean(cleaned) == cleaned
    cleaned.encode("gb18030")
    assert "\n" not in clean_line(text)
