"""What a keypad says and what it is told: presses, read-outs and beeps, whatever its make."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, Protocol, get_args

Action = Literal[
    "next", "recall", "missed", "start", "finish", "park", "held", "transfer", "pause", "sign_out", "call",
    "undo", "cancel", "evaluate",
]  # fmt: skip
"""What a key asks for. `next` is the large key, `held` calls who was put aside, `cancel` takes back what was typed."""

ACTIONS: Final[tuple[Action, ...]] = get_args(Action)

Sequences = Mapping[tuple[str, Action], Action]
"""Digits and a key that together mean something else than the key: `("0", "pause")` is `sign_out`."""

NUMBER_MOST: Final = 10
"""Digits that can be typed: a staff number, a password; a ticket has fewer. Of what is longer one more is kept, so that
whoever hears of it can refuse it: what was left out might have been a part of somebody's password."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """One press of a keypad; `number` is what was typed before it."""

    keypad: str
    action: Action
    number: str = field(default="", repr=False)
    """May be a password: it stands in no log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInKeys:
    """How who works at a keypad types a number and a password: a key of `adds` keeps the digits before it and more follow,
    one of `ends` says that this is all, one of `back` takes all of it back."""

    adds: frozenset[Action] = frozenset()
    ends: frozenset[Action] = frozenset({"next", "call"})
    back: frozenset[Action] = frozenset({"cancel"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A citizen's press at a keypad's evaluator: its key, 0 for the best."""

    keypad: str
    key: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOut:
    """What a keypad shows: two numbers of three digits, and a lamp. A keypad shows what it can of it."""

    left: int = 0
    right: int = 0
    lamp: Literal["lit", "blinking", "dark"] = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class PadHealth:
    """Whether a keypad can be worked with. `reason` is a word for the log and the hall; `detail` for a technician."""

    is_well: bool
    reason: Literal["", "unplugged", "not-allowed", "taken", "line"] = ""
    detail: str = ""


Pressed = Callable[[Press | Grade], None]
OnPadHealth = Callable[[str, PadHealth], None]


class Keypads(Protocol):
    """A driver of several keypads, each with the name that box.toml gives it. Everything happens on the event loop."""

    @property
    def health(self) -> Mapping[str, PadHealth]:
        """How each keypad is now."""

    async def open(self) -> None:
        """Begin; returns at once, with or without the keypads, and never raises for their sake."""

    async def close(self) -> None:
        """Let go of them."""

    def show(self, keypad: str, shown: ReadOut) -> None:
        """From now on the keypad shows this; returns at once."""

    def beep(self, keypad: str, times: int) -> None:
        """So many short beeps, or blinks where it has no beeper; returns at once."""
