"""A hall on paper with its boxes: kiosks that give numbers alone, and a screen that follows the fact stream."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hall.rules import Day, apply, copy_of, record, recovering
from hall.rules.clock import business_day
from hall.rules.numbers import number_text
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


@dataclass
class Kiosk:
    """What a kiosk has on its disk: ranges by day and series, and the papers that it gave alone."""

    id: str
    leases: dict[tuple[date, str], list[int]] = field(default_factory=dict)
    journal: list[f.HandedIn] = field(default_factory=list)


class WatchedHall(PaperHall):
    """Carries commands out one by one; beside it a replay of its ledger, a fold of its stream and a screen go along."""

    def __init__(self, definition: Definition) -> None:
        self.replayed, self.shown = Day(), State()
        self.screen = Mirror()
        self.today: list[f.Fact] = []
        self.kiosks = {each: Kiosk(each) for each in ("k1", "k2")}
        self.clashing: set[str] = set()
        self.refused: Problem | None = None
        self.presses = 0
        self.read = 0
        super().__init__(definition, MORNING)
        self.follow()

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
            self._lease(fact)
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

    def local(self) -> datetime:
        return self.now.astimezone(ZoneInfo(self.state.definition.timezone))

    def at_clock(self, days: int, clock: str) -> datetime:
        hour, minute = map(int, clock.split(":"))
        day = self.local() + timedelta(days=days)
        return day.replace(hour=hour, minute=minute, second=0, microsecond=0)

    def give_alone(self, kiosk: str, service: str, priority: str) -> None:
        """A kiosk without the hall prints a paper of its lease, if it has one for today."""
        known = self.kiosks[kiosk]
        series = self.state.index.series.get(self.state.index.services[service].series)
        left = known.leases.get(
            (business_day(self.state.definition, self.now), series.id if series else ""), []
        )
        if series is None or not left:
            return
        counter = left.pop(0)
        known.journal.append(
            f.HandedIn(
                ticket=f"{kiosk}-{len(known.journal)}",
                number=number_text(series, counter),
                counter=counter,
                series=series.id,
                service=service,
                issued_at=max(self.now, self.state.at or self.now).replace(microsecond=0),
                priority=priority,
            )
        )  # fmt: skip

    def paint_over(self, kiosk: str) -> None:
        """A kiosk claims a number that somebody has already."""
        held = [each for each in self.state.tickets.values() if each.number not in self.clashing]
        if held:
            like = held[-1]
            self.clashing.add(like.number)
            self.kiosks[kiosk].journal.append(
                f.HandedIn(
                    ticket=f"{kiosk}-{len(self.kiosks[kiosk].journal)}",
                    number=like.number,
                    counter=like.order % 5 + 1,
                    series=like.series,
                    service=like.service,
                    issued_at=self.now,
                )
            )

    def _lease(self, fact: f.Fact) -> None:
        body = fact.body
        if isinstance(body, f.NumbersLeased) and body.box in self.kiosks:
            left = self.kiosks[body.box].leases.setdefault((fact.day, body.series), [])
            left += range(body.first, body.last + 1)

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
