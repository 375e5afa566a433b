"""The playlist in a real window: pictures and films are drawn, what is broken is told, and a call is never late for it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

import display
from config.board_layout_file import load_layout
from display.glyphs import Glyphs, has_glyph
from display.media.director import Director
from display.media.player import MediaFace
from display.media.playlist import Item, Playlist
from display.media.sample import sample_film
from display.presenter import BoardPresenter
from display.screen import BoardScreen
from display.shown import Board, Setting, Words
from look.loop import application, screen_font
from look.texts import Catalogue
from look.theme import dark
from look.window import Window

Day = Any
VIEW = Path(display.__file__).parent / "views" / "Board.qml"
GREEN, BLUE, AMBER = (20, 160, 60), (30, 60, 160), "#ffc52e"


class Wall:
    """A TV that plays a list."""

    def __init__(self, day: Day, layout: str, *items: Item) -> None:
        self.day, self.at_s = day, 1000.0
        self.told: list[tuple[str, int]] = []
        drawn = load_layout(layout, Path("/nowhere"))
        self.screen = BoardScreen()
        self.face = MediaFace(self._ended, self._failed)
        self.director = Director(lambda: self.at_s, is_beside=True)
        self.director.load(Playlist(items=items))
        self.window = Window(
            VIEW,
            self.screen,
            dark(screen_font(), is_moving=False),
            Catalogue("zh"),
            size=(drawn.width, drawn.height),
            objects={"media": self.face},
        )
        self.window.show()
        self.presenter = BoardPresenter(
            "left",
            Setting(layout=drawn),
            show=self.screen.show,
            moment=lambda: self.at_s,
            hall_now=lambda: day.now.astimezone(ZoneInfo("Asia/Shanghai")),
            silent_s=lambda: 0.0,
            media=self.director,
        )
        self.hears()

    def hears(self) -> None:
        self.presenter.hear(self.day.state)

    def colour_at(self, x: int, y: int) -> tuple[int, int, int]:
        colour = self.picture().pixelColor(x, y)
        return colour.red(), colour.green(), colour.blue()

    def picture(self) -> QImage:
        return self.window.view.grabWindow()

    def _ended(self, turn: int) -> None:
        self.told.append(("ended", turn))
        self.director.ended(turn)
        self.presenter.render()

    def _failed(self, turn: int, reason: str) -> None:
        self.told.append((reason, turn))
        self.director.failed(turn, reason)
        self.presenter.render()


@pytest.fixture
def wall(qtbot: QtBot, day: Day) -> Iterator[Callable[..., Wall]]:
    application()
    day.opens("1")
    walls: list[Wall] = []

    def hang(*items: Item, layout: str = "media") -> Wall:
        walls.append(Wall(day, layout, *items))
        return walls[-1]

    yield hang
    for each in walls:
        each.window.close()


def near(colour: tuple[int, int, int], wanted: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 24 for one, other in zip(colour, wanted, strict=True))


def picture(
    folder: Path, name: str, colour: tuple[int, int, int], size: tuple[int, int] = (1824, 812)
) -> Item:
    Image.new("RGB", size, colour).save(folder / name)
    return Item(kind="picture", name=name, source=str(folder / name))


def test_a_picture_whatever_its_name_fills_its_place(
    wall: Callable[..., Wall], tmp_path: Path, qtbot: QtBot
) -> None:
    tv = wall(picture(tmp_path, "政策 #1 100%.png", GREEN))
    qtbot.waitUntil(lambda: near(tv.colour_at(960, 550), GREEN), timeout=60_000)
    assert near(tv.colour_at(60, 160), GREEN)
    assert not near(tv.colour_at(960, 40), GREEN), "the strip stays"


def test_the_next_picture_takes_over_only_when_it_is_there(
    wall: Callable[..., Wall], tmp_path: Path, qtbot: QtBot
) -> None:
    tv = wall(picture(tmp_path, "a.png", GREEN), picture(tmp_path, "b.png", BLUE))
    qtbot.waitUntil(lambda: near(tv.colour_at(960, 550), GREEN), timeout=60_000)
    tv.at_s += 15
    tv.presenter.render()
    assert near(tv.colour_at(960, 550), GREEN), "no hole while it loads"
    qtbot.waitUntil(lambda: near(tv.colour_at(960, 550), BLUE), timeout=60_000)


def test_a_call_is_drawn_in_the_first_frame_while_a_huge_picture_is_still_being_read(
    wall: Callable[..., Wall], day: Day, tmp_path: Path
) -> None:
    huge = picture(tmp_path, "huge.jpg", GREEN, (7000, 5000))
    tv = wall(huge)
    day.calls("A001", "1")
    tv.hears()
    assert tv.picture().pixelColor(60, 182).name() == AMBER


def test_a_picture_that_is_none_is_told_and_the_next_is_shown(
    wall: Callable[..., Wall], tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "broken.png").write_bytes(b"this is not a picture")
    broken = Item(kind="picture", name="broken.png", source=str(tmp_path / "broken.png"))
    tv = wall(broken, picture(tmp_path, "b.png", BLUE))
    qtbot.waitUntil(lambda: near(tv.colour_at(960, 550), BLUE), timeout=60_000)
    assert tv.director.wrong == (("broken.png", "broken", "picture"),)


def test_a_film_is_drawn_without_a_graphics_card_and_the_next_follows_it(
    wall: Callable[..., Wall], tmp_path: Path, qtbot: QtBot
) -> None:
    source = str(sample_film(tmp_path / "影片.avi", (320, 180), seconds=3, colour=GREEN))
    tv = wall(Item(kind="video", name="film", source=source), picture(tmp_path, "b.png", BLUE))
    qtbot.waitUntil(lambda: near(tv.colour_at(960, 550), GREEN), timeout=60_000)
    qtbot.waitUntil(lambda: near(tv.colour_at(960, 550), BLUE), timeout=60_000)
    assert tv.told == [("ended", 1)]
    assert tv.window.warnings == []


def test_a_call_comes_before_the_film_and_the_film_goes_on_beside_it(
    wall: Callable[..., Wall], day: Day, tmp_path: Path, qtbot: QtBot
) -> None:
    source = str(sample_film(tmp_path / "film.avi", (320, 180), seconds=60, fps=10, colour=GREEN))
    tv = wall(Item(kind="video", name="film", source=source))
    qtbot.waitUntil(lambda: near(tv.colour_at(960, 550), GREEN), timeout=60_000)
    day.calls("A001", "1")
    tv.hears()
    assert tv.picture().pixelColor(60, 182).name() == AMBER
    qtbot.waitUntil(lambda: near(tv.colour_at(1608, 554), GREEN), timeout=60_000)
    assert tv.told == []


@pytest.mark.parametrize("content", [b"", b"this is no film at all" * 100])
def test_a_film_that_cannot_be_played_is_told_and_the_rest_goes_on(
    wall: Callable[..., Wall], tmp_path: Path, qtbot: QtBot, content: bytes
) -> None:
    (tmp_path / "broken.mp4").write_bytes(content)
    broken = Item(kind="video", name="broken.mp4", source=str(tmp_path / "broken.mp4"))
    tv = wall(broken, picture(tmp_path, "b.png", BLUE))
    qtbot.waitUntil(lambda: near(tv.colour_at(960, 550), BLUE), timeout=60_000)
    assert tv.director.wrong[0][:2] == ("broken.mp4", "broken")


def test_a_film_that_was_pulled_out_with_its_stick_is_told_and_the_rest_goes_on(
    wall: Callable[..., Wall], tmp_path: Path, qtbot: QtBot
) -> None:
    gone = Item(kind="video", name="gone.mp4", source=str(tmp_path / "gone.mp4"))
    tv = wall(gone, picture(tmp_path, "b.png", BLUE))
    qtbot.waitUntil(lambda: near(tv.colour_at(960, 550), BLUE), timeout=60_000)


def test_texts_and_the_page_of_the_day_are_items_like_any_other(wall: Callable[..., Wall], day: Day) -> None:
    tv = wall(
        Item(kind="text", name="t", title="社保卡", text="可以在手机上申领", seconds=10),
        Item(kind="today", name="d", seconds=10),
    )

    def said() -> set[str]:
        return {str(item.property("text")) for item in items(tv.window.view.rootObject())}

    assert {"社保卡", "可以在手机上申领"} <= said()
    tv.at_s += 10
    tv.presenter.render()
    assert {"今日办理", "不动产登记", "已办结"} <= said()


def items(root: QQuickItem) -> Iterator[QQuickItem]:
    if root.isVisible():
        yield root
        for child in root.childItems():
            yield from items(child)


def test_a_character_that_no_font_has_is_known_and_told_once(qtbot: QtBot) -> None:
    application()
    screen_font()
    assert has_glyph("国")
    assert has_glyph("A")
    assert not has_glyph("\U0010fffd"), "a private character of nobody's"
    assert not has_glyph("\U000f1234"), "and one that some font draws as a box with a number"
    glyphs = Glyphs()
    board = Board(title=Words(text="王\U000f1234先生"))
    assert glyphs.look_at(board)
    assert glyphs.missing == ("\U000f1234",)
    assert not glyphs.look_at(board)
    assert not glyphs.look_at(Board(title=Words(text="王先生")))
