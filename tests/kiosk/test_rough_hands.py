"""Those who try to break a kiosk, and halls with the longest of names: nothing is lost, doubled, covered or cut."""

from collections.abc import Callable
from dataclasses import replace
from importlib.resources import as_file, files
from itertools import combinations
from random import Random
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from config.hall import load_hall
from link.messages.definition import Definition

pytestmark = pytest.mark.timeout(600)
Open = Callable[..., Any]
TALL, WIDE = (1080, 1920), (1280, 800)
SIZES = [pytest.param(TALL, id="tall"), pytest.param(WIDE, id="wide")]
LONG, LONG_EN = "自然资源和规划局不动产登记", "Natural Resources, Planning and Property"


def hall_of_long_names() -> Definition:
    """The county's hall, with names of 13 Hanzi and 40 letters everywhere, and numbers of six characters."""
    with as_file(files("config.examples") / "county.toml") as path:
        county = load_hall(path)
    return replace(
        county,
        zones=tuple(replace(each, name=LONG, name_en=LONG_EN) for each in county.zones),
        departments=tuple(replace(each, name=LONG, name_en=LONG_EN) for each in county.departments),
        services=tuple(replace(each, name=LONG, name_en=LONG_EN) for each in county.services),
        series=tuple(replace(each, prefix="BB", digits=4) for each in county.series),
    )


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_longest_names_cover_nothing_and_windows_are_never_cut(
    on_screen: Open, size: tuple[int, int], language: str
) -> None:
    kiosk = on_screen(hall_of_long_names(), size, language)
    wrong = [*faults(kiosk, "home")]
    kiosk.touch("department-realty")
    kiosk.stand.passes(1)
    wrong += faults(kiosk, "service")
    kiosk.touch("service-A2")
    kiosk.stand.answers()
    wrong += faults(kiosk, "done")
    windows = {"zh": "2–4、12 号窗口", "en": "Windows 2–4, 12"}[language]
    assert any(windows.lower() in said.lower() for said in kiosk.texts())
    assert wrong == []


@pytest.mark.parametrize("size", SIZES)
def test_two_hundred_touches_anywhere_lose_and_double_nothing(on_screen: Open, size: tuple[int, int]) -> None:
    kiosk = on_screen(size=size)
    stand, random = kiosk.stand, Random(7)
    for at in range(200):
        spot = QPoint(random.randrange(size[0]), random.randrange(size[1]))
        QTest.mouseClick(kiosk.window.view, Qt.MouseButton.LeftButton, pos=spot)
        if at % 3 == 0:
            stand.passes(random.choice((0.1, 0.5, 1.0)))
        if at % 7 == 0:
            stand.answers()
    stand.answers()
    numbers = [ticket.number for ticket in stand.hall.taken]
    first_papers = [asked.ticket.number for asked in stand.printer.papers if not asked.is_reprint]
    assert numbers, "not one touch of so many met a service"
    assert first_papers == numbers
    assert len(set(numbers)) == len(numbers)


def test_a_window_that_changes_its_size_on_every_page_goes_on(on_screen: Open) -> None:
    kiosk = on_screen()
    for width, height in ((540, 960), (1280, 800), (400, 1200), (1080, 1920)):
        kiosk.window.view.resize(width, height)
        kiosk.settle()
    kiosk.touch("department-realty")
    kiosk.stand.passes(1)
    kiosk.window.view.resize(720, 1280)
    kiosk.settle()
    kiosk.touch("service-A2")
    kiosk.stand.answers()
    assert kiosk.stand.screen.page == "done"


@pytest.mark.parametrize("size", SIZES)
def test_the_language_is_changed_on_every_page_without_leaving_it(
    on_screen: Open, size: tuple[int, int]
) -> None:
    kiosk = on_screen(size=size)

    def turns_over(page: str) -> None:
        first = kiosk.stand.screen.language
        for expected in ({"zh": "en", "en": "zh"}[first], first):
            kiosk.stand.presenter.speak_other()
            assert kiosk.stand.screen.language == expected
            assert faults(kiosk, page) == []

    turns_over("home")
    kiosk.touch("department-realty")
    kiosk.stand.passes(1)
    turns_over("service")
    kiosk.touch("service-A2")
    kiosk.stand.answers()
    turns_over("done")


def faults(kiosk: Any, page: str) -> list[str]:
    """Texts that leave the screen or cover each other on the page that is shown."""
    assert kiosk.stand.screen.page == page
    kiosk.settle()
    here = [
        item
        for item in kiosk.items()
        if item.metaObject().indexOfProperty("truncated") >= 0 and item.property("text")
    ]
    screen = QRectF(-1, -1, kiosk.window.view.width() + 2, kiosk.window.view.height() + 2)
    outside = [f"{page}: {_said(one)} leaves" for one in here if not screen.contains(_ink(kiosk, one))]
    covered = [
        f"{page}: {_said(one)} covers {_said(other)}"
        for one, other in combinations(here, 2)
        if _ink(kiosk, one).intersects(_ink(kiosk, other))
    ]
    return outside + covered


def _said(item: QQuickItem) -> str:
    return repr(item.property("text"))


def _ink(kiosk: Any, item: QQuickItem) -> QRectF:
    """About where the letters are."""
    rect: QRectF = kiosk.rect(item)
    width = item.property("contentWidth") * rect.width() / max(item.width(), 1)
    return QRectF(rect.left(), rect.top() + rect.height() * 0.25, min(width, rect.width()), rect.height() / 2)
