"""A hall on paper with one window that is rated, a screen in front of it, and time that passes when told to."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from caller.rating.app import VIEW
from caller.rating.card import Card
from caller.rating.presenter import Asking, RatingPresenter
from caller.rating.rating import Rating
from caller.rating.screen import RatingScreen
from caller.rating.shown import RatingShown
from caller.rating.touch import SHEET, touch_on
from hall.access.views import shown_state, shown_to
from hall.rules.paper import PaperHall
from link.messages import commands as c
from link.messages.definition import Clerk, Definition, Series, Service, SurveyQuestion, WindowPlace, Zone
from look.stale import Stale
from look.texts import Catalogue
from look.theme import FONTS, light
from look.window import Window

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

MORNING = datetime(2026, 3, 12, 2, 24, tzinfo=UTC)
HALL = Definition(
    id="yunxi",
    name="云溪县政务服务中心",
    zones=(Zone(id="left", name="左厅", name_en="Left hall", colour=1),),
    series=(Series(id="A", prefix="A", first=12),),
    services=(
        Service(id="move", name="不动产转移登记", name_en="Property transfer", series="A"),
        Service(id="tax", name="契税", name_en="Deed tax", series="A"),
    ),
    windows=(
        WindowPlace(id="3", label="3", name="不动产登记", zone="left", services=("move", "tax")),
        WindowPlace(id="4", label="4", zone="left", services=("move",)),
    ),
    clerks=(Clerk(id="1001", name="王芳", name_en="Wang Fang"),),
)  # fmt: skip
SURVEY = (
    SurveyQuestion(id="once", ask="是不是一次办成？", ask_en="Was it done in one go?", answers="yes_no"),
    SurveyQuestion(id="room", ask="大厅的环境怎么样？", ask_en="How was the hall?"),
    SurveyQuestion(
        id="how",
        ask="您怎么知道要带什么材料？",
        ask_en="How did you know what to bring?",
        answers="choice",
        choices=("网上", "电话", "来过", "没有人告诉"),
        choices_en=("Online", "By phone", "Been before", "Nobody told me"),
    ),
)


class Front:
    """The screen in front of window 3. What the hall tells it is what its role may see."""

    def __init__(self, definition: Definition = HALL, language: Any = "zh", **asking: Any) -> None:
        self.paper = PaperHall(definition, MORNING)
        self.steady = 100.0
        self.stale = Stale(is_stale=False, freshness="live")
        self.posted: list[Rating] = []
        keys = count(1)
        self.presenter = RatingPresenter(
            "3",
            self,
            lambda: f"rating-{next(keys)}",
            self.posted.append,
            asking=Asking(**asking),
            language=language,
            on_change=self._changed,
        )

    def steady_s(self) -> float:
        return self.steady

    def hear(self, facts: tuple[Any, ...] = ()) -> None:
        told = tuple(shown_to("screen", each) for each in facts)
        self.presenter.hear(shown_state("screen", self.paper.state), told, self.stale)

    def do(self, command: c.Command) -> Any:
        facts = self.paper.do(command)
        self.hear(facts)
        return facts

    def serve(self, service: str = "move") -> str:
        """Somebody comes, is called and served; the ticket."""
        ticket = self.do(c.TakeTicket(service=service))[0].body.ticket
        if self.paper.state.windows["3"].state == "closed":
            self.do(c.OpenWindow(window="3", clerk="1001"))
        self.wait(10)
        self.do(c.CallNext(window="3"))
        self.do(c.StartService(window="3"))
        return str(ticket)

    def finish(self) -> None:
        self.wait(60)
        self.do(c.FinishService(window="3"))

    def asked(self, service: str = "move") -> str:
        """Somebody was served, and is asked now; a moment later."""
        ticket = self.serve(service)
        self.finish()
        self.wait(2)
        return ticket

    def wait(self, seconds: float) -> None:
        self.paper.let_pass(seconds)
        self.steady += seconds
        self.presenter.tick()

    @property
    def shown(self) -> RatingShown:
        return self.presenter.shown()

    def _changed(self) -> None:
        """Nothing to draw."""


class InFront(Front):
    """The same in a real window."""

    def __init__(
        self,
        definition: Definition = HALL,
        *,
        size: tuple[int, int] = SHEET,
        inch: float | None = 10.1,
        font: str = FONTS[0],
        has_high_contrast: bool = False,
        language: Any = "zh",
        **asking: Any,
    ) -> None:
        self.screen: RatingScreen | None = None
        super().__init__(definition, language, touch=touch_on(size, inch), **asking)
        self.screen = RatingScreen(self.presenter)
        look = light(font, is_moving=False, has_high_contrast=has_high_contrast)
        self.window = Window(VIEW, self.screen, look, Catalogue(language), size=size)
        self.window.show()
        self.window.view.requestActivate()
        assert QTest.qWaitForWindowActive(self.window.view, 30_000)

    def touch(self, name: str) -> None:
        """A finger on something, and the page after it."""
        self.settle()
        item = next(each for each in self.items() if each.objectName() == name)
        at = item.mapRectToScene(QRectF(0, 0, item.width(), item.height())).center().toPoint()
        QTest.mouseClick(self.window.view, Qt.MouseButton.LeftButton, pos=at)
        self.wait(1)
        self.settle()

    def items(self) -> Iterator[QQuickItem]:
        yield from _visible(self.window.view.rootObject())

    def texts(self) -> list[str]:
        return [text for item in self.items() if (text := _text(item))]

    def settle(self) -> None:
        QEventLoop().processEvents()
        self.window.view.grabWindow()

    def _changed(self) -> None:
        if self.screen is not None:
            self.screen.refresh()


@pytest.fixture
def front() -> Front:
    return Front()


@pytest.fixture
def front_of() -> Callable[..., Front]:
    """A screen with a hall and settings of its own: `front_of(is_reversed=True, survey=…)`."""

    def make(**more: Any) -> Front:
        of_hall = {name: more.pop(name) for name in ("survey", "rating", "rating_reasons") if name in more}
        return Front(replace(HALL, **of_hall), **more)

    return make


@pytest.fixture
def in_front(qapp: QGuiApplication, qtlog: Any) -> Iterator[Callable[..., InFront]]:
    """Makes screens in windows; whatever QML complains about fails the test."""
    made: list[InFront] = []

    def make(definition: Definition = HALL, **settings: Any) -> InFront:
        made.append(InFront(definition, **settings))
        made[-1].hear()
        made[-1].presenter.seat(Card(clerk="1001", name="王芳", name_en="Wang Fang"))
        return made[-1]

    yield make
    complaints = [warning for each in made for warning in each.window.warnings]
    for each in made:
        each.window.close()
    said = [each.message for each in qtlog.records if "VirtualKeyboard" not in each.message]
    assert complaints + said == []


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    return QGuiApplication


def _visible(item: QQuickItem) -> Iterator[QQuickItem]:
    if not item.isVisible():
        return
    yield item
    for child in item.childItems():
        yield from _visible(child)


def _text(item: QQuickItem) -> str:
    is_text = item.metaObject().indexOfProperty("truncated") >= 0
    return str(item.property("text")) if is_text else ""
