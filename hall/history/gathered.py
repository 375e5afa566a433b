"""The facts of a day sorted by what they are about; what was undone is taken out, as if it had never been."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from link.messages import facts as f

Life = list[f.Fact]

_OF_A_TICKET: Final = (
    f.TicketCalled, f.TicketRecalled, f.TicketArrived, f.ServiceStarted, f.ServiceFinished, f.TicketMissed,
    f.TicketReturned, f.TicketRevived, f.TicketParked, f.TicketUnparked, f.TicketTransferred, f.TicketPrioritised,
    f.TicketCancelled, f.TicketExpired,
)  # fmt: skip
_OF_A_WINDOW: Final = (f.WindowOpened, f.WindowPaused, f.WindowResumed, f.WindowClosed, f.ClerkTookOver)


@dataclass(slots=True)
class Gathered:
    """`lives` has each ticket's own facts, first the one that brought it; `windows` those of each window."""

    lives: dict[str, Life] = field(default_factory=dict)
    windows: dict[str, Life] = field(default_factory=dict)
    ratings: dict[tuple[str, int], f.Fact] = field(default_factory=dict)
    late: dict[str, tuple[f.Fact, f.HandedIn, str]] = field(default_factory=dict)
    """What was handed in after its day, with the box that did."""

    def add(self, fact: f.Fact) -> None:
        """Sort one fact more."""
        body = fact.body
        if isinstance(body, _OF_A_TICKET):
            self._live(body.ticket, fact)
        elif isinstance(body, f.TicketIssued):
            self.lives[body.ticket] = [fact]
        elif isinstance(body, _OF_A_WINDOW):
            self.windows.setdefault(body.window, []).append(fact)
        elif isinstance(body, f.TicketRated):
            self.ratings[body.ticket, body.transaction] = fact
        elif isinstance(body, f.CommandUndone):
            self._undo(body)
        elif isinstance(body, f.TicketsHandedIn):
            self._hand_in(fact, body)

    def _live(self, ticket: str, fact: f.Fact) -> None:
        if ticket in self.lives:  # else its beginning lies before what is looked at
            self.lives[ticket].append(fact)

    def _undo(self, body: f.CommandUndone) -> None:
        life = self.lives.get(body.ticket)
        if life is not None:
            self.lives[body.ticket] = [fact for fact in life if fact.seq != body.undone_seq]

    def _hand_in(self, fact: f.Fact, body: f.TicketsHandedIn) -> None:
        for each in body.tickets:
            self.lives.setdefault(each.ticket, [fact])
        for each in body.late:
            self.late.setdefault(each.ticket, (fact, each, body.box))


def gathered(facts: Iterable[f.Fact]) -> Gathered:
    """All these facts, sorted."""
    sorted_facts = Gathered()
    for fact in facts:
        sorted_facts.add(fact)
    return sorted_facts
