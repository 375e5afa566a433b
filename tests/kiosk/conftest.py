"""Kiosks to practise on, with and without a window, for all tests of kiosk."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

import kiosk
from config.hall import load_hall
from kiosk.code import CodeImages
from kiosk.layout import form_of
from kiosk.practice import PracticeKiosk
from kiosk.screen import KioskScreen
from link.messages import facts as f
from link.messages.definition import Definition
from look.language import Language
from look.texts import Catalogue
from look.theme import FONTS, Theme, light
from look.window import Window

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

# A busy machine is slow for a while: no example of a property has to be quick.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

MORNING = datetime(2026, 3, 12, 10, 24)
VIEW = Path(kiosk.__file__).parent / "views" / "Kiosk.qml"


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    return QGuiApplication


@cache
def example_hall(name: str) -> Definition:
    with as_file(files("config.examples") / f"{name}.toml") as path:
        return load_hall(path)


@pytest.fixture
def example() -> Callable[[str], Definition]:
    """The example halls by name."""
    return example_hall


def made_busy(stand: PracticeKiosk) -> None:
    """Every window is open, and some services have people waiting."""
    definition = stand.hall.state.definition
    for window in definition.windows:
        stand.hall.happen(f.WindowOpened(window=window.id, clerk="1001"))
    for at, service in enumerate(definition.services):
        for person in range(at % 4):
            stand.hall.happen(
                f.TicketIssued(
                    ticket=f"{service.id}-{person}",
                    number=f"X{at}{person}",
                    counter=person,
                    series=service.series,
                    service=service.id,
                )
            )


@pytest.fixture
def practice() -> Callable[..., PracticeKiosk]:
    """Makes a kiosk without a screen in an example hall, open and in the middle of a morning."""

    def make(
        hall: str | Definition = "county",
        at: datetime = MORNING,
        language: Language = "zh",
        **changes: object,
    ) -> PracticeKiosk:
        definition = example_hall(hall) if isinstance(hall, str) else hall
        stand = PracticeKiosk(definition, at, language=language, **changes)  # type: ignore[arg-type]  # passed through
        made_busy(stand)
        stand.opens()
        return stand

    return make


class OnScreen:
    """A kiosk in a real window: what a citizen sees, and a finger."""

    def __init__(
        self,
        hall: str | Definition,
        size: tuple[int, int],
        language: Language,
        at: datetime,
        font: str,
        *,
        shrunk: int = 1,
        is_low_reach: bool = False,
        theme: Theme | None = None,
    ) -> None:
        catalogue = Catalogue(language)
        self.screen = KioskScreen(catalogue)
        self.stand = PracticeKiosk(
            example_hall(hall) if isinstance(hall, str) else hall,
            at,
            form=form_of(*size, is_low_reach=is_low_reach),
            language=language,
            show=self.screen.present,
        )
        self.screen.serve(self.stand.presenter)
        self.window = Window(
            VIEW,
            self.screen,
            theme or light(font, is_moving=False),
            catalogue,
            size=(size[0] // shrunk, size[1] // shrunk),
            images={"code": CodeImages()},
        )
        self.window.show()
        made_busy(self.stand)
        self.stand.opens()

    def items(self) -> Iterator[QQuickItem]:
        """All that is visible, from back to front."""
        yield from _visible(self.window.view.rootObject())

    def has(self, name: str) -> bool:
        return any(item.objectName() == name for item in self.items())

    def item(self, name: str) -> QQuickItem:
        found = [item for item in self.items() if item.objectName() == name]
        assert found, f"nothing called {name} is on the page {self.stand.screen.page}"
        return found[0]

    def texts(self) -> list[str]:
        return [text for item in self.items() if (text := _text(item))]

    def touch(self, name: str) -> None:
        """A finger on the middle of what is called so; no more than that."""
        item = self.item(name)
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
        QTest.mouseClick(self.window.view, Qt.MouseButton.LeftButton, pos=middle)
        QTest.qWait(1)

    def settle(self) -> None:
        """Draw one frame, so that all that lays itself out has done so."""
        self.window.view.grabWindow()

    def rect(self, item: QQuickItem) -> QRectF:
        return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


@pytest.fixture
def on_screen(qapp: QGuiApplication) -> Iterator[Callable[..., OnScreen]]:
    """Makes kiosks in windows; whatever QML complains about fails the test."""
    made: list[OnScreen] = []

    def make(
        hall: str | Definition = "county",
        size: tuple[int, int] = (1080, 1920),
        language: Language = "zh",
        at: datetime = MORNING,
        font: str = FONTS[0],
        **changes: Any,
    ) -> OnScreen:
        made.append(OnScreen(hall, size, language, at, font, **changes))
        return made[-1]

    yield make
    complaints = [warning for each in made for warning in each.window.warnings]
    for each in made:
        each.window.close()
    assert complaints == []


def _visible(item: QQuickItem) -> Iterator[QQuickItem]:
    if not item.isVisible():
        return
    yield item
    for child in item.childItems():
        yield from _visible(child)


def _text(item: QQuickItem) -> str:
    is_text = item.metaObject().indexOfProperty("truncated") >= 0
    return str(item.property("text")) if is_text else ""
