"""Who took tickets today: how many each person holds, and how many each box gave to who does not say who they are."""

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from link.messages import facts as f

MOST_KEPT: Final = 100
"""The anonymous tickets of one box and service that are remembered: as many as a hall may set as its limit."""


@dataclass(slots=True, kw_only=True)
class Takers:
    """Folded from the tickets that were issued."""

    persons: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The tickets of each person, by their reference."""
    anonymous: dict[tuple[str, str], tuple[datetime, ...]] = field(default_factory=dict)
    """When each box gave a service's tickets to nobody in particular, the last ones, oldest first."""

    def issued(self, fact: f.Fact, body: f.TicketIssued) -> None:
        if body.person:
            self.persons[body.person] = (*self.persons.get(body.person, ()), body.ticket)
        elif fact.who.box and not fact.who.clerk and not body.booking and not body.by_hand:
            given = (fact.who.box, body.service)
            self.anonymous[given] = (*self.anonymous.get(given, ())[1 - MOST_KEPT :], fact.at)

    def begin_day(self, lives: Container[str]) -> None:
        """Forget yesterday, but for the tickets that live on."""
        kept = {
            person: tuple(each for each in tickets if each in lives)
            for person, tickets in self.persons.items()
        }
        self.persons = {person: tickets for person, tickets in kept.items() if tickets}
        self.anonymous = {}

    def free_again_at(
        self, box: str, service: str, now: datetime, most: int, minutes: int
    ) -> datetime | None:
        """When a box may give another anonymous ticket of a service, with `most` within so many minutes; None: now."""
        given = self.anonymous.get((box, service), ())
        if len(given) < most:
            return None
        again_at = given[-most] + timedelta(minutes=minutes)
        return again_at if again_at > now else None

    def copy(self) -> "Takers":
        return Takers(persons=dict(self.persons), anonymous=dict(self.anonymous))
