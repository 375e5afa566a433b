"""A hall on paper: the rules alone, each command carried out at once, all facts kept in a list."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from hall.rules.day import Day, apply
from hall.rules.decide import decide
from hall.rules.record import record, who_of
from link.messages.commands import Command, DefineHall, Tick
from link.messages.definition import Definition
from link.messages.facts import Fact
from link.state import State


class PaperHall:
    """What would happen in a hall, without disk, network or clock. `now` is set by whoever plays."""

    def __init__(self, definition: Definition, now: datetime) -> None:
        self.day = Day()
        self.facts: list[Fact] = []
        self.now = now
        self._ids = 0
        self.do(DefineHall(definition=definition))
        self.do(Tick(after_gap=True))

    @property
    def state(self) -> State:
        return self.day.public

    def do(self, command: Command, key: str = "") -> tuple[Fact, ...]:
        """Carry a command out; the facts it made. Raises Refused as `decide` does."""
        made = []
        who = who_of(self.day, command)
        for body in decide(self.day, command, self.now, self._new_id):
            fact = record(self.day, body, self.now, who, key)
            apply(self.day, fact)
            made.append(fact)
        self.facts.extend(made)
        return tuple(made)

    def let_pass(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def _new_id(self) -> str:
        self._ids += 1
        return f"t{self._ids}"


def replay(facts: Iterable[Fact]) -> Day:
    """The day that these facts make."""
    day = Day()
    for fact in facts:
        apply(day, fact)
    return day
