"""A hall's own clip: spoken into a microphone, or a file that somebody brought."""

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from devices.voices.clip_files import SUFFIXES, clip_path
from devices.voices.opus import RATE, decoded
from devices.voices.sound import SPEECH_DB, Sound, at_loudness, loudness_db, resampled, trimmed, write_wave

ARECORD: Final = ("arecord", "-q", "-f", "S16_LE", "-c", "1", "-r", str(RATE))
"""ALSA's recorder; `-d SECONDS FILE` is added."""

_LATE_S: Final = 5
_NOTHING_DB: Final = -50.0
_HISS: Final = 600
"""A microphone's own noise, as a sample value, under which a recording counts as silent."""


def record(text: str, folder: Path, *, seconds: int, command: Sequence[str] = ARECORD) -> Path:
    """Listen for `seconds` and keep what was heard as the clip of `text`. OSError or ValueError with the reason."""
    with tempfile.TemporaryDirectory(prefix="jiaohao-record-") as place:
        file = Path(place) / "take.wav"
        try:
            done = subprocess.run(
                [*command, "-d", str(seconds), str(file)],
                capture_output=True,
                timeout=seconds + _LATE_S,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise OSError(f"{command[0]} did not end") from error
        if done.returncode:
            raise OSError(
                (done.stderr.decode(errors="replace").strip() or f"{command[0]} failed").splitlines()[-1]
            )
        return adopt(file, text, folder)


def adopt(file: Path, text: str, folder: Path) -> Path:
    """Keep a file as the clip of `text`, trimmed and as loud as the rest. OSError or ValueError with the reason."""
    target = clip_path(folder, text)
    sound = decoded(file.read_bytes())
    clip = trimmed(sound, _HISS)
    if not clip.samples or loudness_db(clip) < _NOTHING_DB:
        raise ValueError(f"{file.name} holds no speech")
    return _kept(resampled(clip, RATE) if clip.rate != RATE else clip, target)


def _kept(sound: Sound, target: Path) -> Path:
    """As WAV: nothing is lost by encoding, and every editor opens it. Other kinds of the same clip go away."""
    target.parent.mkdir(parents=True, exist_ok=True)
    kept, unfinished = target.with_name(f"{target.stem}.wav"), target.with_name(f"{target.stem}.part")
    write_wave(unfinished, at_loudness(sound, SPEECH_DB))
    unfinished.replace(kept)
    for suffix in SUFFIXES:
        if suffix != kept.suffix:
            target.with_name(f"{target.stem}{suffix}").unlink(missing_ok=True)
    return kept
