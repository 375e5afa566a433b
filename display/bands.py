"""Which calls stand in amber on a board, and since when: long enough to be seen, and none left out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from link.views import CallView

SHOWN_AT_LEAST_S: Final = 12.0
"""A call is in amber so long, whatever happens to its ticket: a number must not flash and vanish."""

GIVES_WAY_AFTER_S: Final = 8.0
"""With every band taken, the oldest one makes room for a new call once it was seen this long."""

COME_GIVES_WAY_AFTER_S: Final = 3.0
"""In a crowd, somebody who is at the window already makes room for a new call sooner."""

PULSES_S: Final = 5.0
NEWER_CALLS: Final = 2
"""A call whose person has not come stays in amber until so many newer ones were made."""

VISUAL_TIMES: Final = 3
"""For somebody who does not hear, each of these times is so many times as long."""

FRESH_FOR_S: Final = 90.0
"""A call that is older when the board first hears of it (it was off, or the hall away) is history."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How many calls can stand in amber: `bands` large ones with `lines` of history under them, or a `crowd`."""

    bands: int = 3
    lines: int = 3
    crowd: int = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A call in amber. `since_s` is the board's own monotonic clock; one that was there when it began never pulses.

    `cell` is its place in a crowd, where nothing may move from its place while it is looked for.
    """

    call: CallView
    since_s: float
    does_pulse: bool = True
    cell: int = 0

    @property
    def seq(self) -> int:
        return self.call.seq

    @property
    def times(self) -> int:
        return VISUAL_TIMES if self.call.visual else 1

    def is_pulsing(self, now_s: float) -> bool:
        return self.does_pulse and now_s < self.since_s + PULSES_S * self.times

    def can_give_way(self, now_s: float, *, is_crowd: bool) -> bool:
        has_come = is_crowd and _has_come(self.call)
        after_s = COME_GIVES_WAY_AFTER_S if has_come else GIVES_WAY_AFTER_S * self.times
        return now_s >= self.since_s + after_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands:
    """The calls in amber, newest first, and the newest call that the board has ever taken in (None: it knows nothing)."""

    shown: tuple[Band, ...] = ()
    waiting: tuple[CallView, ...] = ()
    """Calls that have no band yet, oldest first; they stand on top of the history meanwhile."""
    newest: int | None = None
    is_crowd: bool = False
    """Whether so many were called at once that they stand smaller, side by side."""


def take_in(
    bands: Bands,
    calls: Sequence[CallView],
    now: datetime,
    now_s: float,
    *,
    room: Room | None = None,
    since: int = 0,
) -> Bands:
    """The bands after looking at all calls of the zone (newest first). `now` is the hall's time, `now_s` the board's;
    `since`: the id from which on no call is missing from `calls`."""
    room = room or Room()
    top = max((call.seq for call in calls), default=0)
    if bands.newest is not None and top < bands.newest and not _has_any(bands, calls):
        bands = replace(bands, newest=top)  # another ledger, or a new day: numbers of before say nothing here
    heard = _Heard(calls, since)
    shown = tuple(_as_now(band, heard) for band in bands.shown if heard.is_there(band.call))
    shown = tuple(band for band in shown if not _is_over(band, calls, now_s))
    waiting = [heard.as_now(call) for call in bands.waiting if heard.is_there(call)]
    waiting = [call for call in waiting if not _has_come(call)]
    new = sorted((call for call in calls if _is_new(call, bands.newest, now)), key=lambda call: call.seq)
    waiting += new if bands.newest is not None else new[-room.bands :]
    fits = room.bands if bands.is_crowd else room.bands + room.lines
    is_crowd = room.crowd > room.bands and len(shown) + len(waiting) > fits
    begun = replace(bands, shown=shown, waiting=tuple(waiting), is_crowd=is_crowd)
    return replace(_seated(begun, room, now_s), newest=max(top, bands.newest or 0))


def moved(bands: Bands, room: Room) -> Bands:
    """The same calls where another layout gives them room, the newest on top: those that it has none for wait for a place
    of their own."""
    shown = sorted(bands.shown, key=lambda band: -band.seq)
    stay, leave = shown[: room.bands], shown[room.bands :]
    seated = tuple(replace(band, cell=place) for place, band in enumerate(stay))
    waiting = (*sorted((band.call for band in leave), key=lambda call: call.seq), *bands.waiting)
    return replace(bands, shown=seated, waiting=waiting, is_crowd=False)


def next_change_s(bands: Bands, now_s: float) -> float | None:
    """When the bands may look different without any news, by the board's clock; None: never."""
    moments = [
        band.since_s + after_s * band.times
        for band in bands.shown
        for after_s in (PULSES_S, GIVES_WAY_AFTER_S, SHOWN_AT_LEAST_S)
    ]
    if bands.is_crowd and bands.waiting:
        moments += [band.since_s + COME_GIVES_WAY_AFTER_S for band in bands.shown]
    return min((moment for moment in moments if moment > now_s), default=None)


class _Heard:
    """The calls of a zone by their ids."""

    def __init__(self, calls: Sequence[CallView], since: int) -> None:
        self._by_seq = {call.seq: call for call in calls}
        self._tickets = {call.ticket for call in calls}
        self._since = since

    def is_there(self, call: CallView) -> bool:
        """Whether a call that was there is there still: not made anew, not taken back. One that only fell off the end
        of a long list is."""
        if call.seq in self._by_seq:
            return True
        return call.seq < self._since and call.ticket not in self._tickets

    def as_now(self, call: CallView) -> CallView:
        return self._by_seq.get(call.seq, call)


def _seated(bands: Bands, room: Room, now_s: float) -> Bands:
    """Those that wait take the bands that are free, or that were seen long enough."""
    places = room.crowd if bands.is_crowd else room.bands
    shown, waiting = bands.shown, list(bands.waiting)
    while waiting:
        if len(shown) >= places:
            ripe = [band for band in shown if band.can_give_way(now_s, is_crowd=bands.is_crowd)]
            if not ripe:
                break
            leaves = next((band for band in reversed(ripe) if _has_come(band.call)), ripe[-1])
            shown = tuple(band for band in shown if band is not leaves)
        cell = min(set(range(len(shown) + 1)) - {band.cell for band in shown})
        band = Band(call=waiting.pop(0), since_s=now_s, does_pulse=bands.newest is not None, cell=cell)
        shown = (band, *shown)
    return replace(bands, shown=shown, waiting=tuple(waiting))


def _has_any(bands: Bands, calls: Sequence[CallView]) -> bool:
    seqs = {call.seq for call in calls}
    return any(band.seq in seqs for band in bands.shown)


def _as_now(band: Band, heard: _Heard) -> Band:
    call = heard.as_now(band.call)
    return band if call is band.call else replace(band, call=call)


def _is_new(call: CallView, newest: int | None, now: datetime) -> bool:
    is_fresh = (now - call.at).total_seconds() < FRESH_FOR_S
    return call.state == "called" and is_fresh and (newest is None or call.seq > newest)


def _has_come(call: CallView) -> bool:
    """Whoever is at the window already need not be shown the way to it."""
    return call.state in ("serving", "finished")


def _is_over(band: Band, calls: Sequence[CallView], now_s: float) -> bool:
    if now_s < band.since_s + SHOWN_AT_LEAST_S * band.times:
        return False
    if band.call.visual and band.call.state == "called":
        return False
    return band.call.state != "called" or sum(other.seq > band.seq for other in calls) >= NEWER_CALLS
