"""A display box on a real hall: what clerks call is announced and written down; what is broken is said."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest

from config.box import load_box_text
from config.wrong import ConfigError
from devices.voices.players import CommandPlayer, FilePlayer
from devices.voices.speaker import Speaker
from display.box import DisplayBox
from display.settings import DisplaySettings, Wishes, display_settings
from display.speaking_settings import SpeakingSettings

JIAOHAO = (sys.executable, "-P", "-m", "jiaohao")
TEST_S = 300
"""Nothing here depends on how fast the machine is: each story waits for what it tells of, so long at most."""

BOUND_S = 200

pytestmark = pytest.mark.timeout(TEST_S)

T = TypeVar("T")
Hall = Any
Guard = Callable[["subprocess.Popen[str]"], threading.Timer]
Announced = Callable[[Path, int], Awaitable[list[dict[str, Any]]]]


async def no_time(_seconds: float) -> None: ...


def settings(clerks: Hall, folder: Path, *zones: str) -> DisplaySettings:
    speaking = (SpeakingSettings(zones=zones, announced=folder / "announced.jsonl"),)
    return DisplaySettings(box="board-left", url=clerks.url, data=folder, speaking=speaking)


def chime_into(folder: Path) -> Speaker:
    return Speaker(engine=None, player=FilePlayer(folder / "out", pause=no_time))


async def until(is_so: Callable[[], T]) -> T:
    """What is so as soon as it is, or after a long while what is not: what is asserted next says what is missing."""
    for _ in range(BOUND_S * 50):
        if found := is_so():
            return found
        await asyncio.sleep(0.02)
    return is_so()


def test_what_is_called_in_its_zones_is_announced_once_and_over_a_restart_nothing_twice(
    clerks: Hall, tmp_path: Path, announced: Announced
) -> None:
    async def story() -> None:
        async with DisplayBox(settings(clerks, tmp_path, "left"), voice=chime_into(tmp_path)) as box:
            await box.link.wait_live(BOUND_S)
            in_zone = await asyncio.to_thread(clerks.call, "1")
            await asyncio.to_thread(clerks.call, "2")
            [line] = await announced(tmp_path, 1)
            assert (line["seq"], line["number"], line["window"]) == (in_zone, "A001", "1")
            assert line["text"] == "请 A 零零一 号，到 1 号窗口办理。"
            assert line["heard"] is True
        again = await asyncio.to_thread(clerks.post, "/windows/1/recall")
        async with DisplayBox(settings(clerks, tmp_path, "left"), voice=chime_into(tmp_path)) as box:
            await box.link.wait_live(BOUND_S)
            lines = await announced(tmp_path, 2)
            assert [line["seq"] for line in lines] == [in_zone, again["seq"]]

    asyncio.run(story())


def test_a_box_without_a_sound_card_tells_the_hall_in_words_and_its_queue_moves_on(
    clerks: Hall, tmp_path: Path, announced: Announced
) -> None:
    async def story() -> None:
        player = CommandPlayer([("sh", "-c", "echo no card >&2; exit 1")])
        voice = Speaker(engine=None, player=player, pause=no_time)
        async with DisplayBox(settings(clerks, tmp_path), voice=voice) as box:
            await box.link.wait_live(BOUND_S)
            for window in ("1", "2"):
                await asyncio.to_thread(clerks.call, window)
            lines = await announced(tmp_path, 2)
            assert [(line["heard"], line["reason"]) for line in lines] == [(False, "no card")] * 2
            [trouble] = (await until(lambda: dict(box.link.state.troubles))).values()
            assert (trouble.box, trouble.part) == ("board-left", "sound")
            assert trouble.reason == "播报没有声音：no card"

    asyncio.run(story())


def test_zones_that_the_hall_does_not_have_are_a_trouble_that_staff_can_see(
    clerks: Hall, tmp_path: Path
) -> None:
    async def story() -> None:
        async with DisplayBox(settings(clerks, tmp_path, "attic"), voice=chime_into(tmp_path)) as box:
            await box.link.wait_live(BOUND_S)
            troubles = await until(lambda: dict(box.link.state.troubles))
            assert [each.part for each in troubles.values()] == ["voice"]

    asyncio.run(story())


def test_the_command_speaks_without_a_screen_and_ends_cleanly(
    clerks: Hall, tmp_path: Path, announced: Announced, guarded: Guard
) -> None:
    (tmp_path / "box.toml").write_text(
        f'[box]\nid = "voice-1"\ndata_dir = "{tmp_path}/data"\n[voice]\nengine = "none"\n', encoding="utf-8"
    )
    command = (
        *JIAOHAO, "display", "--box", str(tmp_path / "box.toml"), "--hall-url", clerks.url,
        "--no-screen", "--voice-out", str(tmp_path / "voice"),
    )  # fmt: skip
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        guard = guarded(process)
        assert process.stderr is not None
        said = ""
        while "live" not in said:
            line = process.stderr.readline()
            assert line, said
            said += line
        clerks.call("1")
        lines = asyncio.run(announced(tmp_path / "voice", 1))
        process.send_signal(signal.SIGTERM)
        rest = process.communicate(timeout=BOUND_S)[1]
        guard.cancel()
    assert process.returncode == 0, said + rest
    assert "Traceback" not in said + rest
    assert [line["number"] for line in lines] == ["A001"]
    assert [path.suffix for path in sorted((tmp_path / "voice").iterdir())] == [".wav", ".jsonl"]


def test_the_command_shows_a_board_takes_its_pictures_and_ends_cleanly(
    clerks: Hall, tmp_path: Path, guarded: Guard
) -> None:
    (tmp_path / "box.toml").write_text(
        f'[box]\nid = "tv-1"\ndata_dir = "{tmp_path}/data"\n[screen]\nfullscreen = false\nmotion = false\n',
        encoding="utf-8",
    )
    command = (
        *JIAOHAO, "display", "--box", str(tmp_path / "box.toml"), "--hall-url", clerks.url, "--zone", "right",
        "--no-voice", "--shots", str(tmp_path / "shots"),
    )  # fmt: skip
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        guard = guarded(process)
        clerks.call("2")
        picture = tmp_path / "shots" / "tv-1-calling.png"
        asyncio.run(until(picture.exists))
        process.send_signal(signal.SIGTERM)
        said = process.communicate(timeout=BOUND_S)[1]
        guard.cancel()
    assert picture.exists(), said
    assert process.returncode == 0, said
    assert "Traceback" not in said
    assert "qml" not in said


def test_two_boards_on_one_box_show_each_its_zone_and_what_cannot_be_played_reaches_the_staff(
    clerks: Hall, tmp_path: Path, guarded: Guard
) -> None:
    media = tmp_path / "media"
    media.mkdir()
    (media / "broken.mp4").write_bytes(b"no film at all")
    (tmp_path / "box.toml").write_text(
        f'[box]\nid = "tv-1"\nlanguage = "zh"\ndata_dir = "{tmp_path}/data"\n[screen]\nfullscreen = false\nmotion = false\n'
        f'[[board]]\nzone = "left"\nlayout = "media-left"\nplaylist = "{media}"\n'
        '[[board]]\nzone = "right"\nlayout = "portrait"\nleft = 1920\n',
        encoding="utf-8",
    )
    command = (
        *JIAOHAO, "display", "--box", str(tmp_path / "box.toml"), "--hall-url", clerks.url, "--no-voice",
        "--shots", str(tmp_path / "shots"),
    )  # fmt: skip
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        guard = guarded(process)
        for window in ("1", "2"):
            clerks.call(window)
        wanted = {"tv-1-calling.png", "tv-1-2-calling.png"}
        asyncio.run(until(lambda: wanted <= {file.name for file in (tmp_path / "shots").glob("*.png")}))
        told = asyncio.run(until(lambda: clerks.faults("tv-1/media")))
        there = {file.name for file in (tmp_path / "shots").glob("*.png")}
        process.send_signal(signal.SIGTERM)
        said = process.communicate(timeout=BOUND_S)[1]
        guard.cancel()
    assert wanted <= there, said
    assert ["broken.mp4" in each["reason"] for each in told] == [True]
    assert process.returncode == 0, said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("--box", "no-such-file.toml"), "no-such-file.toml"),
        (("--layout", "round"), "round"),
        (("--no-screen", "--no-voice"), "--no-screen"),
    ],
)
def test_a_wrong_word_ends_the_command_with_one_line_and_status_2(words: tuple[str, ...], what: str) -> None:
    environment = {**os.environ, "LANG": "zh_CN.UTF-8"}
    ended = subprocess.run(
        (*JIAOHAO, "display", *words),
        capture_output=True,
        text=True,
        timeout=BOUND_S,
        env=environment,
        check=False,
    )
    assert ended.returncode == 2
    assert what in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_boxs_file_and_the_command_line_make_the_settings(tmp_path: Path) -> None:
    box = load_box_text(
        '[box]\nid = "b1"\ndata_dir = "/data"\n[display]\nzone = "left"\nlayout = "portrait"\n'
        '[voice]\nlanguages = ["zh", "en"]\nrepeat = 1\nyao = true\nvolume = 0.5\n',
        "box.toml",
    )
    made = display_settings(box, Wishes(voice_out=tmp_path))
    [board] = made.boards
    assert (made.box, board.zone, board.layout.width, board.rows_history) == ("b1", "left", 1080, 3)
    assert [voice.zones for voice in made.speaking] == [("left",)]
    assert display_settings(box, Wishes(has_voice=False)).speaking == ()
    [wished] = display_settings(box, Wishes(zone="right", layout="landscape")).boards
    assert (wished.zone, wished.layout.width) == ("right", 1920)


def test_two_boards_of_a_box_have_each_their_zone_their_layout_and_their_screen() -> None:
    box = load_box_text(
        '[box]\nid = "b1"\n[voice]\nzones = ["left"]\n'
        '[[board]]\nzone = "left"\nlayout = "table"\n'
        '[[board]]\nzone = "right"\nlayout = "portrait"\nleft = 1920\nwidth = 1080\nheight = 1920\n',
        "box.toml",
    )
    made = display_settings(box, Wishes())
    assert [(board.zone, board.size, board.corner) for board in made.boards] == [
        ("left", None, (None, None)),
        ("right", (1080, 1920), (1920, None)),
    ]
    assert made.boards[0].layout.windows is not None
    assert len(made.speaking) == 1


@pytest.mark.parametrize(
    ("display", "said"),
    [
        ('layout = "landscape"\nplaylist = "/films"', "版式“landscape”里没有播放的地方"),
        ('layout = "window"', "没有写是哪个窗口"),
        ('layout = "lanscape"', "没有名为“lanscape”的版式"),
    ],
)
def test_what_a_layout_has_no_place_for_is_said_before_anything_starts(display: str, said: str) -> None:
    box = load_box_text(f'[box]\nid = "b1"\n[display]\n{display}\n', "box.toml")
    with pytest.raises(ConfigError) as caught:
        display_settings(box, Wishes())
    assert said in caught.value.first.text("zh")
