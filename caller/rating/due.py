"""Which transaction can be rated in front of a window now: pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from caller.rating.rating import Transaction
from link.messages import facts as f
from link.messages.facts import Fact
from link.state import State


@dataclass(frozen=True, slots=True)
class Due:
    """By window the last transaction that ended there, and the steady second at which it did. Whoever is served next ends
    it, and so do a window that closes and a "finish" that was a slip."""

    last: tuple[tuple[str, Transaction, float], ...] = ()

    def of(self, window: str, now_s: float, within_s: float) -> Transaction | None:
        """What can be rated at a window."""
        found = next((each for each in self.last if each[0] == window), None)
        return found[1] if found is not None and now_s - found[2] <= within_s else None

    def without(self, window: str) -> "Due":
        """It has been asked for, or is over."""
        return Due(tuple(each for each in self.last if each[0] != window))

    def after(self, facts: Sequence[Fact], state: State | None, now_s: float) -> "Due":
        """What has happened since; `state` (after the facts) tells the numbers."""
        due = self
        for fact in facts:
            body = fact.body
            if isinstance(body, f.ServiceFinished) and not body.left_open:
                ticket = state.find(body.ticket) if state is not None else None
                ended = Transaction(
                    ticket=body.ticket, transaction=body.transaction, number=ticket.number if ticket else ""
                )
                due = Due((*due.without(body.window).last, (body.window, ended, now_s)))
            elif isinstance(body, f.ServiceStarted | f.WindowClosed | f.CommandUndone):
                due = due.without(body.window)
        return due
