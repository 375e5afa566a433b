"""What is said for a call, word for word."""

from datetime import UTC, datetime

import pytest

from config.texts import texts
from devices.voices.joining import cover
from devices.voices.render.clip_list import wanted_texts
from display.announcer import Call, Notice
from display.numbers import counted, spelled
from display.sentences import lines, sentence
from display.wording import Wording
from link.messages.definition import CallTemplate, LetterWord

NINE = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)


def call(number: str = "A012", window: str = "3", language: str = "zh", zones: tuple[str, ...] = ()) -> Call:
    return Call(seq=1, ticket="t", number=number, window=window, zones=zones, at=NINE, language=language)


@pytest.mark.parametrize(
    ("number", "window", "chinese", "english"),
    [
        ("A012", "3", "请 A 零一二 号，到 3 号窗口办理。", "Ticket A zero one two, window three, please."),
        ("b105", "10", "请 B 一零五 号，到 10 号窗口办理。", "Ticket B one zero five, window 10, please."),
        (
            "AB1000",
            "A3",
            "请 A B 一零零零 号，到 A3 号窗口办理。",
            "Ticket A B one zero zero zero, window A three, please.",
        ),
        ("007", "咨询台", "请 零零七 号，到咨询台办理。", "Ticket zero zero seven, 咨询台, please."),
    ],
)
def test_letters_and_digits_are_said_one_by_one(number: str, window: str, chinese: str, english: str) -> None:
    assert sentence(call(number, window), "zh").text == chinese
    assert sentence(call(number, window), "en").text == english


def test_one_is_yi_unless_the_hall_says_yao() -> None:
    yao = Wording(is_yao=True)
    assert spelled("A112", texts("zh"), Wording(), "zh") == "A 一一二"
    assert spelled("A112", texts("zh"), yao, "zh") == "A 幺幺二"
    assert spelled("A112", texts("en"), yao, "en") == "A one one two"


@pytest.mark.parametrize(
    ("number", "chinese", "english"),
    [
        (0, "零", "zero"),
        (7, "七", "seven"),
        (10, "十", "ten"),
        (12, "十二", "twelve"),
        (20, "二十", "twenty"),
        (99, "九十九", "ninety nine"),
        (100, "一百", "one hundred"),
        (105, "一百零五", "one hundred and five"),
        (110, "一百一十", "one hundred and ten"),
        (112, "一百一十二", "one hundred and twelve"),
        (250, "二百五十", "two hundred and fifty"),
        (999, "九百九十九", "nine hundred and ninety nine"),
    ],
)
def test_numbers_can_be_counted(number: int, chinese: str, english: str) -> None:
    assert counted(number, texts("zh")) == chinese
    assert counted(number, texts("en")) == english


def test_a_number_of_four_digits_is_never_counted() -> None:
    wording = Wording(numbers="counted")
    assert spelled("A012", texts("zh"), wording, "zh") == "A 十二"
    assert spelled("A1012", texts("zh"), wording, "zh") == "A 一零一二"


def test_a_hall_says_a_word_in_place_of_a_letter() -> None:
    words = (
        LetterWord(letters="A", language="zh", say="综合"),
        LetterWord(letters="AB", language="zh", say="企业"),
        LetterWord(letters="B2", language="zh", say="贵宾"),
    )
    wording = Wording(words=words)
    assert sentence(call("A012"), "zh", wording).text == "请 综合 零一二 号，到 3 号窗口办理。"
    assert sentence(call("AB012"), "zh", wording).text == "请 企业 零一二 号，到 3 号窗口办理。"
    assert sentence(call("B2012"), "zh", wording).text == "请 贵宾 零一二 号，到 3 号窗口办理。"
    assert sentence(call("A012"), "en", wording).text == "Ticket A zero one two, window three, please."


def test_a_hall_has_its_own_sentence_by_language_and_zone() -> None:
    wording = Wording(
        templates=(
            CallTemplate(language="zh", zones=("vip",), call="贵宾 {number}，{window} 号厅。"),
            CallTemplate(
                language="zh", call="{number} 号请到 {window} 号窗口。", named="{number} 号请到{window}。"
            ),
            CallTemplate(language="en", call="{number} to window {window}."),
        )
    )
    assert sentence(call(zones=("vip",)), "zh", wording).text == "贵宾 A 零一二，3 号厅。"
    assert sentence(call(zones=("left",)), "zh", wording).text == "A 零一二 号请到 3 号窗口。"
    assert sentence(call(window="导办台"), "zh", wording).text == "A 零一二 号请到导办台。"
    assert sentence(call(), "en", wording).text == "A zero one two to window three."


def test_a_dialect_keeps_its_name_and_takes_its_sentence_from_the_hall() -> None:
    wording = Wording(
        templates=(CallTemplate(language="hakka", call="请 {number} 号到 {window} 号窗口来。"),)
    )
    said = sentence(call(), "hakka", wording)
    assert (said.language, said.text) == ("hakka", "请 A 零一二 号到 3 号窗口来。")


def test_the_first_language_is_repeated_and_the_others_are_said_once() -> None:
    said = lines(call(), Wording(languages=("zh", "en")))
    assert [(line.role, line.sentence.language) for line in said] == [
        ("first", "zh"),
        ("repeat", "zh"),
        ("other", "en"),
    ]
    assert [line.sentence.language for line in lines(call(), Wording(languages=("en",), times=1))] == ["en"]


def test_the_language_of_the_ticket_is_its_own() -> None:
    said = lines(call(language="en"), Wording(languages=("zh", "en"), times=1))
    assert [line.role for line in said] == ["first", "own"]


def test_a_broadcast_is_said_in_the_language_it_is_written_in() -> None:
    for text, language in (("请保持安静", "zh"), ("Please keep quiet", "en")):
        said = lines(Notice(seq=1, text=text, zones=(), at=NINE), Wording())
        assert [(line.role, line.sentence.text, line.sentence.language) for line in said] == [
            ("first", text, language),
            ("repeat", text, language),
        ]


def test_a_practice_hall_says_so_before_each_call() -> None:
    (said,) = lines(call(), Wording(times=1), is_practice=True)
    assert said.sentence.text == "练习，请 A 零一二 号，到 3 号窗口办理。"


def test_a_box_that_names_no_language_speaks_chinese() -> None:
    assert [line.sentence.language for line in lines(call(), Wording(languages=(), times=1))] == ["zh"]


WORDINGS = (Wording(), Wording(is_yao=True), Wording(numbers="counted"))


@pytest.mark.parametrize("wording", WORDINGS, ids=("digits", "yao", "counted"))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_whole_pack_says_every_number_at_every_window(language: str, wording: Wording) -> None:
    """The list of what is rendered and the sentences that are said must never drift apart."""
    clips = frozenset(wanted_texts(language))
    for place in range(1200):
        one = call(f"{'ABCDEFGHJKLMNPRSTUVWXYZ'[place % 23]}{place:03}", str(1 + place % 99))
        said = lines(one, wording, is_practice=place % 2 == 0)[0].sentence.text
        said = sentence(one, language, wording).text if language == "en" else said
        assert cover(said, clips), said


@pytest.mark.parametrize(("language", "window"), [("zh", "A3"), ("zh", "B12"), ("en", "A3")])
def test_a_window_with_a_letter_is_in_the_pack(language: str, window: str) -> None:
    assert cover(sentence(call(window=window), language).text, frozenset(wanted_texts(language)))
