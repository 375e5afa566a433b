"""What a caller needs of the world around it: a hall to ask, two clocks and something that can beep."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

Verb = Literal[
    "open", "pause", "resume", "close", "next", "recall", "start", "finish", "missed", "park", "transfer", "call",
    "walk", "undo", "take-over", "abandon", "arrived", "unpark", "profile", "services",
    "revive", "add-service", "remove-service", "choose-service", "note", "flag",
]  # fmt: skip
"""The last part of `POST /windows/{id}/…`; from `revive` on of `POST /tickets/{id}/…`."""

Tone = Literal["arrival", "stale"]
"""ui.md section 9: somebody came while the window was armed; the hall fell silent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One press on its way to the hall. It is sent again with the same `key` until its fate is known.

    `at` is the id of the ticket that the screen showed when the key went down, None where it showed none. `about`: the
    ticket of what is asked about a ticket; empty: it is asked of the window.
    """

    verb: Verb
    at: str | None
    key: str
    fields: Mapping[str, object] = field(default_factory=dict)
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the hall did: the ticket that the window holds now, and the seq by which every mirror shows it."""

    seq: int
    ticket: str | None = None


class AskRefused(Exception):
    """The hall will not do it; `type` is the problem's name (`window-serving`), `detail` a sentence for the clerk.

    `is_fate_unknown`: the same press had been sent before without an answer, and the refusal does not say what became of it.
    """

    def __init__(self, type: str, detail: str, *, is_fate_unknown: bool = False) -> None:
        super().__init__(type)
        self.type = type
        self.detail = detail
        self.is_fate_unknown = is_fate_unknown


class HallSilent(Exception):
    """No answer; whether it was done is not known. Asking again with the same key is safe."""


class Hall(Protocol):
    """The hall, as one window asks it."""

    async def ask(self, ask: Ask) -> Answer:
        """Carry one press to the hall, once. Raises AskRefused or HallSilent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who has signed in and until when. While `must_change` only the password can be changed."""

    person: str
    name: str
    until: datetime
    must_change: bool = False


class Staff(Protocol):
    """The hall, as whoever works at this terminal signs in to it. Each call raises AskRefused or HallSilent."""

    async def sign_in(self, person: str, password: str) -> SignedIn:
        """From now on each press is this person's."""

    async def change_password(self, old: str, new: str) -> None:
        """Of who has signed in."""

    async def sign_out(self) -> None:
        """From now on each press is nobody's; also where the hall does not answer."""

    async def check(self) -> None:
        """Raises AskRefused where whoever signed in is not any more."""


class Notes(Protocol):
    """The hall, as it tells what clerks noted of a visit."""

    async def notes(self, ticket: str) -> tuple[str, ...]:
        """Of the ticket at this window, the oldest first; empty where it is another's by now. Raises AskRefused or HallSilent."""


class Voices(Protocol):
    """The hall, as it tells how far the voice of this window's zone is behind."""

    async def unsaid(self) -> int:
        """How many announcements still wait to be said. Raises AskRefused or HallSilent."""


class Clock(Protocol):
    """The hall's time for what is shown, the box's own steady seconds for what is counted off."""

    def hall_now(self) -> datetime:
        """The hall's time in its own zone."""

    def steady_s(self) -> float:
        """Seconds that never jump."""


class Beeper(Protocol):
    def beep(self, tone: Tone) -> None:
        """Begin a sound and return at once."""
