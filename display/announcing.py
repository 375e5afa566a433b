"""The announcer at work: hears what stands, remembers before it speaks, says one thing at a time."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from devices.voices.voice import Manner, Spoken, Voice, VoiceHealth
from display.announced import Announced, announced, file_name
from display.announcer import (
    Announcer,
    Entry,
    Notice,
    Standing,
    begin,
    due_s,
    finish,
    hear,
    lose,
    must_stop,
)
from display.memory import MemoryStore
from display.sentences import Line, lines
from display.shortening import Backlog, backlog, chime_of, is_wanted, lag_told_s
from display.wording import HallWording, Wording

CHECK_EVERY_S: Final = 60.0
"""How often a voice that cannot be heard is tried while nothing is to be said."""

CEILING_S: Final = 40.0
"""How long after its call a sentence may begin; beyond, staff are told."""

_RIGHT_AFTER_S: Final = 2.0
"""What begins so soon after the last word belongs to the same stretch of speech."""

QUIET: Final = Spoken(seconds=0.0, was_heard=False, reason="quiet hours")

_log = logging.getLogger(__name__)


class Announcing:
    """One voice for some zones of the hall. `run` is its task; `hear` and `lose` are told on the same event loop.

    `volume_at` gives the volume of a moment, 0 in quiet hours; an emergency has the full one. `on_sound` is told when
    the voice begins to speak and when nothing more follows: other sound in the hall is to be low in between.
    """

    def __init__(
        self,
        voice: Voice,
        memory: MemoryStore,
        *,
        zones: Sequence[str],
        wording: Wording,
        now: Callable[[], datetime],
        ceiling_s: float = CEILING_S,
        volume_at: Callable[[datetime], float] = lambda _: 1.0,
        on_announced: Callable[[Announced], None] = lambda _: None,
        on_health: Callable[[], None] = lambda: None,
        on_sound: Callable[[bool], None] = lambda _: None,
        check_every_s: float = CHECK_EVERY_S,
    ) -> None:
        self._voice = voice
        self._memory = memory
        self._wording = wording
        self._now = now
        self._ceiling_s = ceiling_s
        self._volume_at = volume_at
        self._on_announced = on_announced
        self._on_health = on_health
        self._on_sound = on_sound
        self._check_every_s = check_every_s
        self._zones, self._hall = frozenset(zones), HallWording()
        self._announcer = Announcer(zones=frozenset(zones), memory=memory.load())
        self._stored = self._announcer.memory
        self._forgetful = ""
        self._is_practice = False
        self._lag_told_s = 0.0
        self._is_sounding = False
        self._ended_at = float("-inf")
        self._news, self._stop = asyncio.Event(), asyncio.Event()

    @property
    def health(self) -> VoiceHealth:
        return self._voice.health

    @property
    def forgetful(self) -> str:
        """Why the last announcement begun could not be kept on disk; empty where it could."""
        return self._forgetful

    @property
    def is_too_late(self) -> bool:
        """Whether calls wait longer than the ceiling for their turn."""
        return self._lag_told_s > 0

    @property
    def lag_told_s(self) -> float:
        """Longer than so many seconds calls wait, as staff are told; 0 below the ceiling."""
        return self._lag_told_s

    @property
    def backlog(self) -> Backlog:
        """What waits to be said now."""
        return backlog(self._announcer, self._now())

    def hear(self, standing: Standing) -> None:
        """What stands in the hall has changed, or is known again."""
        self._announcer = hear(self._announcer, standing, self._now())
        self._is_practice, self._hall = standing.is_practice, standing.wording
        if must_stop(self._announcer):
            self._stop.set()
        self._weigh()
        self._news.set()

    def lose(self) -> None:
        """The hall is out of reach."""
        self._announcer = lose(self._announcer)
        self._weigh()

    async def run(self) -> None:
        """Say what there is to say until cancelled; then the voice falls silent and is closed."""
        try:
            await self._voice.open()
            self._on_health()
            while True:
                self._announcer, entry = begin(self._announcer, self._now())
                await self._remember()
                if entry is None:
                    self._sounds(False)
                    await self._wait()
                else:
                    await self._announce(entry)
        finally:
            self._sounds(False)
            await self._voice.close()

    async def _announce(self, entry: Entry) -> None:
        begun_at = self._now()
        said = lines(entry, self._wording_of(entry), is_practice=self._is_practice)
        manner = self._manner(entry)
        before = self._voice.health
        spoken, is_broken_off = QUIET, False
        try:
            if manner.volume > 0:
                self._sounds(True)
                spoken, is_broken_off = await self._until_stopped(entry, said, manner)
        except Exception as fault:  # one call that cannot be said must not silence all that follow
            _log.exception("the voice failed at %d", entry.seq)
            spoken = Spoken(seconds=0.0, was_heard=False, reason=type(fault).__name__)
        finally:
            self._announcer = finish(self._announcer, self._now(), is_broken_off=is_broken_off)
            self._ended_at = asyncio.get_running_loop().time()
        self._on_announced(announced(entry, said, spoken, begun_at, self._now()))
        self._weigh()
        if self._voice.health != before:
            self._on_health()

    async def _until_stopped(self, entry: Entry, said: Sequence[Line], manner: Manner) -> tuple[Spoken, bool]:
        """Speak to the end, or until something more urgent takes the voice: then what was broken off is told so."""
        self._stop.clear()
        if must_stop(self._announcer):
            self._stop.set()
        speaking = asyncio.create_task(
            self._voice.speak(
                [line.sentence for line in said],
                name=file_name(entry),
                manner=manner,
                is_wanted=lambda place: self._is_wanted(said[place]),
            )
        )
        stopping = asyncio.create_task(self._stop.wait())
        try:
            await asyncio.wait({speaking, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if speaking.done():
                return speaking.result(), False
            return Spoken(seconds=0.0, was_heard=False, reason="broken off"), True
        finally:
            speaking.cancel()
            stopping.cancel()
            await asyncio.wait({speaking, stopping})

    def _is_wanted(self, line: Line) -> bool:
        return is_wanted(line.role, self.backlog, does_stand=self._announcer.does_stand)

    def _wording_of(self, entry: Entry) -> Wording:
        """The box's; what it does not say is as the hall wants it in the zones that hear this voice."""
        heard_in = (zone for zone in entry.zones if not self._zones or zone in self._zones)
        return self._wording.over(self._hall.of(heard_in))

    def _manner(self, entry: Entry) -> Manner:
        if isinstance(entry, Notice) and entry.is_urgent:
            return Manner(chime="urgent")
        now = self._now()
        age_s = max(0.0, (now - entry.at).total_seconds())
        is_right_after = asyncio.get_running_loop().time() - self._ended_at < _RIGHT_AFTER_S
        behind = Backlog(waiting=self.backlog.waiting, oldest_s=age_s)
        return Manner(
            chime=chime_of(behind, self._ceiling_s) if is_right_after else "call",
            volume=self._volume_at(now),
        )

    def _sounds(self, is_sounding: bool) -> None:
        if is_sounding != self._is_sounding:
            self._is_sounding = is_sounding
            self._on_sound(is_sounding)

    def _weigh(self) -> None:
        """Learn how far the voice has fallen behind, and tell each step once."""
        told_s = lag_told_s(self.backlog, self._ceiling_s, told_s=self._lag_told_s)
        if told_s == self._lag_told_s:
            return
        if bool(told_s) != self.is_too_late:
            _log.warning("the voice is %s", "far behind the calls" if told_s else "up to date again")
        self._lag_told_s = told_s
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
        """Until there is news or something is due; meanwhile a voice that cannot be heard is tried now and then."""
        again_s = due_s(self._announcer, self._now())
        check_s = None if self.health.state == "ready" else self._check_every_s
        try:
            async with asyncio.timeout(min((s for s in (again_s, check_s) if s is not None), default=None)):
                await self._news.wait()
        except TimeoutError:
            before = self._voice.health
            if check_s is not None and await self._voice.check() != before:
                self._on_health()
        self._news.clear()
