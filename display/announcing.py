"""The announcer at work: hears what stands, remembers before it speaks, says one thing at a time."""

import asyncio
import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from devices.voices.voice import Spoken, Voice, VoiceHealth
from display.announced import Announced
from display.announcer import Announcement, Announcer, Standing, begin, finish, hear, lose
from display.memory import MemoryFile
from display.sentences import sentences

CHECK_EVERY_S: Final = 60.0
"""How often a voice that cannot be heard is tried while nothing is to be said."""

_log = logging.getLogger(__name__)


class Announcing:
    """One voice for some zones of the hall. `run` is its task; `hear` and `lose` are told on the same event loop."""

    def __init__(
        self,
        voice: Voice,
        memory: MemoryFile,
        *,
        zones: Sequence[str],
        languages: Sequence[str],
        now: Callable[[], datetime],
        times_alone: int = 2,
        is_yao: bool = False,
        on_announced: Callable[[Announced], None] = lambda _: None,
        on_health: Callable[[], None] = lambda: None,
        check_every_s: float = CHECK_EVERY_S,
    ) -> None:
        self._voice = voice
        self._memory = memory
        self._languages = tuple(languages)
        self._is_yao = is_yao
        self._now = now
        self._on_announced = on_announced
        self._on_health = on_health
        self._check_every_s = check_every_s
        self._announcer = Announcer(zones=frozenset(zones), memory=memory.load(), times_alone=times_alone)
        self._stored = self._announcer.memory
        self._forgetful = ""
        self._news = asyncio.Event()

    @property
    def health(self) -> VoiceHealth:
        return self._voice.health

    @property
    def forgetful(self) -> str:
        """Why the last announcement begun could not be kept on disk; empty where it could."""
        return self._forgetful

    @property
    def waiting(self) -> int:
        """How many calls wait to be said."""
        return len(self._announcer.waiting)

    def hear(self, standing: Standing) -> None:
        """What stands in the hall has changed, or is known again."""
        self._announcer = hear(self._announcer, standing, self._now())
        self._news.set()

    def lose(self) -> None:
        """The hall is out of reach."""
        self._announcer = lose(self._announcer)

    async def run(self) -> None:
        """Say what there is to say until cancelled; then the voice falls silent and is closed."""
        try:
            await self._voice.open()
            self._on_health()
            while True:
                self._announcer, announcement = begin(self._announcer)
                await self._remember()
                if announcement is None:
                    await self._wait()
                else:
                    await self._announce(announcement)
        finally:
            await self._voice.close()

    async def _announce(self, announcement: Announcement) -> None:
        call, begun_at = announcement.call, self._now()
        said = sentences(announcement, self._languages, is_yao=self._is_yao)
        before = self._voice.health
        try:
            spoken = await self._voice.speak(said, name=_file_name(call.seq, call.number))
        except Exception as fault:  # one call that cannot be said must not silence all that follow
            _log.exception("the voice failed at call %d", call.seq)
            spoken = Spoken(seconds=0.0, was_heard=False, reason=type(fault).__name__)
        finally:
            self._announcer = finish(self._announcer)
        self._on_announced(
            Announced(
                seq=call.seq,
                number=call.number,
                window=call.window,
                text=" ".join(dict.fromkeys(sentence.text for sentence in said)),
                times=announcement.times,
                begun_at=begun_at,
                ended_at=self._now(),
                seconds=spoken.seconds,
                was_heard=spoken.was_heard,
                reason=spoken.reason,
            )
        )
        if self._voice.health != before:
            self._on_health()

    async def _remember(self) -> None:
        """Store what was begun before a sound is made: a power cut in mid-sentence must not say it twice."""
        memory = self._announcer.memory
        if memory is None or memory == self._stored:
            return
        try:
            await asyncio.to_thread(self._memory.store, replace(memory))
        except OSError as error:
            forgetful = error.strerror or str(error)
        else:
            self._stored, forgetful = memory, ""
        if forgetful != self._forgetful:
            self._forgetful = forgetful
            _log.warning("the voice cannot remember what it said: %s", forgetful or "it can again")
            self._on_health()

    async def _wait(self) -> None:
        """Until there is news; meanwhile a voice that cannot be heard is tried now and then."""
        try:
            async with asyncio.timeout(None if self.health.state == "ready" else self._check_every_s):
                await self._news.wait()
        except TimeoutError:
            before = self._voice.health
            if await self._voice.check() != before:
                self._on_health()
        self._news.clear()


def _file_name(seq: int, number: str) -> str:
    """`000012-A012`: what the LAN calls a number is not trusted in a file's name."""
    return f"{seq:06d}-{re.sub('[^A-Za-z0-9]', '', number)[:12]}"
