"""A window shows components, follows the language, can be touched once, and saves its picture."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QQmlPropertyMap
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from look.clock import Clock, clock
from look.screen import Screen
from look.shots import Shots
from look.texts import Catalogue
from look.theme import light
from look.window import QmlFault, Window
from look.words import Counted, counted

GALLERY = Path(__file__).with_name("gallery.qml")


@dataclass(frozen=True)
class Letter:
    letter: str
    zone: int


@dataclass(frozen=True)
class Gallery:
    page: str = "home"
    clock: Clock = clock(datetime(2026, 3, 12, 10, 24), "zh")
    name: str = "市场监管局"
    ahead: Counted = counted("前面还有 5 人")
    letters: tuple[Letter, ...] = (Letter("A", 0), Letter("B", 1))


class GalleryScreen(Screen):
    def __init__(self) -> None:
        super().__init__(Gallery())
        self.touches = 0

    @Slot()
    def note(self) -> None:
        self.touches += 1


class Shown:
    def __init__(self, window: Window, screen: GalleryScreen, catalogue: Catalogue) -> None:
        self.window, self.screen, self.catalogue = window, screen, catalogue

    def item(self, name: str) -> QQuickItem:
        found = self.window.view.rootObject().findChild(QObject, name)
        assert isinstance(found, QQuickItem)
        return found

    def centre(self, name: str) -> QPoint:
        item = self.item(name)
        return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    screen, catalogue = GalleryScreen(), Catalogue("zh")
    window = Window(GALLERY, screen, light(), catalogue, size=(900, 1250))
    window.show()
    qtbot.waitExposed(window.view)
    yield Shown(window, screen, catalogue)
    assert window.warnings == []
    window.close()


def test_a_window_shows_every_component_without_a_warning(shown: Shown, tmp_path: Path) -> None:
    shown.window.shot(tmp_path / "deep" / "gallery.png")
    picture = QImage(str(tmp_path / "deep" / "gallery.png"))
    assert (picture.width(), picture.height()) == (900, 1250)
    colours = {picture.pixelColor(x, y).name() for x in range(0, 900, 9) for y in range(0, 1250, 7)}
    assert {"#f5f3ee", "#14202b", "#0b4f6b"} <= colours


def test_all_texts_follow_the_language_while_the_window_is_open(shown: Shown) -> None:
    assert shown.item("said").property("text") == "中文 English"
    shown.catalogue.speak("en")
    assert shown.item("said").property("text") == "English 中文"


def test_a_second_press_within_the_guard_is_ignored(shown: Shown, qtbot: QtBot) -> None:
    for _ in range(3):
        QTest.mouseClick(shown.window.view, Qt.MouseButton.LeftButton, pos=shown.centre("press"))
    assert shown.screen.touches == 1

    def is_touched_again() -> bool:
        QTest.mouseClick(shown.window.view, Qt.MouseButton.LeftButton, pos=shown.centre("press"))
        return shown.screen.touches == 2

    qtbot.wait(850)
    qtbot.waitUntil(is_touched_again, timeout=60_000)  # a busy machine may end the guard later


def test_a_pressed_button_is_inverted_at_once(shown: Shown) -> None:
    button = shown.item("press")
    QTest.mousePress(shown.window.view, Qt.MouseButton.LeftButton, pos=shown.centre("press"))
    assert button.property("isDown") is True
    QTest.mouseRelease(shown.window.view, Qt.MouseButton.LeftButton, pos=shown.centre("press"))


def test_a_button_works_by_keyboard(shown: Shown) -> None:
    shown.item("press").forceActiveFocus()
    QTest.keyClick(shown.window.view, Qt.Key.Key_Space)
    assert shown.screen.touches == 1


def test_a_long_number_shrinks_into_its_room(shown: Shown) -> None:
    assert shown.item("long").property("contentWidth") <= 400


def test_a_change_of_one_field_leaves_the_others_alone(shown: Shown, qtbot: QtBot) -> None:
    view = shown.screen.property("view")
    assert isinstance(view, QQmlPropertyMap)
    letters = view.value("letters")
    shown.screen.show(replace(Gallery(), name="税务局"))
    shown.screen.show(
        replace(Gallery(), name="税务局", letters=(Letter("A", 0), Letter("C", 1), Letter("D", 2)))
    )
    assert shown.item("name").property("text") == "税务局"
    assert view.value("letters") is letters
    assert letters.rowCount() == 3
    shown.screen.show(Gallery())
    assert letters.rows == ({"letter": "A", "zone": 0}, {"letter": "B", "zone": 1})


def test_a_picture_is_taken_of_each_page_once_it_has_settled(
    shown: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    shots = Shots(tmp_path, "kiosk-1", settle_ms=10)
    shots.watch(shown.window, shown.screen)
    qtbot.waitUntil((tmp_path / "kiosk-1-home.png").exists, timeout=60_000)
    shown.screen.show(replace(Gallery(), page="done"))
    qtbot.waitUntil((tmp_path / "kiosk-1-done.png").exists, timeout=60_000)


def test_a_window_that_has_gone_is_not_pictured(shown: Shown, tmp_path: Path) -> None:
    shots = Shots(tmp_path, "kiosk-1")
    shots.watch(shown.window, shown.screen)
    shown.window.close()
    assert shots.take() is None
    assert not list(tmp_path.iterdir())


def test_a_broken_file_says_where_it_is_broken(qtbot: QtBot, tmp_path: Path) -> None:
    broken = tmp_path / "broken.qml"
    broken.write_text("import QtQuick\nItem { nonsense: 3 }\n", encoding="utf-8")
    with pytest.raises(QmlFault, match=r"broken\.qml.*nonsense"):
        Window(broken, GalleryScreen(), light(), Catalogue(), size=(100, 100))
