"""What a scanner types, as it types it: keys of a keyboard with the American layout to signs; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

UP, DOWN = 0, 1
SHIFTS: Final = frozenset({"KEY_LEFTSHIFT", "KEY_RIGHTSHIFT"})

_PLAIN: Final = {
    **{f"KEY_{letter.upper()}": letter for letter in "abcdefghijklmnopqrstuvwxyz"},
    **{f"KEY_{digit}": digit for digit in "0123456789"},
    **{f"KEY_KP{digit}": digit for digit in "0123456789"},
    "KEY_MINUS": "-", "KEY_EQUAL": "=", "KEY_LEFTBRACE": "[", "KEY_RIGHTBRACE": "]", "KEY_BACKSLASH": "\\",
    "KEY_SEMICOLON": ";", "KEY_APOSTROPHE": "'", "KEY_GRAVE": "`", "KEY_COMMA": ",", "KEY_DOT": ".", "KEY_SLASH": "/",
    "KEY_SPACE": " ", "KEY_KPMINUS": "-", "KEY_KPPLUS": "+", "KEY_KPASTERISK": "*", "KEY_KPSLASH": "/", "KEY_KPDOT": ".",
    "KEY_ENTER": "\n", "KEY_KPENTER": "\n", "KEY_LINEFEED": "\n", "KEY_TAB": "\t",
}  # fmt: skip
_SHIFTED: Final = dict(zip("1234567890-=[]\\;'`,./", '!@#$%^&*()_+{}|:"~<>?', strict=True))
SCANNER_KEYS: Final = frozenset(_PLAIN) - {"KEY_KPENTER"}


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Which of its keys are held, and whether capitals are locked."""

    shifts: frozenset[str] = frozenset()
    is_locked: bool = False

    def key(self, names: Iterable[str], value: int) -> "tuple[Keyboard, str]":
        """What follows from a key going down or up: the keyboard then, and the sign it typed, empty for none."""
        known = tuple(names)
        shift = next((name for name in known if name in SHIFTS), "")
        if shift:
            held = self.shifts | {shift} if value else self.shifts - {shift}
            return Keyboard(held, self.is_locked), ""
        if value != DOWN:
            return self, ""
        if "KEY_CAPSLOCK" in known:
            return Keyboard(self.shifts, not self.is_locked), ""
        plain = next((_PLAIN[name] for name in known if name in _PLAIN), "")
        is_pad = any(name.startswith("KEY_KP") for name in known)
        return self, plain if is_pad else self._typed(plain)

    def _typed(self, plain: str) -> str:
        if plain.isalpha():
            return plain.upper() if bool(self.shifts) != self.is_locked else plain
        return _SHIFTED.get(plain, plain) if self.shifts else plain
