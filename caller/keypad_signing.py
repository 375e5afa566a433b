"""What who works at a keypad types to sign in where the hall lists its staff: number and password, by digits alone; pure."""

from dataclasses import dataclass, field, replace
from math import inf
from typing import Final, Literal

from caller.keypad_words import Word
from devices.keypads.press import NUMBER_MOST, Press, SignInKeys

FORGOTTEN_S: Final = 30.0
"""A sign-in that nobody goes on with is forgotten: the next clerk must not go on with it."""

Step = Literal["person", "pin", "new", "again"]
"""Number and password; after a first password that somebody else made, twice the new one."""

STANDS: Final[dict[Step, Word | None]] = {
    "person": None,
    "pin": "pin-asked",
    "new": "new-pin",
    "again": "new-pin-again",
}
"""What the read-out asks for as long as the step lasts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """To be asked of the hall."""

    person: str
    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePin:
    """To be asked of the hall: another password instead of the first one."""

    old: str = field(repr=False)
    new: str = field(repr=False)


Asked = SignIn | ChangePin


@dataclass(frozen=True, slots=True, kw_only=True)
class PadSigning:
    """How far it has come. Digits stay out of `repr`, so out of every log. `at_s`: when the last key went down."""

    step: Step = "person"
    person: str = field(default="", repr=False)
    typed: str = field(default="", repr=False)
    pin: str = field(default="", repr=False)
    new: str = field(default="", repr=False)
    at_s: float = -inf

    def after(self, now_s: float) -> "PadSigning":
        """What is left of it at a moment."""
        return self if now_s - self.at_s <= FORGOTTEN_S else PadSigning()

    def press(
        self, press: Press, keys: SignInKeys, usual: str, now_s: float
    ) -> tuple["PadSigning", Asked | Word | None]:
        """What stands typed after a key, and what is to be asked or said; `usual` is who usually works here."""
        now = replace(self.after(now_s), at_s=now_s)
        if press.action in keys.back:
            return PadSigning(), None
        digits = now.typed + press.number
        if len(digits) > NUMBER_MOST:
            return replace(now, typed=""), "too-long"
        if press.action in keys.adds and press.number:
            return replace(now, typed=digits), None
        if press.action in keys.ends:
            return _ended(replace(now, typed=""), digits, usual)
        return now, STANDS[now.step] or "sign-in-first"

    def retyping(self, now_s: float) -> "PadSigning":
        """The password was wrong: whoever types it once more must not have it taken for a number."""
        return replace(self, step="pin", pin="", at_s=now_s)

    def changing(self, now_s: float) -> "PadSigning":
        """Signed in with a first password: a new one has to be typed before anything else."""
        return replace(self, step="new", at_s=now_s)


def _ended(now: PadSigning, digits: str, usual: str) -> tuple[PadSigning, Asked | Word | None]:
    if now.step == "person":
        person = digits or usual
        return (replace(now, step="pin", person=person), "pin-asked") if person else (now, "sign-in-first")
    if not digits:
        return now, STANDS[now.step]
    if now.step == "pin":
        return replace(now, pin=digits), SignIn(person=now.person, pin=digits)
    if now.step == "new":
        return replace(now, step="again", new=digits), "new-pin-again"
    if digits != now.new:
        return replace(now, step="new", new=""), "pin-differs"
    return now, ChangePin(old=now.pin, new=digits)
