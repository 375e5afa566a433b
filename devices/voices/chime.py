"""The chime before each call: two soft falling notes, so that the hall listens before the number comes."""

import math
from array import array
from functools import lru_cache
from typing import Final

from devices.voices.sound import FULL, Sound

_NOTES: Final = ((784.0, 0.18), (659.0, 0.38))
"""G5, then E5: hertz and seconds."""

_SECOND_PARTIAL: Final = 10 ** (-12 / 20)
_ATTACK_S: Final = 0.015
_RELEASE_S: Final = 0.02
_DECAY_S: Final = 0.35
_PEAK: Final = 0.5


@lru_cache(maxsize=4)
def chime(rate: int) -> Sound:
    """The chime at half of full scale; 0.56 s. Made once: it takes longer than joining what is said after it."""
    samples = array("h")
    for hertz, seconds in _NOTES:
        samples.extend(_note(hertz, seconds, rate))
    return Sound(samples, rate)


def _note(hertz: float, seconds: float, rate: int) -> "array[int]":
    count = round(seconds * rate)
    return array("h", (round(FULL * _PEAK * _at(hertz, seconds, index / rate)) for index in range(count)))


def _at(hertz: float, seconds: float, t: float) -> float:
    """A sine with its second partial under a struck bell's envelope; the ends are faded, so that nothing clicks."""
    turn = 2 * math.pi * hertz * t
    tone = (math.sin(turn) + _SECOND_PARTIAL * math.sin(2 * turn)) / (1 + _SECOND_PARTIAL)
    fade = min(1.0, t / _ATTACK_S, (seconds - t) / _RELEASE_S)
    return tone * fade * math.exp(-t / _DECAY_S)
