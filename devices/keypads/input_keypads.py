"""Number pads and button boxes of the input layer: grabbed, each for its window, pulled out and put back at any time."""

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from evdev import InputDevice, InputEvent, ecodes

from devices.keypads.inputs import FOLDER, Input, Wanted, chosen, names_of, nodes, opened, shut
from devices.keypads.keymap import KeyMap
from devices.keypads.press import OnPadHealth, PadHealth, Press, Pressed, ReadOut
from devices.keypads.typed import Typed

LOOK_S: Final = 0.5
"""How often the folder of inputs is looked at for what was plugged in."""

BLINK_S: Final = 0.25
"""How long the lamp is on or off when it blinks."""

DOWN: Final = 1
"""The value of a key event when the key goes down (0 up, 2 repeated; Linux' input documentation, event-codes)."""

Opened = Callable[[Path], tuple[dict[Input, "InputDevice[str]"], list[str]]]
"""Opens all inputs of a folder (see devices.keypads.inputs)."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class InputPad:
    """One keypad as box.toml has it."""

    wanted: Wanted
    keys: KeyMap


@dataclass(slots=True)
class _Pad:
    pad: InputPad
    device: "InputDevice[str] | None" = None
    typed: Typed = field(default_factory=Typed)
    shown: ReadOut = field(default_factory=ReadOut)
    blinks: int = 0
    """Half-periods of a beep that are still to be blinked."""
    is_lit: bool | None = None


class InputKeypads:
    """The driver (see Keypads). Nobody else gets a grabbed keypad's keys: they must not type into a clerk's documents."""

    def __init__(
        self,
        pads: Mapping[str, InputPad],
        on_press: Pressed,
        on_health: OnPadHealth = lambda name, health: None,
        *,
        folder: Path = FOLDER,
        look_s: float = LOOK_S,
        blink_s: float = BLINK_S,
        open_all: Opened = opened,
    ) -> None:
        self._pads = {name: _Pad(pad) for name, pad in pads.items()}
        self._health = {name: PadHealth(is_well=False, reason="unplugged") for name in pads}
        self._on_press, self._on_health = on_press, on_health
        self._folder, self._look_s = folder, look_s
        self._blink_s, self._open_all = blink_s, open_all
        self._nodes: tuple[tuple[str, int, int], ...] | None = None
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def health(self) -> Mapping[str, PadHealth]:
        return self._health

    async def open(self) -> None:
        self._look()
        for work in (self._keep_looking(), self._keep_blinking()):
            self._tasks.append(asyncio.create_task(work))

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for pad in self._pads.values():
            self._let_go(pad)

    def show(self, keypad: str, shown: ReadOut) -> None:
        pad = self._pads[keypad]
        pad.shown = shown
        if not pad.blinks and shown.lamp != "blinking":
            self._light(pad, shown.lamp == "lit")

    def beep(self, keypad: str, times: int) -> None:
        self._pads[keypad].blinks = 2 * times

    # ── found and lost ───────────────────────────────────────────────────────────────────────────────

    async def _keep_looking(self) -> None:
        while True:
            await asyncio.sleep(self._look_s)
            self._look()

    def _look(self) -> None:
        """Take what was plugged in. Without a change of the folder nothing is opened."""
        missing = {name: pad for name, pad in self._pads.items() if pad.device is None}
        there = nodes(self._folder)
        if not missing or there == self._nodes:
            return
        self._nodes = there
        found, forbidden = self._open_all(self._folder)
        for name, pad in missing.items():
            taken = frozenset(
                str(each.device.path) for each in self._pads.values() if each.device is not None
            )
            fit = chosen(pad.pad.wanted, found, frozenset(pad.pad.keys.keys), taken)
            if fit is not None:
                self._take(name, pad, found.pop(fit))
            elif forbidden:
                self._told(name, PadHealth(is_well=False, reason="not-allowed", detail=" ".join(forbidden)))
        for device in found.values():
            shut(device)

    def _take(self, name: str, pad: _Pad, device: "InputDevice[str]") -> None:
        try:
            device.grab()
        except OSError as error:
            shut(device)
            self._nodes = None  # whoever has it may let it go
            self._told(name, PadHealth(is_well=False, reason="taken", detail=str(error)))
            return
        pad.device, pad.typed, pad.is_lit = device, Typed(), None
        asyncio.get_running_loop().add_reader(device.fd, self._hear, name, pad)
        self._told(name, PadHealth(is_well=True, detail=f"{device.name} {device.path!s}"))
        self._light(pad, pad.shown.lamp == "lit")

    def _lose(self, name: str, pad: _Pad, error: OSError) -> None:
        self._let_go(pad)
        self._nodes = None
        self._told(name, PadHealth(is_well=False, reason="unplugged", detail=str(error)))

    def _let_go(self, pad: _Pad) -> None:
        device, pad.device = pad.device, None
        if device is not None:
            asyncio.get_running_loop().remove_reader(device.fd)
            shut(device)

    # ── keys ─────────────────────────────────────────────────────────────────────────────────────────

    def _hear(self, name: str, pad: _Pad) -> None:
        if pad.device is None:
            return
        try:
            events = tuple(pad.device.read())
        except BlockingIOError:
            return
        except OSError as error:  # ENODEV: it was pulled out
            self._lose(name, pad, error)
            return
        now_s = asyncio.get_running_loop().time()
        for meaning in _meanings(events, pad.pad.keys):
            pad.typed, asked = pad.typed.press(meaning, now_s) if meaning else (Typed(), None)
            if asked is not None:
                action = pad.pad.keys.meant(*asked)
                self._on_press(Press(keypad=name, action=action, number=asked[1]))

    # ── the lamp ─────────────────────────────────────────────────────────────────────────────────────

    async def _keep_blinking(self) -> None:
        """The lamp of NumLock: steady, or blinking where the hall is away or something was refused."""
        is_on = False
        while True:
            await asyncio.sleep(self._blink_s)
            is_on = not is_on
            for pad in self._pads.values():
                if pad.blinks:
                    pad.blinks -= 1
                    self._light(pad, pad.blinks % 2 == 1)
                else:
                    self._light(pad, is_on if pad.shown.lamp == "blinking" else pad.shown.lamp == "lit")

    def _light(self, pad: _Pad, is_lit: bool) -> None:
        if pad.device is None or pad.is_lit == is_lit:
            return
        pad.is_lit = is_lit
        try:
            pad.device.set_led(ecodes.LED_NUML, int(is_lit))
        except OSError as error:  # no lamp, or just pulled out: reading will say so
            log.debug("no lamp at %s: %s", pad.device.path, error)

    def _told(self, name: str, health: PadHealth) -> None:
        if health != self._health[name]:
            self._health[name] = health
            log.info("keypad %s: %s %s", name, health.reason or "well", health.detail)
            self._on_health(name, health)


def _meanings(events: tuple[InputEvent, ...], keys: KeyMap) -> Iterator[str]:
    """What the keys that went down mean; empty where events were lost (SYN_DROPPED), and with them perhaps a digit."""
    for event in events:
        if event.type == ecodes.EV_SYN and event.code == ecodes.SYN_DROPPED:
            yield ""
        elif event.type == ecodes.EV_KEY and event.value == DOWN:
            meaning = next((keys.keys[name] for name in names_of(event.code) if name in keys.keys), None)
            if meaning is not None:
                yield meaning
