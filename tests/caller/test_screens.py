"""The bar and the page in real windows, worked by real key events: nothing clipped, nothing complained about."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from caller.bar_window import MOVED_PX
from link.messages import commands as c
from link.messages.definition import Definition, Policy, Series, Service, WindowPlace, Zone
from look.practice import told_of_practice
from look.theme import FONTS

FORMS = ["bar", "page"]
LANGUAGES = ["zh", "en"]
LISTED = Definition(
    id="yunxi",
    name="云溪县政务服务中心",
    zones=(Zone(id="left", name="左厅", name_en="Left hall", colour=1),),
    series=(Series(id="A", prefix="A", first=12),),
    services=(Service(id="move", name="不动产转移登记", name_en="Property transfer", series="A"),),
    windows=(WindowPlace(id="3", label="3", zone="left", services=("move",)),),
    policy=Policy(staff_listed=True),
)
FURTHER = ["remark", "matter", "result", "deputy", "profile", "services"]
LEAST_CONTRAST = 7.0
LEAST_KEY_PX = 38
Desk = Any
Open = Callable[..., Desk]
Key = Qt.Key


async def states(desk: Desk) -> AsyncIterator[str]:
    """Every state of a terminal, one after another, by name."""
    yield "closed"
    await desk.sign_in()
    await desk.press("main")
    yield "armed"
    await desk.press("main")
    for service in ("move", "pledge", "wed", "move", "wed", "move"):
        desk.hall.take(service, priority="elderly" if service == "pledge" else "normal")
    desk.wait(1080)
    yield "idle"
    await desk.press("pause")
    yield "choose-pause"
    desk.presenter.leave()
    await desk.press("main")
    yield "calling"
    ticket = desk.presenter.situation.ticket.id
    desk.hall.noted = {
        ticket: ("申请表第二页没有签字，复印件还差一份，本人说下午三点以前会带着原件回来补交，请先核对",)
    }
    desk.presenter.noted(ticket)
    await desk.presenter.settled()
    assert desk.shown.notes
    yield "calling"
    await desk.press("main")
    desk.wait(4000)
    yield "serving"
    for place in ("transfer", "outcome", "pick", "park"):
        await desk.press(place)
        yield f"choose-{place}"
        desk.presenter.leave()
    await desk.press("transfer")
    await desk.press("main")
    yield "choose-place"
    await desk.press("main")
    yield "choose-note"
    desk.presenter.type("还差一份复印件，明天补交")
    yield "choose-note"
    desk.presenter.leave()
    if desk.shown.form == "bar":
        await desk.press("more")
        yield "more"
    for deed in FURTHER:
        await desk.press("further")
        yield "choose-further"
        desk.presenter.type(desk.say(f"caller.further.{deed}"))
        await desk.press("main")
        yield f"choose-{deed}"
        desk.presenter.leave()
    await desk.press("further")
    desk.presenter.type(desk.say("caller.further.result"))
    await desk.press("main")
    await desk.press("main")
    yield "choose-delivered"
    desk.presenter.leave()
    for typed in ("2", "复", "Cop"):
        await desk.press("park")
        desk.presenter.type(typed)
        if desk.shown.buttons.main.is_ready:
            await desk.press("main")
            yield "idle"
            await desk.press("main")
        else:
            desk.presenter.leave()
    desk.hall.do(c.OpenWindow(window="4", clerk="1002"))
    desk.hall.do(c.CallNext(window="4"))
    desk.hall.do(c.Transfer(window="4", to_window="3"))
    await desk.press("missed")
    assert desk.shown.is_note_passing
    yield "idle"
    await desk.press("walk")
    yield "choose-walk"
    desk.presenter.type("zzz")
    yield "choose-walk"
    desk.presenter.leave()
    await desk.press("pause")
    await desk.press("main")
    yield "paused"
    desk.hall.not_built = {"resume"}
    await desk.press("main")
    assert desk.shown.is_note_red
    yield "paused"
    desk.fall_silent()
    yield "stale"
    desk.presenter.hear(None, replace(desk.stale, is_stale=False, freshness="live"))
    yield "unknown"


async def signing_states(desk: Desk) -> AsyncIterator[str]:
    """Every state of a terminal that asks for a password."""
    yield "sign-in"
    for refusal in ("locked-out", "sign-in-failed"):
        desk.hall.roster.refuses = refusal
        await desk.log_in()
        yield "sign-in"
    desk.hall.roster.refuses = ""
    desk.hall.roster.first = {"1001"}
    await desk.log_in()
    yield "change-password"
    for one, other in (("161803", "161804"), ("16", "16")):
        desk.presenter.type_in("password", one)
        desk.presenter.type_in("again", other)
        await desk.press("main")
        assert desk.shown.login.why
        yield "change-password"
    desk.presenter.leave()
    await desk.presenter.settled()
    desk.hall.roster.first = set()
    await desk.log_in()
    yield "idle"
    desk.hall.take()
    await desk.press("main")
    yield "calling"
    desk.hall.do(c.TakeOver(window="3", clerk="1002"))
    await desk.presenter.settled()
    assert desk.shown.number == "A012"
    yield "sign-in"


@pytest.mark.parametrize("form", FORMS)
def test_a_clerk_signs_in_with_a_password_by_the_keyboard_alone(on_screen: Open, form: str) -> None:
    desk = on_screen(LISTED, form=form)
    desk.hall.roster.first = {"1001"}

    async def day() -> None:
        desk.settle()
        desk.write("1001")
        await desk.key(Key.Key_Return)
        desk.write("314158")
        await desk.key(Key.Key_Return)
        assert desk.shown.login.why == "工号或密码不对，请重新输入"
        desk.write("314159")
        await desk.key(Key.Key_F8)
        assert desk.shown.page == "change-password"
        desk.settle()
        desk.write("161803")
        QTest.keyClick(desk.window.view, Key.Key_Tab)
        desk.write("1618")
        await desk.key(Key.Key_Return)
        assert "不一样" in desk.shown.login.why
        desk.write("161803")
        await desk.key(Key.Key_Return)
        desk.write("161803")
        await desk.key(Key.Key_Return)
        assert desk.shown.page == "idle"
        desk.hall.take()
        await desk.key(Key.Key_F8)
        assert desk.shown.page == "calling"
        await desk.key(Key.Key_F8)
        await desk.key(Key.Key_F7)
        await desk.key(Key.Key_F4)
        desk.write("1002")
        await desk.key(Key.Key_Tab)
        desk.write("271828")
        await desk.key(Key.Key_Return)

    asyncio.run(day())
    assert (desk.shown.page, desk.shown.clerk) == ("idle", "1002")
    assert desk.hall.roster.passwords["1001"] == "161803"


@pytest.mark.parametrize("form", FORMS)
def test_no_letter_of_a_password_is_on_the_screen(on_screen: Open, form: str) -> None:
    desk = on_screen(LISTED, form=form)
    desk.settle()
    desk.write("1001")
    QTest.keyClick(desk.window.view, Key.Key_Tab)
    desk.write("314159")
    desk.settle()
    fields = [item for item in desk.items() if item.objectName() == "input"]
    assert [item.property("displayText") for item in fields] == ["1001", "●●●●●●"]
    assert not any("314159" in text for text in desk.texts())


def test_the_bar_grows_by_a_panel_while_somebody_signs_in_and_stays_where_it_is(on_screen: Open) -> None:
    desk = on_screen(LISTED, form="bar")
    view = desk.window.view
    view.setPosition(200, 500)
    lower = view.y() + view.height()

    async def day() -> None:
        assert view.height() == 96 + 124
        await desk.log_in()
        assert (view.height(), view.y() + view.height()) == (96, lower)
        await desk.press("sign_out")
        assert (view.height(), view.y() + view.height()) == (220, lower)

    asyncio.run(day())


def test_a_bar_at_the_upper_edge_goes_down_while_somebody_signs_in_and_comes_back(on_screen: Open) -> None:
    desk = on_screen(form="bar")
    view = desk.window.view
    view.setPosition(200, 0)
    top = view.y()
    desk.bar.fit_height(220)
    assert view.height() == 220
    assert abs(view.y() - top) <= MOVED_PX
    desk.bar.fit_height(96)
    assert view.height() == 96
    assert abs(view.y() - top) <= MOVED_PX


@pytest.mark.parametrize("form", FORMS)
def test_a_clerks_whole_day_is_done_by_the_keyboard_alone(on_screen: Open, form: str) -> None:
    desk = on_screen(form=form)

    async def day() -> None:
        desk.hall.take()
        desk.hall.take("wed")
        desk.write("1001")
        await desk.key(Key.Key_Return)
        assert desk.shown.page == "idle"
        await desk.key(Key.Key_F8)
        await desk.key(Key.Key_F9)
        await desk.key(Key.Key_F8)
        assert (desk.shown.page, desk.shown.number) == ("serving", "A012")
        await desk.key(Key.Key_6)
        desk.write("e")
        await desk.key(Key.Key_Return)
        await desk.key(Key.Key_Return)
        await desk.key(Key.Key_Return)
        assert desk.shown.page == "idle"
        await desk.key(Key.Key_F8)
        await desk.key(Key.Key_F10)
        await desk.key(Key.Key_F10, after_s=1)
        await desk.key(Key.Key_F8)
        await desk.key(Key.Key_5)
        await desk.key(Key.Key_Return)
        await desk.key(Key.Key_7)
        await desk.key(Key.Key_Down)
        await desk.key(Key.Key_Return)
        assert desk.shown.page == "calling"
        await desk.key(Key.Key_F8)
        await desk.key(Key.Key_9)
        await desk.key(Key.Key_Return)
        await desk.key(Key.Key_8)
        await desk.key(Key.Key_Escape)
        await desk.key(Key.Key_F12)
        desk.write("2")
        await desk.key(Key.Key_Return)
        assert (desk.shown.page, desk.shown.caption) == ("paused", "短暂离开")
        await desk.key(Key.Key_F8)
        await desk.key(Key.Key_F4)

    asyncio.run(day())
    assert desk.shown.page == "closed"
    assert [ask.verb for ask in desk.hall.asks] == [
        "open", "next", "recall", "start", "transfer", "next", "missed", "undo", "start", "park", "call", "start",
        "finish", "pause", "resume", "close",
    ]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_another_clerk_types_over_the_usual_number(on_screen: Open, form: str) -> None:
    desk = on_screen(form=form, clerk="1001")

    async def day() -> None:
        desk.write("2002")
        await desk.key(Key.Key_Return)
        await desk.key(Key.Key_F4)
        desk.write("3003")
        await desk.key(Key.Key_F8)

    asyncio.run(day())
    assert [ask.fields.get("clerk") for ask in desk.hall.asks] == ["2002", None, "3003"]


@pytest.mark.parametrize(
    ("form", "order"),
    [
        ("bar", ["下一位", "更多"]),
        ("page", ["呼叫下一位", "指定叫号", "直接办理", "其他", "暂停", "签退"]),
    ],
)
def test_tab_goes_through_the_keys_in_reading_order_and_enter_works_them(
    on_screen: Open, form: str, order: list[str]
) -> None:
    desk = on_screen(form=form)

    async def day() -> None:
        await desk.sign_in()
        desk.settle()
        seen = []
        for _ in order:
            QTest.keyClick(desk.window.view, Key.Key_Tab)
            seen.append(desk.focused)
        assert seen == order
        QTest.keyClick(desk.window.view, Key.Key_Tab)
        assert desk.focused == order[0]
        desk.hall.take()
        await desk.key(Key.Key_Return)

    asyncio.run(day())
    assert desk.shown.page == "calling"


def test_on_the_bar_the_further_keys_are_reached_by_one_key(on_screen: Open) -> None:
    desk = on_screen(form="bar")

    async def day() -> None:
        desk.hall.take()
        await desk.sign_in()
        await desk.key(Key.Key_F8)
        await desk.key(Key.Key_F6)
        assert {"挂起", "转移", "指定", "直接", "结果", "暂停", "签退"} <= set(desk.texts())
        assert "下一位" not in desk.texts()
        await desk.key(Key.Key_Escape)
        assert "开始办理" in desk.texts()

    asyncio.run(day())


def test_a_key_that_bounces_or_is_held_down_is_one_command(on_screen: Open) -> None:
    desk = on_screen()

    async def day() -> None:
        desk.hall.take()
        desk.hall.take()
        await desk.sign_in()
        desk.wait(4)
        for _ in range(3):
            QTest.keyClick(desk.window.view, Key.Key_F8)
        await desk.presenter.settled()
        await desk.key(Key.Key_F8, after_s=0.5)

    asyncio.run(day())
    assert [ask.verb for ask in desk.hall.asks] == ["open", "next"]


@pytest.mark.parametrize("form", FORMS)
def test_while_the_hall_is_away_no_key_does_anything(on_screen: Open, form: str) -> None:
    desk = on_screen(form=form)

    async def day() -> None:
        desk.hall.take()
        await desk.sign_in()
        await desk.key(Key.Key_F8)
        QTest.keyClick(desk.window.view, Key.Key_Tab)
        desk.fall_silent()
        assert {"正在重连", "A012 停在 10:28", "请稍候"} <= set(desk.texts())
        for key in (
            Key.Key_Return,
            Key.Key_F7,
            Key.Key_F8,
            Key.Key_F9,
            Key.Key_F10,
            Key.Key_F12,
            Key.Key_5,
            Key.Key_F4,
        ):
            await desk.key(key)
        desk.come_back()
        await desk.key(Key.Key_F8)

    asyncio.run(day())
    assert [ask.verb for ask in desk.hall.asks] == ["open", "next", "start"]


def test_a_mouse_works_the_page_too(on_screen: Open) -> None:
    desk = on_screen()

    async def day() -> None:
        await desk.sign_in()
        await desk.press("pause")
        desk.settle()
        row = next(item for item in desk.items() if item.objectName() == "option2")
        QTest.mouseClick(desk.window.view, Qt.MouseButton.LeftButton, pos=desk.rect(row).center().toPoint())
        await desk.presenter.settled()

    asyncio.run(day())
    assert (desk.shown.page, desk.shown.caption) == ("paused", "整理材料")


def test_keys_that_the_box_chose_are_written_on_the_keys_and_work(on_screen: Open) -> None:
    from caller.keys import Bindings

    desk = on_screen(bindings=Bindings({"next": "5", "recall": "F2"}))

    async def day() -> None:
        desk.hall.take()
        await desk.sign_in()
        desk.settle()
        assert "F2" in desk.texts()
        assert "F8" not in desk.texts()
        await desk.key(Key.Key_5)

    asyncio.run(day())
    assert (desk.shown.page, desk.shown.buttons.park.hint) == ("calling", "")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("font", FONTS)
def test_no_state_cuts_a_text_covers_another_or_has_a_key_too_small(
    on_screen: Open, form: str, language: str, font: str
) -> None:
    desk = on_screen(form=form, language=language, font=font)
    assert asyncio.run(_faults(desk)) == ""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("font", FONTS)
def test_no_state_of_the_sign_in_cuts_a_text_or_covers_another(
    on_screen: Open, form: str, language: str, font: str
) -> None:
    desk = on_screen(LISTED, form=form, language=language, font=font)
    assert asyncio.run(_faults(desk, states_of=signing_states)) == ""


@pytest.mark.parametrize("form", FORMS)
def test_the_sign_in_stands_out_from_its_ground(on_screen: Open, form: str) -> None:
    desk = on_screen(LISTED, form=form)

    async def day() -> list[str]:
        weak = []
        async for state in signing_states(desk):
            desk.settle()
            weak += [f"{state}: {words}" for words in _weak(desk)]
        return weak

    assert asyncio.run(day()) == []


@pytest.mark.parametrize("form", FORMS)
def test_long_names_and_numbers_keep_their_places(on_screen: Open, form: str) -> None:
    desk = on_screen(_with_long_names(on_screen), form=form)
    assert asyncio.run(_faults(desk, may_elide=True)) == ""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("has_high_contrast", [False, True], ids=["plain", "high"])
def test_every_text_stands_out_from_its_ground_by_seven_to_one(
    on_screen: Open, form: str, has_high_contrast: bool
) -> None:
    desk = on_screen(form=form, has_high_contrast=has_high_contrast)

    async def day() -> list[str]:
        weak = []
        async for state in states(desk):
            desk.settle()
            weak += [f"{state}: {words}" for words in _weak(desk)]
        return weak

    assert asyncio.run(day()) == []


@pytest.mark.parametrize("form", FORMS)
def test_a_hall_to_practise_at_cannot_be_taken_for_a_real_one(on_screen: Open, form: str) -> None:
    desk = on_screen(form=form)
    told = told_of_practice(desk.window)
    told(desk.hall.state, (), False)
    assert "practice" not in above(desk)
    told(replace(desk.hall.state, definition=replace(LISTED, is_practice=True)), (), False)
    desk.settle()
    assert "practice" in above(desk)


def above(desk: Desk) -> list[str]:
    """What lies on the whole window."""
    return [item.objectName() for item in desk.window.view.contentItem().childItems()]


def test_a_larger_screen_shows_the_same_page_larger(on_screen: Open) -> None:
    desk = on_screen(scale=2.0)
    asyncio.run(desk.sign_in())
    desk.settle()
    key = next(item for item in desk.items() if item.property("spoken") == "呼叫下一位")
    assert desk.rect(key) == QRectF(48, 768, 436, 208)


async def _faults(
    desk: Desk,
    *,
    may_elide: bool = False,
    states_of: Callable[[Desk], AsyncIterator[str]] = states,
) -> str:
    """What is wrong in each state, a line a fault."""
    wrong: list[str] = []
    async for state in states_of(desk):
        assert desk.shown.page == state
        desk.settle()
        desk.settle()
        size = (desk.window.view.width(), desk.window.view.height())
        wrong += [f"{state}: {fault}" for fault in _faults_of_texts(desk, size, may_elide)]
        wrong += [f"{state}: {fault}" for fault in _faults_of_keys(desk)]
    return "\n".join(wrong)


def _faults_of_texts(desk: Desk, size: tuple[int, int], may_elide: bool) -> Iterator[str]:
    texts = [item for item in desk.items() if item.metaObject().indexOfProperty("truncated") >= 0]
    texts = [item for item in texts if item.property("text")]
    for item in texts:
        text = item.property("text")
        if item.property("truncated") and not may_elide:
            yield f"{text!r} is cut"
        if item.property("contentWidth") > item.width() + 1:
            yield f"{text!r} is wider than its place"
        if not QRectF(-1, -1, size[0] + 2, size[1] + 2).contains(desk.rect(item)):
            yield f"{text!r} leaves the screen"
    for one, other in combinations(texts, 2):
        if _ink(desk, one).intersects(_ink(desk, other)):
            yield f"{one.property('text')!r} covers {other.property('text')!r}"


def _faults_of_keys(desk: Desk) -> Iterator[str]:
    keys = [item for item in desk.items() if item.property("isTarget") and item.property("isReady")]
    for item in keys:
        rect = desk.rect(item)
        if min(rect.width(), rect.height()) < LEAST_KEY_PX:
            yield f"{item.property('spoken')} is too small"
    for one, other in combinations(keys, 2):
        if desk.rect(one).intersects(desk.rect(other)):
            yield f"{one.property('spoken')} covers {other.property('spoken')}"


def _ink(desk: Desk, item: QQuickItem) -> QRectF:
    """About where the letters are: the middle of the line's height, as wide as the text."""
    rect = desk.rect(item)
    width = min(item.property("contentWidth"), rect.width())
    return QRectF(rect.left(), rect.top() + rect.height() * 0.25, width, rect.height() * 0.5)


def _weak(desk: Desk) -> Iterator[str]:
    """Texts whose colour is too near to the ground on which they are drawn."""
    picture = desk.window.view.grabWindow()
    for item in desk.items():
        is_text = item.metaObject().indexOfProperty("truncated") >= 0 and item.property("text")
        if not is_text:
            continue
        rect = desk.rect(item)
        ground = picture.pixelColor(max(0, int(rect.left()) - 1), int(rect.center().y()))
        contrast = _contrast(QColor(item.property("color")), ground)
        if contrast < LEAST_CONTRAST:
            yield f"{item.property('text')!r} has {contrast:.1f}:1"


def _contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.2, "contrast ratio"."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _with_long_names(on_screen: Open) -> Definition:
    """The hall with names of 12 Hanzi and numbers of six characters, and a window of three digits."""
    desk = on_screen()
    hall: Definition = desk.hall.state.definition
    long = "不动产首次转移变更登记科"
    return replace(
        hall,
        services=tuple(replace(each, name=long, short=long) for each in hall.services),
        series=tuple(replace(each, prefix=each.prefix * 2, first=1012) for each in hall.series),
        windows=tuple(
            replace(each, label="128", name=long) if each.id == "3" else each for each in hall.windows
        ),
    )
