"""A hall on paper with two windows, a clerk's terminal at one of them, and time that passes when told to."""

import asyncio
import itertools
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEventLoop, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

import caller
from caller.bar_window import BarWindow
from caller.ports import Answer, Ask, AskRefused, HallSilent, SignedIn, Tone
from caller.presenter import Presenter
from caller.screen import CallerScreen
from caller.settings import SIZES
from caller.shown import Shown
from caller.tally import tally
from caller.terminal import terminal
from config.problems import sentence
from config.texts import texts
from hall.rules.paper import PaperHall
from link.messages import commands as c
from link.messages import facts as f
from link.messages.definition import (
    Definition,
    Department,
    Policy,
    Pool,
    PriorityClass,
    Profile,
    Series,
    Service,
    WindowPlace,
    Zone,
)
from link.messages.problems import Refused
from link.state import State
from look.stale import Stale
from look.texts import Catalogue
from look.theme import FONTS, light
from look.window import Window

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

VIEW = Path(caller.__file__).parent / "views" / "Caller.qml"
MORNING = datetime(2026, 3, 12, 2, 24, tzinfo=UTC)
HALL = Definition(
    id="yunxi",
    name="云溪县政务服务中心",
    zones=(Zone(id="left", name="左厅", name_en="Left hall", colour=1),),
    departments=(
        Department(id="realty", name="不动产登记", name_en="Real estate"),
        Department(id="civil", name="民政局", name_en="Civil affairs"),
    ),
    series=(Series(id="A", prefix="A", first=12), Series(id="E", prefix="E", first=10)),
    services=(
        Service(
            id="move", name="不动产转移登记", name_en="Property transfer", short="转移登记", department="realty", series="A",
            minutes=9,
        ),
        Service(id="pledge", name="抵押登记", name_en="Mortgage", department="realty", series="A"),
        Service(id="wed", name="结婚登记", name_en="Marriage", department="civil", series="E"),
    ),
    windows=(
        WindowPlace(id="3", label="3", name="不动产登记", name_en="Real estate", zone="left", services=("move", "pledge", "wed")),
        WindowPlace(id="4", label="4", zone="left", services=("move",)),
    ),
    priorities=(
        PriorityClass(id="normal", name="普通", rank=100),
        PriorityClass(id="elderly", name="老人", name_en="Elderly", rank=50),
    ),
    pools=(Pool(id="copy", name="复印", name_en="Copies"),),
    profiles=(Profile(id="wed", name="婚姻登记优先", name_en="Marriages first", services=("wed", "move")),),
    policy=Policy(recall_limit=2),
)  # fmt: skip

COMMANDS: dict[str, Callable[..., c.Command]] = {
    "open": c.OpenWindow, "pause": c.PauseWindow, "resume": c.ResumeWindow, "close": c.CloseWindow, "next": c.CallNext,
    "recall": c.Recall, "start": c.StartService, "finish": c.FinishService, "missed": c.MarkMissed, "park": c.Park,
    "transfer": c.Transfer, "call": c.CallTicket, "walk": c.WalkDirect, "undo": c.Undo, "take-over": c.TakeOver,
    "abandon": c.Abandon, "arrived": c.MarkArrived, "unpark": c.Unpark, "profile": c.ChangeProfile,
    "services": c.ChangeWindowServices,
}  # fmt: skip
ABOUT_TICKETS: dict[str, Callable[..., c.Command]] = {
    "revive": c.ReviveTicket, "add-service": c.AddService, "remove-service": c.RemoveService,
    "choose-service": c.ChooseService, "note": c.NoteTicket, "flag": c.FlagTicket,
}  # fmt: skip


class Beeps:
    def __init__(self) -> None:
        self.heard: list[Tone] = []

    def beep(self, tone: Tone) -> None:
        self.heard.append(tone)


class Counter:
    """The caller's hall, kept on paper: it can fall silent, lose its answers, and not know a verb."""

    def __init__(self, definition: Definition) -> None:
        self.paper = PaperHall(definition, MORNING)
        self.asks: list[Ask] = []
        self.is_silent = False
        self.loses_answers = 0
        self.door: list[str] = []
        """Problems by which the next presses are refused before anybody looks what became of them."""
        self.thinks: asyncio.Event | None = None
        """Set by a test that wants no answer before it says so."""
        self.not_built: set[str] = set()
        self.language = "zh"
        self.on_fact: Callable[[], None] = lambda: None
        self.on_facts: Callable[[tuple[f.Fact, ...]], None] = lambda facts: None
        self._answers: dict[str, Answer] = {}
        self.roster = Roster(self)
        self.noted: dict[str, tuple[str, ...]] = {}
        """What clerks noted, by ticket."""
        self.waits_to_be_said = 0
        self.asked_for_voice = 0
        """How often a terminal asked how far the voice is behind."""

    @property
    def state(self) -> State:
        return self.paper.state

    async def ask(self, ask: Ask) -> Answer:
        self.asks.append(ask)
        await (self.thinks.wait() if self.thinks else asyncio.sleep(0))
        if self.is_silent:
            raise HallSilent
        if self.door and not self.loses_answers:
            raise AskRefused(self.door.pop(0), "请稍等再试")
        self.roster.may_press()
        if ask.key not in self._answers:
            self._answers[ask.key] = self._decided(ask)
            self.on_fact()
        if self.loses_answers:
            self.loses_answers -= 1
            raise HallSilent
        return self._answers[ask.key]

    async def notes(self, ticket: str) -> tuple[str, ...]:
        if self.is_silent:
            raise HallSilent
        return self.noted.get(ticket, ())

    async def unsaid(self) -> int:
        self.asked_for_voice += 1
        if self.is_silent:
            raise HallSilent
        return self.waits_to_be_said

    def do(self, command: c.Command, press: str = "") -> None:
        """Somebody else does something in the hall; `press` is the key of a press at another place."""
        self.on_facts(self.paper.do(command, press))
        self.on_fact()

    def take(self, service: str = "move", **fields: Any) -> None:
        """A citizen takes a ticket."""
        self.do(c.TakeTicket(service=service, **fields), press="at-a-kiosk")

    def _decided(self, ask: Ask) -> Answer:
        if ask.verb in self.not_built:
            raise AskRefused("not-built", sentence("not-built", {}, self.language).detail)
        try:
            self.on_facts(self.paper.do(_command(ask), ask.key))
        except Refused as no:
            words = sentence(no.problem.type, no.problem.fields, self.language)
            raise AskRefused(no.problem.type, words.detail) from None
        return Answer(seq=self.state.seq, ticket=self.state.windows["3"].ticket)


def _command(ask: Ask) -> c.Command:
    fields = _command_fields(ask)
    if ask.about:
        return ABOUT_TICKETS[ask.verb](ticket=ask.about, **fields)
    seen = {} if ask.verb in ("profile", "services") else {"at": c.Seen(ticket=ask.at)}
    return COMMANDS[ask.verb](window="3", **seen, **fields)


def _command_fields(ask: Ask) -> dict[str, Any]:
    """What is sent, as the hall's commands have it."""
    fields = dict(ask.fields)
    if "window" in fields:
        fields["to_window"] = fields.pop("window")
    if "services" in fields:
        fields["services"] = tuple(fields["services"])
    if "until" in fields:
        fields["until"] = datetime.fromisoformat(str(fields["until"]))
    return fields


class Roster:
    """The hall's list of staff, kept on paper: who has which password, and whose session is good."""

    def __init__(self, hall: "Counter") -> None:
        self.hall = hall
        self.passwords = {"1001": "314159", "1002": "271828"}
        self.first: set[str] = set()
        """Who has a first password still."""
        self.refuses: str = ""
        """A problem by which the next sign-in is refused, whatever is typed."""
        self.is_silent = False
        self.signed_in = ""
        self.why = "over"
        self.checks = 0

    async def sign_in(self, person: str, password: str) -> SignedIn:
        self._answer()
        if self.refuses:
            raise self._problem(self.refuses, seconds="30")
        if self.passwords.get(person) != password:
            raise self._problem("sign-in-failed")
        self.signed_in = person
        return SignedIn(
            person=person,
            name="王芳",
            until=self.hall.paper.now + timedelta(hours=12),
            must_change=person in self.first,
        )

    async def change_password(self, old: str, new: str) -> None:
        self._answer()
        if self.passwords[self.signed_in] != old:
            raise self._problem("sign-in-failed")
        if len(new) < 6:
            raise self._problem("password-weak", shortest="6")
        self.passwords[self.signed_in] = new
        self.first.discard(self.signed_in)

    async def sign_out(self) -> None:
        self.signed_in = ""
        self._answer()

    async def check(self) -> None:
        self.checks += 1
        self._answer()
        if not self.signed_in:
            raise self._problem("signed-out", why=self.why)

    def end(self) -> None:
        """Whoever is signed in is not any more: disabled, or signed in anew."""
        self.signed_in = ""

    def may_press(self) -> None:
        """What the hall checks before any press at a window."""
        if not self.signed_in and self.hall.state.definition.policy.staff_listed:
            raise self._problem("signed-out", why=self.why)

    def _answer(self) -> None:
        if self.is_silent:
            raise HallSilent

    def _problem(self, type: str, **fields: str) -> AskRefused:
        return AskRefused(type, sentence(type, fields, self.hall.language).detail)


class Terminal:
    """The terminal of window 3. `await press("main")` presses a key and waits until the hall has answered."""

    def __init__(self, hall: Counter, **settings: Any) -> None:
        self.hall = hall
        self.language = settings.get("language", "zh")
        hall.language = self.language
        self.beeps = Beeps()
        self.steady = 100.0
        self.is_lagging = False
        self.stale = Stale(is_stale=False, freshness="live")
        keys = itertools.count(1)
        self.presenter = Presenter(
            hall,
            "3",
            self,
            lambda: f"press-{next(keys)}",
            staff=hall.roster,
            notes=hall,
            beeper=self.beeps,
            pause=self._pass,
            **settings,
        )
        hall.on_fact = self.hear
        hall.on_facts = lambda facts: self.presenter.told(facts, self.hall.state)
        self.hear()

    def hall_now(self) -> datetime:
        return self.hall.paper.now.astimezone(ZoneInfo("Asia/Shanghai"))

    def steady_s(self) -> float:
        return self.steady

    @property
    def shown(self) -> Shown:
        return self.presenter.shown()

    def say(self, key: str, **fields: Any) -> str:
        """A text as this terminal says it."""
        return texts(self.language).say(key, **fields)

    @property
    def ready(self) -> set[str]:
        """The places whose keys can be pressed."""
        keys = self.shown.buttons
        return {name for name in keys.__slots__ if getattr(keys, name).is_ready}

    def hear(self) -> None:
        """The mirror tells what is new, unless it lags."""
        if not self.is_lagging:
            state = self.hall.state
            done = tally(state.windows.get("3"))
            self.presenter.hear(terminal(state, "3", self.hall_now(), self.language), self.stale, done)

    def wait(self, seconds: float) -> None:
        """Time passes in the hall and at the window."""
        self.hall.paper.let_pass(seconds)
        self.steady += seconds
        self.presenter.tick()

    async def log_in(self, clerk: str = "1001", password: str = "314159") -> None:
        """Sign in where the hall lists its staff."""
        self.presenter.type(clerk)
        self.presenter.type_in("password", password)
        await self.press("main")

    async def press(self, place: Any, after_s: float = 4.0) -> None:
        self.wait(after_s)
        self.presenter.press(place)
        await self.presenter.settled()

    async def sign_in(self, clerk: str = "1001") -> None:
        self.presenter.type(clerk)
        await self.press("main")

    def fall_silent(self) -> None:
        self.stale = replace(self.stale, is_stale=True, freshness="stale", stopped_at="10:28")
        self.presenter.fall_silent(self.stale)

    def come_back(self) -> None:
        self.stale = Stale(is_stale=False, freshness="live")
        self.hear()

    async def _pass(self, seconds: float) -> None:
        self.steady += seconds
        await asyncio.sleep(0)


@pytest.fixture
def hall() -> Counter:
    return Counter(HALL)


@pytest.fixture
def desk(hall: Counter) -> Terminal:
    return Terminal(hall)


@pytest.fixture
def desk_of() -> Callable[..., Terminal]:
    """A terminal with settings of its own: `desk_of(policy=…, form="bar", language="en")`; `clerks` and `pools` are the
    hall's."""

    def make(policy: Policy | None = None, **settings: Any) -> Terminal:
        of_hall = {name: settings.pop(name) for name in ("clerks", "pools", "windows") if name in settings}
        return Terminal(Counter(replace(HALL, policy=policy or HALL.policy, **of_hall)), **settings)

    return make


class OnScreen(Terminal):
    """A terminal in a real window: what a clerk sees, and the keyboard."""

    def __init__(
        self,
        hall: Counter,
        font: str = FONTS[0],
        scale: float = 1.0,
        has_high_contrast: bool = False,
        **settings: Any,
    ) -> None:
        self.screen: CallerScreen | None = None
        self.bar: BarWindow | None = None
        super().__init__(hall, on_change=self._changed, **settings)
        self.screen = CallerScreen(self.presenter)
        catalogue = Catalogue(settings.get("language", "zh"))
        width, height = SIZES[settings.get("form", "page")]
        size = (round(width * scale), round(height * scale))
        self.window = Window(
            VIEW,
            self.screen,
            light(font, is_moving=False, has_high_contrast=has_high_contrast),
            catalogue,
            size=size,
        )
        self.window.show()
        self.bar = BarWindow(self.window.view) if settings.get("form") == "bar" else None
        self._changed()
        self.window.view.requestActivate()
        assert QTest.qWaitForWindowActive(self.window.view, 30_000)

    async def key(self, key: Qt.Key, after_s: float = 4.0) -> None:
        """A key of the keyboard goes down and up, then the hall answers."""
        self.wait(after_s)
        QTest.keyClick(self.window.view, key)
        await self.presenter.settled()
        self.settle()

    def write(self, text: str) -> None:
        for letter in text:
            QTest.keyClick(self.window.view, letter)

    def items(self) -> Iterator[QQuickItem]:
        """All that is visible, from back to front."""
        yield from _visible(self.window.view.rootObject())

    def texts(self) -> list[str]:
        return [text for item in self.items() if (text := _text(item))]

    @property
    def focused(self) -> str:
        """What the keyboard works now, as it would be read aloud; `input` for a field."""
        item = self.window.view.activeFocusItem()
        return str(item.property("spoken") or item.objectName()) if item else ""

    def settle(self) -> None:
        """Draw one frame, so that all that lays itself out has done so, also in a window that has just grown."""
        QEventLoop().processEvents()
        self.window.view.grabWindow()

    def rect(self, item: QQuickItem) -> QRectF:
        return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))

    def _changed(self) -> None:
        if self.screen is not None:
            shown = self.screen.refresh()
            if self.bar is not None:
                self.bar.fit(shown)


@pytest.fixture
def on_screen(qapp: QGuiApplication, qtlog: Any) -> Iterator[Callable[..., OnScreen]]:
    """Makes terminals in windows: `on_screen(form="bar")`; whatever QML complains about fails the test."""
    made: list[OnScreen] = []

    def make(definition: Definition = HALL, **settings: Any) -> OnScreen:
        made.append(OnScreen(Counter(definition), **settings))
        return made[-1]

    yield make
    complaints = [warning for each in made for warning in each.window.warnings]
    for each in made:
        each.window.close()
    assert complaints + [record.message for record in qtlog.records] == []


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    return QGuiApplication


def _visible(item: QQuickItem) -> Iterator[QQuickItem]:
    if not item.isVisible():
        return
    yield item
    for child in item.childItems():
        yield from _visible(child)


def _text(item: QQuickItem) -> str:
    is_text = item.metaObject().indexOfProperty("truncated") >= 0
    return str(item.property("text")) if is_text else ""
