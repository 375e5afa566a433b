"""What a technician tries without a hall: emulated keypads in one process, their keys said by another."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
WAIT_S = 90.0


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    running: list[subprocess.Popen[str]] = []

    def started(*words: str) -> subprocess.Popen[str]:
        with (tmp_path / f"{words[0]}.out").open("w") as out:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "jiaohao", "keypad", *words],
                cwd=tmp_path, stdin=subprocess.PIPE, stdout=out, stderr=subprocess.STDOUT, text=True,
                env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "LANG": "zh_CN.UTF-8"},
            )  # fmt: skip
        running.append(process)
        return process

    yield started
    for process in running:
        process.terminate()
        process.communicate(timeout=60)


def comes(file: Path, pattern: str) -> "re.Match[str]":
    until = time.monotonic() + WAIT_S
    while time.monotonic() < until:
        if found := re.search(pattern, file.read_text("utf-8")):
            return found
        time.sleep(0.05)
    raise AssertionError(file.read_text("utf-8"))


def test_an_emulated_keypad_shows_what_is_tried_and_its_keys_are_said(
    tmp_path: Path, start: Callable[..., "subprocess.Popen[str]"]
) -> None:
    emulated = start("emulate", "--count", "2")
    device = comes(tmp_path / "emulate.out", r"READY (\S+)")[1]
    (tmp_path / "box.toml").write_text(
        f'[[keypad]]\nname = "two"\nwindow = "2"\nport = "serial"\ndevice = "{device}"\naddress = 2\n',
        "utf-8",
    )
    start("test", "--box", "box.toml", "--seconds", "60")
    comes(tmp_path / "emulate.out", "2：123 456")
    assert emulated.stdin is not None
    emulated.stdin.write("2 next\n2 confirm 12\n2 dance\n")
    emulated.stdin.flush()
    comes(tmp_path / "test.out", "two：下一个")
    comes(tmp_path / "test.out", "two：指定叫号 12")
    comes(tmp_path / "emulate.out", "写：地址 键")
