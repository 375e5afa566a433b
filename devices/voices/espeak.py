"""Speech by espeak-ng through pyttsx3: always there, understood with good will, a fallback for a better engine."""

import asyncio
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from devices.voices.programs import run
from devices.voices.sound import SPEECH_DB, Sound, at_loudness, read_wave, trimmed
from devices.voices.voice import CannotSpeak, Sentence

VOICES: Final[Mapping[str, str]] = MappingProxyType(
    {"zh": "sit/cmn-latn-pinyin", "yue": "sit/yue", "en": "gmw/en"}
)
"""pyttsx3's ids. The voice `sit/cmn` spells Hanzi as English words; `cmn-latn-pinyin` reads them."""

_WORKER: Final = Path(__file__).with_name("espeak_worker.py")
_RENDER_WITHIN_S: Final = 10.0
"""A sentence takes 0.1 s on a PC and about 1 s on a small board."""

_LONE_A: Final = re.compile(r"\bA\b")


class EspeakEngine:
    """Renders a sentence in a process of its own, `words_per_minute` fast."""

    rate: int = 22050

    def __init__(
        self,
        *,
        words_per_minute: int = 150,
        worker: Sequence[str] = (sys.executable, "-P", str(_WORKER)),
        within_s: float = _RENDER_WITHIN_S,
    ) -> None:
        self._words_per_minute = words_per_minute
        self._worker = tuple(worker)
        self._within_s = within_s

    @property
    def style(self) -> str:
        return f"espeak-{self._words_per_minute}"

    async def open(self) -> None:
        """A process of its own speaks each sentence: nothing is to be got ready."""

    async def render(self, sentence: Sentence) -> Sound:
        """The sentence as espeak says it; raises CannotSpeak."""
        voice = VOICES.get(sentence.language)
        if voice is None:
            raise CannotSpeak(f"espeak has no voice for the language {sentence.language}")
        with tempfile.TemporaryDirectory(prefix="jiaohao-speech-") as folder:
            target = Path(folder) / "sentence.wav"
            command = (*self._worker, voice, str(self._words_per_minute), str(target))
            ended = await run(command, within_s=self._within_s, text=spelled(sentence))
            if ended.trouble:
                raise CannotSpeak(ended.trouble)
            try:
                return await asyncio.to_thread(_levelled, target)
            except FileNotFoundError as error:
                raise CannotSpeak("espeak left no file") from error
            except (OSError, ValueError) as error:
                raise CannotSpeak(str(error)) from error


def _levelled(path: Path) -> Sound:
    return at_loudness(trimmed(read_wave(path)), SPEECH_DB)


def spelled(sentence: Sentence) -> str:
    """The sentence as espeak reads it rightly: it takes a lone English A for the article and mumbles it."""
    return _LONE_A.sub("eh", sentence.text) if sentence.language == "en" else sentence.text
