"""Speech by espeak-ng through pyttsx3: always there, understood with good will, a fallback for a better engine."""

import asyncio
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from devices.voices.programs import run
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

    async def render(self, sentence: Sentence, target: Path) -> None:
        """Write the sentence to `target`; raises CannotSpeak."""
        voice = VOICES.get(sentence.language)
        if voice is None:
            raise CannotSpeak(f"espeak has no voice for the language {sentence.language}")
        command = (*self._worker, voice, str(self._words_per_minute), str(target))
        ended = await run(command, within_s=self._within_s, text=spelled(sentence))
        if ended.trouble:
            raise CannotSpeak(ended.trouble)
        if not await asyncio.to_thread(target.is_file):
            raise CannotSpeak("espeak left no file")


def spelled(sentence: Sentence) -> str:
    """The sentence as espeak reads it rightly: it takes a lone English A for the article and mumbles it."""
    return _LONE_A.sub("eh", sentence.text) if sentence.language == "en" else sentence.text
