"""Boards at rest: how much of a core each layout takes, drawn without a graphics card, and how much with media on it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

from figures import Row, at_most, beside
from halls import ROOT, Bench, HallProcess
from PIL import Image
from row_5_screens import wait_for_stream

from display.media.sample import sample_film

SHARE_OF_A_CORE = 0.2
NOTICES = (
    "午间 12:00–13:30 值班窗口照常办理不动产登记和身份证业务",
    "办理公积金提取请先到 2 楼复印材料",
    "本周六上午照常办理",
)
RESTS_S = 20.0
SETTLES_S = 16.0
"""From the last call until no band is in amber and all pages were loaded once."""


@dataclass(frozen=True, slots=True)
class Case:
    """A board as box.toml describes it; `media` names what lies in its playlist's folder; one without a bar
    is measured beside the others."""

    name: str
    display: str
    media: str = ""
    has_bar: bool = True


CASES = (
    Case("landscape", 'layout = "landscape"'),
    Case("landscape at 3840×2160", 'layout = "landscape"\n[screen]\nwidth = 3840\nheight = 2160'),
    Case("portrait", 'layout = "portrait"'),
    Case("table", 'layout = "table"'),
    Case("today", 'layout = "today"'),
    Case("window", 'layout = "window"\nwindow = "1"'),
    Case("landscape, notices run past", 'layout = "landscape"\nticker = "scroll"', has_bar=False),
    Case("media, pictures of 10 s", 'layout = "media"', media="pictures"),
    Case("media-left, film of 1280×720 at 25/s", 'layout = "media-left"', media="film", has_bar=False),
    Case("media-left, film of 1920×1080 at 25/s", 'layout = "media-left"', media="large film", has_bar=False),
)


def measure(bench: Bench) -> list[Row]:
    """One board after the other, on one hall in which people were just called."""
    with bench.hall() as hall:
        hall.load("open_windows")
        hall.load("crowd", what="take", clients=8, count=200)
        _put_up(hall, NOTICES)
        return [_row(case, _share(bench, hall, case)) for case in CASES]


def _row(case: Case, share: float) -> Row:
    name = f"a board at rest, {case.name}"
    return (
        at_most(name, share, "of a core", SHARE_OF_A_CORE)
        if case.has_bar
        else beside(name, share, "of a core")
    )


def _share(bench: Bench, hall: HallProcess, case: Case) -> float:
    folder = bench.new_data()
    folder.mkdir(parents=True, exist_ok=True)
    with _board(folder, hall, case) as board:
        hall.load("calls")
        time.sleep(max(2.0, SETTLES_S * bench.scale))
        before_s, began_s = _used_s(board.pid), time.monotonic()
        time.sleep(max(3.0, RESTS_S * bench.scale))
        if board.poll() is not None:
            raise RuntimeError("the board ended by itself")
        return (_used_s(board.pid) - before_s) / (time.monotonic() - began_s)


def _put_up(hall: HallProcess, notices: tuple[str, ...]) -> None:
    """Notices turn as pages: no board in a hall is ever quite at rest."""
    body = json.dumps({"notices": notices}).encode()
    asked = Request(
        f"http://127.0.0.1:{hall.port}/api/v1/hall/notices", body, {"Content-Type": "application/json"}
    )
    with urlopen(asked, timeout=10) as answer:
        answer.read()


@contextmanager
def _board(folder: Path, hall: HallProcess, case: Case) -> Iterator[subprocess.Popen[bytes]]:
    """A board as people start it, once it follows the hall; ended at the end."""
    box = folder / "box.toml"
    box.write_text(_settings(folder, case), encoding="utf-8")
    command = (
        sys.executable, "-P", "-m", "jiaohao", "display", "--box", str(box), "--no-voice",
        "--hall-url", f"http://127.0.0.1:{hall.port}",
    )  # fmt: skip
    around = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    board = subprocess.Popen(command, env=around, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for_stream(hall, board)
        yield board
    finally:
        board.terminate()
        try:
            board.wait(10)
        except subprocess.TimeoutExpired:
            board.kill()
            board.wait()


def _settings(folder: Path, case: Case) -> str:
    media = folder / "media"
    media.mkdir()
    if case.media == "film":
        sample_film(media / "film.avi")
    if case.media == "large film":
        sample_film(media / "film.avi", (1920, 1080))
    if case.media == "pictures":
        for name, colour in (("a.jpg", "navy"), ("b.jpg", "darkgreen")):
            Image.new("RGB", (1920, 1080), colour).save(media / name)
        items = "".join(f'[[item]]\nfile = "{name}"\nseconds = 10\n' for name in ("a.jpg", "b.jpg"))
        (media / "playlist.toml").write_text(items, encoding="utf-8")
    playlist = f'playlist = "{media}"\n' if case.media else ""
    head = f'[box]\nid = "board-1"\ndata_dir = "{folder}"\n[display]\nzone = "z1"\n{playlist}{case.display}\n'
    return head if "[screen]" in head else f"{head}[screen]\nwidth = 1920\nheight = 1080\n"


def _used_s(pid: int) -> float:
    """Processor time of a process and all its threads (proc(5), fields 14 and 15 of stat)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
