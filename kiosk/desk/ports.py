"""What the guide desk needs of the world around it: a hall to ask, its staff, a printer, two clocks, something that beeps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol

from kiosk.ports import ToPrint

Verb = Literal[
    "take", "reprint", "prioritise", "change", "add", "remove", "cancel", "revive", "note", "flag", "book", "unbook",
    "check_in", "numbers", "notices", "broadcast", "calm", "crowd", "uncrowd", "suspend", "resume", "acknowledge", "end_help",
    "find_ticket", "find_bookings", "slots", "person",
]  # fmt: skip
"""What the desk asks for; its sentences in the catalogue are called after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One wish on its way to the hall. It is sent again with the same `key` until its fate is known; `path` below the API.
    A question alone has no `key`."""

    verb: Verb
    path: str
    body: Mapping[str, Any] = field(default_factory=dict)
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the hall said, as plain JSON; `seq` by which every mirror shows it."""

    seq: int = 0
    value: Mapping[str, Any] = field(default_factory=dict)


class AskRefused(Exception):
    """The hall will not do it; `type` is the problem's name, `detail` a sentence for whoever asked."""

    def __init__(self, type: str, detail: str) -> None:
        super().__init__(type)
        self.type = type
        self.detail = detail


class HallSilent(Exception):
    """No answer; whether it was done is not known. Asking again with the same key is safe."""


class Hall(Protocol):
    async def ask(self, ask: Ask) -> Answer:
        """Carry one wish to the hall, once. Raises AskRefused or HallSilent."""

    async def person(self, phone: str, name: str, key: str) -> str:
        """Let the hall know somebody by telephone; their reference. Raises AskRefused or HallSilent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who has signed in and until when. While `must_change` only the password can be changed."""

    person: str
    name: str
    until: datetime
    must_change: bool = False


class Staff(Protocol):
    """The hall, as whoever sits at the desk signs in to it. Each call raises AskRefused or HallSilent."""

    async def sign_in(self, person: str, password: str) -> SignedIn:
        """From now on each wish is this person's."""

    async def change_password(self, old: str, new: str) -> None:
        """Of who has signed in."""

    async def sign_out(self) -> None:
        """From now on each wish is nobody's; also where the hall does not answer."""

    async def check(self) -> None:
        """Raises AskRefused where whoever signed in is not any more."""


class Press(Protocol):
    """The desk's own printer."""

    @property
    def name(self) -> str:
        """`BOX/NAME`; empty where the desk has none."""

    async def print(self, asked: ToPrint) -> None:
        """Print one ticket and tell the hall. Raises kiosk.ports.NotPrinted."""


class Clock(Protocol):
    """The hall's time for what is shown, the box's own steady seconds for what is counted off."""

    def hall_now(self) -> datetime:
        """The hall's time in its own zone."""

    def steady_s(self) -> float:
        """Seconds that never jump."""


class Beeper(Protocol):
    def beep(self) -> None:
        """Begin the sound of an alarm and return at once."""
