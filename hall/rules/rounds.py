"""How far each ratio is in its round: folded from the calls that counted."""

from typing import Final

from link.messages.facts import TicketCalled

Rounds = dict[str, dict[str, int]]
"""The calls of each part in this round, by the name of the counters. What is inside is replaced, never changed."""

_PART: Final = "ratio:"


def counted(rounds: Rounds, call: TicketCalled) -> None:
    """A call that a ratio made, or that ended its round."""
    if not call.counters:
        return
    now = {} if call.new_round else dict(rounds.get(call.counters, {}))
    if part := _part(call):
        now[part] = now.get(part, 0) + 1
    rounds[call.counters] = now


def uncounted(rounds: Rounds, call: TicketCalled) -> None:
    """A call that was taken back gives its turn back; a round that it ended stays ended."""
    part, now = _part(call), rounds.get(call.counters, {})
    if part and now.get(part, 0) > 0:
        rounds[call.counters] = now | {part: now[part] - 1}


def _part(call: TicketCalled) -> str:
    return call.rule.removeprefix(_PART) if call.rule.startswith(_PART) else ""
