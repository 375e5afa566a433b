"""The technician's page in a real window, held and touched; its pictures are taken by JIAOHAO_PICTURES=FOLDER."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from kiosk.technician.citizens import StandingCitizens

pytestmark = pytest.mark.timeout(600)
OnScreen = Any
Bench = Any
PIN = "271828"
TALL, WIDE = (1080, 1920), (1280, 800)
FOLDER = os.environ.get("JIAOHAO_PICTURES", "")


class Standing:
    """The bench beside a real kiosk in a window."""

    def __init__(self, kiosk: OnScreen, bench: Bench) -> None:
        self.kiosk, self.bench = kiosk, bench
        kiosk.screen.technician_screen.serve(bench.page)
        citizens = StandingCitizens(kiosk.stand.presenter)
        bench.is_free, bench.afresh = citizens.is_free, citizens.afresh

    def hold(self, at: QPoint, ms: int) -> float:
        """A finger held there; for how many seconds it really was, which on a busy machine may be more."""
        return self.hold_until(at, lambda: False, ms / 1000)

    def hold_until(self, at: QPoint, is_so: Callable[[], bool], most_s: float = 30.0) -> float:
        begun_at = time.monotonic()
        QTest.mousePress(self.kiosk.window.view, Qt.MouseButton.LeftButton, pos=at)
        while not is_so() and time.monotonic() < begun_at + most_s:
            QTest.qWait(20)
        QTest.mouseRelease(self.kiosk.window.view, Qt.MouseButton.LeftButton, pos=at)
        return time.monotonic() - begun_at

    def enters(self) -> None:
        """By the keyboard's combination, the PIN on the pad."""
        QTest.keyClick(
            self.kiosk.window.view,
            Qt.Key.Key_T,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
        )
        for digit in PIN:
            self.kiosk.touch(f"technician-{digit}")
            QTest.qWait(90)
        self.kiosk.touch("technician-enter")
        self.bench.answers()

    def shot(self, name: str) -> None:
        if FOLDER:
            self.kiosk.window.shot(Path(FOLDER) / f"{name}.png")


@pytest.fixture
def standing(on_screen: Callable[..., OnScreen], benches: Callable[..., Bench]) -> Callable[..., Standing]:
    def make(size: tuple[int, int] = TALL, language: str = "zh", pin: str = PIN) -> Standing:
        kiosk = on_screen(size=size, language=language)
        form = "tall" if size[1] > size[0] else "wide"
        bench = benches(pin, form=form, language=language, show=kiosk.screen.technician_screen.show)
        return Standing(kiosk, bench)

    return make


@pytest.mark.parametrize(("size", "at"), [(TALL, QPoint(200, 90)), (WIDE, QPoint(100, 50))])
def test_the_halls_name_held_for_five_seconds_brings_the_pad(
    standing: Callable[..., Standing], size: tuple[int, int], at: QPoint
) -> None:
    here = standing(size)
    for _ in range(5):
        if here.hold(at, 3000) < 4.5:
            break
        here.bench.page.leave()  # the machine stood still, and held it for five
    assert not here.bench.page.is_open, "three seconds are the care mode, as anywhere"
    assert here.kiosk.stand.screen.is_large
    here.hold_until(at, lambda: here.bench.page.is_open)
    assert here.bench.screen.page == "pin"
    assert not here.kiosk.stand.screen.is_large, "and the next citizen begins afresh"


def test_without_a_pin_holding_does_what_it_always_did(standing: Callable[..., Standing]) -> None:
    here = standing(pin="")
    here.hold(QPoint(200, 90), 5600)
    assert not here.bench.page.is_open
    assert not here.kiosk.has("technician-leave")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [pytest.param(TALL, id="tall"), pytest.param(WIDE, id="wide")])
def test_a_technicians_visit_by_touch(
    standing: Callable[..., Standing], size: tuple[int, int], language: str
) -> None:
    here = standing(size, language)
    kiosk, bench = here.kiosk, here.bench
    form = "tall" if size == TALL else "wide"
    bench.page.hold()
    kiosk.touch("technician-2")
    here.shot(f"pin-{form}-{language}")
    kiosk.touch("technician-leave")
    assert not bench.page.is_open
    here.enters()
    assert bench.screen.page == "status"
    nothing_is_cut(kiosk)
    kiosk.touch("technician-print")
    bench.answers()
    assert bench.printed == [language]
    here.shot(f"status-{form}-{language}")
    kiosk.touch("technician-log")
    assert bench.log()[0] in kiosk.texts()
    nothing_is_cut(kiosk)
    here.shot(f"log-{form}-{language}")
    kiosk.touch("technician-back")
    kiosk.touch("technician-touch")
    drawn_across(kiosk, bench.screen.across, bench.screen.down, here)
    assert bench.screen.page == "status"
    kiosk.touch("technician-leave")
    assert not kiosk.has("technician-leave")
    assert kiosk.stand.screen.page == "home"


def test_touches_on_the_page_reach_nothing_under_it(standing: Callable[..., Standing]) -> None:
    here = standing()
    here.enters()
    before = here.kiosk.stand.presenter.visit
    for x in range(40, 1080, 200):
        for y in range(40, 1440, 160):
            QTest.mouseClick(here.kiosk.window.view, Qt.MouseButton.LeftButton, pos=QPoint(x, y))
    QTest.keyClick(here.kiosk.window.view, Qt.Key.Key_1)
    assert here.kiosk.stand.presenter.visit == before
    assert here.bench.screen.page == "status"


def test_a_keyboard_types_the_pin(standing: Callable[..., Standing]) -> None:
    here = standing()
    here.bench.page.hold()
    QTest.qWait(1)
    for key in (Qt.Key.Key_9, Qt.Key.Key_Backspace):
        QTest.keyClick(here.kiosk.window.view, key)
    for digit in PIN:
        QTest.keyClick(here.kiosk.window.view, digit)
    QTest.keyClick(here.kiosk.window.view, Qt.Key.Key_Return)
    assert here.bench.screen.page == "status"


def drawn_across(kiosk: OnScreen, across: int, down: int, here: Standing) -> None:
    """A finger on every cell, from the first to the last."""
    item = kiosk.item("technician-cells")
    for cell in range(across * down):
        x = (cell % across + 0.5) * item.width() / across
        y = (cell // across + 0.5) * item.height() / down
        at = item.mapToScene(QPointF(x, y)).toPoint()
        QTest.mouseClick(kiosk.window.view, Qt.MouseButton.LeftButton, pos=at)
        if cell == across * down // 2:
            here.shot(f"touch-{'tall' if down > across else 'wide'}-{here.bench.page._words.language}")


def nothing_is_cut(kiosk: OnScreen) -> None:
    """No text of the page ends in an ellipsis."""
    kiosk.settle()
    cut = [item.property("text") for item in kiosk.items() if item.property("truncated")]
    assert cut == []
