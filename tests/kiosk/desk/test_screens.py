"""The desk in a real window: worked by mouse alone and by keyboard alone, nothing clipped, nothing in another's place."""

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtQuick import QQuickItem

from link.messages import commands as c

pytestmark = pytest.mark.timeout(600)


def rect(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def keys(screen):
    """All that can be touched and is shown, by name."""
    return {
        item.objectName(): rect(item)
        for item in screen.items()
        if item.objectName().startswith(("key-", "tile", "class-", "paper-", "language"))
    }


def long_names(definition):
    """Names of twelve Hanzi and of forty Latin letters everywhere."""
    hanzi, latin = "不动产登记税费减免联办窗口", "Real Estate Registration and Tax Office"
    assert (len(hanzi), len(latin)) >= (12, 39)
    return replace(
        definition,
        departments=tuple(replace(each, name=hanzi, name_en=latin) for each in definition.departments),
        services=tuple(replace(each, name=hanzi, name_en=latin) for each in definition.services),
        zones=tuple(replace(each, name=hanzi, name_en=latin) for each in definition.zones),
    )


# ── by mouse, by keyboard ────────────────────────────────────────────────────────────────────────────


def test_a_ticket_is_given_by_mouse_alone(on_screen):
    screen = on_screen()
    screen.click("tile2")
    screen.click("tile1")
    screen.click("class-elderly")
    screen.click("language")
    screen.click("key-issue")
    asked = screen.sitting.hall.asks[0]
    assert (asked.verb, asked.body["priority"], asked.body["language"]) == ("take", "elderly", "en")
    assert screen.sitting.shown.found.number in screen.texts() or screen.has("card")


def test_a_ticket_is_given_and_looked_up_by_keyboard_alone(on_screen):
    screen = on_screen()
    screen.key(Qt.Key.Key_F3)
    screen.type("zxdj")
    screen.key(Qt.Key.Key_Return)
    screen.key(Qt.Key.Key_Return)
    given = screen.sitting.shown.found.number
    assert given
    screen.key(Qt.Key.Key_F2)
    screen.type(given.lower())
    screen.key(Qt.Key.Key_Return)
    assert screen.sitting.shown.found.number == given
    screen.key(Qt.Key.Key_Y)
    screen.type("lnr")
    screen.key(Qt.Key.Key_Return)
    screen.key(Qt.Key.Key_Return)
    assert screen.sitting.ticket(given).priority == "elderly"
    screen.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert screen.sitting.ticket(given).priority == "normal"


def test_an_alarm_is_opened_and_looked_after_by_mouse(on_screen):
    screen = on_screen()
    screen.click("alarm")
    screen.click("key-acknowledge")
    assert screen.sitting.shown.alarms[0].is_seen
    assert not screen.has("key-acknowledge")


def test_lines_are_typed_and_taken_with_ctrl_and_enter(on_screen):
    screen = on_screen()
    screen.key(Qt.Key.Key_F6)
    screen.key(Qt.Key.Key_Return)
    screen.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    screen.type("one")
    screen.key(Qt.Key.Key_Return)
    screen.type("two")
    screen.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert screen.sitting.hall.state.notices[""] == ("one", "two")


def test_a_scanner_at_a_desk_without_focus_in_a_field_finds_and_does_nothing_else(on_screen):
    screen = on_screen()
    waiting = next(each for each in screen.sitting.hall.state.tickets.values() if each.state == "waiting")
    screen.sitting.finds(waiting.number)
    screen.settle()
    facts = len(screen.sitting.hall.paper.facts)
    screen.type("PYSNRTMVabcdefghij0123")
    screen.sitting.run(lambda: screen.sitting.presenter.key("Return"))
    assert [each.verb for each in screen.sitting.hall.asks] == ["find_ticket"]
    assert len(screen.sitting.hall.paper.facts) == facts


def test_somebody_signs_in_by_keyboard(on_screen, county):
    policy = replace(county.policy, staff_listed=True)
    screen = on_screen(policy=policy)
    assert screen.has("signIn")
    screen.type("2003")
    screen.key(Qt.Key.Key_Return)
    screen.type("314159")
    screen.key(Qt.Key.Key_Return)
    assert screen.sitting.presenter.situation.signed_in == "2003"
    assert not screen.has("signIn")
    assert "314159" not in screen.texts()


# ── how it looks ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("is_long", [False, True], ids=["usual", "long-names"])
def test_nothing_lies_over_another_or_outside(on_screen, county, language, is_long):
    screen = on_screen(long_names(county) if is_long else county, language=language)
    waiting = next(each for each in screen.sitting.hall.state.tickets.values() if each.state == "waiting")
    screen.sitting.finds(waiting.number)
    screen.settle()
    whole = QRectF(0, 0, 1280, 800)
    shown = keys(screen)
    assert len(shown) > 30
    for name, place in shown.items():
        if not name.startswith("tile"):  # these scroll
            assert whole.contains(place), name
    for (one, a), (other, b) in combinations(shown.items(), 2):
        if not (one.startswith("tile") or other.startswith("tile")):
            assert not a.intersects(b), (one, other)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_words_of_every_key_are_whole(on_screen, language):
    screen = on_screen(language=language)
    cut = [
        item.property("text")
        for item in screen.items()
        if item.property("truncated") and item.parentItem() is not None and _is_of_key(item)
    ]
    assert cut == []


def _is_of_key(item: QQuickItem) -> bool:
    parent = item.parentItem()
    while parent is not None:
        if parent.objectName().startswith(("key-", "class-", "paper-", "language")):
            return True
        parent = parent.parentItem()
    return False


def test_sixty_four_windows_in_eight_zones_are_all_reached_by_scrolling(on_screen, county):
    from importlib.resources import as_file, files

    from config.hall import load_hall

    with as_file(files("config.examples") / "bench.toml") as path:
        bench = load_hall(path)
    screen = on_screen(bench, is_busy=False)
    assert len(screen.sitting.shown.zones) == 8
    cells = sum(len(zone.cells) for zone in screen.sitting.shown.zones)
    assert cells == 64
    field = screen.item("map")
    assert field.property("contentHeight") > field.height()


def test_while_the_hall_is_away_the_screen_says_so_and_no_key_works(on_screen):
    screen = on_screen()
    screen.sitting.goes_away()
    screen.settle()
    assert "号码停在 10:24，正在恢复" in screen.texts()
    for name in ("key-crowd", "key-issue", "key-broadcast"):
        screen.click(name)
    assert not screen.sitting.hall.asks
    screen.sitting.comes_back()
    screen.sitting.hall.do(c.StartCrowd(reason="人多"))
    screen.settle()
    assert any("停止取号" in text for text in screen.texts())
