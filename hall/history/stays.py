"""One visit's own facts cut into stays: each time in a queue, up to where it was served, moved on or gone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hall.history.records import StayEnding, Transaction
from link.messages import facts as f

ClerkAt = Callable[[str, datetime], str]
"""Who sat at a window at a moment."""


@dataclass(slots=True)
class Stays:
    """A visit on its way through the queues. `service` is what it is there for now."""

    ticket: str
    service: str
    clerk_at: ClerkAt
    done: list[Transaction] = field(default_factory=list)
    _told: dict[str, Any] = field(default_factory=dict)

    def enter(self, at: datetime, service: str = "") -> None:
        """Join a queue."""
        self.service = service or self.service
        self._told = {"entered_at": at}

    def follow(self, fact: f.Fact) -> None:
        """One fact more of the same visit."""
        step = _STEPS.get(type(fact.body))
        if step is not None:
            step(self, fact, fact.body)

    def tell(self, **fields: Any) -> None:
        """Something more about the stay as it is."""
        self._told.update(fields)

    def call(self, at: datetime, window: str) -> None:
        """The last call counts, and an arrival told before it does not."""
        self._told.pop("arrived_at", None)
        self.tell(called_at=at, window=window, calls=self._told.get("calls", 0) + 1)

    def leave(self, fact: f.Fact, ending: StayEnding, **fields: Any) -> None:
        """The stay is over; nothing, where there is none."""
        if self._told:
            self.tell(**fields)
            self.done.append(
                Transaction(
                    day=fact.day,
                    ticket=self.ticket,
                    n=len(self.done) + 1,
                    service=self.service,
                    ending=ending,
                    ended_at=fact.at,
                    seq=fact.seq,
                    **self._told,
                )
            )
        self._told = {}


def stays_of(ticket: str, service: str, life: Sequence[f.Fact], clerk_at: ClerkAt) -> tuple[Transaction, ...]:
    """All stays that are over of a visit. The first began with the visit, or when the ticket says that its waiting did."""
    stays = Stays(ticket, service, clerk_at)
    first = life[0].body
    entered_at = life[0].at
    if isinstance(first, f.TicketsHandedIn):
        entered_at = next(each.issued_at for each in first.tickets if each.ticket == ticket)
    elif isinstance(first, f.TicketIssued) and first.since is not None:
        entered_at = first.since
    stays.enter(entered_at)
    for fact in life[1:]:
        stays.follow(fact)
    return tuple(stays.done)


def _called(stays: Stays, fact: f.Fact, body: f.TicketCalled | f.TicketRecalled) -> None:
    stays.call(fact.at, body.window)


def _arrived(stays: Stays, fact: f.Fact, body: f.TicketArrived) -> None:
    stays.tell(arrived_at=fact.at)


def _started(stays: Stays, fact: f.Fact, body: f.ServiceStarted) -> None:
    clerk = fact.who.clerk or stays.clerk_at(body.window, fact.at)
    stays.tell(started_at=fact.at, window=body.window, clerk=clerk, served_no=body.transaction)
    if body.walked:
        stays.tell(entered_at=None)  # nobody waited


def _finished(stays: Stays, fact: f.Fact, body: f.ServiceFinished) -> None:
    stays.leave(fact, "served", outcome=body.outcome, is_left_open=body.left_open)
    if body.next_service:
        stays.enter(fact.at, body.next_service)


def _transferred(stays: Stays, fact: f.Fact, body: f.TicketTransferred) -> None:
    stays.leave(fact, "transferred")
    stays.enter(fact.at, body.service)


def _missed(stays: Stays, fact: f.Fact, body: f.TicketMissed) -> None:
    stays.leave(fact, "missed")


def _parked(stays: Stays, fact: f.Fact, body: f.TicketParked) -> None:
    stays.leave(fact, "parked")


def _waits_again(
    stays: Stays, fact: f.Fact, body: f.TicketReturned | f.TicketRevived | f.TicketUnparked
) -> None:
    stays.leave(fact, "returned")
    stays.enter(fact.at)


def _cancelled(stays: Stays, fact: f.Fact, body: f.TicketCancelled) -> None:
    stays.leave(fact, "cancelled")


def _expired(stays: Stays, fact: f.Fact, body: f.TicketExpired) -> None:
    stays.leave(fact, "expired")


_STEPS: dict[type[f.Body], Callable[[Stays, f.Fact, Any], None]] = {
    f.TicketCalled: _called,
    f.TicketRecalled: _called,
    f.TicketArrived: _arrived,
    f.ServiceStarted: _started,
    f.ServiceFinished: _finished,
    f.TicketTransferred: _transferred,
    f.TicketMissed: _missed,
    f.TicketParked: _parked,
    f.TicketReturned: _waits_again,
    f.TicketRevived: _waits_again,
    f.TicketUnparked: _waits_again,
    f.TicketCancelled: _cancelled,
    f.TicketExpired: _expired,
}
