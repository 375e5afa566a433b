"""The board in a real window: what is drawn, that nothing is cut off, and that nothing moves at rest."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import display
from config.board_layout_file import load_layout
from display.board_settings import BoardSettings, rows_of
from display.choosing import choice
from display.media.player import MediaFace
from display.presenter import BoardPresenter
from display.screen import BoardScreen
from display.shown import Board, Setting, Words
from link.messages import facts as f
from link.messages.definition import Definition, Series, Service, WindowPlace, Zone
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

    def follows(self, day: Day) -> None:
        """Shows the left room in the layout that its hall wants for it now, as `BoardWindow` does."""

        def setting_for(wanted: str) -> Setting:
            layout = choice(own, wanted).layout
            self.form = wanted or "landscape"
            return Setting(layout=layout, language=self.language, rows=rows_of(layout, 3))

        own = BoardSettings(layout=load_layout("landscape", NOWHERE), names_layout=False, layouts=NOWHERE)
        self.presenter = BoardPresenter(
            "left",
            Setting(layout=own.layout, language=self.language),
            show=self.screen.show,
            moment=lambda: self.at_s,
            hall_now=lambda: day.now.astimezone(ZoneInfo("Asia/Shanghai")),
            silent_s=lambda: self.silent_s,
            setting_for=setting_for,
        )
        self.presenter.hear(day.state)

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
        assert QTest.qWaitForWindowExposed(walls[-1].window.view, 60_000)
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


def test_the_hall_chooses_another_layout_and_a_board_changes_where_it_hangs_without_losing_a_call(
    wall: Callable[..., Wall], picture_day: Day, tmp_path: Path
) -> None:
    tv, called = wall(), {"A012", "B105", "F038"}
    tv.follows(picture_day)
    assert tv.presenter is not None
    before = tv.picture(folder(tmp_path) / "board-before.png")
    assert colour_at(before, 60, 176 + 2 * 172 + 6) == AMBER
    assert called <= set(tv.said())
    for wanted, is_there in (
        ("table", "各窗口"),
        ("today", "今日办理"),
        ("media-left", "正在呼叫"),
        ("", "等候人数"),
    ):
        picture_day.add(f.HallDefined(definition=chosen(picture_day, wanted)))
        tv.at_s += 1
        tv.presenter.hear(picture_day.state)
        after = tv.picture(folder(tmp_path) / f"board-after-{wanted}.png")
        said = set(tv.said())
        assert called <= said, "by itself, and each call is still there"
        assert is_there in said
        bands = sorted(tv.items("bandNumber"), key=lambda item: item.mapToScene(QPointF(0, 0)).y())
        assert [str(each.property("text")) for each in bands] == ["A012", "B105", "F038"], "the newest on top"
        assert_nothing_is_cut_off(tv)
        calls = load_layout(tv.form, NOWHERE).calls
        assert calls is not None
        assert colour_at(after, calls.left + 4, calls.top + calls.heading + 6) == AMBER, "in amber"


def chosen(day: Day, layout: str) -> Definition:
    """The hall as it is, with another layout for its left room."""
    definition: Definition = day.state.definition
    zones = (replace(each, layout=layout) if each.id == "left" else each for each in definition.zones)
    return replace(definition, zones=tuple(zones))


def folder(usual: Path) -> Path:
    """Where pictures go; `SHOTS` keeps them."""
    return Path(os.environ.get("SHOTS") or usual)


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
    qtbot.waitUntil(lambda: band.property("pulse") > 0.05, timeout=60_000)
    tv.at_s += 6
    tv.presenter.render()
    qtbot.waitUntil(lambda: band.property("pulse") == 0, timeout=60_000)
    frames: list[int] = []
    tv.window.view.frameSwapped.connect(lambda: frames.append(1))
    for _ in range(20):  # what was still on its way is drawn; what moved would be drawn again and again
        frames.clear()
        qtbot.wait(700)
        if not frames:
            break
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
    qtbot.waitUntil(lambda: notice.property("text") == "第二条通知" and notice.opacity() == 1, timeout=60_000)


def test_a_hall_that_wants_it_lets_its_notices_run_past(
    wall: Callable[..., Wall], picture_day: Day, qtbot: QtBot
) -> None:
    tv = wall(is_moving=True)
    board = tv.shows(picture_day)
    tv.screen.show(replace(board, notice="第一条　　第二条", does_scroll=True))
    [ticker] = tv.items("ticker")
    before = ticker.x()
    qtbot.waitUntil(lambda: ticker.x() < before - 5, timeout=60_000)
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


OTHERS = (
    "table",
    "table-portrait",
    "today",
    "media",
    "media-left",
    "media-portrait",
    "window",
    "window-portrait",
)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("layout", OTHERS)
def test_no_layout_cuts_anything_off_live_or_stale(
    wall: Callable[..., Wall], picture_day: Day, layout: str, language: Language
) -> None:
    tv = wall(layout, language)
    tv.of_window = "3" if layout.startswith("window") else ""
    picture_day.calls("A013", "14", zones=("left", "right"))
    tv.shows(picture_day)
    assert_nothing_is_cut_off(tv)
    tv.silent_s = 180.0
    tv.shows(picture_day)
    assert_nothing_is_cut_off(tv)


def test_the_window_table_has_numbers_where_somebody_is_called_or_served_and_words_elsewhere(
    wall: Callable[..., Wall], picture_day: Day, tmp_path: Path
) -> None:
    tv = wall("table")
    board = tv.shows(picture_day)
    said = {cell.label: cell.number or cell.word for cell in board.cells}
    assert (said["3"], said["1"], said["2"], said["7"]) == ("A012", "A011", "空闲", "暂停")
    third = next(cell for cell in board.cells if cell.label == "3")
    picture = tv.picture(tmp_path / "table.png")
    assert colour_at(picture, 48 + third.spot.x + 4, 540 + third.spot.y + 4) == AMBER
    assert [item.property("text") for item in tv.items("cellNumber")].count("A012") == 1


def test_windows_that_call_stand_on_every_page_of_a_long_table(
    wall: Callable[..., Wall], new_day: Callable[..., Day]
) -> None:
    windows = tuple(WindowPlace(id=str(n), label=str(n), zone="left", services=("A",)) for n in range(1, 41))
    day = new_day(windows=windows)
    day.opens(*(str(n) for n in range(1, 41)))
    day.calls("A001", "40")
    tv = wall("table")
    pages = []
    for _ in range(3):
        board = tv.shows(day)
        pages.append({cell.label for cell in board.cells})
        assert board.cells[0].label == "40"
        assert board.cells_page.endswith("/3")
        tv.at_s += 8
    assert set.union(*pages) == {str(n) for n in range(1, 41)}, "all have their turn"


def test_one_windows_own_screen_says_whom_it_calls_and_how_it_stands(
    wall: Callable[..., Wall], picture_day: Day
) -> None:
    tv = wall("window")
    for window, number, words in (
        ("3", "A012", "正在呼叫"),
        ("1", "A011", "办理中"),
        ("7", "", "暂停，请稍候"),
        ("2", "", "空闲"),
    ):
        tv.of_window = window
        own = tv.shows(picture_day, zone="").own
        assert (own.label, own.number, own.word.text) == (window, number, words)
        assert words in tv.said()
    tv.of_window = "99"
    assert "没有窗口“99”" in tv.shows(picture_day).title.text


def test_in_a_crowd_every_call_is_to_be_read_and_nothing_overlaps(
    wall: Callable[..., Wall], picture_day: Day
) -> None:
    tv = wall()
    tv.shows(picture_day)
    picture_day.opens(*(str(n) for n in range(13, 25)))
    numbers = {f"G{100 + n}" for n in range(12)}
    for n in range(12):
        picture_day.calls(f"G{100 + n}", str(13 + n))
    assert tv.presenter is not None
    tv.presenter.hear(picture_day.state)
    assert numbers <= set(tv.said())
    assert_nothing_is_cut_off(tv)


def test_a_long_emergency_is_whole_and_a_short_one_is_as_large_as_can_be(
    wall: Callable[..., Wall], picture_day: Day
) -> None:
    tv = wall()
    sizes = []
    for text in (
        "请从东门离开",
        "大厅东侧发现险情，请所有办事群众在工作人员的引导下从西门和南门有序离开，不要乘坐电梯，不要返回取物，照顾好老人和孩子"
        * 2,
    ):
        picture_day.add(f.BroadcastMade(text=text, emergency=True))
        tv.shows(picture_day)
        assert_nothing_is_cut_off(tv)
        [title] = tv.items("title")
        sizes.append(title.property("size"))
    assert sizes[0] > 2 * sizes[1] > 2 * 40


def test_a_hall_for_practice_says_so_across_the_board_and_hides_nothing_of_it(
    wall: Callable[..., Wall], picture_day: Day
) -> None:
    tv = wall()
    tv.shows(picture_day)
    tv.window.practise(is_practice=True)
    assert tv.items("zone")[0].mapToScene(QPointF(0, 0)).y() >= 54, "all stands lower, and smaller"
    assert {"A012", "左厅"} <= set(tv.said())


def test_a_4k_screen_is_the_same_drawing_at_twice_the_size(
    wall: Callable[..., Wall], picture_day: Day, tmp_path: Path, qtbot: QtBot
) -> None:
    tv = wall()
    tv.window.view.resize(3840, 2160)
    qtbot.waitUntil(lambda: tv.items()[0].width() == 3840, timeout=60_000)
    tv.shows(picture_day)
    picture = tv.picture(tmp_path / "4k.png")
    assert (picture.width(), picture.height()) == (3840, 2160)
    assert colour_at(picture, 98, 354) == AMBER
    assert colour_at(picture, 94, 354) == NIGHT
    icons = [item for item in tv.items() if item.property("grain")]
    assert {item.property("grain") for item in icons} == {2.0}
