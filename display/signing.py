"""The LED signs on the link: what the hall says becomes faces, and what a sign does not take becomes a trouble."""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from config.texts import texts
from devices.signs.bus import Bus, SignHealth
from devices.signs.face import NOTHING, Face
from devices.signs.made import Sign, buses_of
from display.bands import FRESH_FOR_S, Bands, next_change_s, take_in
from display.signs import stale_face, strip_face, window_face
from link.hall_link import HallLink
from link.messages.commands import Trouble
from link.messages.facts import Fact
from link.reconnect import LinkStatus
from link.state import State
from link.views import WindowView, board_view, window_view
from look.shut_out import shut_out

DARK_WITHIN_S: Final = 2.0
"""How long the signs may take to go dark when the box ends."""

_SOON_S: Final = 0.02
"""A timer that rings a little early would find that nothing has changed."""

log = logging.getLogger(__name__)


class Signing:
    """All signs of a box. `on_health` is told when their troubles may have changed."""

    def __init__(
        self,
        signs: Sequence[Sign],
        language: str,
        link: HallLink,
        on_health: Callable[[], None],
        buses: Mapping[str, Bus] | None = None,
    ) -> None:
        """`buses`: the bus of each sign by its name; without them, those of their lines."""
        self._signs, self._language, self._link, self._on_health = tuple(signs), language, link, on_health
        self._buses = buses_of(signs, self._told) if buses is None else buses
        self._bands = {sign.name: Bands() for sign in signs if sign.zone}
        self._newest: dict[str, int] = {}
        self._fresh: dict[str, int] = {}
        self._unplaced: frozenset[str] = frozenset()
        self._news = asyncio.Event()
        link.on_change.add(self._heard)
        link.on_status.add(self._status_changed)

    async def run(self) -> None:
        """Show until cancelled; then the signs go dark, since nobody keeps them right any more."""
        buses = list(dict.fromkeys(self._buses.values()))
        try:
            for bus in buses:
                await bus.open()
            self.show()
            while True:
                self._news.clear()
                try:
                    async with asyncio.timeout(self._due_s()):
                        await self._news.wait()
                except TimeoutError:
                    self.show()
        finally:
            await asyncio.gather(*(bus.close(dark_s=DARK_WITHIN_S) for bus in buses))

    def troubles(self) -> tuple[Trouble, ...]:
        """What does not work, in words for the staff, a part for each sign."""
        found = (self._trouble(sign) for sign in self._signs)
        return tuple(trouble for trouble in found if trouble is not None)

    def show(self) -> None:
        """Show every sign what is so now; a face that is there already goes nowhere."""
        self._check_places()
        for sign in self._signs:
            self._buses[sign.name].show(sign.name, self._safe_face(sign))

    def _safe_face(self, sign: Sign) -> Face:
        """What is so now; dark rather than wrong where that cannot be worked out, and the other signs go on."""
        try:
            return self._face(sign)
        except Exception:
            log.exception("what sign %s shows cannot be worked out", sign.name)
            return NOTHING

    def _face(self, sign: Sign) -> Face:
        status = self._link.status
        if shut_out(status, self._link.silent_s) or sign.name in self._unplaced:
            return NOTHING
        if not self._link.state.definition.id or status.state == "stale" or self._link.silent_s is None:
            return stale_face(sign.panel, self._language)
        face = self._window_face(sign) if sign.window else self._strip_face(sign)
        return face or NOTHING

    def _window_face(self, sign: Sign) -> Face | None:
        state = self._link.state
        view = window_view(state, sign.window)
        if view is None:
            return None
        self._look_at_call(sign.name, view, state)
        is_fresh = bool(view.call) and self._fresh.get(sign.name) == view.call
        return window_face(view, sign.panel, self._language, is_fresh=is_fresh)

    def _look_at_call(self, name: str, view: WindowView, state: State) -> None:
        """A call blinks that is newer than all this sign has seen and not old; the first look sees what stood before."""
        newest = self._newest.get(name)
        if newest is not None and view.call > min(newest, state.seq) and self._is_recent(view, state):
            self._fresh[name] = view.call
        self._newest[name] = max(view.call, min(newest or 0, state.seq))

    def _is_recent(self, view: WindowView, state: State) -> bool:
        board = board_view(state, view.zone)
        at = next((call.at for call in board.calls if call.seq == view.call), None) if board else None
        return at is not None and (self._link.hall_now() - at).total_seconds() < FRESH_FOR_S

    def _strip_face(self, sign: Sign) -> Face | None:
        view = board_view(self._link.state, sign.zone)
        if view is None:
            return None
        now_s = time.monotonic()
        bands = take_in(self._bands[sign.name], view.calls, self._link.hall_now(), now_s)
        self._bands[sign.name] = bands
        return strip_face(view, bands, sign.panel, self._language)

    def _due_s(self) -> float | None:
        """How long the strips stay right without news, in seconds."""
        now_s = time.monotonic()
        changes = [next_change_s(bands, now_s) for bands in self._bands.values()]
        waits = [change - now_s + _SOON_S for change in changes if change is not None]
        return max(0.0, min(waits)) if waits else None

    def _trouble(self, sign: Sign) -> Trouble | None:
        say, part = texts(self._language).say, f"sign-{sign.name}"
        if sign.name in self._unplaced:
            key = "sign.trouble.no_window" if sign.window else "sign.trouble.no_zone"
            return Trouble(part=part, reason=say(key, name=sign.name, window=sign.window, zone=sign.zone))
        health = self._buses[sign.name].health(sign.name)
        if health.is_well:
            return None
        reason = say(f"sign.fault.{health.kind or 'unreachable'}")
        return Trouble(
            part=part, reason=say("sign.trouble", name=sign.name, place=self._place(sign), reason=reason)
        )

    def _place(self, sign: Sign) -> str:
        say, state = texts(self._language).say, self._link.state
        if sign.window:
            view = window_view(state, sign.window)
            return say("sign.trouble.window", window=view.label if view else sign.window)
        zone = state.index.zones.get(sign.zone)
        return say("sign.trouble.zone", zone=zone.name if zone else sign.zone)

    def _check_places(self) -> None:
        state = self._link.state
        if not state.definition.id:
            return
        lost = frozenset(sign.name for sign in self._signs if not _has_place(state, sign))
        if lost != self._unplaced:
            self._unplaced = lost
            for name in sorted(lost):
                log.error(
                    "the hall does not have the window or zone of sign %s; correct it in box.toml", name
                )
            self._on_health()

    def _told(self, sign: str, health: SignHealth) -> None:
        self._on_health()

    def _heard(self, state: State, facts: tuple[Fact, ...], is_snapshot: bool) -> None:
        self.show()
        self._news.set()

    def _status_changed(self, status: LinkStatus) -> None:
        self.show()
        self._news.set()


def _has_place(state: State, sign: Sign) -> bool:
    return sign.window in state.windows if sign.window else sign.zone in state.index.zones
