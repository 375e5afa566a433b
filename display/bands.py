"""Which calls stand in amber on a board, and since when: long enough to be seen, and never more than fit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from link.views import CallView

SHOWN_AT_LEAST_S: Final = 12.0
"""A call is in amber so long, whatever happens to its ticket: a number must not flash and vanish."""

GIVES_WAY_AFTER_S: Final = 8.0
"""With every band taken, the oldest one makes room for a new call once it was seen this long."""

PULSES_S: Final = 5.0
NEWER_CALLS: Final = 2
"""A call whose person has not come stays in amber until so many newer ones were made."""

FRESH_FOR_S: Final = 90.0
"""A call that is older when the board first hears of it (it was off, or the hall away) is history."""

ROOM: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A call in amber. `since_s` is the board's own monotonic clock; one that was there when it began never pulses."""

    seq: int
    since_s: float
    does_pulse: bool = True

    def is_pulsing(self, now_s: float) -> bool:
        return self.does_pulse and now_s < self.since_s + PULSES_S


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands:
    """The calls in amber, newest first, and the newest call that the board has ever taken in (None: it knows nothing)."""

    shown: tuple[Band, ...] = ()
    waiting: tuple[int, ...] = ()
    """Calls that have no band yet, oldest first; they stand on top of the history meanwhile."""
    newest: int | None = None


def take_in(bands: Bands, calls: Sequence[CallView], now: datetime, now_s: float) -> Bands:
    """The bands after looking at all calls of the zone (newest first). `now` is the hall's time, `now_s` the board's."""
    top = max((call.seq for call in calls), default=0)
    if bands.newest is not None and top < bands.newest and not _has_any(bands, calls):
        bands = replace(bands, newest=top)  # another ledger, or a new day: numbers of before say nothing here
    by_seq = {call.seq: call for call in calls}
    shown = tuple(band for band in bands.shown if band.seq in by_seq)
    shown = tuple(band for band in shown if not _is_over(band, by_seq[band.seq], calls, now_s))
    waiting = [seq for seq in bands.waiting if seq in by_seq and by_seq[seq].state == "called"]
    new = sorted(call.seq for call in calls if _is_new(call, bands.newest, now))
    waiting += new if bands.newest is not None else new[-ROOM:]
    for seq in tuple(waiting):
        if len(shown) == ROOM and now_s >= shown[-1].since_s + GIVES_WAY_AFTER_S:
            shown = shown[:-1]
        if len(shown) == ROOM:
            break
        waiting.remove(seq)
        shown = (Band(seq=seq, since_s=now_s, does_pulse=bands.newest is not None), *shown)
    return Bands(shown=shown, waiting=tuple(waiting), newest=max(top, bands.newest or 0))


def next_change_s(bands: Bands, now_s: float) -> float | None:
    """When the bands may look different without any news, by the board's clock; None: never."""
    moments = [
        band.since_s + after_s
        for band in bands.shown
        for after_s in (PULSES_S, GIVES_WAY_AFTER_S, SHOWN_AT_LEAST_S)
    ]
    return min((moment for moment in moments if moment > now_s), default=None)


def _has_any(bands: Bands, calls: Sequence[CallView]) -> bool:
    seqs = {call.seq for call in calls}
    return any(band.seq in seqs for band in bands.shown)


def _is_new(call: CallView, newest: int | None, now: datetime) -> bool:
    is_fresh = (now - call.at).total_seconds() < FRESH_FOR_S
    return call.state == "called" and is_fresh and (newest is None or call.seq > newest)


def _is_over(band: Band, call: CallView, calls: Sequence[CallView], now_s: float) -> bool:
    if now_s < band.since_s + SHOWN_AT_LEAST_S:
        return False
    return call.state != "called" or sum(other.seq > band.seq for other in calls) >= NEWER_CALLS
