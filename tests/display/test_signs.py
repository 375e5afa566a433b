"""What the signs over windows and the strips in the hall say: the words of the design, fitted to their dots."""

from collections.abc import Callable

import pytest

from devices.signs.face import Face, Panel
from devices.signs.fitting import width_of
from display.bands import Bands, take_in
from display.signs import BLINKS, stale_face, strip_face, window_face
from link.messages import facts as f
from link.messages.definition import WindowPlace
from link.views import board_view, window_view

NARROW = Panel(width=64, height=16, colours=("red", "green", "amber"))
WIDE = Panel(width=128, height=16, colours=("red", "green", "amber"))
DIGITS = Panel(width=64, height=16, has_hanzi=False)


def at_window(day, panel: Panel, language: str = "zh", *, is_fresh: bool = True, window: str = "3") -> Face:
    view = window_view(day.state, window)
    assert view is not None
    return window_face(view, panel, language, is_fresh=is_fresh)


def texts(face: Face) -> list[str]:
    return [page.text for page in face.pages]


def on_strip(day, panel: Panel, language: str = "zh") -> Face:
    view = board_view(day.state, "left")
    assert view is not None
    known = take_in(Bands(), (), day.now, 0.0)
    return strip_face(view, take_in(known, view.calls, day.now, 1.0), panel, language)


@pytest.mark.parametrize(
    ("panel", "language", "number", "expected"),
    [
        (NARROW, "zh", "A012", ["请A012号"]),
        (NARROW, "zh", "A0123", ["A0123号"]),
        (NARROW, "zh", "A01234", ["A01234号"]),
        (WIDE, "zh", "A012", ["请A012到3号窗口"]),
        (NARROW, "en", "A012", ["A012"]),
        (WIDE, "en", "A012", ["A012 to window 3"]),
        (WIDE, "en", "A0123", ["Ticket A0123"]),
        (DIGITS, "zh", "A012", ["A012"]),
    ],
)
def test_a_call_is_said_as_fully_as_the_sign_has_room(
    day, panel: Panel, language: str, number: str, expected: list[str]
) -> None:
    day.opens("3")
    call = day.calls(number, "3")
    face = at_window(day, panel, language)
    assert texts(face) == expected
    assert (face.blinks, face.call, face.pages[0].colour) == (BLINKS, call, "red")


def test_a_call_that_stood_before_does_not_blink(day) -> None:
    day.opens("3")
    day.calls("A012", "3")
    assert at_window(day, NARROW, is_fresh=False).blinks == 0


@pytest.mark.parametrize(
    ("language", "serving", "idle", "paused", "closed"),
    [
        ("zh", ["A012办理"], ["欢迎光临", "3号窗口"], ["暂停服务"], ["窗口关闭"]),
        ("en", ["A012"], ["Welcome", "Window 3"], ["Paused"], ["Closed"]),
    ],
)
def test_a_window_s_day_in_words(day, language: str, serving, idle, paused, closed) -> None:
    face = at_window(day, NARROW, language)
    assert (texts(face), face.is_dim) == (closed, True)
    day.opens("3")
    face = at_window(day, NARROW, language)
    assert [(page.text, page.seconds, page.colour) for page in face.pages] == [
        (text, 5.0, "green") for text in idle
    ]
    day.calls("A012", "3")
    day.starts("A012", "3")
    face = at_window(day, NARROW, language)
    assert (texts(face), face.blinks) == (serving, 0)
    day.finishes("A012", "3")
    day.add(f.WindowPaused(window="3"))
    face = at_window(day, NARROW, language)
    assert (texts(face), face.pages[0].colour) == (paused, "amber")


def test_a_window_with_a_name_is_called_by_it(new_day: Callable) -> None:
    day = new_day(windows=(WindowPlace(id="out", label="发证处", zone="left", services=("A",)),))
    day.opens("out")
    day.calls("A012", "out")
    assert texts(at_window(day, WIDE, window="out")) == ["请A012到发证处"]
    assert texts(on_strip(day, WIDE)) == ["请A012到发证处"]


def test_a_sign_without_hanzi_never_makes_a_number_of_what_is_left_of_a_sentence(day) -> None:
    day.opens("3")
    assert texts(at_window(day, DIGITS)) == ["Welcome", "Window 3"]
    day.calls("A012", "3")
    assert texts(at_window(day, DIGITS)) == ["A012"], "never A0123, of A012 and window 3"
    assert texts(on_strip(day, DIGITS)) == ["A012>3"]


@pytest.mark.parametrize(("panel", "expected"), [(WIDE, ["请A012到3号窗口"]), (NARROW, ["A012到3"])])
def test_a_strip_always_says_the_window(day, panel: Panel, expected: list[str]) -> None:
    day.opens("3")
    day.calls("A012", "3")
    assert texts(on_strip(day, panel)) == expected


def test_a_strip_turns_through_all_that_are_called_the_newest_first(day) -> None:
    day.opens("1", "2", "3")
    for number, window in (("A001", "1"), ("A002", "2"), ("A003", "3")):
        newest = day.calls(number, window)
    face = on_strip(day, WIDE)
    assert texts(face) == ["请A003到3号窗口", "请A002到2号窗口", "请A001到1号窗口"]
    assert (face.call, face.blinks) == (newest, BLINKS)
    assert all(page.seconds == 3.0 for page in face.pages)


def test_a_quiet_strip_welcomes_in_its_zone_and_a_closed_one_says_so(day) -> None:
    assert texts(on_strip(day, NARROW)) == ["窗口关闭"]
    day.opens("3")
    assert texts(on_strip(day, NARROW)) == ["欢迎光临", "左厅"]
    assert texts(on_strip(day, WIDE, "en")) == ["Welcome", "Left Hall"]


def test_an_emergency_is_before_all_on_a_strip(day) -> None:
    day.opens("3")
    day.calls("A012", "3")
    day.add(f.BroadcastMade(text="请听工作人员指挥，有序离开", emergency=True))
    face = on_strip(day, NARROW)
    assert "".join(texts(face)) == "请听工作人员指挥，有序离开"
    assert all(page.seconds == 3.0 for page in face.pages)


@pytest.mark.parametrize(
    ("panel", "language", "text"),
    [(NARROW, "zh", "正在恢复"), (NARROW, "en", "Resuming"), (DIGITS, "zh", "Resuming")],
)
def test_a_sign_without_a_hall_shows_no_number(panel: Panel, language: str, text: str) -> None:
    face = stale_face(panel, language)
    assert (texts(face), face.pages[0].colour) == ([text], panel.nearest("amber"))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [32, 64, 128])
@pytest.mark.parametrize("number", ["A1", "A012", "AB1234"])
def test_no_page_is_wider_than_any_sign(day, language: str, width: int, number: str) -> None:
    panel = Panel(width=width, height=16)
    faces = [stale_face(panel, language), at_window(day, panel, language), on_strip(day, panel, language)]
    day.opens("3")
    faces += [at_window(day, panel, language), on_strip(day, panel, language)]
    day.calls(number, "3")
    faces += [at_window(day, panel, language), on_strip(day, panel, language)]
    assert all(width_of(page.text) <= panel.columns for face in faces for page in face.pages)
