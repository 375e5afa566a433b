"""Where a part of what the voice model spoke begins and ends, from how long it says that each phoneme lasts."""

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

FRAME: Final = 600
"""Samples of 24 kHz: the model counts in 25 ms."""

_SMOOTH: Final = 240
"""10 ms: shorter dips lie inside of any vowel."""


def cut(
    wave: "NDArray[np.float32]", frames: Sequence[int], before: int, length: int
) -> "NDArray[np.float32]":
    """The part of `wave` that says `length` phonemes, with a blank between them and the `before` ones in front (0: none).

    `frames`: how long each phoneme lasts, in frames of 25 ms; the first and the last are the pads around all. Where
    something is spoken before or after, a comma and a blank lie between, and it is cut where they are most quiet.
    """
    starts = [FRAME * frame for frame in accumulate(frames, initial=0)]
    last = (before + 1 if before else 0) + length
    is_last = last == len(frames) - 2
    start = _quietest(wave, starts, before) if before else 0
    return wave[start : len(wave) if is_last else _quietest(wave, starts, last)]


def _quietest(wave: "NDArray[np.float32]", starts: Sequence[int], comma: int) -> int:
    """The most quiet place in this comma and the blank behind it."""
    first, end = starts[comma], starts[comma + 2]
    level = np.convolve(np.abs(wave[first:end]), np.ones(_SMOOTH) / _SMOOTH, "same")
    return first + int(np.argmin(level))
