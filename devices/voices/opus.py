"""Clips as Opus in Ogg (RFC 7845): a second of speech in 4 KB, read and written by libsndfile."""

import io
from array import array
from typing import Final

import soundfile

from devices.voices.sound import Sound

RATE: Final = 24_000
"""One of Opus's own rates, and that of the voice model: nothing is resampled."""

_BITS_A_SECOND: Final = 32_000
_LEAST, _MOST = 6_000, 256_000
"""What libsndfile's compression levels 1 and 0 mean for one channel of Opus, in bits a second."""


def encoded(sound: Sound) -> bytes:
    """The sound as a file. ValueError for a rate that Opus has not."""
    file = io.BytesIO()
    try:
        with soundfile.SoundFile(
            file,
            "w",
            samplerate=sound.rate,
            channels=1,
            format="OGG",
            subtype="OPUS",
            compression_level=(_MOST - _BITS_A_SECOND) / (_MOST - _LEAST),
        ) as written:
            written.buffer_write(sound.samples.tobytes(), dtype="int16")
    except soundfile.LibsndfileError as error:
        raise ValueError(str(error)) from error
    return file.getvalue()


def decoded(content: bytes) -> Sound:
    """A mono file of any kind that libsndfile knows (Opus, FLAC, WAV …). ValueError where it is not one."""
    try:
        with soundfile.SoundFile(io.BytesIO(content)) as file:
            if file.channels != 1:
                raise ValueError(f"{file.channels} channels, not one")
            samples = array("h", bytes(file.buffer_read(dtype="int16")))
            return Sound(samples, file.samplerate)
    except soundfile.LibsndfileError as error:
        raise ValueError(f"not a sound: {error}") from error
