"""Whose word it is that a ticket's first paper comes now: that of the box which issued it, once."""

from collections.abc import Container
from dataclasses import dataclass, field

from link.messages import facts as f


@dataclass(slots=True, kw_only=True)
class Papers:
    """Folded from what was issued, asked for and printed."""

    unasked: dict[str, str] = field(default_factory=dict)
    """The box that issued each ticket of which no paper was asked for and none was told of."""

    def issued(self, fact: f.Fact, body: f.TicketIssued) -> None:
        self.unasked[body.ticket] = fact.who.box

    def has_come(self, ticket: str) -> None:
        """A paper was asked for, or came out: the next one is another."""
        self.unasked.pop(ticket, None)

    def is_first(self, ticket: str, box: str) -> bool:
        """Whether this box may call the paper that it asks for the first: who did not issue the ticket cannot know that
        none is on its way."""
        return self.unasked.get(ticket) == box

    def begin_day(self, lives: Container[str]) -> None:
        """Forget yesterday, but for the tickets that live on."""
        self.unasked = {ticket: box for ticket, box in self.unasked.items() if ticket in lives}

    def copy(self) -> "Papers":
        return Papers(unasked=dict(self.unasked))
