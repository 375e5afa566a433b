"""The board's presenter: holds what was heard of the hall and shows it, again whenever time makes a difference."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from display.bands import Bands, next_change_s, take_in
from display.board import PAGE_S, Times, board, told
from display.shown import Board, Setting
from link.state import State
from link.views import board_view, hall_timetable
from look.clock import seconds_to_next_minute
from look.stale import STALE_AFTER_S, Stale, staleness

FAULT_SHOWN_S: Final = 30.0
"""After a fault of our own the board is out of order for so long; then it is tried again."""

_SOON_S: Final = 0.02
"""A timer that rings a little early would find that nothing has changed and be set again for no time at all."""

log = logging.getLogger(__name__)


class BoardPresenter:
    """Shows the board of one zone; empty `zone`: the hall's first."""

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
    ) -> None:
        """`moment` is a monotonic clock in seconds; `hall_now` the hall's time in its zone; `silent_s` its silence;
        `shut_out` the key of what a technician must put right before this board has a hall."""
        self._zone = zone
        self._setting = setting
        self._show = show
        self._moment = moment
        self._hall_now = hall_now
        self._silent_s = silent_s
        self._shut_out = shut_out
        self._state: State | None = None
        self._bands = Bands()
        self._shown = told("starting", setting, hall_now())
        self._out_of_order_until_s = 0.0
        self._warned_zone = False
        self._has_several_others = False
        show(self._shown)

    @property
    def shown(self) -> Board:
        return self._shown

    def hear(self, state: State) -> None:
        """The day has changed, or is known for the first time."""
        self._state = state
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
        if self._has_several_others or self._shown.waiting_page or self._shown.notice_page:
            waits.append(PAGE_S - now_s % PAGE_S)
        if silent_s is not None and silent_s <= STALE_AFTER_S:
            waits.append(STALE_AFTER_S - silent_s)
        return max(0.0, min(waits)) + _SOON_S

    def _board(self) -> Board:
        now = self._hall_now()
        if why := self._shut_out():
            return told("order", self._setting, now, key=why)
        if self._state is None:
            return told("starting", self._setting, now)
        view = board_view(self._state, self._chosen_zone(self._state))
        if view is None:
            return self._no_zone(now)
        stale = self._stale(now)
        times = Times(hall=now, board_s=self._moment())
        if not stale.is_stale:
            self._bands = take_in(self._bands, view.calls, now, times.board_s)
        self._has_several_others = len(view.others) > 1
        hours = hall_timetable(self._state.definition)
        return board(view, self._bands, times, self._setting, hours=hours, stale=stale)

    def _chosen_zone(self, state: State) -> str:
        zones = state.definition.zones
        return self._zone or (zones[0].id if zones else "")

    def _no_zone(self, now: datetime) -> Board:
        if not self._warned_zone:
            log.error("the hall has no zone %r; set display.zone in box.toml", self._zone)
            self._warned_zone = True
        return told("order", self._setting, now, {"zone": self._zone}, key="board.no_zone")

    def _stale(self, now: datetime) -> Stale:
        silent_s = self._silent_s()
        last_word_at = None if silent_s is None else now - timedelta(seconds=silent_s)
        return staleness(silent_s, last_word_at)
