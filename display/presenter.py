"""The board's presenter: holds what was heard of the hall and shows it, again whenever time makes a difference."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from display.bands import Bands, moved, next_change_s, take_in
from display.board import Times, board, room_of, told
from display.lit import Lit, dark_board, is_lit
from display.media.director import CALM_S, Director
from display.seen import Seen, seen, zone_of_window
from display.shown import Board, Playing, Setting
from display.turning import PAGE_S
from link.state import State
from look.clock import seconds_to_next_minute
from look.stale import STALE_AFTER_S, Stale, staleness

FAULT_SHOWN_S: Final = 30.0
"""After a fault of our own the board is out of order for so long; then it is tried again."""

_SOON_S: Final = 0.02
"""A timer that rings a little early would find that nothing has changed and be set again for no time at all."""

log = logging.getLogger(__name__)


class BoardPresenter:
    """Shows the board of one zone; empty `zone`: that of the setting's window, or the hall's first."""

    def __init__(
        self,
        zone: str,
        setting: Setting,
        *,
        show: Callable[[Board], None],
        moment: Callable[[], float],
        hall_now: Callable[[], datetime],
        silent_s: Callable[[], float | None],
        shut_out: Callable[[], str] = lambda: "",
        media: Director | None = None,
        lit: Lit | None = None,
        setting_for: Callable[[str], Setting] | None = None,
    ) -> None:
        """`moment` is a monotonic clock in seconds; `hall_now` the hall's time in its zone; `silent_s` its silence;
        `shut_out` the key of what a technician must put right before this board has a hall; `media` what it plays; `lit`
        when its screen is on; `setting_for` the setting for a zone whose boards are to have the layout of that name."""
        self._zone = zone
        self._setting = setting
        self._setting_for = setting_for
        self._wanted: str | None = None
        self._show = show
        self._moment = moment
        self._hall_now = hall_now
        self._silent_s = silent_s
        self._shut_out = shut_out
        self._media = media
        self._lit = lit or Lit()
        self._state: State | None = None
        self._bands = Bands()
        self._room = room_of(setting.layout, setting.rows)
        self._is_sounding = False
        self._shown = told("starting", setting, hall_now())
        self._out_of_order_until_s = 0.0
        self._warned = False
        self._turns = False
        show(self._shown)

    @property
    def shown(self) -> Board:
        return self._shown

    def hear(self, state: State) -> None:
        """The day has changed, or is known for the first time."""
        self._state = state
        self.render()

    def duck(self, is_down: bool) -> None:
        """A voice begins to speak in this box, or has ended: the sound of media makes room for it."""
        self._is_sounding = is_down
        self.render()

    def fault(self, fault: BaseException) -> None:
        """Something of our own went wrong: for a while, say so politely instead of showing what may be wrong."""
        self._out_of_order_until_s = self._moment() + FAULT_SHOWN_S
        self._shown = told("order", self._setting, self._hall_now())
        self._show(self._shown)

    def render(self) -> None:
        """Show what there is to show now."""
        if self._moment() < self._out_of_order_until_s:
            return
        self._shown = self._board()
        self._show(self._shown)

    def due_s(self) -> float:
        """How long the board stays right without any news, in seconds."""
        now_s, silent_s = self._moment(), self._silent_s()
        if now_s < self._out_of_order_until_s:
            return self._out_of_order_until_s - now_s + _SOON_S
        waits = [seconds_to_next_minute(self._hall_now())]
        change_s = next_change_s(self._bands, now_s)
        if change_s is not None:
            waits.append(change_s - now_s)
        if self._turns:
            waits.append(PAGE_S - now_s % PAGE_S)
        if self._media is not None and self._plays and (media_s := self._media.due_s()) is not None:
            waits.append(media_s)
        if silent_s is not None and silent_s <= STALE_AFTER_S:
            waits.append(STALE_AFTER_S - silent_s)
        return max(0.0, min(waits)) + _SOON_S

    def _board(self) -> Board:
        now = self._hall_now()
        self._turns = False
        if why := self._shut_out():
            return told("order", self._setting, now, key=why)
        if self._state is None:
            return told("starting", self._setting, now)
        zone, wrong = self._place(self._state)
        self._dress(self._state, zone)
        known = None
        if not wrong:
            known = seen(
                self._state,
                zone,
                self._setting.window,
                self._setting.layout,
                now,
                has_today=self._plays,
            )
        if known is None:
            return self._no_place(now, wrong or "zone")
        return self._of(known, now)

    def _of(self, known: Seen, now: datetime) -> Board:
        stale = self._stale(now)
        times = Times(hall=now, board_s=self._moment())
        if not stale.is_stale:
            view = known.view
            self._bands = take_in(
                self._bands, view.calls, now, times.board_s, room=self._room, since=view.since
            )
        if not is_lit(self._lit, known.view, now, is_stale=stale.is_stale):
            return dark_board(self._setting.layout)
        shown = board(
            known, self._bands, times, self._setting, stale=stale, playing=self._playing(now, stale)
        )
        self._turns = len(known.view.others) > 1 or bool(
            shown.waiting_page or shown.notice_page or shown.cells_page or shown.today_page
        )
        return shown

    def _playing(self, now: datetime, stale: Stale) -> Playing:
        part = self._setting.layout.media
        if self._media is None or part is None:
            return Playing()
        self._media.is_beside = part.is_beside
        now_s = self._moment()
        has_call = any(now_s < band.since_s + CALM_S for band in self._bands.shown)
        playing = self._media.playing(now, has_call=bool(self._bands.shown) or stale.is_stale)
        return replace(playing, is_ducked=has_call or self._is_sounding)

    @property
    def _plays(self) -> bool:
        """Whether there is something to play and a place for it."""
        return self._media is not None and self._setting.layout.media is not None

    def _dress(self, state: State, zone: str) -> None:
        """Take the layout that the hall wants for the zone, where it is another one than before."""
        wanted = next((each.layout for each in state.definition.zones if each.id == zone), "")
        if self._setting_for is None or wanted == self._wanted:
            return
        self._wanted, self._setting = wanted, self._setting_for(wanted)
        room = room_of(self._setting.layout, self._setting.rows)
        if room != self._room:
            self._room, self._bands = room, moved(self._bands, room)

    def _place(self, state: State) -> tuple[str, str]:
        """The zone to be shown; or what is wrong with the setting."""
        window = self._setting.window
        if window and window not in state.index.places:
            return "", "window"
        zones = state.definition.zones
        return self._zone or zone_of_window(state, window) or (zones[0].id if zones else ""), ""

    def _no_place(self, now: datetime, what: str) -> Board:
        named = self._setting.window if what == "window" else self._zone
        if not self._warned:
            log.error("the hall has no %s %r; set display.%s in box.toml", what, named, what)
            self._warned = True
        return told("order", self._setting, now, {what: named}, key=f"board.no_{what}")

    def _stale(self, now: datetime) -> Stale:
        silent_s = self._silent_s()
        last_word_at = None if silent_s is None else now - timedelta(seconds=silent_s)
        return staleness(silent_s, last_word_at)
