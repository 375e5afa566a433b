"""`jiaohao desk` as it is typed, its settings, and the desk as a process of its own."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config.box import load_box_text
from config.wrong import ConfigError
from kiosk.desk.settings import Wishes, desk_settings

ROOT = Path(__file__).parents[3]
BOX = """
[box]
id = "desk-1"
name = "导办台"

[desk]
near = "kiosk-1/ticket"
sound = false

[[printer]]
name = "slips"
address = "127.0.0.1:9"

[[printer]]
name = "large"
address = "127.0.0.1:10"
"""


def run(folder, *words, **more):
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "jiaohao", *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "JIAOHAO_LANGUAGE": "en"},
        **more,
    )


def test_the_box_says_what_the_desk_has():
    settings = desk_settings(load_box_text(BOX, "box.toml"), Wishes(language="en"))
    assert settings.printer is not None
    assert settings.printer_address("desk-9") == "desk-9/slips"
    assert (settings.near_printer, settings.has_sound, settings.language) == ("kiosk-1/ticket", False, "en")
    other = BOX.replace("[desk]\n", '[desk]\nprinter = "large"\n')
    assert desk_settings(load_box_text(other, "box.toml"), Wishes()).printer_address("d") == "d/large"


def test_a_desk_without_a_printer_prints_elsewhere():
    settings = desk_settings(load_box_text("[box]\nid = 'd'\n", "box.toml"), Wishes())
    assert (settings.printer, settings.printer_address("d")) == (None, "")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ('near = "kiosk-1"', "near"),
        ('near = "kiosk 1/ticket"', "near"),
        ('printer = "moon"', "printer"),
        ("volume = 3", "volume"),
    ],
)
def test_a_wrong_setting_is_named(wrong, says):
    with pytest.raises(ConfigError, match=says):
        load_box_text(f"[desk]\n{wrong}\n", "box.toml")


def test_what_is_typed_wrongly_is_said_in_one_line(tmp_path):
    for words, says in (
        (("--language", "xx"), "must be one of zh, en"),
        (("--simulate", "0"), "must be over 0"),
        (("--box", "no.toml"), "no.toml"),
    ):
        process = run(tmp_path, "desk", *words)
        said, _ = process.communicate(timeout=60)
        assert process.returncode == 2, said
        assert says in said
        assert "Traceback" not in said


@pytest.mark.timeout(400)
def test_a_desk_at_a_hall_gives_tickets_and_ends_in_order(tmp_path):
    hall_file = ROOT / "config" / "examples" / "township.toml"
    hall = run(
        tmp_path, "hall", "--config", str(hall_file), "--data", "data", "--bind", "127.0.0.1:0",
        "--insecure-loopback", "--no-mdns", "--clock", "2026-03-12T10:00:00+08:00",
    )  # fmt: skip
    desk = None
    try:
        assert hall.stdout is not None
        url = next(found for line in hall.stdout if (found := re.search(r"READY (\S+)", line)))
        (tmp_path / "box.toml").write_text(
            f'[box]\nid = "desk-1"\ndata_dir = "{tmp_path}/desk"\n[link]\nurl = "{url[1]}"\n[screen]\nfullscreen = false\n',
            encoding="utf-8",
        )
        desk = run(
            tmp_path, "desk", "--box", "box.toml", "--simulate", "1", "--seed", "1", "--shots", "shots"
        )
        until = time.monotonic() + 240
        while not (tmp_path / "shots" / "desk-1-desk.png").exists():
            assert desk.poll() is None, desk.communicate()[0]
            assert time.monotonic() < until
            time.sleep(0.2)
        desk.send_signal(signal.SIGTERM)
        said, _ = desk.communicate(timeout=60)
        assert desk.returncode == 0, said
        assert "Traceback" not in said
    finally:
        for process in (desk, hall):
            if process is not None:
                process.kill()
                process.wait(10)
