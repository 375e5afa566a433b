"""How calls are said where the hall says so, and where the box does."""

from collections.abc import Callable
from typing import Any

from display.sentences import lines
from display.standing import standing
from display.wording import HallWording, Wording
from link.messages.definition import CallTemplate, LetterWord, Speech, Zone

Day = Any
"""tests/display/conftest.py has it; pytest gives it."""

HALL = HallWording(
    speech=Speech(
        languages=("zh", "en"),
        repeat=1,
        numbers="counted",
        is_yao=True,
        templates=(CallTemplate(language="zh", call="{number} 请到 {window}"),),
        words=(LetterWord(letters="A", language="zh", say="综合"),),
    ),
    spoken=(("right", ("zh", "hakka")),),
)


def test_a_box_that_says_nothing_does_as_the_hall() -> None:
    assert Wording().over(HALL.of(("left",))) == Wording(
        languages=("zh", "en"),
        times=1,
        numbers="counted",
        is_yao=True,
        templates=HALL.speech.templates,
        words=HALL.speech.words,
    )


def test_a_zone_has_its_own_languages_and_who_sits_in_either_of_two_zones_understands() -> None:
    assert HALL.of(("right",)).languages == ("zh", "hakka")
    assert HALL.of(("left", "right")).languages == ("zh", "en", "hakka")
    assert HALL.of(()).languages == ("zh", "en")


def test_what_a_box_says_itself_counts_for_that_box() -> None:
    own = Wording(
        languages=("en",),
        times=3,
        numbers="digits",
        is_yao=False,
        templates=(CallTemplate(language="zh", call="{window} 有请 {number}"),),
        words=(LetterWord(letters="A", language="zh", say="贵宾"),),
    )
    both = own.over(HALL.of(("left",)))
    assert (both.languages, both.times, both.numbers, both.is_yao) == (("en",), 3, "digits", False)
    assert both.template("zh", ("left",), is_named=False) == "{window} 有请 {number}"
    word = both.word("A012", "zh")
    assert word is not None
    assert word.say == "贵宾"


def test_what_stands_in_the_hall_comes_with_how_it_is_to_be_said(new_day: Callable[..., Day]) -> None:
    speech = Speech(templates=(CallTemplate(language="zh", call="{number} 到 {window}"),))
    day = new_day(speech=speech, zones=(Zone(id="left", name="左厅", spoken=("en",)),))
    day.opens("1")
    day.calls("A012", "1")
    stands = standing(day.state, "L")
    assert stands.wording == HallWording(speech=speech, spoken=(("left", ("en",)),))
    [call] = stands.calls
    said = lines(call, Wording(languages=("zh",)).over(stands.wording.of(call.zones)))
    assert said[0].sentence.text == "A 零一二 到 1"


def test_a_sentence_that_cannot_be_filled_in_silences_nobody(new_day: Callable[..., Day]) -> None:
    broken = (
        CallTemplate(language="zh", call="{nobody} 到 {window}"),
        CallTemplate(language="zh", call="{number} {window:>999999999}"),
        CallTemplate(language="zh", call="{number} {window}", named="{"),
        CallTemplate(language="zh", call="{number} 去 {window}"),
    )
    day = new_day(speech=Speech(templates=broken))
    assert standing(day.state, "L").wording.speech.templates == broken[3:]
