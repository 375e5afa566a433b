"""A hall to practise in is known by a band on each screen, which hides nothing and goes when it is over."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from link.messages.definition import Definition
from link.state import State
from look.practice import told_of_practice
from look.screen import Screen
from look.texts import Catalogue
from look.theme import light
from look.window import Window

PAGE = """
import QtQuick
import Look
Rectangle {
    color: Theme.paper
    property int touches: 0
    MouseArea { objectName: "corner"; anchors.right: parent.right; width: 40; height: 40; onClicked: parent.touches += 1 }
}
"""


@pytest.fixture
def window(qapp: QGuiApplication, tmp_path: Path) -> Iterator[Window]:
    from dataclasses import make_dataclass

    (tmp_path / "Page.qml").write_text(PAGE, encoding="utf-8")
    nothing = make_dataclass("Nothing", [("page", str, "only")])()
    made = Window(
        tmp_path / "Page.qml", Screen(nothing), light(is_moving=False), Catalogue("zh"), size=(800, 400)
    )
    made.show()
    yield made
    assert made.warnings == []
    made.close()


def band(window: Window) -> QQuickItem | None:
    found = window.view.contentItem().childItems()
    return next((each for each in found if each.objectName() == "practice"), None)


def heard(window: Window, *, is_practice: bool) -> None:
    state = State(definition=Definition(id="h", name="大厅", is_practice=is_practice))
    told_of_practice(window)(state, (), True)


def test_the_hall_says_whether_it_is_one_to_practise_in(window):
    heard(window, is_practice=False)
    assert band(window) is None
    heard(window, is_practice=True)
    heard(window, is_practice=True)
    assert band(window) is not None
    heard(window, is_practice=False)
    assert window.view.rootObject().scale() == 1.0


def test_nothing_is_hidden_and_all_can_still_be_touched(window):
    heard(window, is_practice=True)
    shown, root = band(window), window.view.rootObject()
    assert shown is not None
    assert (shown.width(), shown.height()) == (800, 20)
    assert root.mapToScene(QPointF(0, 0)).y() == pytest.approx(20)
    assert root.mapToScene(QPointF(0, 400)).y() == pytest.approx(400)
    corner = next(each for each in root.childItems() if each.objectName() == "corner")
    middle = corner.mapToScene(QPointF(20, 20)).toPoint()
    QTest.mouseClick(window.view, Qt.MouseButton.LeftButton, pos=middle)
    assert root.property("touches") == 1


def test_it_goes_along_with_the_window(window, qtbot):
    heard(window, is_practice=True)
    window.view.resize(1000, 1000)
    shown = band(window)
    assert shown is not None
    qtbot.waitUntil(lambda: (shown.width(), shown.height()) == (1000, 50), timeout=60_000)
