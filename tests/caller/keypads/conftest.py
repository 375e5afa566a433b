"""A hall on paper with as many windows as a story needs, worked by keypads; time passes when it is told to."""

import asyncio
import itertools
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from caller.keypad_desk import KeypadDesk, PadPlace
from caller.keypad_rating import KeypadRating
from caller.keypad_words import Word
from caller.ports import Answer, Ask, AskRefused, HallSilent, SignedIn
from caller.rating.posting import Posting
from caller.rating.rating import Rating
from devices.keypads.press import Action, Keypads, PadHealth, Press, ReadOut, SignInKeys
from hall.rules.paper import PaperHall
from link.messages import commands as c
from link.messages.definition import Definition, Policy, Series, Service, WindowPlace, Zone
from link.messages.problems import Refused

MORNING = datetime(2026, 3, 12, 2, 24, tzinfo=UTC)

COMMANDS: dict[str, Callable[..., c.Command]] = {
    "open": c.OpenWindow, "pause": c.PauseWindow, "resume": c.ResumeWindow, "close": c.CloseWindow, "next": c.CallNext,
    "recall": c.Recall, "start": c.StartService, "finish": c.FinishService, "missed": c.MarkMissed, "park": c.Park,
    "transfer": c.Transfer, "call": c.CallTicket, "undo": c.Undo, "take-over": c.TakeOver,
}  # fmt: skip


def hall_of(windows: int, policy: Policy | None = None, **more: Any) -> Definition:
    return Definition(
        id="yunxi",
        name="云溪县政务服务中心",
        zones=(Zone(id="left", name="左厅"),),
        series=(Series(id="A", prefix="A", first=1), Series(id="E", prefix="E", first=1)),
        services=(Service(id="move", name="转移登记", series="A"), Service(id="wed", name="结婚登记", series="E")),
        windows=tuple(
            WindowPlace(id=f"w{number}", label=str(number), zone="left", services=("move", "wed"))
            for number in range(1, windows + 1)
        ),
        policy=policy or Policy(),
        **more,
    )  # fmt: skip


class ShownPads:
    """Keypads that keep what they are told."""

    def __init__(self) -> None:
        self.shown: dict[str, ReadOut] = {}
        self.beeps: list[tuple[str, int]] = []
        self.health: dict[str, PadHealth] = {}

    async def open(self) -> None:
        return

    async def close(self) -> None:
        return

    def show(self, keypad: str, shown: ReadOut) -> None:
        self.shown[keypad] = shown

    def beep(self, keypad: str, times: int) -> None:
        self.beeps.append((keypad, times))


class Roster:
    """The hall's staff on paper: who has which password, and who has signed in at which keypad."""

    def __init__(self, room: "Room") -> None:
        self.room = room
        self.passwords = {"1001": "384192", "1002": "271828"}
        self.first: set[str] = set()
        self.signed_in: dict[str, str] = {}
        self.tried: list[str] = []
        """What was typed as a number, in order."""
        self.refuses = ""
        self.is_silent = False

    def at(self, keypad: str) -> "PaperStaff":
        return PaperStaff(self, keypad)


class PaperStaff:
    """The staff as one keypad asks for it."""

    def __init__(self, roster: Roster, keypad: str) -> None:
        self.roster, self.keypad = roster, keypad

    async def sign_in(self, person: str, password: str) -> SignedIn:
        roster = self.roster
        await asyncio.sleep(0)
        if roster.is_silent:
            raise HallSilent
        roster.tried.append(person)
        if roster.refuses or roster.passwords.get(person) != password:
            raise AskRefused(roster.refuses or "sign-in-failed", "")
        roster.signed_in[self.keypad] = person
        until = roster.room.hall_now() + timedelta(hours=12)
        return SignedIn(person=person, name="王芳", until=until, must_change=person in roster.first)

    async def change_password(self, old: str, new: str) -> None:
        person = self.roster.signed_in[self.keypad]
        if self.roster.passwords[person] != old:
            raise AskRefused("sign-in-failed", "")
        if len(new) < 6:
            raise AskRefused("password-weak", "")
        self.roster.passwords[person] = new
        self.roster.first.discard(person)

    async def sign_out(self) -> None:
        self.roster.signed_in.pop(self.keypad, None)

    async def check(self) -> None:
        return


class Room:
    """`await press(...)` presses a key and waits until the hall has answered. Each keypad is called as its window."""

    def __init__(
        self,
        definition: Definition,
        clerk: str = "",
        drivers: dict[str, Keypads] | None = None,
        sign_in: SignInKeys | None = None,
    ) -> None:
        self.paper = PaperHall(definition, MORNING)
        self.roster = Roster(self)
        self.pads = ShownPads()
        self.asks: list[Ask] = []
        self.is_silent = False
        self.loses_answers = 0
        self.away: Word | None = None
        self.steady = 100.0
        self.rated: list[tuple[str, int, int]] = []
        self._answers: dict[str, Answer] = {}
        keys = itertools.count(1)
        names = [each.id for each in definition.windows]
        self.posting = Posting(self)
        self.rating = KeypadRating(self.posting.post, self, lambda: f"rating-{next(keys)}")
        self.desk = KeypadDesk(
            {
                name: PadPlace(
                    window=name, clerk=clerk and f"{clerk}-{name}", sign_in=sign_in or SignInKeys()
                )
                for name in names
            },
            drivers or dict.fromkeys(names, self.pads),
            lambda window: _Counter(self, window),
            self,
            lambda: f"press-{next(keys)}",
            staff_of=self.roster.at,
            rating=self.rating,
            pause=self._pass,
        )
        self.hear()

    def hall_now(self) -> datetime:
        return self.paper.now.astimezone(ZoneInfo("Asia/Shanghai"))

    def steady_s(self) -> float:
        return self.steady

    def hear(self, facts: Sequence[Any] = ()) -> None:
        self.desk.hear(self.paper.state, tuple(facts), self.away)

    def do(self, command: c.Command) -> None:
        """Somebody does something in the hall."""
        self.hear(self.paper.do(command))

    def take(self, service: str = "move") -> None:
        self.do(c.TakeTicket(service=service))

    def wait(self, seconds: float) -> None:
        self.paper.let_pass(seconds)
        self.steady += seconds
        self.desk.refresh()

    async def press(self, action: Action, number: str = "", window: str = "w1", after_s: float = 4.0) -> None:
        self.wait(after_s)
        self.desk.press(Press(keypad=window, action=action, number=number))
        await self.desk.settled()

    def fall_silent(self) -> None:
        self.away = "hall-away"
        self.hear()

    def come_back(self) -> None:
        self.away = None
        self.hear()

    @property
    def read_out(self) -> tuple[int, int]:
        shown = self.pads.shown["w1"]
        return shown.left, shown.right

    @property
    def lamp(self) -> str:
        return self.pads.shown["w1"].lamp

    def state(self, window: str = "w1") -> str:
        return self.paper.state.windows[window].state

    def number(self, window: str = "w1") -> str:
        ticket = self.paper.state.windows[window].ticket
        return self.paper.state.tickets[ticket].number if ticket else ""

    async def rate(self, rating: Rating) -> None:
        self.rated.append((rating.ticket, rating.transaction, rating.grade))

    async def _pass(self, seconds: float) -> None:
        self.steady += seconds
        await asyncio.sleep(0)


class _Counter:
    """The hall as one window asks it."""

    def __init__(self, room: Room, window: str) -> None:
        self._room, self._window = room, window

    async def ask(self, ask: Ask) -> Answer:
        room = self._room
        room.asks.append(ask)
        await asyncio.sleep(0)
        if room.is_silent:
            raise HallSilent
        is_nobody = self._window not in room.roster.signed_in
        if room.paper.state.definition.policy.staff_listed and is_nobody:
            raise AskRefused("not-signed-in", "")
        if ask.key not in room._answers:
            room._answers[ask.key] = self._decided(ask)
        if room.loses_answers:
            room.loses_answers -= 1
            raise HallSilent
        return room._answers[ask.key]

    def _decided(self, ask: Ask) -> Answer:
        fields = {("to_window" if name == "window" else name): value for name, value in ask.fields.items()}
        try:
            self._room.do(COMMANDS[ask.verb](window=self._window, at=c.Seen(ticket=ask.at), **fields))
        except Refused as no:
            raise AskRefused(no.problem.type, "") from None
        state = self._room.paper.state
        return Answer(seq=state.seq, ticket=state.windows[self._window].ticket)


@pytest.fixture
def make_room() -> Callable[..., Room]:
    """A room of so many windows: `make_room(2, clerk="1001", policy=Policy(...), drivers=...)`."""

    def make(
        windows: int = 1,
        *,
        clerk: str = "1001",
        policy: Policy | None = None,
        drivers: dict[str, Keypads] | None = None,
        sign_in: SignInKeys | None = None,
        **more: Any,
    ) -> Room:
        return Room(hall_of(windows, policy, **more), clerk, drivers, sign_in)

    return make
