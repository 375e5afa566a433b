"""A hall on paper, a guide desk in it, hands, a scanner, and time that passes when told to."""

import asyncio
import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEventLoop, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

import kiosk.desk
from config.hall import load_hall
from config.problems import sentence
from hall.rules.paper import PaperHall
from kiosk.desk.ports import Answer, Ask, AskRefused, HallSilent, SignedIn
from kiosk.desk.presenter import Presenter
from kiosk.desk.screen import DeskScreen
from kiosk.ports import NotPrinted, ToPrint
from link.messages import commands as c
from link.messages.codec import encode
from link.messages.definition import Definition
from link.messages.facts import Fact, Who
from link.messages.problems import Refused
from look.stale import Stale
from look.texts import Catalogue
from look.theme import FONTS, light
from look.window import Window

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

MORNING = datetime(2026, 3, 12, 2, 24, tzinfo=UTC)
VIEW = Path(kiosk.desk.__file__).parent / "views" / "Desk.qml"
LIVE = Stale(is_stale=False, freshness="live")
AWAY = Stale(is_stale=True, freshness="stale", stopped_at="10:24")


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    return QGuiApplication


@cache
def example_hall(name: str) -> Definition:
    with as_file(files("config.examples") / f"{name}.toml") as path:
        return load_hall(path)


class DeskHall:
    """The desk's hall, kept on paper: it can fall silent and lose its answers. Asked by the same paths as the real one."""

    def __init__(self, definition: Definition) -> None:
        self.paper = PaperHall(definition, MORNING)
        self.asks: list[Ask] = []
        self.is_silent = False
        self.loses_answers = 0
        self.people: list[tuple[str, str]] = []
        self.bookings: list[dict[str, Any]] = []
        self.on_facts: Callable[[tuple[Fact, ...]], None] = lambda facts: None
        self._answers: dict[str, Answer] = {}

    @property
    def state(self) -> Any:
        return self.paper.state

    def do(self, command: c.Command) -> tuple[Fact, ...]:
        """Somebody else does something in the hall."""
        facts = self.paper.do(command)
        self.on_facts(facts)
        return facts

    def take(self, service: str, **fields: Any) -> str:
        """A citizen takes a ticket at the kiosk; its number."""
        self.do(c.TakeTicket(service=service, who=Who(box="kiosk-1"), **fields))
        return next(reversed(self.state.tickets.values())).number

    async def ask(self, ask: Ask) -> Answer:
        self.asks.append(ask)
        await asyncio.sleep(0)
        if self.is_silent:
            raise HallSilent
        if not ask.key or ask.key not in self._answers:
            answer = self._read(ask) or self._decided(ask)
            self._answers[ask.key] = answer
        if self.loses_answers:
            self.loses_answers -= 1
            raise HallSilent
        return self._answers[ask.key]

    async def person(self, phone: str, name: str, key: str) -> str:
        if self.is_silent:
            raise HallSilent
        self.people.append((phone, name))
        return f"p{len(self.people)}"

    def _read(self, ask: Ask) -> Answer | None:
        if ask.verb == "find_ticket":
            raise AskRefused("unknown-ticket", "没有这张号票")
        if ask.verb == "find_bookings":
            return Answer(value={"bookings": self.bookings})
        if ask.verb == "slots":
            start = (self.paper.now + timedelta(days=1)).replace(hour=1, minute=30)
            slots = [{"start": encode(start + timedelta(minutes=30 * n)), "left": 3 - n} for n in range(4)]
            return Answer(value={"slots": slots})
        return None

    def _decided(self, ask: Ask) -> Answer:
        try:
            facts = self.do(command_of(ask))
        except Refused as no:
            words = sentence(no.problem.type, no.problem.fields, "zh")
            raise AskRefused(no.problem.type, words.detail) from None
        value: dict[str, Any] = {"seq": self.state.seq}
        for fact in facts:
            if fact.kind == "ticket_issued" and ask.verb in ("take", "check_in"):
                value |= encode(self.state.tickets[fact.body.ticket]) | {
                    "secret": "s" * 22,
                    "ahead": 3,
                    "wait": None,
                }
            elif fact.kind == "booking_made":
                value |= {"booking": fact.body.booking}
            elif fact.kind == "numbers_imported":
                refused = [
                    encode(each) | {"detail": sentence(each.reason, each.fields, "zh").detail}
                    for each in fact.body.refused
                ]
                value |= {"made": fact.body.made, "refused": refused}
        return Answer(seq=self.state.seq, value=value)


def command_of(ask: Ask) -> c.Command:
    """What the hall's API makes of the wish."""
    who, body = Who(box="desk-1"), dict(ask.body)
    of = ask.path.split("/")[2] if ask.path.count("/") > 1 else ""
    tickets: dict[str, Any] = {
        "reprint": c.ReprintTicket, "prioritise": c.PrioritiseTicket, "change": c.ChangeService, "add": c.AddService,
        "remove": c.RemoveService, "cancel": c.CancelTicket, "revive": c.ReviveTicket, "flag": c.FlagTicket,
        "note": c.NoteTicket,
    }  # fmt: skip
    house: dict[str, Any] = {
        "take": c.TakeTicket, "crowd": c.StartCrowd, "uncrowd": c.EndCrowd, "broadcast": c.Broadcast,
        "calm": c.EndBroadcast, "acknowledge": c.AcknowledgeAlarm, "notices": c.SetNotice, "numbers": c.ImportNumbers,
        "book": c.MakeBooking,
    }  # fmt: skip
    body = {name: tuple(value) if isinstance(value, list) else value for name, value in body.items()}
    for moment in ("at", "start"):
        if moment in body:
            body[moment] = datetime.fromisoformat(body[moment])
    if ask.verb in tickets:
        return tickets[ask.verb](ticket=of, who=who, **body)
    if ask.verb in ("suspend", "resume"):
        return (c.SuspendService if ask.verb == "suspend" else c.ResumeService)(service=of, who=who, **body)
    if ask.verb == "end_help":
        return c.EndHelp(box=of, who=who)
    if ask.verb == "check_in":
        return c.CheckIn(booking=of, who=who, **body)
    if ask.verb == "unbook":
        return c.CancelBooking(booking=of, who=who, **body)
    return house[ask.verb](who=who, **body)


class Roster:
    """The hall's list of staff, kept on paper."""

    def __init__(self) -> None:
        self.passwords = {"2003": "314159"}
        self.first: set[str] = set()
        self.signed_in = ""
        self.is_over = False

    async def sign_in(self, person: str, password: str) -> SignedIn:
        if self.passwords.get(person) != password:
            raise AskRefused("sign-in-failed", "工号或密码不对")
        self.signed_in = person
        return SignedIn(
            person=person, name="李静", until=MORNING + timedelta(hours=12), must_change=person in self.first
        )

    async def change_password(self, old: str, new: str) -> None:
        self.passwords[self.signed_in] = new
        self.first.discard(self.signed_in)

    async def sign_out(self) -> None:
        self.signed_in = ""

    async def check(self) -> None:
        if self.is_over:
            raise AskRefused("signed-out", "登录已失效，请重新登录")


class PaperPress:
    """The desk's own printer."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.out: list[ToPrint] = []
        self.is_empty = False

    async def print(self, asked: ToPrint) -> None:
        if self.is_empty:
            raise NotPrinted("out_of_paper")
        self.out.append(asked)


class Sitting:
    """One desk at its hall: presenter, clocks, sounds; a press is waited for until its answer is there."""

    def __init__(
        self, definition: Definition, *, printer: str = "desk-1/ticket", language: str = "zh"
    ) -> None:
        self.hall = DeskHall(definition)
        self.staff, self.press = Roster(), PaperPress(printer)
        self.beeps: list[float] = []
        self.seconds = 1000.0
        self.loop = asyncio.new_event_loop()
        self._later: list[tuple[float, Callable[[], None]]] = []
        keys = itertools.count(1)
        self.presenter = Presenter(
            self.hall,
            self,
            lambda: f"key-{next(keys)}",
            staff=self.staff,
            press=self.press,
            later=lambda after, call: self._later.append((self.seconds + after, call)),
            language=language,  # type: ignore[arg-type]
            beeper=self,
            on_change=self.changed,
            pause=self._pause,
        )
        self.screen: DeskScreen | None = None
        self.stale = LIVE
        self.hall.on_facts = self.heard

    def changed(self) -> None:
        if getattr(self, "screen", None) is not None:
            self.screen.refresh()

    def hall_now(self) -> datetime:
        return self.hall.paper.now.astimezone(ZoneInfo("Asia/Shanghai"))

    def steady_s(self) -> float:
        return self.seconds

    def beep(self) -> None:
        self.beeps.append(self.seconds)

    async def _pause(self, seconds: float) -> None:
        self.seconds += seconds

    def heard(self, facts: tuple[Fact, ...]) -> None:
        """The mirror has new facts, or the same day once more."""
        self.presenter.hear(self.hall.state, facts, self.stale)

    def begins(self) -> "Sitting":
        """All that has happened so far is heard, as a box that joins hears it."""
        self.presenter.hear(self.hall.state, tuple(self.hall.paper.facts), self.stale)
        return self

    def passes(self, seconds: float) -> None:
        self.seconds += seconds
        self.hall.paper.let_pass(seconds)
        due = [each for each in self._later if each[0] <= self.seconds]
        self._later = [each for each in self._later if each[0] > self.seconds]
        self.run(lambda: [call() for _, call in due])
        self.run(self._tick)

    def goes_away(self) -> None:
        self.hall.is_silent, self.stale = True, AWAY
        self.presenter.age(AWAY)

    def comes_back(self) -> None:
        self.hall.is_silent, self.stale = False, LIVE
        self.heard(())

    def run(self, act: Callable[[], Any]) -> None:
        """Do something inside the loop, and wait until nothing is on its way any more."""

        async def whole() -> None:
            act()
            await self.presenter.settled()

        self.loop.run_until_complete(asyncio.wait_for(whole(), 60))

    def _tick(self) -> None:
        self.presenter.tick()

    # ── hands ────────────────────────────────────────────────────────────────────────────────────────

    def keys(self, *names: str) -> None:
        """Keys pressed one after another, as slowly as people do."""
        for name in names:
            char = name.lower() if len(name) == 1 else ""
            self.run(lambda name=name, char=char: self.presenter.key(name, char))
            self.passes(0.3)

    def scans(self, code: str) -> None:
        """A scanner types a code within some milliseconds, and Enter."""
        for char in code:
            self.run(lambda char=char: self.presenter.key(char.upper(), char))
            self.seconds += 0.005
        self.run(lambda: self.presenter.key("Return"))
        self.passes(0.3)

    def finds(self, text: str) -> None:
        self.run(lambda: self.presenter.find(text))

    def answers(self, *given: str) -> None:
        """Answers to the questions of the open flow: typed, then Enter."""
        for text in given:
            self.run(lambda text=text: (self.presenter.type_flow(text), self.presenter.confirm()))

    @property
    def shown(self) -> Any:
        return self.presenter.shown()

    @property
    def toast(self) -> str:
        return self.shown.toast.text

    def ticket(self, number: str) -> Any:
        everything = [*self.hall.state.tickets.values(), *self.hall.state.ended.values()]
        return next(each for each in everything if each.number == number)


@pytest.fixture
def county() -> Definition:
    return example_hall("county")


@pytest.fixture
def desk(county: Definition) -> Iterator[Sitting]:
    """A desk in the county hall, in the middle of a morning."""
    sitting = Sitting(county).begins()
    yield sitting
    sitting.loop.close()


def made_busy(sitting: Sitting) -> None:
    """A morning as in ui.md's picture: people wait, windows call, serve and pause, a printer is out of paper."""
    hall = sitting.hall
    services = hall.state.definition.services
    for place in hall.state.definition.windows:
        hall.do(c.OpenWindow(window=place.id, clerk=f"10{place.id:0>2}"))
    for round_ in range(4):
        for at, service in enumerate(services):
            if (at + round_) % 3 == 0:
                hall.paper.let_pass(20)
                with suppress(Refused):  # not open at this hour
                    hall.take(service.id)
    for at, place in enumerate(hall.state.definition.windows):
        hall.paper.let_pass(5)
        if at % 5 == 4:
            hall.do(c.PauseWindow(window=place.id, reason="break"))
        elif at % 7 != 6:
            hall.do(c.CallNext(window=place.id))
            if at % 3 and hall.state.windows[place.id].ticket:
                hall.do(c.StartService(window=place.id))
        else:
            hall.do(c.CloseWindow(window=place.id))
    trouble = (c.Trouble(part="printer", reason="out_of_paper"),)
    hall.do(c.ReportHealth(box="kiosk-1", troubles=trouble, printers=("ticket",), who=Who(box="kiosk-1")))
    hall.do(c.ReportHealth(box="kiosk-2", printers=("ticket",), who=Who(box="kiosk-2")))
    hall.paper.let_pass(60)


class OnScreen:
    """A desk in a real window: what one sees, a mouse and a keyboard."""

    def __init__(self, sitting: Sitting, font: str, size: tuple[int, int] = (1280, 800)) -> None:
        self.sitting = sitting
        language = "en" if sitting.presenter.situation.language == "en" else "zh"
        sitting.screen = DeskScreen(sitting.presenter)
        self.window = Window(
            VIEW, sitting.screen, light(font, is_moving=False), Catalogue(language), size=size
        )
        self.window.show()
        self.window.view.requestActivate()
        self.settle()

    def settle(self) -> None:
        self.window.view.grabWindow()
        QGuiApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 1000)  # until there are none
        self.window.view.grabWindow()

    def items(self) -> Iterator[QQuickItem]:
        yield from _visible(self.window.view.rootObject())

    def item(self, name: str) -> QQuickItem:
        found = [item for item in self.items() if item.objectName() == name]
        assert found, f"nothing called {name} is on the page"
        return found[0]

    def has(self, name: str) -> bool:
        return any(item.objectName() == name for item in self.items())

    def texts(self) -> list[str]:
        found = (
            item.property("text")
            for item in self.items()
            if item.metaObject().className().startswith("Words")
        )
        return [text for text in found if isinstance(text, str) and text]

    def click(self, name: str) -> None:
        item = self.item(name)
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()

        def act() -> None:
            QTest.mouseClick(self.window.view, Qt.MouseButton.LeftButton, pos=middle)

        self.sitting.run(act)
        self.settle()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.sitting.run(lambda: QTest.keyClick(self.window.view, key, modifier))
        self.sitting.passes(0.3)
        self.settle()

    def type(self, text: str) -> None:
        def act() -> None:
            for char in text:
                QTest.keyClick(self.window.view, char)

        self.sitting.run(act)
        self.settle()


def _visible(item: QQuickItem) -> Iterator[QQuickItem]:
    if item.isVisible():
        yield item
        for child in item.childItems():
            yield from _visible(child)


@pytest.fixture
def on_screen(qapp: QGuiApplication, county: Definition) -> Iterator[Callable[..., OnScreen]]:
    made: list[OnScreen] = []

    def make(
        definition: Definition = county, *, language: str = "zh", is_busy: bool = True, **changes: Any
    ) -> OnScreen:
        sitting = Sitting(replace(definition, **changes), language=language)
        if is_busy:
            made_busy(sitting)
        sitting.begins()
        made.append(OnScreen(sitting, FONTS[0]))
        return made[-1]

    yield make
    for each in made:
        warnings = list(each.window.warnings)
        each.window.close()
        each.sitting.loop.close()
        assert not warnings
