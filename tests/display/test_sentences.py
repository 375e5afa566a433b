"""What is said for a call, word for word."""

from datetime import UTC, datetime

import pytest

from config.texts import texts
from display.announcer import Announcement, Call
from display.sentences import sentence, sentences, spelled


def call(number: str = "A012", window: str = "3") -> Call:
    return Call(
        seq=1, ticket="t", number=number, window=window, zones=(), at=datetime(2026, 3, 12, tzinfo=UTC)
    )


@pytest.mark.parametrize(
    ("number", "window", "chinese", "english"),
    [
        ("A012", "3", "请 A 零一二 号，到 3 号窗口办理。", "Ticket A zero one two, window three, please."),
        ("b105", "10", "请 B 一零五 号，到 10 号窗口办理。", "Ticket B one zero five, window 10, please."),
        (
            "AB1000",
            "A3",
            "请 A B 一零零零 号，到 A3 号窗口办理。",
            "Ticket A B one zero zero zero, window A3, please.",
        ),
        ("007", "咨询台", "请 零零七 号，到咨询台办理。", "Ticket zero zero seven, 咨询台, please."),
    ],
)
def test_letters_and_digits_are_said_one_by_one(number: str, window: str, chinese: str, english: str) -> None:
    assert sentence(call(number, window), "zh").text == chinese
    assert sentence(call(number, window), "en").text == english


def test_one_is_yi_unless_the_hall_says_yao() -> None:
    assert spelled("A112", texts("zh")) == "A 一一二"
    assert spelled("A112", texts("zh"), is_yao=True) == "A 幺幺二"
    assert spelled("A112", texts("en"), is_yao=True) == "A one one two"


def test_the_first_language_is_repeated_and_the_others_are_said_once() -> None:
    said = sentences(Announcement(call=call(), times=2), ("zh", "en"))
    assert [each.language for each in said] == ["zh", "zh", "en"]
    assert [each.language for each in sentences(Announcement(call=call(), times=1), ("en",))] == ["en"]


def test_a_box_that_names_no_language_speaks_chinese() -> None:
    assert [each.language for each in sentences(Announcement(call=call(), times=1), ())] == ["zh"]
