"""A technician's page to practise on: a box that answers only when told so."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest

from kiosk.layout import Form
from kiosk.ports import NotPrinted
from kiosk.technician.checked import Checked, CheckFailed
from kiosk.technician.identity import Identity
from kiosk.technician.presenter import Technician
from kiosk.technician.shown import TechnicianShown

PIN = "271828"
LINES = (
    Checked("bad", "打印机", "ticket 没有纸", "装一卷新纸，热敏面朝打印头"),
    Checked("warning", "时钟", "本机比大厅快 9 秒", "看 timedatectl"),
    Checked("good", "磁盘", "还有 41 GB"),
)


class PracticeBench:
    """A page, its box and the citizens around it; time passes when told to."""

    def __init__(
        self,
        pin: str = PIN,
        *,
        form: Form = "tall",
        language: str = "zh",
        show: Callable[[TechnicianShown], None] = lambda shown: None,
    ) -> None:
        self.seen: list[TechnicianShown] = []
        self.lines: tuple[Checked, ...] = LINES
        self.check_fails = ""
        self.printer_trouble = ""
        self.printed: list[str] = []
        self.is_somebody_there = False
        self.times_afresh = 0
        self.seconds = 1000.0
        self._show = show
        self._waiting: list[Coroutine[Any, Any, None]] = []
        self.page = Technician(
            pin, self, self,
            show=self._note, moment=lambda: self.seconds, spawn=self._waiting.append, form=form, language=language,
        )  # fmt: skip

    @property
    def screen(self) -> TechnicianShown:
        return self.seen[-1]

    def types(self, pin: str) -> None:
        """By the pad, with its OK."""
        for sign in (*pin, "#"):
            self.page.type(sign)

    def enters(self) -> None:
        """Held, PIN typed, the first check done."""
        self.page.hold()
        self.types(PIN)
        self.answers()

    def passes(self, seconds: float) -> None:
        until = self.seconds + seconds
        while self.seconds < until:
            self.seconds = min(until, self.seconds + 0.5)
            self.page.tick()

    def answers(self) -> None:
        """The box does all that it was asked to."""
        while self._waiting:
            asyncio.run(_awaited(self._waiting.pop(0)))

    def closes(self) -> None:
        """What was never answered is let go."""
        for work in self._waiting:
            work.close()

    # as the box

    def identity(self) -> Identity:
        return Identity("0.4.0", "k1", "某县政务服务大厅", "https://10.4.0.10:8443", "10.4.0.21")

    def log(self) -> tuple[str, ...]:
        return ("10:24:07   kiosk.presenter: the hall is live", "10:24:01 ! link.reconnect: unreachable")

    async def check(self, language: str) -> tuple[Checked, ...]:
        if self.check_fails:
            raise CheckFailed(self.check_fails)
        return self.lines

    async def print_test(self, language: str) -> None:
        if self.printer_trouble:
            raise NotPrinted(self.printer_trouble)
        self.printed.append(language)

    # as the citizens

    def is_free(self) -> bool:
        return not self.is_somebody_there

    def afresh(self) -> None:
        self.times_afresh += 1

    def _note(self, shown: TechnicianShown) -> None:
        self.seen.append(shown)
        self._show(shown)


async def _awaited(work: Coroutine[Any, Any, None]) -> None:
    await work


@pytest.fixture
def bench(benches: Callable[..., PracticeBench]) -> PracticeBench:
    """A page that can be entered and has not been."""
    return benches()


@pytest.fixture
def benches() -> Iterator[Callable[..., PracticeBench]]:
    """Makes such pages."""
    made: list[PracticeBench] = []

    def make(pin: str = PIN, **changes: Any) -> PracticeBench:
        made.append(PracticeBench(pin, **changes))
        return made[-1]

    yield make
    for each in made:
        each.closes()
