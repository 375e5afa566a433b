"""A box with a screen shows its part and nothing else; while the part cannot start, a polite page."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from look.session import AGAIN_S, keep_showing, outer_command

ROOT = Path(__file__).parents[2]


def test_cage_is_taken_first_then_x_then_the_display_itself():
    there = {"cage": "/usr/bin/cage", "xinit": "/usr/bin/xinit"}
    with_cage = outer_command(("kiosk", "--box", "b"), there.get)
    assert with_cage[:3] == ("/usr/bin/cage", "-d", "--")
    assert "-s" not in with_cage, "no switching of consoles"
    with_x = outer_command(("kiosk",), {"xinit": "/usr/bin/xinit"}.get)
    assert with_x[0] == "/usr/bin/xinit" and "-nolisten" in with_x
    bare = outer_command(("kiosk",), {}.get)
    assert bare[0] == sys.executable
    for command in (with_cage, with_x, bare):
        assert "--inside" in command and "kiosk" in command


def test_a_part_that_falls_is_begun_again_with_the_page_between_and_one_that_ends_in_order_ends_the_session():
    ends, ran = [1, 0, -9, 0, 0], list[str]()

    def run(command):
        ran.append(command[3])
        return ends.pop(0)

    assert keep_showing(("kiosk",), run) == 0
    assert ran == ["jiaohao", "look.sorry", "jiaohao", "look.sorry", "jiaohao"]


def test_a_page_that_cannot_be_shown_either_does_not_turn_in_a_loop():
    ends, rests = [1, 1, 0], list[float]()
    assert keep_showing(("kiosk",), lambda command: ends.pop(0), rests.append) == 0
    assert rests == [AGAIN_S]


def test_the_page_is_drawn_by_a_process_of_its_own_and_goes_by_itself():
    done = subprocess.run(
        [sys.executable, "-P", "-m", "look.sorry", "0.2"],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("size", [(1080, 1920), (1280, 800)])
def test_the_page_says_so_in_both_languages(qapp, size):
    from look.sorry import Sorry

    page = Sorry()
    page.resize(*size)
    page.show()
    qapp.processEvents()
    assert page.lines[0][0] == "对不起，设备正在维护"
    assert all(text for text, _, _ in page.lines)
    page.close()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not here")
def test_systemd_has_nothing_to_say_of_the_unit(tmp_path):
    text = (ROOT / "systemd" / "jiaohao-screen.service").read_text("utf-8")
    places = {
        "@BIN@/python": sys.executable,
        "@BOX@": "/etc/jiaohao/box.toml",
        "@ROLE@": "kiosk",
        "@DATA@": "/var/lib/jiaohao",
    }
    for name, place in (places | {"@DOCS@": "/usr/share/doc/jiaohao"}).items():
        text = text.replace(name, place)
    assert "@" not in text.replace("getty@tty1", "")
    unit = tmp_path / "jiaohao-kiosk.service"
    unit.write_text(text, "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
