"""A headphone jack that says whether a headset is plugged in: ALSA's own jack devices, `SW_HEADPHONE_INSERT` of the input layer
(linux/input-event-codes.h)."""

import asyncio
import fcntl
import logging
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Final, Protocol

from evdev import InputDevice, ecodes

FOLDER: Final = Path("/dev/input")
LOOK_AGAIN_S: Final = 5.0
"""A sound card that is plugged in later is found after at most so long."""

_STATE_BYTES: Final = 8
_EVIOCGSW: Final = 2 << 30 | _STATE_BYTES << 16 | ord("E") << 8 | 0x1B
"""How all switches stand, a bit each: `EVIOCGSW(len)` of linux/input.h, `_IOC(_IOC_READ, 'E', 0x1b, len)`."""

log = logging.getLogger(__name__)


class Jack(Protocol):
    """One jack, open."""

    def is_plugged(self) -> bool:
        """Whether something is in it now. Raises OSError where it has gone."""
        ...

    def changes(self) -> AsyncIterator[bool]:
        """Each time something is plugged in or out. Raises OSError where it has gone."""
        ...

    def close(self) -> None: ...


class InputJack:
    """A jack of the input layer."""

    def __init__(self, device: "InputDevice[str]") -> None:
        self._device = device

    def is_plugged(self) -> bool:
        state = fcntl.ioctl(self._device.fd, _EVIOCGSW, bytes(_STATE_BYTES))
        return bool(state[ecodes.SW_HEADPHONE_INSERT // 8] >> ecodes.SW_HEADPHONE_INSERT % 8 & 1)

    async def changes(self) -> AsyncIterator[bool]:
        async for event in self._device.async_read_loop():
            if event.type == ecodes.EV_SW and event.code == ecodes.SW_HEADPHONE_INSERT:
                yield bool(event.value)

    def close(self) -> None:
        self._device.close()


def open_jack(path: str = "", folder: Path = FOLDER) -> Jack | None:
    """The jack at `path`; empty: the first input that is one. None where there is none."""
    paths = [path] if path else sorted(str(each) for each in folder.glob("event*"))
    for each in paths:
        try:
            device: InputDevice[str] = InputDevice(each)
        except OSError:
            continue
        if ecodes.SW_HEADPHONE_INSERT in device.capabilities().get(ecodes.EV_SW, []):
            return InputJack(device)
        device.close()
    return None


async def watch(
    on_change: Callable[[bool], None], find: Callable[[], Jack | None], look_again_s: float = LOOK_AGAIN_S
) -> None:
    """Tell of a headset that is plugged in or out, until cancelled; a jack that goes is looked for again."""
    was_plugged = False
    while True:
        jack = await asyncio.to_thread(find)
        if jack is not None:
            was_plugged = await _follow(jack, on_change, was_plugged)
        await asyncio.sleep(look_again_s)


async def _follow(jack: Jack, on_change: Callable[[bool], None], was_plugged: bool) -> bool:
    is_plugged = was_plugged
    try:
        if jack.is_plugged() != was_plugged:
            is_plugged = not was_plugged
            on_change(is_plugged)
        async for now in jack.changes():
            if now != is_plugged:
                is_plugged = now
                on_change(now)
    except OSError as fault:
        log.warning("the headphone jack has gone: %s", fault)
        if is_plugged:
            on_change(False)
        return False
    finally:
        jack.close()
    return is_plugged
