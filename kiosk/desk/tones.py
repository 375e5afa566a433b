"""The sound of an alarm at the desk (ui.md section 9), played without anybody waiting for it."""

import asyncio
import logging
import math
import tempfile
from array import array
from pathlib import Path
from typing import Final, Protocol

from devices.voices.sound import FULL, Sound, join, silence, write_wave
from devices.voices.voice import Played

RATE: Final = 22050
HERTZ: Final = 660.0
NOTE_S: Final = 0.1
NOTES: Final = 3

_BETWEEN_S: Final = 0.08
_FADE_S: Final = 0.01
_PEAK: Final = 0.35

log = logging.getLogger(__name__)


class SoundPlayer(Protocol):
    async def play(self, sound: Path, seconds: float) -> Played:
        """Play a WAV file of that length; what went wrong is in what it returns."""


class AlarmTone:
    """Three short notes. A machine without sound stays quiet: the screen says the same."""

    def __init__(self, player: SoundPlayer) -> None:
        self._player = player
        self._playing: set[asyncio.Task[None]] = set()

    def beep(self) -> None:
        """Begin the sound and return at once."""
        task = asyncio.get_running_loop().create_task(self._play())
        self._playing.add(task)
        task.add_done_callback(self._playing.discard)

    async def close(self) -> None:
        """End what still sounds."""
        for task in tuple(self._playing):
            task.cancel()
        await asyncio.gather(*self._playing, return_exceptions=True)

    async def _play(self) -> None:
        sound = alarm_sound()
        try:
            with tempfile.TemporaryDirectory(prefix="jiaohao-alarm-") as folder:
                file = Path(folder) / "alarm.wav"
                await asyncio.to_thread(write_wave, file, sound)
                played = await self._player.play(file, sound.seconds)
        except OSError as fault:
            played = Played(was_heard=False, reason=str(fault))
        if not played.was_heard:
            log.debug("the alarm was not heard: %s", played.reason)


def alarm_sound(rate: int = RATE) -> Sound:
    """Its samples: 660 Hz, three times 100 ms."""
    notes: list[Sound] = []
    for _ in range(NOTES):
        notes += [*([silence(_BETWEEN_S, rate)] if notes else []), _note(rate)]
    return join(notes, rate)


def _note(rate: int) -> Sound:
    return Sound(array("h", (round(_sample(at / rate)) for at in range(round(NOTE_S * rate)))), rate)


def _sample(t: float) -> float:
    fade = min(1.0, t / _FADE_S, (NOTE_S - t) / _FADE_S)
    return FULL * _PEAK * fade * math.sin(2 * math.pi * HERTZ * t)
