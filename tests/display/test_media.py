"""The playlist: what is played when, what gives way to a call, and what is broken and costs nothing else."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from config.board_layout_file import load_layout
from config.hours import hours_of
from display.media.director import BROKEN_AGAIN_S, Director
from display.media.folder import read_playlist, stamp
from display.media.playlist import Item, Playlist
from display.presenter import BoardPresenter
from display.shown import Board, Playing, Setting

Day = Any
TEN = datetime(2026, 3, 12, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


class Player:
    """A director, its clock, and what it plays."""

    def __init__(self, *items: Item, is_beside: bool = True) -> None:
        self.at_s = 100.0
        self.director = Director(lambda: self.at_s, is_beside=is_beside)
        self.director.load(Playlist(items=items))

    def plays(self, *, has_call: bool = False, now: datetime = TEN) -> Playing:
        return self.director.playing(now, has_call=has_call)

    def after(self, seconds: float, *, has_call: bool = False, now: datetime = TEN) -> Playing:
        self.at_s += seconds
        return self.plays(has_call=has_call, now=now)


def picture(name: str, seconds: float = 10.0, **more: Any) -> Item:
    return Item(kind="picture", name=name, source=f"/{name}", seconds=seconds, **more)


def video(name: str) -> Item:
    return Item(kind="video", name=name, source=f"/{name}")


def test_pictures_follow_each_other_and_begin_again() -> None:
    player = Player(picture("a", 10), picture("b", 5))
    assert player.plays().source == "/a"
    assert player.after(9.9).source == "/a"
    assert player.director.due_s() is not None
    assert player.after(0.2).source == "/b"
    assert player.after(5).source == "/a"


def test_the_only_picture_of_a_list_just_stays() -> None:
    player = Player(picture("a", 10))
    first = player.plays()
    assert player.after(50) == first


def test_a_video_lasts_as_long_as_it_lasts_and_then_the_next_is_on() -> None:
    player = Player(video("film"), picture("a"))
    film = player.plays()
    assert player.after(3600) == film
    assert player.director.due_s() is None
    player.director.ended(film.turn - 1)
    assert player.plays() == film, "news of what was on before is nothing"
    player.director.ended(film.turn)
    assert player.plays().source == "/a"


def test_the_only_video_begins_anew_when_it_has_ended() -> None:
    player = Player(video("film"))
    first = player.plays()
    player.director.ended(first.turn)
    assert player.plays().turn == first.turn + 1


def test_an_item_has_its_hours_and_days() -> None:
    morning = picture("morning", hours=(hours_of("mon-fri 08:30-12:00"),))
    player = Player(morning, picture("always"))
    assert player.plays(now=TEN.replace(hour=9)).source == "/morning"
    assert player.after(10, now=TEN.replace(hour=9)).source == "/always"
    assert player.after(10, now=TEN.replace(hour=14)).source == "/always"
    assert player.after(10, now=TEN.replace(day=14)).source == "/always", "a Saturday"
    assert Player(morning).plays(now=TEN.replace(hour=14)).kind == "none"


def test_what_cannot_be_played_is_left_out_said_and_tried_again_later() -> None:
    player = Player(video("broken"), picture("a"))
    player.director.failed(player.plays().turn, "no such codec")
    assert player.plays().source == "/a"
    assert player.director.wrong == (("broken", "broken", "no such codec"),)
    assert player.after(10).source == "/a", "and not the broken one"
    assert player.after(BROKEN_AGAIN_S).source == "/broken"
    assert player.director.wrong == ()


def test_when_all_is_broken_there_is_nothing_and_the_board_goes_on() -> None:
    player = Player(video("broken"))
    player.director.failed(player.plays().turn, "garbled")
    assert player.plays().kind == "none"
    assert player.director.due_s() == 30.0


def test_where_media_have_no_place_beside_calls_they_stop_and_go_on_where_they_were() -> None:
    player = Player(picture("a", 10), picture("b", 10), is_beside=False)
    player.plays()
    assert player.after(4).source == "/a"
    paused = player.after(100, has_call=True)
    assert (paused.source, paused.is_paused) == ("/a", True)
    assert player.director.due_s() is None
    resumed = player.after(1, has_call=False)
    assert (resumed.source, resumed.is_paused) == ("/a", False)


def test_a_folder_is_read_in_order_and_each_wrong_item_is_said_alone(tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(b"x")
    (tmp_path / "sheet.pdf").write_bytes(b"x")
    (tmp_path / "playlist.toml").write_text(
        '[[item]]\nfile = "film.mp4"\nvolume = 0.3\nhours = ["mon-fri 9:00-11:00"]\n'
        '[[item]]\nfile = "gone.mp4"\n'
        '[[item]]\nfile = "sheet.pdf"\n'
        '[[item]]\ntitle = "通知"\ntext = "今天提前关门"\nseconds = 20\n'
        '[[item]]\npage = "today"\n',
        encoding="utf-8",
    )
    playlist = read_playlist(tmp_path)
    assert [(item.kind, item.name) for item in playlist.items] == [
        ("video", "film.mp4"),
        ("text", "通知"),
        ("today", "today"),
    ]
    assert playlist.items[0].hours == (hours_of("mon-fri 9:00-11:00"),)
    assert playlist.wrong == (("gone.mp4", "missing", ""), ("sheet.pdf", "kind", ""))


def test_without_a_list_all_films_and_pictures_of_the_folder_are_played_by_name(tmp_path: Path) -> None:
    for name in ("b.png", "a.mp4", ".hidden.png"):
        (tmp_path / name).write_bytes(b"x")
    assert [item.name for item in read_playlist(tmp_path).items] == ["a.mp4", "b.png"]


def test_a_wrong_list_or_a_missing_folder_is_said_and_raises_nothing(tmp_path: Path) -> None:
    assert read_playlist(tmp_path / "gone").wrong[0][1] == "folder"
    assert stamp(tmp_path / "gone") == ()
    for text in (
        '[[item]]\nfile = "../../etc/passwd"\n',
        '[[item]]\nfile = "a.mp4"\npage = "today"\n',
        "x =",
    ):
        (tmp_path / "playlist.toml").write_text(text, encoding="utf-8")
        playlist = read_playlist(tmp_path)
        assert (playlist.items, playlist.wrong[0][1]) == ((), "list")


# ── on the board ─────────────────────────────────────────────────────────────────────────────────────


class Watched:
    """A board that plays one picture."""

    def __init__(self, day: Day, layout: str = "media") -> None:
        self.day, self.at_s, self.silent_s = day, 1000.0, 0.0
        drawn = load_layout(layout, Path("/nowhere"))
        assert drawn.media is not None
        media = Director(lambda: self.at_s, is_beside=drawn.media.is_beside)
        media.load(Playlist(items=(picture("a"),)))
        self.presenter = BoardPresenter(
            "left",
            Setting(layout=drawn),
            show=lambda _: None,
            moment=lambda: self.at_s,
            hall_now=lambda: day.now.astimezone(ZoneInfo("Asia/Shanghai")),
            silent_s=lambda: self.silent_s,
            media=media,
        )
        self.hears()

    def hears(self) -> Board:
        self.presenter.hear(self.day.state)
        return self.presenter.shown

    def after(self, seconds: float) -> Board:
        self.at_s += seconds
        self.day.passes(seconds)
        self.presenter.render()
        return self.presenter.shown

    def media_width(self) -> int:
        return next(place.w for place in self.presenter.shown.places if place.shows == "media")


def test_a_call_takes_its_place_in_the_very_picture_that_has_it_and_keeps_it_for_twelve_seconds(
    day: Day,
) -> None:
    day.opens("1")
    watched = Watched(day)
    assert watched.media_width() == 1824
    day.calls("A001", "1")
    board = watched.hears()
    assert ([line.number for line in board.bands], watched.media_width()) == (["A001"], 528)
    day.starts("A001", "1")
    watched.hears()
    watched.after(11.9)
    assert watched.media_width() == 528
    watched.after(0.2)
    assert watched.media_width() == 1824


def test_the_sound_is_low_while_a_call_is_new_and_while_a_voice_speaks(day: Day) -> None:
    day.opens("1")
    watched = Watched(day)
    assert not watched.presenter.shown.playing.is_ducked
    day.calls("A001", "1")
    assert watched.hears().playing.is_ducked
    assert not watched.after(12.1).playing.is_ducked
    watched.presenter.duck(is_down=True)
    assert watched.presenter.shown.playing.is_ducked
    watched.presenter.duck(is_down=False)
    assert not watched.presenter.shown.playing.is_ducked


def test_nothing_is_played_when_the_hall_is_closed_silent_or_in_an_emergency(
    day: Day, new_day: Callable[..., Day]
) -> None:
    assert Watched(day).presenter.shown.playing.kind == "none", "no window is open"
    busy = new_day()
    busy.opens("1")
    watched = Watched(busy)
    assert watched.presenter.shown.playing.kind == "picture"
    watched.silent_s = 60.0
    assert watched.after(60).playing.kind == "none"


def test_the_board_wakes_when_the_next_item_is_due(new_day: Callable[..., Day]) -> None:
    day = new_day(notices=(), zones=new_day().state.definition.zones[:1])
    day.opens("1")
    watched = Watched(day)
    assert watched.presenter.due_s() <= 10.1
