"""What a press of a keypad asks the hall for, with the window as the mirror has it: pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from caller.choices import PAUSE_REASONS
from caller.keypad_words import Word
from caller.ports import Verb
from devices.keypads.press import NUMBER_MOST, Action
from link.state import State, Ticket, Window

USUAL_PAUSE: Final = "break"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One command of the window. `at` is the ticket that the window held when the key went down."""

    verb: Verb
    at: str | None
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A window as its keypad sees it. `clerk` is who usually works here, empty: nobody."""

    state: State
    window: Window
    now: datetime
    clerk: str = ""

    @property
    def ticket(self) -> Ticket | None:
        return self.state.tickets.get(self.window.ticket) if self.window.ticket else None

    @property
    def waiting(self) -> int:
        """How many wait for whatever this window calls."""
        return sum(map(self.state.waiting.count, self.state.queues_of(self.window)))

    @property
    def is_stored(self) -> bool:
        """Whether a "next" is remembered: pressed again, the hall would forget it."""
        until = self.window.stored_until
        return until is not None and self.now < until


def wished(action: Action, number: str, seen: Seen) -> Wish | Word:
    """The command, or why there is none. `evaluate` is no command of a window and is "not-now" here."""
    if len(number) > NUMBER_MOST:
        return "too-long"
    if action in ("next", "call") and seen.window.state == "closed":
        return _sign_in(number, seen)
    choose = _WITH_NUMBER.get(action)
    return choose(number, seen) if choose else _plain(action, seen)


def _wish(verb: Verb, seen: Seen, **fields: str) -> Wish:
    return Wish(verb=verb, at=seen.window.ticket, fields=fields)


def _sign_in(number: str, seen: Seen) -> Wish | Word:
    clerk = number or seen.clerk
    return _wish("open", seen, clerk=clerk) if clerk else "sign-in-first"


def _next(number: str, seen: Seen) -> Wish | Word:
    """As the large key of the terminal: who came is served, who was served is finished and the next one called."""
    state = seen.window.state
    if state == "calling":
        return _wish("start", seen)
    if state == "paused":
        return _wish("resume", seen)
    if state == "serving" and _needs_outcome(seen):
        return "outcome-first"
    return "nobody-waits" if seen.is_stored else _wish("next", seen)


def _call(number: str, seen: Seen) -> Wish | Word:
    """Call the one whose number has these digits: keypads have no letters."""
    if seen.window.state not in ("open", "serving"):
        return "not-now"
    if seen.window.state == "serving" and _needs_outcome(seen):
        return "outcome-first"
    fit = [each for each in seen.state.tickets.values() if _is_meant(each, number, seen)]
    if len(fit) != 1:
        return "several-such-numbers" if fit else "no-such-number"
    return _wish("call", seen, ticket=fit[0].id)


def _is_meant(ticket: Ticket, number: str, seen: Seen) -> bool:
    digits = "".join(sign for sign in ticket.number if sign.isdigit())
    if ticket.state not in ("waiting", "missed", "parked") or not digits or int(digits) != int(number or -1):
        return False
    return ticket.window == seen.window.id or ticket.queue in seen.state.queues_of(seen.window)


def _held(number: str, seen: Seen) -> Wish | Word:
    """The one who was put aside here last."""
    if seen.window.state not in ("open", "serving"):
        return "not-now"
    own = (f"window:{seen.window.id}", f"clerk:{seen.window.clerk}")
    lying = [each for each in seen.state.tickets.values() if each.state == "parked" and each.target in own]
    latest = max(lying, key=lambda each: each.call, default=None)
    return _wish("call", seen, ticket=latest.id) if latest else "no-such-number"


def _finish(number: str, seen: Seen) -> Wish | Word:
    """With a digit: the outcome that stands at this place in the hall's list."""
    outcomes = seen.state.definition.outcomes
    if seen.ticket is None or seen.window.state not in ("serving", "paused"):
        return "not-now"
    if number:
        at = int(number) - 1
        return _wish("finish", seen, outcome=outcomes[at].id) if 0 <= at < len(outcomes) else "no-such-target"
    return "outcome-first" if _needs_outcome(seen) else _wish("finish", seen)


def _transfer(number: str, seen: Seen) -> Wish | Word:
    """To the window with this label."""
    if seen.ticket is None:
        return "not-now"
    places = (*seen.state.definition.windows, *seen.state.added.values())
    to = next((each.id for each in places if number and each.label == number), None)
    if to is None or to == seen.window.id:
        return "no-such-target"
    return _wish("transfer", seen, window=to)


def _pause(number: str, seen: Seen) -> Wish | Word:
    """With a digit: the reason at this place in the terminal's list. Paused already: go on."""
    if seen.window.state == "paused":
        return _wish("resume", seen)
    if seen.window.state == "closed":
        return "sign-in-first"
    at = int(number) - 1 if number else -1
    reason = PAUSE_REASONS[at] if 0 <= at < len(PAUSE_REASONS) else USUAL_PAUSE
    return _wish("pause", seen, reason=reason)


def _cancel(number: str, seen: Seen) -> Wish | Word:
    """With nothing typed: a "next" that is remembered is forgotten."""
    return _wish("next", seen) if seen.is_stored else "not-now"


_WITH_NUMBER: Final[Mapping[Action, Callable[[str, Seen], Wish | Word]]] = {
    "next": _next, "call": _call, "held": _held, "finish": _finish, "transfer": _transfer, "pause": _pause,
    "cancel": _cancel,
}  # fmt: skip
"""What looks at the window, or at the number that was typed."""

_PLAIN: Final[Mapping[Action, tuple[Verb, frozenset[str]]]] = {
    "recall": ("recall", frozenset({"calling"})),
    "missed": ("missed", frozenset({"calling"})),
    "start": ("start", frozenset({"calling"})),
    "park": ("park", frozenset({"calling", "serving"})),
    "undo": ("undo", frozenset({"open", "calling", "serving", "paused"})),
    "sign_out": ("close", frozenset({"open", "paused"})),
}
"""The commands without a choice, and in which states of the window they make sense."""


def _plain(action: Action, seen: Seen) -> Wish | Word:
    verb, states = _PLAIN.get(action, (None, frozenset[str]()))
    return _wish(verb, seen) if verb is not None and seen.window.state in states else "not-now"


def _needs_outcome(seen: Seen) -> bool:
    service = seen.state.index.services.get(seen.ticket.service) if seen.ticket else None
    own = service.outcome_mandatory if service else None
    return seen.state.definition.policy.outcome_mandatory if own is None else own
