"""A box without a screen that serves up to 32 windows by their keypads: link, drivers and desk put together."""

import asyncio
import logging
import time
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from datetime import datetime
from typing import Any, Final

from caller.keypad_desk import KeypadDesk, PadPlace
from caller.keypad_drivers import drivers_of, sign_in_keys_of
from caller.keypad_rating import KeypadRating
from caller.keypad_settings import KeypadSettings
from caller.keypad_words import BEEPS_AWAY, Word
from caller.linked import LinkedHall, LinkedStaff
from caller.rating.linked import LinkedRatings
from caller.rating.posting import Posting
from caller.tones import Tones
from devices.keypads.press import Grade, Keypads, PadHealth, Press
from devices.voices.players import CommandPlayer
from link.client import HallAway, HallClient, HallRefused, new_key
from link.hall_link import HallLink
from link.messages.commands import Trouble
from link.messages.facts import Fact
from link.passport import passport_in
from link.reconnect import LinkStatus
from link.service_manager import until_stopped
from link.state import State
from look.shut_out import shut_out

TICK_S: Final = 0.25
HEALTH_AGAIN_S: Final = 30.0
PART_MOST: Final = 40
"""The hall's limit for the name of a part."""

log = logging.getLogger(__name__)


class KeypadBox:
    """Use as `async with`. Raises KeyMapWrong when made with a map that cannot be used."""

    def __init__(self, settings: KeypadSettings) -> None:
        passport = passport_in(settings.data, settings.box)
        url, hall = settings.url or None, settings.hall or None
        self.link = HallLink(passport.box, hall=hall, url=url, language=settings.language, passport=passport)
        own = f"{passport.box}-rating"
        self._rater = HallClient("", own, settings.language, passport=passport_in(settings.data, own))
        self._posting = Posting(LinkedRatings(self._rater), settings.data / "ratings" / f"{own}.json")
        drivers = drivers_of(settings.pads, settings.data, self._pressed, self._health_changed)
        self._drivers: tuple[Keypads, ...] = tuple(dict.fromkeys(drivers.values()))
        windows = {each.name: each.window for each in settings.pads}
        self._seats = {name: self.link.client.beside() for name in windows}
        self._sounding = frozenset(each.name for each in settings.pads if each.sound)
        self._tones = Tones(CommandPlayer())
        keys = sign_in_keys_of(settings.pads, settings.data)
        self.desk = KeypadDesk(
            {
                each.name: PadPlace(window=each.window, clerk=each.clerk, sign_in=keys[each.name])
                for each in settings.pads
            },
            drivers,
            lambda name: LinkedHall(self._seats[name], windows[name]),
            self,
            new_key,
            staff_of=lambda name: LinkedStaff(self._seats[name], windows[name]),
            rating=KeypadRating(self._posting.post, self, new_key),
            on_beep=self._sound,
        )
        self._is_health_due = asyncio.Event()
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> "KeypadBox":
        self.link.on_change.add(self._heard)
        self.link.on_status.add(self._status_changed)
        await self._stack.enter_async_context(self.link)
        self._stack.push_async_callback(self._rater.close)
        self._posting.open()
        self._stack.push_async_callback(self._posting.close)
        self._stack.push_async_callback(self._tones.close)
        for driver in self._drivers:
            self._stack.push_async_callback(driver.close)
            await driver.open()
        self._heard(self.link.state, (), is_snapshot=False)
        for work in (self._keep_ticking(), self._keep_reporting()):
            self._keep(work)
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._stack.aclose()

    def hall_now(self) -> datetime:
        """The hall's time in its own zone."""
        return self.link.hall_now()

    def steady_s(self) -> float:
        """Seconds that never jump."""
        return time.monotonic()

    def troubles(self) -> tuple[Trouble, ...]:
        """The keypads that cannot be worked with now, as the hall is told of them."""
        every = {name: health for driver in self._drivers for name, health in driver.health.items()}
        return tuple(
            Trouble(part=f"keypad-{name}"[:PART_MOST], reason=health.reason)
            for name, health in every.items()
            if not health.is_well
        )

    # ── what is heard ────────────────────────────────────────────────────────────────────────────────

    def _pressed(self, pressed: Press | Grade) -> None:
        self.desk.press(pressed)

    def _heard(self, state: State, facts: tuple[Fact, ...], is_snapshot: bool) -> None:
        self.desk.hear(state, facts, self._away())

    def _status_changed(self, status: LinkStatus) -> None:
        if status.is_live:
            for each in (self._rater, *self._seats.values()):
                each.move_to(status.url)
            self._is_health_due.set()
        self.desk.hear(self.link.state, (), self._away())

    def _away(self) -> Word | None:
        if self.link.status.is_live:
            return None
        return "shut-out" if shut_out(self.link.status, self.link.silent_s) else "hall-away"

    def _health_changed(self, keypad: str, health: PadHealth) -> None:
        self._is_health_due.set()

    def _sound(self, keypad: str, times: int) -> None:
        if keypad in self._sounding:
            self._tones.beep("stale" if times == BEEPS_AWAY else "arrival")

    # ── what goes on by itself ───────────────────────────────────────────────────────────────────────

    async def _keep_ticking(self) -> None:
        while True:
            await asyncio.sleep(TICK_S)
            self.desk.refresh()

    async def _keep_reporting(self) -> None:
        """Tell the hall what does not work, when that changes and when the hall is back."""
        while True:
            await self._is_health_due.wait()
            self._is_health_due.clear()
            if not self.link.status.is_live:
                continue  # the next live status asks again
            try:
                await self.link.client.report_health(self.troubles())
            except HallRefused as refused:
                log.warning("the hall takes no report of health: %s", refused)
            except HallAway as away:
                log.debug("health not reported: %s", away)
                await asyncio.sleep(HEALTH_AGAIN_S)
                self._is_health_due.set()

    def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        task.add_done_callback(_report)
        self._stack.push_async_callback(_ended, task)


async def serve(settings: KeypadSettings) -> int:
    """Serve the keypads until SIGINT or SIGTERM; the exit status. Raises KeyMapWrong."""
    async with KeypadBox(settings):
        await until_stopped()
    return 0


async def _ended(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.wait([task])


def _report(task: "asyncio.Task[None]") -> None:
    fault = None if task.cancelled() else task.exception()
    if fault is not None:
        task.get_loop().call_exception_handler(
            {"message": "a task of the keypads failed", "exception": fault}
        )
