"""A hall after its ledger was put back: what it does not know any more, and when it stops waiting to be told."""

from datetime import date
from typing import Final

from hall.rules.clock import business_day
from hall.rules.day import Day
from link.messages import commands as c
from link.messages import facts as f

RECOVERING: Final = "hall-recovering"
"""The alarm while it lasts; `boxes` names who has not handed in yet."""


def restored(day: Day, old_ledger: str, old_seq: int) -> tuple[f.Body, ...]:
    """What is written first into a ledger that was put back."""
    return f.HallRestored(old_ledger=old_ledger, old_seq=old_seq), _alarm(_printing_boxes(day))


def end(day: Day, command: c.EndRecovery) -> tuple[f.Body, ...]:
    """A technician takes it upon himself: whoever has not handed in will not be waited for."""
    return _ended("told", awaited(day)) if day.is_recovering else ()


def after_hand_in(day: Day, box: str) -> tuple[f.Body, ...]:
    """What follows when a box has handed in all it has: the hall waits for fewer boxes, or for none."""
    if not day.is_recovering or box in day.handed_in:
        return ()
    missing = tuple(each for each in awaited(day) if each != box)
    if missing or not _printing_boxes(day):
        return (_alarm(missing),)
    return _ended("handed-in", ())


def at_new_day(day: Day, today: date) -> tuple[f.Body, ...]:
    """On another day no number of the forgotten time is in anybody's hand."""
    definition = day.public.definition
    if not day.is_recovering or any(business_day(definition, at) >= today for at in day.restored[-1:]):
        return ()
    return _ended("new-day", awaited(day))


def awaited(day: Day) -> tuple[str, ...]:
    """The boxes that print tickets and have not handed in since the ledger was put back."""
    return tuple(box for box in _printing_boxes(day) if box not in day.handed_in)


def _printing_boxes(day: Day) -> tuple[str, ...]:
    return tuple(sorted(box for box, printers in day.printers.items() if printers))


def _alarm(missing: tuple[str, ...]) -> f.AlarmRaised:
    return f.AlarmRaised(alarm=RECOVERING, fields={"boxes": ", ".join(missing)})


def _ended(reason: f.RecoveryEnd, missing: tuple[str, ...]) -> tuple[f.Body, ...]:
    return f.HallRecovered(reason=reason, missing=missing), f.AlarmCleared(alarm=RECOVERING)
