"""Learning a keypad: one meaning after another is asked for, and the key that is pressed becomes it. Pure but for `keys`."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from typing import Final

from evdev import InputDevice, ecodes

from devices.keypads.input_keypads import DOWN
from devices.keypads.inputs import Input, names_of, opened, shut
from devices.keypads.keymap import KeyMap

LESSONS: Final = (
    "next", "recall", "missed", "finish", "pause", "park", "held", "transfer", "cancel", *"0123456789", "enter",
)  # fmt: skip
"""What is asked for, in this order. A keypad whose only large key is Enter has it as "next": it calls the next one."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """How far it has come. `asked` is what the next key will mean; None: all is learned."""

    left: tuple[str, ...] = LESSONS
    keys: dict[str, str] = field(default_factory=dict)

    @property
    def asked(self) -> str | None:
        return self.left[0] if self.left else None

    def hear(self, key: str) -> "Lesson":
        """A key was pressed. One that has a meaning already says that this keypad has no key for what is asked."""
        if not self.left:
            return self
        learned = self.keys if key in self.keys else self.keys | {key: self.left[0]}
        return replace(self, left=self.left[1:], keys=learned)

    def pass_over(self) -> "Lesson":
        """Nobody pressed anything: this keypad has no key for it."""
        return replace(self, left=self.left[1:])

    def made(self, name: str, model: str) -> KeyMap:
        """The map. With digits the large key calls the number that was typed, and the next one where none was."""
        has_digits = any(meaning.isdigit() for meaning in self.keys.values())
        has_enter = "enter" in self.keys.values()
        keys = {
            key: "enter" if meaning == "next" and has_digits and not has_enter else meaning
            for key, meaning in self.keys.items()
        }
        return KeyMap(name=name, keys=keys, models=(model,) if model else ())


class KeysPressed:
    """All inputs of this machine, listened to at once; the first that is pressed is grabbed, and the others let go."""

    def __init__(self) -> None:
        self._devices, self.forbidden = opened()
        self._heard: asyncio.Queue[tuple[Input, str]] = asyncio.Queue(64)
        self.chosen: Input | None = None

    @property
    def inputs(self) -> tuple[Input, ...]:
        return tuple(self._devices)

    async def keys(self, patience_s: float) -> AsyncIterator[str | None]:
        """The names of the keys that go down; None each time that nobody pressed any for so long. Ends where the keypad
        is pulled out."""
        loop = asyncio.get_running_loop()
        for seen, device in self._devices.items():
            loop.add_reader(device.fd, self._hear, seen, device)
        try:
            while self._devices:
                try:
                    async with asyncio.timeout(patience_s):
                        seen, key = await self._heard.get()
                except TimeoutError:
                    yield None
                    continue
                self._choose(seen)
                if seen == self.chosen:
                    yield key
        finally:
            for seen in tuple(self._devices):
                self._let_go(seen)

    def _choose(self, seen: Input) -> None:
        if self.chosen is not None:
            return
        self.chosen = seen
        for other in tuple(self._devices):
            if other != seen:
                self._let_go(other)
        try:
            self._devices[seen].grab()
        except OSError:
            return  # somebody else has it: its keys are heard all the same, or never were

    def _hear(self, seen: Input, device: "InputDevice[str]") -> None:
        try:
            events = tuple(device.read())
        except BlockingIOError:
            return
        except OSError:
            self._let_go(seen)
            return
        for event in events:
            names = names_of(event.code) if event.type == ecodes.EV_KEY and event.value == DOWN else ()
            if names and not self._heard.full():
                self._heard.put_nowait((seen, names[0]))

    def _let_go(self, seen: Input) -> None:
        device = self._devices.pop(seen, None)
        if device is not None:
            asyncio.get_running_loop().remove_reader(device.fd)
            shut(device)
