"""Which alarm is looked at, what looking after it asks for, and when alarms are heard."""

from dataclasses import dataclass, field, replace
from math import inf
from typing import Final

from kiosk.desk import asks
from kiosk.desk.alarms import Watched
from kiosk.desk.ports import Ask
from kiosk.desk.situation import Situation

BEEP_S: Final = 60.0
"""ui.md section 9: the alarm sounds again each minute until somebody looks after it."""


@dataclass(slots=True)
class Watch:
    """Remembers what was heard. Asked with all that lasts now."""

    _beeped_s: float = -inf
    _heard: frozenset[str] = field(default_factory=frozenset)

    def is_heard_now(self, watched: tuple[Watched, ...], now_s: float) -> bool:
        """Whether the alarm sounds: at once for a new one, each minute for all that nobody looks after."""
        unseen = frozenset(each.key for each in watched if each.seen_at is None)
        is_new = bool(unseen - self._heard)
        self._heard = unseen
        if not unseen or not (is_new or now_s - self._beeped_s >= BEEP_S):
            return False
        self._beeped_s = now_s
        return True


def opened(situation: Situation, watched: tuple[Watched, ...]) -> Watched | None:
    """The alarm that is looked at."""
    return next((each for each in watched if each.key == situation.alarm), None)


def toggled(situation: Situation, key: str) -> Situation:
    """One alarm is looked at; the one that was, no more."""
    return replace(situation, alarm="" if situation.alarm == key else key)


def attended(alarm: Watched) -> Ask | None:
    """What the hall is asked for when somebody looks after it: that it was seen; then, where it ends by that, that it is
    over."""
    if alarm.seen_at is None:
        return asks.acknowledge(alarm.alarm, alarm.about)
    return asks.end_help(alarm.about) if alarm.is_ended_by_hand else None


def pointed(situation: Situation, watched: tuple[Watched, ...], by: int) -> Situation:
    """The next or the one before; the first where none was looked at."""
    keys = [each.key for each in watched]
    if not keys:
        return situation
    at = keys.index(situation.alarm) + by if situation.alarm in keys else 0
    return replace(situation, alarm=keys[at % len(keys)])


def without_what_is_over(situation: Situation, watched: tuple[Watched, ...]) -> Situation:
    """An alarm that is over is not looked at any more."""
    return situation if opened(situation, watched) else replace(situation, alarm="")
