"""Keys of the terminal that work whatever program has the keyboard: grabbed from the X server (Xlib, "Grabbing Keys")."""

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import Any, Final

from caller.keys import Bindings, Place

GLOBAL_PLACES: Final[tuple[Place, ...]] = ("main", "recall", "missed", "finish", "pause")
"""What a clerk presses while looking at another program."""

F1: Final = 0xFFBE
"""The keysym of F1; those of F2 to F35 follow (X11/keysymdef.h)."""

MODIFIERS: Final[Mapping[str, int]] = {"shift": 1, "ctrl": 4, "alt": 8, "meta": 64}
"""Bits of a key event's state (X protocol, "KEYBUTMASK"); Alt is Mod1 and Meta Mod4 wherever Linux desktops run."""

LOCKS: Final = (2, 16)
"""CapsLock and NumLock (Mod2): a grab holds for exactly one state, so each key is grabbed with and without them."""

REPEAT_MS: Final = 5
"""A key that is held down is let go and pressed again at once, by the server's own clock."""

Combination = tuple[int, int]
"""A keysym and the state in which it is pressed."""

log = logging.getLogger(__name__)


def wanted(bindings: Bindings) -> dict[Combination, Place]:
    """What is grabbed: function keys, and others only with Ctrl, Alt or Meta; a plain letter belongs to who types."""
    found = ((combination_of(bindings.hint(place)), place) for place in GLOBAL_PLACES)
    return {combination: place for combination, place in found if combination is not None}


def combination_of(name: str) -> Combination | None:
    """`F8` or `Ctrl+N` as X names it; None where it cannot be taken from other programs."""
    *held, key = name.casefold().split("+")
    if not set(held) <= set(MODIFIERS):
        return None
    state = sum(MODIFIERS[each] for each in set(held))
    if key[:1] == "f" and key[1:].isdecimal() and 1 <= int(key[1:]) <= 35:
        return F1 + int(key[1:]) - 1, state
    is_plain = len(key) == 1 and key.isascii() and key.isalnum()
    return (ord(key), state) if is_plain and state & ~MODIFIERS["shift"] else None


class GlobalKeys:
    """The grabs of one terminal, on a connection of their own. `on_press` is told the place; a key held down works once."""

    def __init__(self, keys: Mapping[Combination, Place], on_press: Callable[[Place], None]) -> None:
        self._keys, self._on_press = keys, on_press
        self._places: dict[tuple[int, int], Place] = {}
        self._released: tuple[int, int] = (0, -REPEAT_MS)
        self._server: Any = None

    def open(self) -> tuple[Place, ...]:
        """Take the keys; those that another program has already. Raises OSError where there is no X server to ask."""
        import xcffib
        import xcffib.xproto  # without it nothing can be asked for

        try:
            self._server = xcffib.connect()
        except (xcffib.ConnectionException, ModuleNotFoundError) as fault:
            raise OSError(str(fault)) from None
        missing = tuple(dict.fromkeys(self._grab_all()))
        self._server.flush()
        asyncio.get_running_loop().add_reader(self._server.get_file_descriptor(), self._read)
        log.info("keys that work in every program: %d", len(set(self._places.values())))
        return missing

    def close(self) -> None:
        """Give the keys back."""
        if self._server is not None:
            asyncio.get_running_loop().remove_reader(self._server.get_file_descriptor())
            self._server.disconnect()
            self._server = None

    def _grab_all(self) -> Iterator[Place]:
        """Grab each key in each state of the locks; the places that could not be had."""
        codes = _codes(self._server)
        for (keysym, state), place in self._keys.items():
            code = codes.get(keysym)
            for locks in product(*((0, lock) for lock in LOCKS)):
                if code is None or not self._grab(code, state + sum(locks)):
                    yield place
                    break
                self._places[code, state] = place

    def _grab(self, code: int, state: int) -> bool:
        import xcffib
        from xcffib.xproto import GrabMode

        root = self._server.get_setup().roots[self._server.pref_screen].root
        mode = GrabMode.Async
        try:
            self._server.core.GrabKeyChecked(False, root, state, code, mode, mode).check()
        except xcffib.Error:
            return False
        return True

    def _read(self) -> None:
        """What the server has told since."""
        from xcffib.xproto import KeyPressEvent, KeyReleaseEvent

        while (event := self._server.poll_for_event()) is not None:
            if isinstance(event, KeyReleaseEvent):
                self._released = (event.detail, event.time)
            elif isinstance(event, KeyPressEvent) and not self._is_repeated(event.detail, event.time):
                self._pressed(event.detail, event.state)

    def _is_repeated(self, code: int, at_ms: int) -> bool:
        last, released_ms = self._released
        return last == code and at_ms - released_ms < REPEAT_MS

    def _pressed(self, code: int, state: int) -> None:
        plain = state & sum(MODIFIERS.values())
        place = self._places.get((code, plain))
        if place is not None:
            self._on_press(place)


def _codes(server: Any) -> dict[int, int]:
    """By keysym the key that has it in its first column."""
    setup = server.get_setup()
    first, count = setup.min_keycode, setup.max_keycode - setup.min_keycode + 1
    told = server.core.GetKeyboardMapping(first, count).reply()
    width = told.keysyms_per_keycode
    return {told.keysyms[at * width]: first + at for at in reversed(range(count)) if told.keysyms[at * width]}
