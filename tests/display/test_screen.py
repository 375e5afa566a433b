"""The board in a real window: what is drawn, that nothing is cut off, and that nothing moves at rest."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

import display
from config.board_layout_file import load_layout
from display.media.player import MediaFace
from display.presenter import BoardPresenter
from display.screen import BoardScreen
from display.shown import Board, Setting, Words
from link.messages.definition import Series, Service, WindowPlace, Zone
from look.loop import application, screen_font
from look.texts import Catalogue, Language
from look.theme import dark
from look.window import Window

Day = Any
VIEW = Path(display.__file__).parent / "views" / "Board.qml"
NOWHERE = Path("/nowhere")
AMBER, NIGHT, CORAL = "#ffc52e", "#0b1217", "#ffb4a8"


def size_of(layout: str) -> tuple[int, int]:
    drawn = load_layout(layout, NOWHERE)
    return drawn.width, drawn.height


class Wall:
    """A TV on the wall. `at_s` is the board's own clock."""

    def __init__(self, form: str, language: Language = "zh", is_moving: bool = False) -> None:
        self.form, self.language, self.of_window = form, language, ""
        self.failed: list[str] = []
        self.face = MediaFace(lambda turn: None, lambda turn, reason: self.failed.append(reason))
        self.screen = BoardScreen()
        self.at_s, self.silent_s = 1000.0, 0.0
        self.presenter: BoardPresenter | None = None
        theme = dark(screen_font(), is_moving=is_moving)
        self.window = Window(
            VIEW, self.screen, theme, Catalogue(language), size=size_of(form), objects={"media": self.face}
        )
        self.window.show()

    def shows(self, day: Day, zone: str = "left") -> Board:
        self.presenter = BoardPresenter(
            zone,
            Setting(layout=load_layout(self.form, NOWHERE), language=self.language, window=self.of_window),
            show=self.screen.show,
            moment=lambda: self.at_s,
            hall_now=lambda: day.now.astimezone(ZoneInfo("Asia/Shanghai")),
            silent_s=lambda: self.silent_s,
        )
        self.presenter.hear(day.state)
        return self.presenter.shown

    def picture(self, path: Path) -> QImage:
        self.window.shot(path)
        return QImage(str(path))

    def items(self, name: str = "") -> list[QQuickItem]:
        found, open_ones = [], [self.window.view.rootObject()]
        while open_ones:
            item = open_ones.pop()
            if item.isVisible():
                open_ones += item.childItems()
                if not name or item.objectName() == name:
                    found.append(item)
        return found

    def texts(self) -> list[QQuickItem]:
        return [item for item in self.items() if item.property("text") and item.property("lineCount")]

    def said(self) -> list[str]:
        return [str(item.property("text")) for item in self.texts()]


@pytest.fixture
def wall(qtbot: QtBot) -> Iterator[Callable[..., Wall]]:
    application()
    walls: list[Wall] = []

    def hang(form: str = "landscape", language: Language = "zh", is_moving: bool = False) -> Wall:
        walls.append(Wall(form, language, is_moving))
        qtbot.waitExposed(walls[-1].window.view)
        return walls[-1]

    yield hang
    for each in walls:
        assert each.window.warnings == []
        each.window.close()


def colour_at(picture: QImage, x: int, y: int) -> str:
    return picture.pixelColor(x, y).name()


def assert_nothing_is_cut_off(wall: Wall) -> None:
    """Every text is whole, on the screen, and in no other text's way."""
    wall.window.view.grabWindow()  # columns place their texts when a frame is drawn
    width, height = size_of(wall.form)
    boxes = []
    for item in wall.texts():
        text = str(item.property("text"))
        assert item.property("truncated") is False, f"{text} is cut off"
        corner = item.mapToScene(QPointF(0, 0))
        ink = QRectF(corner.x(), corner.y(), item.property("contentWidth"), item.height())
        assert ink.left() >= 0, f"{text} begins left of the screen"
        assert ink.right() <= width, f"{text} ends right of the screen"
        assert ink.bottom() <= height + 1, f"{text} ends below the screen"
        margin = ink.height() * 0.15  # a line's box is higher than its letters
        boxes.append((text, ink.adjusted(2, margin, -2, -margin)))
    for place, (text, ink) in enumerate(boxes):
        for other, others_ink in boxes[:place]:
            assert not ink.intersects(others_ink), f"{text} runs into {other}"


@pytest.mark.parametrize("form", ["landscape", "portrait"])
def test_three_calls_at_once_stand_in_amber_where_the_drawing_says(
    wall: Callable[..., Wall], picture_day: Day, form: str, tmp_path: Path
) -> None:
    tv = wall(form)
    tv.shows(picture_day)
    calls = load_layout(form, NOWHERE).calls
    assert calls is not None
    top, pitch = calls.top + calls.heading, calls.band_height + calls.gap
    picture = tv.picture(tmp_path / "board.png")
    for band in range(3):
        assert colour_at(picture, 60, top + band * pitch + 6) == AMBER
    assert colour_at(picture, 60, top + 3 * pitch + 20) == NIGHT
    assert colour_at(picture, 10, 10) == "#0b4f6b"
    said = tv.said()
    assert {"A012", "B105", "F038", "A011", "10:25", "左厅", "7、12 号窗口暂停", "右厅"} <= set(said)
    assert [str(each.property("text")) for each in tv.items("bandWindow")].count("10") == 1


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", ["landscape", "portrait"])
def test_nothing_is_cut_off_in_either_language(
    wall: Callable[..., Wall], picture_day: Day, form: str, language: Language
) -> None:
    tv = wall(form, language)
    tv.shows(picture_day)
    assert_nothing_is_cut_off(tv)
    tv.silent_s = 180.0
    tv.shows(picture_day)
    assert_nothing_is_cut_off(tv)


@pytest.mark.parametrize("form", ["landscape", "portrait"])
def test_long_numbers_and_three_digit_windows_fit(
    wall: Callable[..., Wall], new_day: Callable[..., Day], form: str
) -> None:
    day = new_day(windows=(WindowPlace(id="128", label="128", zone="left", services=("A",)),))
    day.opens("128")
    for number in ("AB8888", "M0888", "W888"):
        day.calls(number[:1].replace("M", "A").replace("W", "A") + number[1:], "128")
    tv = wall(form)
    tv.shows(day)
    assert_nothing_is_cut_off(tv)


@pytest.mark.parametrize("form", ["landscape", "portrait"])
def test_long_names_are_shrunk_and_stay_in_their_rows(
    wall: Callable[..., Wall], new_day: Callable[..., Day], form: str
) -> None:
    name, name_en = "住房公积金管理中心窗口", "Housing Provident Fund Management Centre"
    day = new_day(
        name=name * 2,
        zones=(
            Zone(id="left", name="第一政务服务大厅", name_en=name_en, windows_text="1–12"),
            Zone(
                id="right",
                name="第二政务服务大厅",
                name_en=name_en,
                windows_text="13–24",
                side="left",
                colour=8,
            ),
        ),
        series=(Series(id="A", prefix="AB"),),
        services=(Service(id="A", name=name, name_en=name_en, series="A"),),
        windows=(WindowPlace(id="1", label="投诉代办和咨询服务台", zone="left", services=("A",)),),
        notices=("本大厅周六上午照常办理不动产登记、公积金提取和身份证业务，请提前预约" * 2,),
    )
    day.opens("1")
    day.calls("A001", "1")
    tv = wall(form)
    tv.shows(day)
    width, height = size_of(form)
    for item in tv.texts():
        corner = item.mapToScene(QPointF(0, 0))
        assert corner.x() + item.property("paintedWidth") <= width
        assert corner.y() + item.property("paintedHeight") <= height + 1
    for row in tv.items("waitingName"):
        assert row.property("shownSize") >= 26


def test_a_silent_hall_is_framed_in_coral_and_its_numbers_are_ash(
    wall: Callable[..., Wall], picture_day: Day, tmp_path: Path
) -> None:
    tv = wall()
    tv.silent_s = 180.0
    tv.shows(picture_day)
    picture = tv.picture(tmp_path / "stale.png")
    assert colour_at(picture, 49, 240) == CORAL
    assert "号码停在 10:22，正在恢复" in tv.said()
    assert tv.said().count("–") == 7
    colours = {item.property("color").name() for item in tv.items("lineNumber")}
    assert colours == {"#c2cdd4"}
    amber = [
        (x, y) for x in range(50, 1280, 40) for y in range(180, 900, 20) if colour_at(picture, x, y) == AMBER
    ]
    assert amber == []


def test_a_call_pulses_and_then_nothing_moves_any_more(
    wall: Callable[..., Wall], day: Day, qtbot: QtBot
) -> None:
    day.opens("1")
    tv = wall(is_moving=True)
    tv.shows(day)
    day.calls("A001", "1")
    assert tv.presenter is not None
    tv.presenter.hear(day.state)
    [band] = [item for item in tv.items() if item.property("placeRight") is not None]
    qtbot.waitUntil(lambda: band.property("pulse") > 0.05, timeout=5000)
    tv.at_s += 6
    tv.presenter.render()
    qtbot.waitUntil(lambda: band.property("pulse") == 0, timeout=5000)
    qtbot.wait(300)
    frames: list[int] = []
    tv.window.view.frameSwapped.connect(lambda: frames.append(1))
    qtbot.wait(700)
    assert frames == []


def test_with_motion_off_a_call_does_not_pulse_and_is_shown_all_the_same(
    wall: Callable[..., Wall], picture_day: Day, qtbot: QtBot
) -> None:
    tv = wall(is_moving=False)
    tv.shows(picture_day)
    tv.screen.show(replace(Board(page="calling"), is_pulsing=True))
    tv.shows(picture_day)
    qtbot.wait(300)
    bands = [
        item
        for item in tv.items()
        if item.property("placeRight") is not None and item.property("pulse") is not None
    ]
    assert [band.property("pulse") for band in bands] == [0, 0, 0]


def test_a_turned_notice_stands_in_full(wall: Callable[..., Wall], picture_day: Day, qtbot: QtBot) -> None:
    tv = wall(is_moving=True)
    board = tv.shows(picture_day)
    tv.screen.show(replace(board, notice="第二条通知", notice_page="2/2"))
    [notice] = tv.items("notice")
    qtbot.waitUntil(lambda: notice.property("text") == "第二条通知" and notice.opacity() == 1, timeout=5000)


def test_a_hall_that_wants_it_lets_its_notices_run_past(
    wall: Callable[..., Wall], picture_day: Day, qtbot: QtBot
) -> None:
    tv = wall(is_moving=True)
    board = tv.shows(picture_day)
    tv.screen.show(replace(board, notice="第一条　　第二条", does_scroll=True))
    [ticker] = tv.items("ticker")
    before = ticker.x()
    qtbot.waitUntil(lambda: ticker.x() < before - 5, timeout=5000)
    tv.screen.show(replace(board, notice="第一条", does_scroll=False))
    assert tv.items("ticker") == []


def test_pages_without_calls_say_what_there_is_to_say(
    wall: Callable[..., Wall], day: Day, tmp_path: Path
) -> None:
    tv = wall()
    tv.shows(day)
    assert "窗口马上开始办理，请稍候" in tv.said()
    assert_nothing_is_cut_off(tv)
    assert tv.presenter is not None
    tv.presenter.fault(RuntimeError("broken"))
    assert "屏幕正在维护，请听窗口人员叫号" in tv.said()
    assert colour_at(tv.picture(tmp_path / "order.png"), 49, 540) == CORAL
    tv.screen.show(Board(page="starting", title=Words(text="正在连接大厅，请稍候")))
    assert "正在连接大厅，请稍候" in tv.said()
