"""Sound as samples: reading, writing, joining, and how loud it is."""

import math
import sys
import wave
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import mul
from pathlib import Path

FULL = 32767
"""The largest 16 bit sample: 0 dBFS."""

SPEECH_DB = -16.0
"""How loud all speech is, whatever says it."""

_BLOCK_S = 0.4
_GATE_DB = 10.0
_SILENT_DB = -70.0
_HEADROOM_DB = 0.5
_NEAR_DB = 0.5
"""A difference that nobody hears."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Mono, 16 bit, `rate` samples a second."""

    samples: "array[int]"
    rate: int

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.rate


def silence(seconds: float, rate: int) -> Sound:
    return Sound(array("h", bytes(2 * round(seconds * rate))), rate)


def join(sounds: Iterable[Sound], rate: int) -> Sound:
    """One after another. All have `rate`; ValueError where one has not."""
    samples = array("h")
    for sound in sounds:
        if sound.rate != rate:
            raise ValueError(f"a sound of {sound.rate} Hz among sounds of {rate} Hz")
        samples.extend(sound.samples)
    return Sound(samples, rate)


def loudness_db(sound: Sound) -> float:
    """Mean power in dB below full scale, −70 for silence.

    Blocks of 0.4 s that are 10 dB under the mean are left out, as ITU-R BS.1770-4 does, so that pauses do not
    count; its frequency weighting is left out, which for one voice against one chime is good to about 2 dB.
    """
    powers = [power for power in _powers(sound) if power > 10 ** (_SILENT_DB / 10)]
    if not powers:
        return _SILENT_DB
    gate = sum(powers) / len(powers) / 10 ** (_GATE_DB / 10)
    loud = [power for power in powers if power >= gate]
    return 10 * math.log10(sum(loud) / len(loud))


def at_loudness(sound: Sound, target_db: float) -> Sound:
    """The sound brought to `target_db`, or as near as it gets without clipping."""
    peak = max(map(abs, sound.samples), default=0)
    loudness = loudness_db(sound)
    if not peak or loudness <= _SILENT_DB:
        return sound
    room = FULL / peak * 10 ** (-_HEADROOM_DB / 20)
    if abs(target_db - loudness) < _NEAR_DB and room >= 1:
        return sound
    gain = min(10 ** ((target_db - loudness) / 20), room)
    return Sound(array("h", (round(sample * gain) for sample in sound.samples)), sound.rate)


def at_volume(sound: Sound, volume: float) -> Sound:
    """The sound turned down: `volume` is 0 (nothing) to 1 (as it is)."""
    if volume >= 1:
        return sound
    return Sound(array("h", map(_turned_down(max(0.0, volume)).__getitem__, sound.samples)), sound.rate)


@lru_cache(maxsize=8)
def _turned_down(volume: float) -> "array[int]":
    """What each sample becomes; a negative one finds its place from the end. Ten times as fast as multiplying."""
    above = [round(sample * volume) for sample in range(FULL + 1)]
    below = [round(sample * volume) for sample in range(-FULL - 1, 0)]
    return array("h", above + below)


def faded(sound: Sound, seconds: float) -> Sound:
    """Rising from nothing and falling to nothing over `seconds` at its ends."""
    samples, count = array("h", sound.samples), min(round(seconds * sound.rate), len(sound.samples) // 2)
    for place in range(count):
        samples[place] = round(samples[place] * place / count)
        samples[-1 - place] = round(samples[-1 - place] * place / count)
    return Sound(samples, sound.rate)


def trimmed(sound: Sound, quiet: int = 160) -> Sound:
    """Without the silence before and after; an engine leaves up to a second of it. `quiet` is a sample value."""
    first = _first_loud(sound.samples, quiet)
    if first is None:
        return Sound(array("h"), sound.rate)
    behind = _first_loud(reversed(sound.samples), quiet) or 0
    return Sound(sound.samples[first : len(sound.samples) - behind], sound.rate)


def resampled(sound: Sound, rate: int) -> Sound:
    """The same sound with `rate` samples a second, on straight lines between its samples: good enough for speech."""
    samples, step = sound.samples, sound.rate / rate
    count = max(0, int((len(samples) - 1) / step))
    places = ((int(index * step), index * step % 1) for index in range(count))
    return Sound(
        array("h", (round(samples[at] + (samples[at + 1] - samples[at]) * part) for at, part in places)), rate
    )


def read_wave(path: Path) -> Sound:
    """A mono 16 bit WAV file. OSError or ValueError where it is not one."""
    try:
        with wave.open(str(path), "rb") as file:
            if file.getnchannels() != 1 or file.getsampwidth() != 2:
                raise ValueError(f"{path.name} is not mono with 16 bits")
            samples = array("h", file.readframes(file.getnframes()))
            rate = file.getframerate()
    except (wave.Error, EOFError) as error:
        raise ValueError(f"{path.name} is not a sound: {error}") from error
    if sys.byteorder == "big":
        samples.byteswap()
    return Sound(samples, rate)


def write_wave(path: Path, sound: Sound) -> None:
    """As a WAV file. Raises OSError."""
    samples = array("h", sound.samples)
    if sys.byteorder == "big":
        samples.byteswap()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sound.rate)
        file.writeframes(samples.tobytes())


def _first_loud(samples: Iterable[int], quiet: int) -> int | None:
    return next((place for place, sample in enumerate(samples) if abs(sample) > quiet), None)


def _powers(sound: Sound) -> Iterable[float]:
    """The mean power of each block, 1.0 being a full-scale square wave."""
    size = max(1, round(_BLOCK_S * sound.rate))
    for start in range(0, len(sound.samples), size):
        block = sound.samples[start : start + size]
        yield sum(map(mul, block, block)) / len(block) / FULL**2
