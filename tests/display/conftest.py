"""A hall of two rooms to be shown on boards, written as facts, and an application without a screen."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

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
