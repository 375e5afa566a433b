"""What every voice, every engine that renders speech and every player of sound promises."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Protocol

from devices.voices.sound import Sound

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


ChimeKind = Literal["call", "brief", "urgent", "none"]
"""Two falling notes before a call; one where calls follow one another; three chimes before an emergency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How something is said. `volume`, 0 to 1, comes on top of the loudspeaker's own."""

    chime: ChimeKind = "call"
    volume: float = 1.0


PLAIN: Final = Manner()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """An announcement that is over. `seconds` is the length of its sound; `reason` says why it was not heard.

    `said` has the places of the sentences that were played, or would have been with a sound card.
    """

    seconds: float
    was_heard: bool
    reason: str = ""
    said: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What a player did with a sound."""

    was_heard: bool
    reason: str = ""


class CannotSpeak(Exception):
    """An engine cannot render a sentence; the message is one line for the technician."""


def all_wanted(_place: int) -> bool:
    """Every sentence is said."""
    return True


class Voice(Protocol):
    """One loudspeaker. Nothing here raises for a fault: faults are states of its health."""

    @property
    def health(self) -> VoiceHealth:
        """How the voice was when it was last used or checked."""

    async def open(self) -> None:
        """Get ready and learn the health."""

    async def check(self) -> VoiceHealth:
        """Learn the health without making a sound."""

    async def speak(
        self,
        sentences: Sequence[Sentence],
        *,
        name: str,
        manner: Manner = PLAIN,
        is_wanted: Callable[[int], bool] = all_wanted,
    ) -> Spoken:
        """A chime, then the sentences. Returns when the sound is over, or would be over if it cannot be heard.

        Never to be called while it speaks. `name` tells announcements apart in files and logs (ASCII, no slash).
        Before each sentence but the first `is_wanted` is asked with its place: what is no longer wanted is left out.
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

    async def open(self) -> None:
        """Get ready, so that the first sentence takes no longer than any other. Raises nothing."""

    async def render(self, sentence: Sentence) -> Sound:
        """The sentence, without silence around it, at the loudness of all speech. Bounded in time; raises CannotSpeak."""


class Player(Protocol):
    """Something that makes a WAV file audible."""

    async def check(self) -> Played:
        """Whether a sound would be heard now; makes none."""

    async def play(self, sound: Path, seconds: float) -> Played:
        """Return when the sound is over, or as soon as it turns out that it cannot be heard."""
