"""The rating screen in real windows, touched by real clicks: nothing clipped, nothing complained about, large enough."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from caller.rating.card import Card
from caller.rating.keyboard import has_keyboard
from caller.rating.touch import touch_on
from link.messages import commands as c
from link.messages.definition import Clerk, Definition, RatingReason, SurveyQuestion
from look.theme import FONTS

ROOT = Path(__file__).parents[3]
Open = Callable[..., Any]
SIZES = [((1024, 600), 10.1), ((1024, 600), 7.0), ((1280, 800), 10.1)]
LONG_ZH, LONG_EN = "办事指南要带的材料说得清楚", "Were the papers you need explained well?"
SURVEY = (
    SurveyQuestion(id="once", ask="是不是一次办成？", ask_en="Was it done in one go?", answers="yes_no"),
    SurveyQuestion(id="room", ask="大厅的环境怎么样？", ask_en="How was the hall?"),
    SurveyQuestion(
        id="how",
        ask="您怎么知道要带什么材料？",
        ask_en="How did you know what to bring?",
        answers="choice",
        choices=(LONG_ZH, "电话", "来过", "朋友", "网上", "窗口", "报纸", "没有"),
        choices_en=(LONG_EN, "By phone", "Been before", "Friends", "Online", "Window", "Paper", "Nobody"),
    ),
)


def pages(front: Any) -> Iterator[str]:
    """Every page, one after another, by name."""
    yield "closed"
    front.serve()
    yield "idle"
    front.finish()
    front.wait(6)
    yield "ask"
    front.presenter.grade(1)
    front.wait(1)
    front.presenter.reason("wait")
    yield "why"
    front.presenter.go_on()
    for _ in range(3):
        front.wait(1)
        yield "survey"
        front.presenter.answer(2)
    yield "thanks"
    front.wait(5)
    front.do(c.PauseWindow(window="3"))
    yield "paused"
    front.stale = replace(front.stale, is_stale=True, freshness="stale", stopped_at="10:28")
    front.presenter.age(front.stale)
    yield "stale"
    front.presenter.fault(ValueError("no"))
    yield "order"


def hall(definition: Definition) -> Definition:
    """With the hall's own questions and one more reason."""
    own = (RatingReason(id="noise", name="太吵", name_en="Noisy"),)
    return replace(definition, survey=SURVEY, rating_reasons=own)


@pytest.mark.parametrize(("size", "inch"), SIZES, ids=["10 inch", "7 inch", "1280×800"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_cuts_a_text_covers_another_or_leaves_the_screen(
    in_front: Open, size: tuple[int, int], inch: float, language: str
) -> None:
    front = in_front(hall(_definition(in_front)), size=size, inch=inch, language=language)
    wrong: list[str] = []
    for page in pages(front):
        assert front.shown.page == page
        front.settle()
        front.settle()
        wrong += [f"{page}: {fault}" for fault in _faults(front, size)]
    assert "\n".join(wrong) == ""


@pytest.mark.parametrize("font", FONTS)
def test_long_names_keep_their_places(in_front: Open, font: str) -> None:
    front = in_front(_definition(in_front), font=font)
    front.presenter.seat(Card(clerk="10010010", name="阿卜杜热合曼·买买提", name_en="Abdurahman"))
    front.asked()
    front.settle()
    assert list(_faults(front, (1024, 600), may_elide=True)) == []


def test_a_finger_goes_from_the_grade_to_thanks(in_front: Open) -> None:
    front = in_front()
    ticket = front.asked()
    front.touch("grade2")
    assert front.shown.page == "why"
    front.touch("choicewait")
    front.touch("choiceundone")
    front.touch("done")
    assert [(each.ticket, each.grade, each.reasons) for each in front.posted] == [
        (ticket, 2, ("wait", "undone"))
    ]
    assert "谢谢您" in front.texts()


def test_a_finger_skips(in_front: Open) -> None:
    front = in_front()
    front.asked()
    front.touch("skip")
    assert (front.shown.page, front.posted) == ("idle", [])


def test_the_five_grades_have_one_size_one_ground_and_one_border(in_front: Open) -> None:
    front = in_front()
    front.asked()
    front.settle()
    grades = [each for each in front.items() if each.objectName().startswith("grade")]
    faces = {
        (
            each.width(),
            each.height(),
            each.y(),
            each.property("face").name(),
            each.property("borderColor").name(),
            each.property("borderWidth"),
        )
        for each in grades
    }
    assert (len(grades), faces) == (5, {(176.0, 232.0, 240.0, "#ffffff", "#7a858d", 2)})


@pytest.mark.parametrize(("size", "inch"), SIZES, ids=["10 inch", "7 inch", "1280×800"])
def test_what_is_touched_when_asked_is_at_least_twenty_millimetres(
    in_front: Open, size: tuple[int, int], inch: float
) -> None:
    front = in_front(size=size, inch=inch)
    front.asked()
    front.settle()
    least = touch_on(size, inch).least_px
    keys = [each for each in front.items() if each.property("isTarget")]
    assert len(keys) == 6
    assert min(min(each.width(), each.height()) for each in keys) >= least - 1


def test_the_card_shows_the_photograph(in_front: Open, tmp_path: Any) -> None:
    picture = QImage(300, 400, QImage.Format.Format_RGB32)
    picture.fill(QColor("#2040a0"))
    picture.save(str(tmp_path / "1001.jpg"))
    front = in_front(photos=str(tmp_path))
    front.serve()
    front.presenter.seat(Card(clerk="1001", name="王芳"))
    for _ in range(600):  # it is read beside the page
        front.settle()
        if front.window.view.grabWindow().pixelColor(190, 330).blue() > 120:
            break
        QTest.qWait(50)
    assert "王芳" in front.texts()
    assert front.window.view.grabWindow().pixelColor(190, 330).blue() > 120


TYPED = """
import importlib.util, sys
from look.loop import application
spec = importlib.util.spec_from_file_location("front", sys.argv[1])
front = importlib.util.module_from_spec(spec)
spec.loader.exec_module(front)
app = application()
made = front.InFront(can_write=True)
made.asked()
made.touch("grade5")
made.touch("write")
front.QTest.qWait(500)  # it slides in
def shown(name):
    return next((each for each in made.items() if each.objectName() == name), None)
for _ in range(600):
    keyboard, field = shown("keyboard"), shown("input")
    if keyboard and keyboard.isVisible() and field and field.hasActiveFocus():
        break
    front.QTest.qWait(50)
assert keyboard.isVisible() and field.hasActiveFocus(), made.window.warnings
field.setProperty("text", "很好" * 70)
made.touch("done")
assert made.posted[0].comment == "很好" * 60, made.posted
assert made.window.warnings == [], made.window.warnings
print("written")
"""
"""The keyboard is chosen before Qt's application is made, so in a process of its own."""


def test_words_are_typed_by_the_keyboard_of_the_screen(tmp_path: Path) -> None:
    if not has_keyboard():
        pytest.skip("PySide6-Addons are not installed")
    own = {
        "QT_QPA_PLATFORM": "offscreen",
        "QT_IM_MODULE": "qtvirtualkeyboard",
        "XDG_CONFIG_HOME": str(tmp_path),
    }
    ended = subprocess.run(
        [sys.executable, "-c", TYPED, str(Path(__file__).with_name("conftest.py"))],
        env={**os.environ, **own, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert "written" in ended.stdout, ended.stderr


def _definition(in_front: Open) -> Definition:
    front = in_front()
    found: Definition = front.paper.state.definition
    return replace(found, clerks=(Clerk(id="1001", name="王芳", name_en="Wang Fang"),))


def _faults(front: Any, size: tuple[int, int], *, may_elide: bool = False) -> Iterator[str]:
    texts = [each for each in front.items() if each.metaObject().indexOfProperty("truncated") >= 0]
    texts = [each for each in texts if each.property("text")]
    for item in texts:
        rect = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
        if item.property("truncated") and not may_elide:
            yield f"{item.property('text')!r} is cut"
        if not QRectF(-1, -1, size[0] + 2, size[1] + 2).contains(rect):
            yield f"{item.property('text')!r} leaves the screen"
    keys = [each for each in front.items() if each.property("isTarget")]
    for one, other in combinations(keys, 2):
        if _scene(one).intersects(_scene(other)):
            yield f"{one.objectName()} covers {other.objectName()}"
    for one, other in combinations(texts, 2):
        if _ink(one).intersects(_ink(other)):
            yield f"{one.property('text')!r} covers {other.property('text')!r}"


def _scene(item: Any) -> QRectF:
    return QRectF(item.mapRectToScene(QRectF(0, 0, item.width(), item.height())))


def _ink(item: Any) -> QRectF:
    rect = QRectF(
        0, item.height() * 0.25, min(item.property("contentWidth"), item.width()), item.height() * 0.5
    )
    if item.width() > 800:  # what goes from edge to edge is centred
        rect.moveLeft((item.width() - rect.width()) / 2)
    return QRectF(item.mapRectToScene(rect))
