"""A hall on paper that is watched: a replay, a fold of what is public and a screen go along with it, fact by fact."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from surroundings import Surroundings

from hall.rules import Day, apply, copy_of, record, recovering
from hall.rules.paper import PaperHall
from link.messages import commands as c
from link.messages import facts as f
from link.messages.codec import moment_text
from link.messages.definition import Definition
from link.messages.problems import Problem, Refused
from link.messages.wire import fact_of, fact_text
from link.messages.words import SCHEMA
from link.mirror import Mirror, NeedsSnapshot
from link.state import State, public, snapshot_value
from link.state import apply as apply_public

MORNING = datetime(2026, 3, 12, 0, 25, 0, 123000, tzinfo=UTC)
"""A Thursday, not yet half past eight in the hall."""


class WatchedHall(Surroundings, PaperHall):
    """Carries commands out one by one; all who read its facts read them as they travel."""

    def __init__(self, definition: Definition) -> None:
        self.replayed, self.shown = Day(), State()
        self.screen = Mirror()
        self.today: list[f.Fact] = []
        Surroundings.__init__(self)
        self.refused: Problem | None = None
        self.presses = 0
        self.read = 0
        PaperHall.__init__(self, definition, MORNING)
        self.follow()

    @property
    def booked(self) -> list[str]:
        return [*self.day.appointments.known]

    @property
    def cases(self) -> list[str]:
        return [*self.day.cases.known]

    def ask(self, command: c.Command) -> tuple[f.Fact, ...]:
        """What a command made happen. One that is refused leaves the day as it was."""
        self.presses += 1
        self.before = copy_of(self.day)
        known = len(self.facts)
        self.refused = None
        try:
            self.do(command, f"k{self.presses}")
        except Refused as refusal:
            self.refused = refusal.problem
        if len(self.facts) == known:
            assert self.before == self.day
        self.follow()
        return tuple(self.facts[known:])

    def follow(self) -> None:
        """What the ledger and the stream carry, read by all who read."""
        for fact in self.facts[self.read :]:
            read = fact_of(fact_text(fact))
            assert read == fact
            apply(self.replayed, read)
            apply_public(self.shown, fact_of(fact_text(public(fact))))
            self.hears_of_lease(fact)
            self.today = [] if isinstance(fact.body, f.DayOpened) else [*self.today, fact]
        for fact in self.facts[self.read :]:
            self._hear(fact)
        self.read = len(self.facts)

    def join_screen(self) -> None:
        """A screen is switched on now: it gets a snapshot, and facts from here on."""
        self.screen = Mirror()
        self._snapshot()

    def put_back(self) -> None:
        """The ledger is put back as it is; what it may have lost is not known."""
        for body in recovering.restored(self.day, "old", self.day.public.seq):
            fact = record(self.day, body, self.now, f.Who(), "")
            apply(self.day, fact)
            self.facts.append(fact)
        self.follow()

    def _hear(self, fact: f.Fact) -> None:
        if self.screen.welcome is None:
            return
        try:
            self.screen.hear("fact", fact_text(public(fact)))
        except NeedsSnapshot as why:
            assert "does not fit" not in str(why)
            self._snapshot()

    def _snapshot(self) -> None:
        state = self.state
        welcome = {"hall": "h", "ledger": "L", "schema": SCHEMA, "oldest_schema": 1, "seq": state.seq}
        self.screen.hear("welcome", json.dumps(welcome | {"now": moment_text(self.now)}))
        self.screen.hear("snapshot", json.dumps(snapshot_value(state)))


def given(facts: Sequence[f.Fact]) -> list[tuple[str, str, datetime, f.Fact]]:
    """All that was given: ticket, service, the moment that counts, and the fact; appointments apart."""
    found = []
    for fact in facts:
        body = fact.body
        if isinstance(body, f.TicketIssued) and not body.booking:
            at = body.since if body.by_hand and body.since else fact.at
            found.append((body.ticket, body.service, at, fact))
        if isinstance(body, f.TicketsHandedIn):
            found += [(each.ticket, each.service, each.issued_at, fact) for each in body.tickets]
    return found


def without_ended(state: State) -> State:
    """What a box that joined late may know."""
    return replace(state, ended={})
