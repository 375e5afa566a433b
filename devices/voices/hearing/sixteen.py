"""A clip's sound at 16 kHz, as recognisers want it."""

from typing import Final

import numpy as np
import numpy.typing as npt

from devices.voices.sound import FULL, Sound

RATE: Final = 16_000

_TAPS: Final = 97
_UP, _DOWN = 2, 3
"""24 kHz to 16 kHz: two samples for one, then each third."""


def at_16_khz(sound: Sound) -> npt.NDArray[np.float32]:
    """The sound as numbers of −1 to 1. What 16 kHz cannot hold is taken away first, else it comes back as a whistle."""
    doubled = np.zeros(_UP * len(sound.samples), dtype=np.float32)
    doubled[::_UP] = np.array(sound.samples, dtype=np.float32) / (FULL + 1)
    places = np.arange(_TAPS) - _TAPS // 2
    low = np.sinc(places / _DOWN) * np.hamming(_TAPS)
    return np.convolve(doubled, _UP * low / low.sum(), mode="same")[::_DOWN].astype(np.float32)
