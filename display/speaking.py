"""The voice on the link: what the hall says becomes what is announced."""

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from config.texts import texts
from devices.voices.made import voice_of
from devices.voices.voice import Voice
from display.announced import AnnouncedLog
from display.announcing import Announcing
from display.memory import MemoryFile
from display.settings import DisplaySettings, SpeakingSettings
from display.standing import standing
from link.hall_link import HallLink
from link.messages.commands import Trouble
from link.messages.facts import Fact
from link.reconnect import LinkStatus
from link.state import State

AGAIN_AFTER_S: Final = 5.0

log = logging.getLogger(__name__)


class Speaking:
    """One voice of a display box. `on_health` is told when its troubles may have changed."""

    def __init__(
        self,
        settings: DisplaySettings,
        speaking: SpeakingSettings,
        link: HallLink,
        on_health: Callable[[], None],
        voice: Voice | None = None,
    ) -> None:
        self._zones, self._language, self._link = speaking.zones, settings.language, link
        self._on_health = on_health
        announced = AnnouncedLog(speaking.announced or settings.data / "voice" / "announced.jsonl")
        self._announcing = Announcing(
            voice or voice_of(speaking.voice),
            MemoryFile(settings.data / "voice" / "last-begun.json"),
            zones=speaking.zones,
            languages=speaking.languages,
            now=link.hall_now,
            times_alone=speaking.times_alone,
            is_yao=speaking.is_yao,
            on_announced=announced.add,
            on_health=on_health,
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
        say, health = texts(self._language).say, self._announcing.health
        found = []
        if health.state in ("no_sound", "no_voice"):
            reason = say(f"voice.trouble.{health.state}", reason=health.reason)
            found.append(Trouble(part="sound", reason=reason))
        if self._announcing.forgetful:
            reason = say("voice.trouble.forgetful", reason=self._announcing.forgetful)
            found.append(Trouble(part="memory", reason=reason))
        if self._unknown_zones:
            reason = say("voice.trouble.no_zone", zones=say("board.between").join(self._unknown_zones))
            found.append(Trouble(part="voice", reason=reason))
        return tuple(found)

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
