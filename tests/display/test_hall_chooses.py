"""The layout of a board as its hall wants it: by zone, changed while it is shown, and what cannot be done is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from config.board_layout_file import load_layout
from config.box import load_box_text
from display.board_settings import BoardSettings, board_settings, rows_of
from display.choosing import choice
from display.presenter import BoardPresenter
from display.shown import Board, Setting
from link.messages import facts as f
from link.messages.definition import Zone

Day = Any
"""tests/display/conftest.py has it; pytest gives it."""


def own(tmp_path: Path, display: str = "") -> BoardSettings:
    text = f'[box]\nid = "b1"\ndata_dir = "{tmp_path}"\n[display]\n{display}\n'
    (made,) = board_settings(load_box_text(text, "box.toml"), None, None)
    return made


def test_a_box_that_names_a_layout_keeps_it(tmp_path: Path) -> None:
    made = choice(own(tmp_path, 'layout = "portrait"'), "table")
    assert (made.layout.height, made.wrong) == (1920, ())


def test_a_box_that_names_none_has_the_halls_and_else_the_usual_one(tmp_path: Path) -> None:
    settings = own(tmp_path)
    assert settings.layout == choice(settings, "").layout == load_layout("landscape", tmp_path)
    assert choice(settings, "table").layout == load_layout("table", tmp_path)
    assert rows_of(settings.layout, settings.rows_history) == 3


def test_a_hall_may_name_a_layout_of_the_boxs_own(tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    text = Path(__file__).parents[2].joinpath("config/layouts/table.toml").read_text("utf-8")
    (tmp_path / "layouts" / "ours.toml").write_text(text, "utf-8")
    made = choice(own(tmp_path), "ours")
    assert (made.layout.windows is not None, made.wrong) == (True, ())


@pytest.mark.parametrize(
    ("display", "wanted", "zh", "en"),
    [
        ("", "tabel", "先用 landscape：没有名为“tabel”的版式", "Did you mean table?"),
        ("", "../../etc/passwd", "先用 landscape：没有名为", "landscape is shown"),
        ("", "window", "没有写是哪个窗口", "landscape is shown"),
        ('playlist = "/films"', "table", "版式“table”里没有播放的地方", "no place to play anything"),
        ('playlist = "/films"', "", "版式“landscape”里没有播放的地方", "no place to play anything"),
    ],
)
def test_a_layout_that_cannot_be_used_is_told_in_words_and_the_board_is_shown_all_the_same(
    tmp_path: Path, display: str, wanted: str, zh: str, en: str
) -> None:
    made = choice(own(tmp_path, display), wanted)
    assert zh in made.trouble("zh")
    assert en in made.trouble("en")
    assert made.layout == load_layout(wanted if wanted == "table" else "landscape", tmp_path)


def test_a_layout_file_that_is_broken_is_told_and_not_shown(tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "ours.toml").write_text("width = 1920\nheight =", "utf-8")
    made = choice(own(tmp_path), "ours")
    assert made.layout == load_layout("landscape", tmp_path)
    assert "landscape is shown" in made.trouble("en")


class Dressed:
    """A board that is given its layout by its hall."""

    def __init__(self, day: Day, settings: BoardSettings) -> None:
        self.day, self.settings, self.at_s = day, settings, 1000.0
        self.seen: list[Board] = []
        self.asked: list[str] = []
        self.presenter = BoardPresenter(
            "left",
            Setting(layout=settings.layout),
            show=self.seen.append,
            moment=lambda: self.at_s,
            hall_now=self.hall_now,
            silent_s=lambda: 0.0,
            setting_for=self._setting_for,
        )

    def hall_now(self) -> datetime:
        moment: datetime = self.day.now.astimezone(ZoneInfo("Asia/Shanghai"))
        return moment

    def hears(self) -> Board:
        self.presenter.hear(self.day.state)
        return self.seen[-1]

    def _setting_for(self, wanted: str) -> Setting:
        self.asked.append(wanted)
        layout = choice(self.settings, wanted).layout
        return Setting(layout=layout, rows=rows_of(layout, 3))


def defined(day: Day, layout: str) -> None:
    """The hall is reloaded with another layout for the left zone."""
    before = day.state.definition
    zones = tuple(replace(each, layout=layout) if each.id == "left" else each for each in before.zones)
    day.add(f.HallDefined(definition=replace(before, zones=zones)))


def test_the_board_of_a_zone_has_the_layout_of_that_zone(new_day: Callable[..., Day], tmp_path: Path) -> None:
    zones = (
        Zone(id="left", name="左厅", layout="table"),
        Zone(id="right", name="右厅", layout="portrait"),
    )
    day = new_day(zones=zones)
    day.opens("1")
    board = Dressed(day, own(tmp_path)).hears()
    assert "windows" in {place.shows for place in board.places if place.is_shown}
    assert board.width == 1920


def test_a_reload_changes_the_layout_at_once_and_what_was_called_is_still_seen(
    day: Day, tmp_path: Path
) -> None:
    day.opens(*(str(number) for number in range(1, 9)))
    dressed = Dressed(day, own(tmp_path))
    dressed.hears()
    for number in range(1, 9):
        day.calls(f"A00{number}", str(number))
    crowd = dressed.hears()
    assert crowd.is_crowd
    defined(day, "media-left")
    narrow = dressed.hears()
    assert "media" in {place.shows for place in narrow.places}
    lines = {line.number for line in (*narrow.bands, *narrow.history)}
    assert lines >= {f"A00{number}" for number in range(1, 9)}
    defined(day, "")
    back = dressed.hears()
    assert {line.number for line in (*back.bands, *back.history)} >= lines
    assert dressed.asked == ["", "media-left", ""], "a layout is read only when another one is wanted"
