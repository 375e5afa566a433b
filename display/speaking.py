"""The voice on the link: what the hall says becomes what is announced."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from typing import Final

from config.texts import texts
from devices.voices.made import voice_of
from devices.voices.voice import Voice
from display.announced import AnnouncedLog
from display.announcing import Announcing
from display.memory import MemoryFile
from display.settings import DisplaySettings
from display.speaking_settings import SpeakingSettings
from display.standing import standing
from link.hall_link import HallLink
from link.messages.commands import Trouble
from link.messages.facts import Fact
from link.messages.voices import VoiceQueue
from link.reconnect import LinkStatus
from link.state import State

AGAIN_AFTER_S: Final = 5.0

log = logging.getLogger(__name__)


class Speaking:
    """One voice of a display box. `on_health` is told when its troubles may have changed, `on_sound` when it begins
    to speak and when it has ended: other sound is to be low in between."""

    def __init__(
        self,
        settings: DisplaySettings,
        speaking: SpeakingSettings,
        link: HallLink,
        on_health: Callable[[], None],
        *,
        voice: Voice | None = None,
        on_sound: Callable[[bool], None] = lambda _: None,
    ) -> None:
        self._zones, self._language, self._link = speaking.zones, settings.language, link
        self._name = speaking.name
        self._on_health = on_health
        folder = settings.data / "voice" / speaking.name
        announced = AnnouncedLog(speaking.announced or folder / "announced.jsonl")
        self._announcing = Announcing(
            voice or voice_of(speaking.voice),
            MemoryFile(folder / "last-begun.json"),
            zones=speaking.zones,
            wording=speaking.wording,
            now=link.hall_now,
            ceiling_s=speaking.ceiling_s,
            volume_at=speaking.loudness.volume_at,
            on_announced=announced.add,
            on_health=on_health,
            on_sound=on_sound,
        )
        self._unknown_zones: tuple[str, ...] = ()
        link.on_change.add(self._heard)
        link.on_status.add(self._status_changed)

    async def run(self) -> None:
        """Speak until cancelled; a fault of our own is logged, and the voice begins anew."""
        while True:
            try:
                await self._announcing.run()
            except Exception:
                log.exception("the voice failed, it begins anew in %.0f s", AGAIN_AFTER_S)
                await asyncio.sleep(AGAIN_AFTER_S)

    def troubles(self) -> tuple[Trouble, ...]:
        """What does not work, in words for the staff."""
        return tuple(self._trouble(part, reason) for part, reason in self._reasons())

    def queue(self) -> VoiceQueue:
        """What waits to be said now."""
        now = self._announcing.backlog
        return VoiceQueue(name=self._name, zones=self._zones, waiting=now.waiting, oldest_s=now.oldest_s)

    def _reasons(self) -> Iterator[tuple[str, str]]:
        say, health = texts(self._language).say, self._announcing.health
        if health.state in ("no_sound", "no_voice"):
            yield "sound", say(f"voice.trouble.{health.state}", reason=health.reason)
        if self._announcing.forgetful:
            yield "memory", say("voice.trouble.forgetful", reason=self._announcing.forgetful)
        if self._unknown_zones:
            zones = say("board.between").join(self._unknown_zones)
            yield "voice", say("voice.trouble.no_zone", zones=zones)
        if self._announcing.is_too_late:
            yield "queue", say("voice.trouble.too_late", seconds=f"{self._announcing.lag_told_s:.0f}")

    def _trouble(self, part: str, reason: str) -> Trouble:
        """A box with several speakers says which one it is."""
        if not self._name:
            return Trouble(part=part, reason=reason)
        told = texts(self._language).say("voice.trouble.at", speaker=self._name, reason=reason)
        return Trouble(part=f"{part}-{self._name}", reason=told)

    def _heard(self, state: State, facts: tuple[Fact, ...], is_snapshot: bool) -> None:
        if self._link.status.is_live:
            self._announcing.hear(standing(state, self._ledger()))

    def _status_changed(self, status: LinkStatus) -> None:
        if status.is_live:
            self._check_zones(self._link.state)
            self._announcing.hear(standing(self._link.state, self._ledger()))
        elif status.state == "stale":
            self._announcing.lose()

    def _ledger(self) -> str:
        return self._link.mirror.last_id.rpartition(".")[0]

    def _check_zones(self, state: State) -> None:
        unknown = tuple(zone for zone in self._zones if zone not in state.index.zones)
        if unknown != self._unknown_zones:
            self._unknown_zones = unknown
            if unknown:
                log.error("the hall has no zone %s; set voice.zones in box.toml", ", ".join(unknown))
            self._on_health()
