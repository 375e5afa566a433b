"""Screens: what each holds in memory once it follows a hall in which people are called, drawn without a graphics card."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from figures import Row, at_most
from halls import ROOT, Bench, HallProcess, resident_mb

SCREENS = {
    "kiosk": ("kiosk", "--size", "1080x1920"),
    "caller": ("caller", "--window", "1", "--form", "page"),
    "board": ("display", "--zone", "z1", "--no-voice"),
}
BOUND_S = 60.0
SETTLES_S = 3.0
"""From the last call until all pages, fonts and pictures of it are loaded."""


def measure(bench: Bench) -> list[Row]:
    """One screen after the other, on one hall with open windows."""
    with bench.hall() as hall:
        hall.load("open_windows")
        hall.load("crowd", what="take", clients=8, count=500)
        return [
            at_most(f"resident memory of a {name}", _resident_mb(bench, hall, words), "MB", 250)
            for name, words in SCREENS.items()
        ]


def _resident_mb(bench: Bench, hall: HallProcess, words: tuple[str, ...]) -> float:
    with _screen(bench.new_data(), hall, words) as screen:
        hall.load("calls")
        time.sleep(SETTLES_S)
        if screen.poll() is not None:
            raise RuntimeError(f"jiaohao {words[0]} ended by itself")
        return resident_mb(screen.pid)


@contextmanager
def _screen(folder: Path, hall: HallProcess, words: tuple[str, ...]) -> Iterator[subprocess.Popen[bytes]]:
    """A screen as people start it, once it follows the hall; ended at the end."""
    command = [sys.executable, "-P", "-m", "jiaohao", *words, "--hall-url", f"http://127.0.0.1:{hall.port}"]
    around = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    screen = subprocess.Popen(
        command, cwd=folder, env=around, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for_stream(hall, screen)
        yield screen
    finally:
        screen.terminate()
        try:
            screen.wait(10)
        except subprocess.TimeoutExpired:
            screen.kill()
            screen.wait()


def wait_for_stream(hall: HallProcess, screen: subprocess.Popen[bytes]) -> None:
    """Return once a screen follows the hall; raises RuntimeError where it does not come."""
    ends_s = time.monotonic() + BOUND_S
    while "jiaohao_streams 1.0" not in _metrics(hall):
        if time.monotonic() > ends_s or screen.poll() is not None:
            raise RuntimeError("the screen did not come to the hall")
        time.sleep(0.2)


def _metrics(hall: HallProcess) -> str:
    with urlopen(f"http://127.0.0.1:{hall.port}/metrics", timeout=10) as page:
        return str(page.read(), "utf-8")
