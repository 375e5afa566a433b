"""A kiosk that nobody uses rests and comes back at a touch; and the whole way by a number pad alone."""

from collections.abc import Callable
from datetime import datetime

from kiosk.practice import PracticeKiosk
from kiosk.resting import is_dark, shift_of
from link.messages.definition import Hours

Practice = Callable[..., PracticeKiosk]
WORKDAYS = (Hours(days=(0, 1, 2, 3, 4), start="07:30", end="18:30"),)
THURSDAY = datetime(2026, 3, 12, 10, 24)


def test_after_two_minutes_alone_the_screen_invites_and_a_touch_brings_the_page_back(
    practice: Practice,
) -> None:
    stand = practice()
    stand.passes(115)
    assert stand.screen.page == "home"
    stand.passes(10)
    assert (stand.screen.page, stand.screen.waiting.number != "") == ("attract", True)
    stand.presenter.touch_anywhere()
    assert stand.screen.page == "home"


def test_the_touch_that_wakes_the_screen_chooses_nothing(practice: Practice) -> None:
    stand = practice()
    stand.passes(125)
    stand.presenter.touch_anywhere()
    stand.presenter.choose_department("realty")
    assert stand.screen.page == "home"
    stand.passes(1)
    stand.presenter.choose_department("realty")
    assert stand.screen.page == "service"


def test_nobody_is_put_to_rest_in_the_middle_of_a_visit(practice: Practice) -> None:
    stand = practice()
    stand.presenter.choose_department("realty")
    for _ in range(5):
        stand.passes(50)
        stand.presenter.touch_anywhere()
    assert stand.screen.page == "service"


def test_the_screen_is_dark_outside_its_hours_and_awake_for_who_touches_it() -> None:
    night, sunday = THURSDAY.replace(hour=19), THURSDAY.replace(day=15)
    assert not is_dark(THURSDAY, WORKDAYS, 500)
    assert is_dark(night, WORKDAYS, 500)
    assert is_dark(sunday, WORKDAYS, 500)
    assert not is_dark(night, WORKDAYS, 20)
    assert not is_dark(night, (), 500)


def test_a_kiosk_in_the_night_is_black_until_it_is_touched(practice: Practice) -> None:
    stand = practice(screen_hours=WORKDAYS, at=THURSDAY.replace(hour=20))
    stand.passes(65)
    assert stand.screen.page == "dark"
    stand.presenter.touch_anywhere()
    assert stand.screen.page == "closed"


def test_the_picture_moves_a_little_and_never_far() -> None:
    places = {shift_of(at * 60.0, 4) for at in range(60)}
    assert len(places) == 9
    assert all(abs(x) <= 4 and abs(y) <= 4 for x, y in places)
    assert {shift_of(at * 60.0, 0) for at in range(60)} == {(0, 0)}


def typed(stand: PracticeKiosk, signs: str) -> None:
    for sign in signs:
        stand.presenter.typed(sign)
        stand.passes(1)


def test_a_ticket_by_the_number_pad_alone(practice: Practice) -> None:
    stand = practice()
    typed(stand, "1")
    assert (stand.screen.page, stand.screen.is_large) == ("home", True)
    read = stand.voice.read_out[-1]
    assert read[1].startswith("按 1，不动产登记局")
    assert read[-1] == "按 0 返回，按星号再听一遍。按井号听下一页。"
    typed(stand, "1")
    assert stand.screen.page == "service"
    typed(stand, "2")
    stand.answers()
    assert stand.screen.page == "done"
    assert "按 1 结束。没有出票，按 2。" in stand.voice.read_out[-1]
    typed(stand, "1")
    assert (stand.screen.page, stand.screen.is_large) == ("home", False)


def test_hash_turns_zero_goes_back_star_reads_again(practice: Practice) -> None:
    stand = practice()
    typed(stand, "5#")
    assert stand.screen.listed.first == 6
    typed(stand, "1")
    assert stand.screen.page == "service"
    spoken = len(stand.voice.read_out)
    typed(stand, "*")
    assert len(stand.voice.read_out) == spoken + 1
    typed(stand, "0")
    assert stand.screen.page == "home"


def test_a_number_that_stands_for_nothing_is_refused_by_ear(practice: Practice) -> None:
    stand = practice()
    typed(stand, "19")
    assert stand.screen.page == "home"
    assert stand.voice.tones == ["refused"]


def test_who_is_asked_by_ear_whether_they_are_there_answers_by_a_key(practice: Practice) -> None:
    stand = practice()
    typed(stand, "11")
    stand.passes(61)
    assert stand.screen.page == "timeout"
    assert "按 1 继续，按 2 要更多时间" in " ".join(stand.voice.read_out[-1])
    typed(stand, "2")
    assert stand.screen.page == "service"
