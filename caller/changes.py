"""How a situation changes by what is heard, answered and waited for: pure."""

from dataclasses import replace
from typing import Final

from caller.choices import Chooser
from caller.ports import Verb
from caller.situation import Notice, Situation, Undoable
from caller.terminal import Terminal
from look.stale import Stale

NOTICE_S: Final = 8.0
"""Two lines are read in four seconds; the clerk may be looking at the citizen for as long again."""

UNDOABLE: Final[frozenset[Verb]] = frozenset({"missed", "finish", "park", "transfer", "abandon"})
"""What leaves a free window behind; after anything else the key has another use."""


def heard(before: Situation, seen: Terminal | None, stale: Stale) -> Situation:
    """The mirror's window as it is now. A choice about a ticket or state that is gone is closed."""
    now = replace(before, seen=seen, stale=stale, has_state=True)
    if _holder(before) != _holder(now):
        now = replace(now, chooser=None, is_more_open=False)
    if seen is None or seen.view.state != "open":
        now = replace(now, is_armed=False)
    if seen is not None and seen.view.state != "open":
        now = replace(now, undoable=None)
    if _is_closed(seen) and not _is_closed(before.seen):
        now = replace(now, typed_clerk=now.usual_clerk)
    if now.hall_remembers:
        now = replace(now, is_armed=False)
    if before.stale.is_stale and not stale.is_stale:
        now = replace(now, not_built=frozenset())
    return now


def aged(before: Situation, now_s: float) -> Situation:
    """What was said for a while goes away."""
    notice, undoable = before.notice, before.undoable
    return replace(
        before,
        notice=notice if notice and now_s < notice.until_s else None,
        undoable=undoable if undoable and now_s < undoable.until_s else None,
    )


def noticed(before: Situation, text: str, now_s: float, *, is_refusal: bool = True) -> Situation:
    """Words about a press, quiet and for some seconds."""
    notice = Notice(text=text, until_s=now_s + NOTICE_S, is_refusal=is_refusal)
    return replace(before, notice=notice)


def asked(before: Situation, verb: Verb) -> Situation:
    """A press is on its way; what was said before it is over."""
    return replace(before, in_flight=verb, is_more_open=False, chooser=None, notice=None)


def refused(before: Situation, verb: Verb, type: str, detail: str, now_s: float) -> Situation:
    """The hall said no: nothing has happened, and its sentence is shown."""
    now = noticed(before, detail, now_s)
    if type == "not-built":
        now = replace(now, not_built=now.not_built | {verb})
    if verb == "next":
        now = replace(now, is_armed=False)
    return replace(now, undoable=None) if verb == "undo" else now


def done(before: Situation, verb: Verb, number: str, now_s: float) -> Situation:
    """A press has been carried out. Where a ticket left the window by it, that can be taken back for some seconds."""
    undo_s = before.seen.policy.undo_s if before.seen else 0.0
    if verb not in UNDOABLE or undo_s <= 0 or "undo" in before.not_built:
        return replace(before, undoable=None)
    return replace(before, undoable=Undoable(number=number, verb=verb, until_s=now_s + undo_s))


def choosing(before: Situation, chooser: Chooser | None) -> Situation:
    """A choice is opened or closed; the further keys make way for it."""
    return replace(before, chooser=chooser, is_more_open=False)


def _is_closed(seen: Terminal | None) -> bool:
    return seen is None or seen.view.state == "closed"


def _holder(situation: Situation) -> tuple[str, str | None]:
    """What a choice is about."""
    state = situation.seen.view.state if situation.seen else ""
    return state, situation.ticket.id if situation.ticket else None
