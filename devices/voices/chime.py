"""The chime before what is said: two soft falling notes, so that the hall listens before the number comes."""

import math
from array import array
from functools import lru_cache
from typing import Final

from devices.voices.sound import FULL, SPEECH_DB, Sound, at_loudness, join, silence
from devices.voices.voice import ChimeKind

BELOW_SPEECH_DB: Final = 3.0

_NOTES: Final = ((784.0, 0.18), (659.0, 0.38))
"""G5, then E5: hertz and seconds."""

_SECOND_PARTIAL: Final = 10 ** (-12 / 20)
_ATTACK_S: Final = 0.015
_RELEASE_S: Final = 0.02
_DECAY_S: Final = 0.35
_PEAK: Final = 0.5
_PAUSE_S: Final = 0.2
_BRIEF_PAUSE_S: Final = 0.12
_URGENT: Final = 3
_BETWEEN_CHIMES_S: Final = 0.25


@lru_cache(maxsize=8)
def opening(kind: ChimeKind, rate: int) -> Sound:
    """What is heard before the first word, with the pause behind it; 3 dB under the speech."""
    if kind == "none":
        return silence(0.0, rate)
    if kind == "brief":
        return join(
            [_under_speech(Sound(_note(*_NOTES[0], rate), rate)), silence(_BRIEF_PAUSE_S, rate)], rate
        )
    one = _under_speech(chime(rate))
    parts = [one, silence(_PAUSE_S, rate)]
    if kind == "urgent":
        parts = [one, silence(_BETWEEN_CHIMES_S, rate)] * (_URGENT - 1) + parts
    return join(parts, rate)


@lru_cache(maxsize=4)
def chime(rate: int) -> Sound:
    """The chime at half of full scale; 0.56 s. Made once: it takes longer than joining what is said after it."""
    samples = array("h")
    for hertz, seconds in _NOTES:
        samples.extend(_note(hertz, seconds, rate))
    return Sound(samples, rate)


def _under_speech(sound: Sound) -> Sound:
    return at_loudness(sound, SPEECH_DB - BELOW_SPEECH_DB)


def _note(hertz: float, seconds: float, rate: int) -> "array[int]":
    count = round(seconds * rate)
    return array("h", (round(FULL * _PEAK * _at(hertz, seconds, index / rate)) for index in range(count)))


def _at(hertz: float, seconds: float, t: float) -> float:
    """A sine with its second partial under a struck bell's envelope; the ends are faded, so that nothing clicks."""
    turn = 2 * math.pi * hertz * t
    tone = (math.sin(turn) + _SECOND_PARTIAL * math.sin(2 * turn)) / (1 + _SECOND_PARTIAL)
    fade = min(1.0, t / _ATTACK_S, (seconds - t) / _RELEASE_S)
    return tone * fade * math.exp(-t / _DECAY_S)
