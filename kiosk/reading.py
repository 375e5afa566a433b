"""The kiosk's voice: it reads one page at a time, sentence by sentence, and says which one, so that it can be read too."""

import asyncio
import contextlib
import logging
import tempfile
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any, Final

from devices.voices.made import VoiceSettings, engine_of, player_of
from devices.voices.sound import Sound, at_volume, join, silence, write_wave
from devices.voices.voice import CannotSpeak, Engine, Played, Player, Sentence, VoiceHealth
from kiosk.said import Said
from kiosk.settings import VoiceWishes
from kiosk.sounds import Tone, tone_of

SILENT_RATE: Final = 22050
BREATH_S: Final = 0.25
"""Between two sentences."""
A_SIGN_S: Final = 0.11
LEAST_S: Final = 1.2
"""How long a caption stands where nothing can be heard: so long a sign, and never shorter."""

log = logging.getLogger(__name__)


def reader_of(
    wishes: VoiceWishes, tell: Callable[[Said | None], None], on_health: Callable[[], None], cache: Path
) -> "Reader":
    """The voice that a box's file asks for, not yet open."""
    if wishes.player == "none":
        return Reader(None, None, tell)
    voice = VoiceSettings(
        engine=wishes.engine, player=wishes.player, rate=wishes.rate, volume=wishes.volume, cache=cache
    )
    return Reader(engine_of(voice), player_of(voice), tell, volume=wishes.volume, on_health=on_health)


def seconds_to_read(text: str) -> float:
    """About how long somebody takes to read a caption that nobody speaks."""
    return max(LEAST_S, sum(2 * A_SIGN_S if ord(sign) > 0x2E80 else A_SIGN_S / 1.6 for sign in text))


class Reader:
    """One loudspeaker of one kiosk. Without a player it is silent, and captions pass all the same.

    `tell` hears of each sentence as it begins, and of None when there is no more. Everything returns at once.
    """

    def __init__(
        self,
        engine: Engine | None,
        player: Player | None,
        tell: Callable[[Said | None], None],
        *,
        volume: float = 1.0,
        on_health: Callable[[], None] = lambda: None,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._engine, self._player = engine, player
        self._tell, self._on_health, self._pause = tell, on_health, pause
        self._volume = volume
        self._saying: asyncio.Task[None] | None = None
        self._ended: set[asyncio.Task[None]] = set()
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self.health = VoiceHealth(state="closed")

    async def open(self) -> None:
        """Get ready and learn whether anything is heard."""
        self._folder = tempfile.TemporaryDirectory(prefix="jiaohao-kiosk-")
        if self._engine is not None:
            await self._engine.open()
        if self._player is not None:
            self._settle(await self._player.check(), "")

    def read(self, sentences: Sequence[Said], language: str, tone: Tone | None = None) -> None:
        """Read these, a tone before them; what was being read ends."""
        self._begin(self._read(tuple(sentences), language, tone))

    def sound(self, tone: Tone) -> None:
        """One tone; while a page is read there is none."""
        if self._saying is None or self._saying.done():
            self._begin(self._read((), "zh", tone))

    def stop(self) -> None:
        """Be silent."""
        if self._saying is not None:
            self._saying.cancel()
            self._saying = None

    async def close(self) -> None:
        self.stop()
        await asyncio.gather(*self._ended, return_exceptions=True)
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        before, self._saying = self._saying, asyncio.get_running_loop().create_task(work)
        if before is not None:
            before.cancel()
        self._ended.add(self._saying)
        self._saying.add_done_callback(self._over)

    def _over(self, task: asyncio.Task[None]) -> None:
        self._ended.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("a page could not be read aloud", exc_info=task.exception())

    async def _read(self, sentences: tuple[Said, ...], language: str, tone: Tone | None) -> None:
        if tone is not None:
            await self._play(tone_of(tone, self._rate))
        for said in sentences:
            self._tell(said)
            sound, trouble = await self._rendered(said, language)
            if sound is None:
                self._settle(Played(was_heard=self._player is not None), trouble)
                await self._pause(seconds_to_read(said.caption))
            else:
                await self._play(join([sound, silence(BREATH_S, sound.rate)], sound.rate))
        if sentences:
            self._tell(None)

    async def _rendered(self, said: Said, language: str) -> tuple[Sound | None, str]:
        """The sentence as sound, or why there is none."""
        if self._engine is None or self._player is None:
            return None, ""
        try:
            return await self._engine.render(Sentence(text=said.spoken, language=language)), ""
        except CannotSpeak as fault:
            return None, str(fault)

    async def _play(self, sound: Sound) -> None:
        """Play a sound; where it is not heard its time passes all the same, for the caption's sake."""
        clock = asyncio.get_running_loop().time
        begun_at = clock()
        played = await self._played(at_volume(sound, self._volume))
        self._settle(played, "")
        if not played.was_heard:
            await self._pause(max(0.0, sound.seconds - (clock() - begun_at)))

    async def _played(self, sound: Sound) -> Played:
        if self._player is None or self._folder is None:
            return Played(was_heard=False)
        with contextlib.ExitStack() as stack:
            # A name of its own: the sound before may still be read by its player.
            folder = stack.enter_context(tempfile.TemporaryDirectory(dir=self._folder.name))
            path = Path(folder) / "page.wav"
            try:
                await asyncio.to_thread(write_wave, path, sound)
                return await self._player.play(path, sound.seconds)
            except OSError as fault:
                return Played(was_heard=False, reason=str(fault))

    @property
    def _rate(self) -> int:
        return self._engine.rate if self._engine is not None else SILENT_RATE

    def _settle(self, played: Played, trouble: str) -> None:
        if self._player is None or self._folder is None:
            return
        if not played.was_heard:
            health = VoiceHealth(state="no_sound", reason=played.reason)
        else:
            health = VoiceHealth(state="no_voice" if trouble else "ready", reason=trouble)
        if health.state != self.health.state:
            log.log(
                logging.INFO if health.state == "ready" else logging.WARNING,
                "the kiosk's voice: %s %s", health.state, health.reason,
            )  # fmt: skip
            self.health = health
            self._on_health()
