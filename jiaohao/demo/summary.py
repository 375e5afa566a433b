"""What a demo run did, counted from the hall's facts, the printer's paper and the voice's log."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from link.messages.facts import Fact, TicketIssued, TicketPrinted
from link.state import State


@dataclass(slots=True)
class Tally:
    """Counts as facts come by; `numbers` are those that went to paper."""

    kinds: Counter[str] = field(default_factory=Counter)
    numbers: dict[str, str] = field(default_factory=dict)
    printed: set[str] = field(default_factory=set)

    def count(self, facts: Iterable[Fact]) -> None:
        for fact in facts:
            self.kinds[fact.kind] += 1
            if isinstance(fact.body, TicketIssued):
                self.numbers[fact.body.ticket] = fact.body.number
            elif isinstance(fact.body, TicketPrinted):
                self.printed.add(fact.body.ticket)

    def begin(self, state: State) -> None:
        """Count what a snapshot already holds: a demo's hall starts empty, so this is little or nothing."""
        for ticket in (*state.tickets.values(), *state.ended.values()):
            if ticket.id not in self.numbers:
                self.kinds["ticket_issued"] += 1
                self.numbers[ticket.id] = ticket.number

    @property
    def printed_numbers(self) -> set[str]:
        return {self.numbers[ticket] for ticket in self.printed if ticket in self.numbers}


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The demo's last line."""

    issued: int
    printed: int
    called: int
    announced: int
    finished: int
    errors: int

    @property
    def is_whole(self) -> bool:
        """Whether each of these happened and nothing went wrong."""
        happened = (self.issued, self.printed, self.called, self.announced, self.finished)
        return all(happened) and not self.errors

    def __str__(self) -> str:
        return (
            f"issued {self.issued}, printed {self.printed}, called {self.called}, "
            f"announced {self.announced}, finished {self.finished}, errors {self.errors}"
        )


def summary(tally: Tally, announced: Path, tickets: Path, errors: int) -> Summary:
    """Hold facts, paper and voice together: a number that the hall says is printed and no paper has is an error."""
    paper = {path.stem for path in tickets.glob("*.png")}
    return Summary(
        issued=tally.kinds["ticket_issued"],
        printed=len(tally.printed),
        called=tally.kinds["ticket_called"],
        announced=lines(announced),
        finished=tally.kinds["service_finished"],
        errors=errors + len(tally.printed_numbers - paper),
    )


def lines(path: Path) -> int:
    """How many lines a log has; none where it is not there yet."""
    try:
        return path.read_text(encoding="utf-8").count("\n")
    except FileNotFoundError:
        return 0
