"""The command `jiaohao kiosk`: what it understands, and what it says when it does not."""

import subprocess
import sys
from pathlib import Path

import pytest

from config.box import load_box_text
from config.texts import texts
from kiosk.command import app, commands
from kiosk.settings import Wishes, kiosk_settings

BOX = """
[box]
id = "kiosk-1"
language = "en"
[link]
hall = "yunxi-county"
[screen]
width = 1280
height = 800
motion = false
low_reach = true
[kiosk]
printer = "ticket"
second_printer = "spare"
idle_s = 45
done_s = 10
[[printer]]
name = "spare"
address = "10.0.0.7"
[[printer]]
name = "ticket"
port = "usb"
address = "04b8:0e15"
"""


def test_the_box_s_file_says_everything_and_the_command_line_wins() -> None:
    box = load_box_text(BOX, "box.toml")
    settings = kiosk_settings(box, Wishes())
    assert (settings.box, settings.language, settings.hall, settings.size) == (
        "kiosk-1",
        "en",
        "yunxi-county",
        (1280, 800),
    )
    assert [printer.name for printer in settings.printers] == ["ticket", "spare"]
    assert (settings.pace.idle_s, settings.pace.more_time_s, settings.pace.done_s) == (45, 120, 10)
    assert (settings.is_fullscreen, settings.is_moving, settings.is_low_reach) == (True, False, True)
    wished = kiosk_settings(box, Wishes(url="http://127.0.0.1:8000", size=(1080, 1920), language="zh"))
    assert (wished.url, wished.size, wished.language, wished.is_fullscreen) == (
        "http://127.0.0.1:8000",
        (1080, 1920),
        "zh",
        False,
    )


def test_a_box_with_one_printer_need_not_name_it_and_one_without_has_none() -> None:
    one = load_box_text('[[printer]]\nname = "only"\naddress = "10.0.0.7"\n', "box.toml")
    assert kiosk_settings(one, Wishes()).printer_address.endswith("/only")
    none = load_box_text('[box]\nid = "kiosk-9"\n', "box.toml")
    assert (kiosk_settings(none, Wishes()).printers, kiosk_settings(none, Wishes()).printer_address) == (
        (),
        "kiosk-9",
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--size", "large"], "large"),
        (["--language", "fr"], "fr"),
        (["--simulate", "-1"], "-1"),
        (["--box", "/nowhere/box.toml"], "/nowhere/box.toml"),
    ],
)
def test_a_wrong_word_ends_with_status_2_and_one_line(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        app(words, "jiaohao kiosk")
    complaint = capsys.readouterr().err
    assert ended.value.code == 2
    assert said in complaint
    assert "Traceback" not in complaint


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_help_is_in_the_language_of_whoever_asks(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        commands(texts(language))(["--help"])
    assert texts(language).say("kiosk.option.shots")[:8] in capsys.readouterr().out


def test_settings_and_help_need_no_screen() -> None:
    ask = "import sys, kiosk.command; sys.exit('PySide6' in sys.modules)"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", ask], cwd=root, timeout=60, check=False).returncode == 0
