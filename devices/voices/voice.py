"""What every voice, every engine that renders speech and every player of sound promises."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

VoiceState = Literal["closed", "ready", "no_voice", "no_sound"]
"""`no_voice`: only the chime is heard, nothing renders speech. `no_sound`: nothing is heard at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceHealth:
    """How a voice is. `reason` is the technical cause, one line, for the technician."""

    state: VoiceState
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """What is said, with the punctuation that guides the tone. `language` is `zh`, `en`, `yue` …"""

    text: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """An announcement that is over. `seconds` is the length of its sound; `reason` says why it was not heard."""

    seconds: float
    was_heard: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What a player did with a sound."""

    was_heard: bool
    reason: str = ""


class CannotSpeak(Exception):
    """An engine cannot render a sentence; the message is one line for the technician."""


class Voice(Protocol):
    """One loudspeaker. Nothing here raises for a fault: faults are states of its health."""

    @property
    def health(self) -> VoiceHealth:
        """How the voice was when it was last used or checked."""

    async def open(self) -> None:
        """Get ready and learn the health."""

    async def check(self) -> VoiceHealth:
        """Learn the health without making a sound."""

    async def speak(self, sentences: Sequence[Sentence], *, name: str) -> Spoken:
        """A chime, then the sentences. Returns when the sound is over, or would be over if it cannot be heard.

        Never to be called while it speaks. `name` tells announcements apart in files and logs (ASCII, no slash).
        """

    async def close(self) -> None:
        """Let everything go; may be called twice. To silence a voice that speaks, cancel `speak` first."""


class Engine(Protocol):
    """Something that turns text into sound: mono, 16 bit, `rate` samples a second."""

    @property
    def rate(self) -> int:
        """Samples a second of all it renders."""

    @property
    def style(self) -> str:
        """Names the engine and its settings: with another style the same sentence sounds different."""

    async def render(self, sentence: Sentence, target: Path) -> None:
        """Write the sentence as a WAV file. Bounded in time; raises CannotSpeak."""


class Player(Protocol):
    """Something that makes a WAV file audible."""

    async def check(self) -> Played:
        """Whether a sound would be heard now; makes none."""

    async def play(self, sound: Path, seconds: float) -> Played:
        """Return when the sound is over, or as soon as it turns out that it cannot be heard."""
