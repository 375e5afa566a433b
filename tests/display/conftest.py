"""A hall of two rooms: written as facts to be shown on boards, or running as a process; an application without a screen."""

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from PySide6.QtGui import QGuiApplication

from link.messages import facts as f
from link.messages.definition import Definition, Department, Hours, Series, Service, WindowPlace, Zone
from link.state import State, fold

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

MORNING = datetime(2026, 3, 12, 2, 24, tzinfo=UTC)
"""10:24 in the hall, a Thursday."""

SERVICES = {
    "A": "不动产登记",
    "B": "身份证、户口",
    "C": "出入境",
    "D": "车驾管",
    "E": "婚姻登记",
    "F": "公积金",
    "G": "社保",
}


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    return QGuiApplication


def hall_definition(**changes: Any) -> Definition:
    """The county hall of the pictures: twelve windows on the left, twelve on the right."""
    fields: dict[str, Any] = {
        "id": "yunxi",
        "name": "云溪县政务服务中心",
        "name_en": "Yunxi County Public Service Centre",
        "hours": (Hours(start="08:30", end="12:00"), Hours(start="13:30", end="17:00")),
        "notices": ("午间 12:00–13:30 值班窗口照常办理不动产登记和身份证业务",),
        "zones": (
            Zone(id="left", name="左厅", name_en="Left Hall", side="left", colour=1, windows_text="1–12"),
            Zone(id="right", name="右厅", name_en="Right Hall", side="right", colour=2, windows_text="13–24"),
        ),
        "departments": (Department(id="d", name="部门"),),
        "series": tuple(Series(id=letter, prefix=letter) for letter in SERVICES),
        "services": tuple(
            Service(id=letter, name=name, series=letter, department=f"d{letter}")
            for letter, name in SERVICES.items()
        ),
        "windows": tuple(
            WindowPlace(
                id=str(number),
                label=str(number),
                zone="left" if number <= 12 else "right",
                services=tuple(SERVICES),
            )
            for number in range(1, 25)
        ),
    }
    return Definition(**(fields | changes))


class Day:
    """Writes a day's facts; `now` moves on as the story wants."""

    def __init__(self, **changes: Any) -> None:
        self.facts: list[f.Fact] = []
        self.now = MORNING
        self.counts: dict[str, int] = {}
        self.add(f.HallDefined(definition=hall_definition(**changes)))
        self.add(f.DayOpened())

    def add(self, body: f.Body) -> int:
        """The seq of the new fact."""
        seq = len(self.facts) + 1
        self.facts.append(
            f.Fact(seq=seq, at=self.now, day=date(2026, 3, 12), who=f.Who(), command="", body=body)
        )
        return seq

    def passes(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def opens(self, *windows: str) -> None:
        for window in windows:
            self.add(f.WindowOpened(window=window))

    def issues(self, number: str) -> None:
        self.add(
            f.TicketIssued(
                ticket=number,
                number=number,
                counter=1,
                series=number[0],
                service=number[0],
                zones=("left",),
                rank=float(len(self.facts)),
            )
        )

    def waits(self, letter: str, count: int) -> None:
        for place in range(count):
            self.issues(f"{letter}{900 + place}")

    def calls(self, number: str, window: str, zones: tuple[str, ...] = ("left",)) -> int:
        """Issue the number and call it at once; the call's id."""
        self.issues(number)
        return self.add(f.TicketCalled(ticket=number, window=window, zones=zones))

    def starts(self, number: str, window: str) -> None:
        self.add(f.ServiceStarted(ticket=number, window=window))

    def finishes(self, number: str, window: str) -> None:
        self.add(f.ServiceFinished(ticket=number, window=window))

    @property
    def state(self) -> State:
        return fold(self.facts)


@pytest.fixture
def day() -> Day:
    return Day()


@pytest.fixture
def new_day() -> Callable[..., Day]:
    return Day


@pytest.fixture
def picture_day() -> Day:
    """The very moment of the pictures: three calls at once, four before, many waiting, two windows paused."""
    morning = Day()
    morning.opens(*(str(number) for number in range(1, 13)))
    for number, window in (("E009", "9"), ("B104", "6"), ("C021", "7"), ("A011", "1")):
        morning.calls(number, window)
        morning.starts(number, window)
    morning.finishes("C021", "7")
    for letter, count in zip(SERVICES, (12, 6, 3, 0, 3, 7, 4), strict=True):
        morning.waits(letter, count)
    morning.add(f.WindowPaused(window="7"))
    morning.add(f.WindowPaused(window="12"))
    morning.passes(100)
    for number, window in (("F038", "10"), ("B105", "5"), ("A012", "3")):
        morning.calls(number, window)
    return morning


# ── the hall as a process ──────────────────────────────────────────────────────────────────────────────────

BOUND_S = 200
"""Nothing here depends on how fast the machine is: each story waits for what it tells of, so long at most."""

LIVES_S = 300
"""No process outlives its test, however it ends; as long as the test waits, it is left alone."""

TWO_ROOMS = """
[hall]
id = "hulu"
name = "葫芦镇政务服务中心"
[[zone]]
id = "left"
name = "左厅"
[[zone]]
id = "right"
name = "右厅"
[[series]]
id = "A"
[[service]]
id = "A1"
name = "低保"
series = "A"
[[service]]
id = "A2"
name = "婚姻登记"
series = "A"
[[window]]
id = "1"
zone = "left"
services = ["A1"]
[[window]]
id = "2"
zone = "right"
services = ["A2"]
"""


class RunningHall:
    """A hall of two rooms on a folder that stays: window 1 in the left one, window 2 in the right one."""

    def __init__(self, folder: Path, text: str) -> None:
        self._folder, self.text = folder, text
        self.write(text)

    def write(self, text: str) -> None:
        (self._folder / "hall.toml").write_text(text, encoding="utf-8")

    @contextlib.contextmanager
    def open(self) -> Iterator["RunningHall"]:
        """Until it is killed, as by a power cut."""
        command = (
            sys.executable, "-P", "-m", "jiaohao", "hall", "--config", str(self._folder / "hall.toml"),
            "--data", str(self._folder / "hall"), "--bind", "127.0.0.1:0", "--insecure-loopback", "--no-mdns",
            "--clock", "2026-03-12T10:24:00+08:00",
        )  # fmt: skip
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as hall:
            guard = kept_alive(hall)
            try:
                self.url = _url_of(hall)
                with httpx.Client(base_url=self.url, timeout=60) as self._http:
                    yield self
            finally:
                hall.kill()
                guard.cancel()

    def post(self, path: str, **body: object) -> Any:
        answer = self._http.post(f"/api/v1{path}", json=body)
        assert answer.status_code < 300, answer.text
        return answer.json()

    def get(self, path: str) -> httpx.Response:
        return self._http.get(path)

    def faults(self, about: str) -> list[dict[str, Any]]:
        """What is wrong with this part of a box."""
        return [each for each in self.get("/api/v1/health").json()["faults"] if each["about"] == about]

    def opens(self, *windows: str) -> None:
        for window in windows:
            self.post(f"/windows/{window}/open", clerk=f"100{window}")

    def call(self, window: str) -> int:
        """A citizen takes a ticket and is called at once; the call's seq."""
        self.post("/tickets", service=f"A{window}")
        seq: int = self.post(f"/windows/{window}/next")["seq"]
        return seq


def kept_alive(process: "subprocess.Popen[str]") -> threading.Timer:
    guard = threading.Timer(LIVES_S, process.kill)
    guard.daemon = True
    guard.start()
    return guard


def _url_of(hall: "subprocess.Popen[str]") -> str:
    """Where the hall says that it serves; what it says later is read away."""
    assert hall.stdout is not None
    lines = []
    for line in hall.stdout:
        lines.append(line)
        if line.startswith("READY "):
            threading.Thread(target=hall.stdout.read, daemon=True).start()
            return line.removeprefix("READY ").strip()
    raise AssertionError("".join(lines))


@pytest.fixture
def two_rooms(tmp_path: Path) -> Callable[..., RunningHall]:
    """Makes the hall, not opened yet; `more` stands behind its file, `right` in its right room."""

    def make(more: str = "", right: str = "") -> RunningHall:
        return RunningHall(tmp_path, TWO_ROOMS.replace('name = "右厅"\n', f'name = "右厅"\n{right}') + more)

    return make


@pytest.fixture
def clerks(two_rooms: Callable[..., RunningHall]) -> Iterator[RunningHall]:
    """The people of the hall, by HTTP; both windows are open."""
    with two_rooms().open() as hall:
        hall.opens("1", "2")
        yield hall


@pytest.fixture
def guarded() -> Callable[["subprocess.Popen[str]"], threading.Timer]:
    """A guard for a process: it does not outlive its test."""
    return kept_alive


@pytest.fixture
def announced() -> Callable[[Path, int], Awaitable[list[dict[str, Any]]]]:
    """What a voice has written down in a folder, as soon as it is so much; less after a long while."""

    async def lines_in(folder: Path, count: int) -> list[dict[str, Any]]:
        path, lines = folder / "announced.jsonl", list[str]()
        for _ in range(BOUND_S * 50):
            lines = path.read_text("utf-8").splitlines() if path.exists() else []
            if len(lines) >= count:
                break
            await asyncio.sleep(0.02)
        return [json.loads(line) for line in lines]

    return lines_in
