"""What boxes are answered that may have to go on alone: the numbers they may give, and what became of those they gave."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from hall.rules.clock import start_of
from hall.rules.recovering import RECOVERING
from link.messages import commands as c
from link.messages import facts as f
from link.messages.codec import encode
from link.state import State


def island_value(command: c.LeaseNumbers | c.HandIn, state: State, facts: Sequence[f.Fact]) -> dict[str, Any]:
    """The answer to a lease or a hand-in."""
    if isinstance(command, c.LeaseNumbers):
        return _lease(state, facts[-1])
    bodies = [fact.body for fact in facts if isinstance(fact.body, f.TicketsHandedIn)]
    late = sum(len(body.late) for body in bodies)
    return {
        "seq": state.seq,
        "taken": late + sum(len(body.tickets) for body in bodies),
        "late": late,
        "is_recovering": f"{RECOVERING}/" in state.alarms,
    }


def _lease(state: State, fact: f.Fact) -> dict[str, Any]:
    until = start_of(state.definition, fact.day + timedelta(days=1))
    lease: dict[str, Any] = encode(fact.body)
    return {"seq": state.seq, "day": encode(fact.day), "until": encode(until)} | lease
