"""The small hall on paper, open at nine in the morning, and short ways to say what people do there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hall.rules.paper import PaperHall
from link.messages import commands as c
from link.messages.definition import Definition
from link.messages.facts import Who
from link.messages.problems import Problem, Refused
from link.state import Ticket, Window


class Story:
    """People and what they do, each in one word; a fresh key for every press."""

    def __init__(self, definition: Definition, now: datetime) -> None:
        self.hall = PaperHall(definition, now)
        self._presses = 0

    def do(self, command: c.Command) -> tuple[str, ...]:
        """The kinds of what happened."""
        self._presses += 1
        return tuple(fact.kind for fact in self.hall.do(command, f"press-{self._presses}"))

    def problem(self, command: c.Command) -> Problem:
        """The refusal of a command that must be refused, leaving no fact."""
        before = len(self.hall.facts)
        with pytest.raises(Refused) as refused:
            self.do(command)
        assert len(self.hall.facts) == before
        return refused.value.problem

    def take(self, service: str = "house", **fields: Any) -> str:
        """A citizen takes a ticket; its number."""
        self.do(c.TakeTicket(service=service, who=Who(box="kiosk"), **fields))
        return next(reversed(self.hall.state.tickets.values())).number

    def open(self, window: str = "w1", clerk: str = "") -> None:
        self.do(c.OpenWindow(window=window, clerk=clerk))

    def next(self, window: str = "w1", wait_s: float = 5) -> str | None:
        """A clerk presses the one key, well after the last press; the number that stands there then."""
        self.hall.let_pass(wait_s)
        self.do(c.CallNext(window=window))
        return self.at(window)

    def press(self, kind: Callable[..., c.Command], window: str = "w1", **fields: Any) -> tuple[str, ...]:
        return self.do(kind(window=window, **fields))

    def at(self, window: str) -> str | None:
        held = self.window(window).ticket
        return self.hall.state.tickets[held].number if held else None

    def window(self, window: str) -> Window:
        return self.hall.state.windows[window]

    def ticket(self, number: str) -> Ticket:
        """The latest ticket of this number."""
        ticket = self.hall.state.find(self.hall.day.numbers[number])
        assert ticket is not None
        return ticket

    def queue(self, service: str = "house") -> list[str]:
        places = self.hall.state.waiting.places(service)
        return [self.hall.state.tickets[place[-1]].number for place in places]

    def local(self) -> datetime:
        """What the clocks in the hall show."""
        return self.hall.now.astimezone(ZoneInfo(self.hall.state.definition.timezone))

    def clock(self, text: str, days: int = 0) -> None:
        """Let it be that hour, today or so many days from today."""
        day = self.local().date() + timedelta(days=days)
        hour, minute = map(int, text.split(":"))
        self.hall.now = datetime(day.year, day.month, day.day, hour, minute, tzinfo=self.local().tzinfo)

    def redefine(self, **fields: Any) -> tuple[str, ...]:
        return self.do(c.DefineHall(definition=replace(self.hall.state.definition, **fields)))


@pytest.fixture
def story(definition: Definition, morning: datetime) -> Story:
    return Story(definition, morning)
