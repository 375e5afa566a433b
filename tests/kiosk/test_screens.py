"""The kiosk's windows, touched for real: nothing clipped, nothing too small, nothing complained about."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem

from kiosk.layout import HIGHEST_TARGET
from link.messages import facts as f
from look.theme import FONTS

pytestmark = pytest.mark.timeout(600)
TALL, WIDE = (1080, 1920), (1280, 800)
SIZES = [pytest.param(TALL, id="tall"), pytest.param(WIDE, id="wide")]
LANGUAGES = ["zh", "en"]
HALLS = ["township", "county", "city"]
OnScreen = Any
Open = Callable[..., OnScreen]


def touch_department(kiosk: OnScreen) -> None:
    """The department with the longest list of services in the chosen room; a screen that rests is woken first."""
    kiosk.stand.presenter.touch_anywhere()
    kiosk.stand.passes(1)
    offer = kiosk.stand.presenter.offer
    shown = {tile.id for tile in kiosk.stand.screen.tiles if tile.is_open}
    most = max((each for each in offer.departments if each.id in shown), key=lambda each: len(each.services))
    kiosk.touch(f"department-{most.id}")
    kiosk.stand.passes(1)


def touch_service(kiosk: OnScreen) -> None:
    row = next(row for row in kiosk.stand.screen.services if row.is_open)
    kiosk.touch(f"service-{row.id}")


def take(kiosk: OnScreen) -> None:
    touch_department(kiosk)
    if kiosk.stand.screen.page == "service":
        touch_service(kiosk)
    kiosk.stand.answers()


def pages(kiosk: OnScreen) -> Iterator[str]:
    """Every page of a kiosk, one after another, by name."""
    stand = kiosk.stand
    yield "home"
    touch_department(kiosk)
    yield "service"
    stand.presenter.choose_service(next(row.id for row in stand.screen.services if row.is_open))
    stand.passes(1)
    yield "issuing"
    stand.answers()
    yield "done"
    stand.passes(30)
    stand.printer.trouble = "out_of_paper"
    take(kiosk)
    yield "paper"
    stand.passes(65)
    yield "timeout"
    stand.passes(30)
    stand.hall.refusal = "这项业务的取号时间是 8:30–11:30、13:30–16:30，请到时再来"
    take(kiosk)
    yield "refused"
    stand.passes(30)
    stand.presenter.fault(RuntimeError("a bug"))
    yield "order"
    stand.passes(40)
    stand.presenter.hearing("away")
    yield "away"
    stand.presenter.hearing("live")
    stand.hall.at = stand.hall.at.replace(hour=7, minute=50)
    stand.presenter.hear(stand.hall.state)
    yield "early"
    stand.hall.at = stand.hall.at.replace(hour=18)
    stand.presenter.hear(stand.hall.state)
    yield "closed"
    stand.hall.at = stand.hall.at.replace(hour=10)
    stand.happens(f.CrowdStarted())
    yield "crowd"


def hall_pages(kiosk: OnScreen) -> Iterator[str]:
    """The pages on which the words come from the hall's file."""
    for page in pages(kiosk):
        if page in ("home", "service", "done", "paper"):
            yield page
        if page == "paper":
            return


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_citizen_takes_a_ticket_with_two_touches(
    on_screen: Open, size: tuple[int, int], language: str
) -> None:
    kiosk = on_screen(size=size, language=language)
    take(kiosk)
    number = kiosk.stand.hall.taken[0].number
    assert number in kiosk.texts()
    assert {"zh": "请取走您的号票", "en": "Please take your ticket"}[language] in kiosk.texts()
    assert len(kiosk.stand.printer.papers) == 1
    kiosk.touch("ok")
    assert kiosk.stand.screen.page == "home"


@pytest.mark.parametrize("size", SIZES)
def test_fast_fingers_get_one_ticket(on_screen: Open, size: tuple[int, int]) -> None:
    kiosk = on_screen(size=size)
    touch_department(kiosk)
    row = next(row for row in kiosk.stand.screen.services if row.is_open)
    for _ in range(4):
        kiosk.touch(f"service-{row.id}")
    kiosk.stand.answers()
    assert len(kiosk.stand.hall.taken) == 1


def test_the_language_changes_on_the_page_where_one_stands(on_screen: Open) -> None:
    kiosk = on_screen()
    touch_department(kiosk)
    kiosk.touch("language")
    assert "Touch a service to print your ticket" in kiosk.texts()
    assert kiosk.stand.screen.page == "service"
    kiosk.touch("back")
    assert "How can we help you today?" in kiosk.texts()


def test_a_room_is_chosen_by_its_tab(on_screen: Open) -> None:
    kiosk = on_screen("city")
    kiosk.touch("zone-vehicles")
    assert [tile.name for tile in kiosk.stand.screen.tiles] == ["车辆管理所"]
    assert "车辆管理所" in kiosk.texts()


def test_without_paper_the_number_its_code_and_what_to_do_are_on_the_screen(on_screen: Open) -> None:
    kiosk = on_screen()
    kiosk.stand.printer.trouble = "out_of_paper"
    take(kiosk)
    said = kiosk.texts()
    assert kiosk.stand.hall.taken[0].number in said
    assert {"号票纸用完了", "您的号码已为您保留", "要号票，请到导办台补打"} <= set(said)
    assert kiosk.has("code")
    kiosk.touch("back")
    assert kiosk.stand.screen.page == "home"


def test_a_hall_that_is_away_is_one_clear_page_without_anything_to_take(on_screen: Open) -> None:
    kiosk = on_screen()
    kiosk.stand.presenter.hearing("away")
    assert "暂时不能取号，请到导办台" in kiosk.texts()
    assert not [item for item in kiosk.items() if item.objectName().startswith("department-")]


def test_after_hours_the_screen_says_when_it_opens(on_screen: Open) -> None:
    kiosk = on_screen(at=datetime(2026, 3, 12, 17, 36))
    assert {"今天的取号已结束", "明天 星期五", "8:30", "17:36"} <= set(kiosk.texts())


def test_who_is_asked_whether_they_are_there_can_go_on(on_screen: Open) -> None:
    kiosk = on_screen()
    touch_department(kiosk)
    kiosk.stand.passes(61)
    assert "您还在吗？" in kiosk.texts()
    kiosk.touch("go-on")
    assert kiosk.stand.screen.page == "service"


def test_a_count_that_changes_under_the_finger_does_not_take_the_tile_away(on_screen: Open) -> None:
    kiosk = on_screen()
    tile = kiosk.stand.screen.tiles[0]
    before = kiosk.item(f"department-{tile.id}")
    service = next(each for each in kiosk.stand.hall.state.definition.services if each.department == tile.id)
    kiosk.stand.happens(
        f.TicketIssued(ticket="late", number="A900", counter=900, series=service.series, service=service.id)
    )
    assert kiosk.item(f"department-{tile.id}") == before


@pytest.mark.parametrize("size", SIZES)
def test_a_queue_that_empties_before_the_citizens_eyes_looks_like_an_empty_one(
    on_screen: Open, size: tuple[int, int]
) -> None:
    seen = on_screen("county", size)
    touch_department(seen)
    seen.settle()
    assert any(row.state.number for row in seen.stand.screen.services)
    _empty(seen)
    fresh = on_screen("county", size)
    _empty(fresh)
    touch_department(fresh)
    assert _places(seen) == _places(fresh)


def _empty(kiosk: OnScreen) -> None:
    for ticket in tuple(kiosk.stand.hall.state.tickets.values()):
        kiosk.stand.happens(f.TicketCancelled(ticket=ticket.id))


def _places(kiosk: OnScreen) -> list[tuple[str, int]]:
    """How high up each text stands."""
    kiosk.settle()
    texts = [item for item in kiosk.items() if item.metaObject().indexOfProperty("truncated") >= 0]
    return sorted(
        (item.property("text"), round(kiosk.rect(item).y())) for item in texts if item.property("text")
    )


@pytest.mark.parametrize("hall", HALLS)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_cuts_a_text_or_has_a_target_that_is_too_small(
    on_screen: Open, hall: str, size: tuple[int, int], language: str
) -> None:
    kiosk = on_screen(hall, size, language)
    assert _faults(kiosk, size, pages(kiosk) if hall == "county" else hall_pages(kiosk)) == ""


@pytest.mark.parametrize(
    ("size", "language"), [pytest.param(TALL, "en", id="tall"), pytest.param(WIDE, "zh", id="wide")]
)
def test_all_fits_in_the_font_of_small_boxes_too(
    on_screen: Open, size: tuple[int, int], language: str
) -> None:
    kiosk = on_screen("county", size, language, font=FONTS[1])
    assert _faults(kiosk, size, pages(kiosk)) == ""


def test_a_screen_of_another_size_shows_the_same_page_scaled(on_screen: Open, tmp_path: Path) -> None:
    kiosk = on_screen(size=(720, 1280))
    take(kiosk)
    kiosk.window.shot(tmp_path / "small.png")
    assert QImage(str(tmp_path / "small.png")).width() == 720
    number = kiosk.item("number")
    assert QRectF(0, 0, 720, 1280).contains(kiosk.rect(number))


def _faults(kiosk: OnScreen, size: tuple[int, int], shown: Iterator[str]) -> str:
    """What is wrong on each of the pages, a line a fault."""
    wrong: list[str] = []
    for page in shown:
        assert kiosk.stand.screen.page == page
        kiosk.settle()
        faults = (*_faults_of_texts(kiosk, size), *_faults_of_targets(kiosk, size))
        wrong += [f"{page}: {fault}" for fault in faults]
    return "\n".join(wrong)


def _faults_of_texts(kiosk: OnScreen, size: tuple[int, int]) -> Iterator[str]:
    texts = [item for item in kiosk.items() if item.metaObject().indexOfProperty("truncated") >= 0]
    texts = [item for item in texts if item.property("text")]
    for item in texts:
        text = item.property("text")
        if item.property("truncated"):
            yield f"{text!r} is cut"
        if item.property("contentWidth") > item.width() + 1:
            yield f"{text!r} is wider than its place"
        if not QRectF(-1, -1, size[0] + 2, size[1] + 2).contains(kiosk.rect(item)):
            yield f"{text!r} leaves the screen"
    for one, other in combinations(texts, 2):
        if _ink(kiosk, one).intersects(_ink(kiosk, other)):
            yield f"{one.property('text')!r} covers {other.property('text')!r}"


def _ink(kiosk: OnScreen, item: QQuickItem) -> QRectF:
    """About where the letters are: the middle of the line's height, as wide as the text."""
    rect = kiosk.rect(item)
    width = item.property("contentWidth") * rect.width() / max(item.width(), 1)
    return QRectF(
        rect.left(), rect.top() + rect.height() * 0.25, min(width, rect.width()), rect.height() * 0.5
    )


def _faults_of_targets(kiosk: OnScreen, size: tuple[int, int]) -> Iterator[str]:
    least = {TALL: 81, WIDE: 118}[size]
    targets = {item.objectName(): kiosk.rect(item) for item in kiosk.items() if _is_target(item)}
    for name, rect in targets.items():
        if min(rect.width(), rect.height()) < least:
            yield f"{name} is smaller than 20 mm"
        if size == TALL and rect.top() < HIGHEST_TARGET:
            yield f"{name} is out of reach"
    for (one, first), (other, second) in combinations(targets.items(), 2):
        if _apart(first, second) < 8:
            yield f"{one} is too near to {other}"


def _is_target(item: QQuickItem) -> bool:
    return bool(item.property("isTarget") and item.property("isReady"))


def _apart(one: QRectF, other: QRectF) -> float:
    across = max(other.left() - one.right(), one.left() - other.right())
    down = max(other.top() - one.bottom(), one.top() - other.bottom())
    return max(across, down)
