"""What a screen says when its box is shut out: at once where the hall itself said so, in time where somebody else did."""

from datetime import UTC, datetime

import pytest

from config.texts import languages, texts
from link.reconnect import LinkReason, LinkStatus
from look.shut_out import shut_out


def status(reason: LinkReason, state: str = "waiting") -> LinkStatus:
    return LinkStatus(state=state, since=datetime(2026, 3, 12, tzinfo=UTC), reason=reason)


@pytest.mark.parametrize("reason", ["not-paired", "token-refused"])
def test_what_the_hall_said_is_said_at_once(reason: LinkReason) -> None:
    assert shut_out(status(reason), 0.5) == f"shut-out.{reason}"


@pytest.mark.parametrize("reason", ["unproven", "wrong-clock", "other-hall", "several-halls"])
def test_what_somebody_else_may_have_said_waits_until_the_screen_is_old(reason: LinkReason) -> None:
    assert not shut_out(status(reason), 3.0)
    assert shut_out(status(reason), 13.0) == shut_out(status(reason), None) == f"shut-out.{reason}"


def test_a_live_link_and_an_ordinary_cut_say_nothing() -> None:
    assert not shut_out(status("token-refused", "live"), 0.0)
    assert not shut_out(status("cut"), 30.0)


@pytest.mark.parametrize(
    "reason", ["not-paired", "token-refused", "unproven", "wrong-clock", "other-hall", "several-halls"]
)
def test_every_reason_has_its_words_and_says_what_to_do(reason: LinkReason) -> None:
    for language in languages():
        assert texts(language).has(f"shut-out.{reason}")
        assert texts(language).has(f"shut-out.{reason}.hint")
