"""What the hall has learned of its waits, folded from facts: paces, predictions under way, and how right they were."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from hall.rules.estimate.pace import Pace
from hall.rules.estimate.trust import Trust
from link.messages import facts as f
from link.state import State, Ticket

WEEKDAYS: Final = 7

_MOVES_WINDOWS: Final = (
    f.HallDefined,
    f.WindowOpened,
    f.WindowPaused,
    f.WindowResumed,
    f.WindowClosed,
    f.WindowServicesChanged,
    f.WindowProfileChanged,
    f.ClerkTookOver,
    f.WindowAdded,
    f.WindowRemoved,
    f.CommandUndone,
)
"""Facts with which a window may call other services than before, or begin or stop to call."""

LEARNS_FROM: Final = frozenset(
    (
        f.DayOpened,
        f.TicketIssued,
        f.TicketCalled,
        f.TicketCancelled,
        f.TicketExpired,
        f.TicketTransferred,
        f.TicketPrioritised,
        f.TicketReturned,
        *_MOVES_WINDOWS,
    )
)


@dataclass(slots=True, kw_only=True)
class Outlook:
    """By series, as numbers of a series are one queue; `trusts` by `SERIES/CLASS`, as a class may overtake."""

    paces: dict[str, Pace] = field(default_factory=dict)
    last_calls: dict[str, datetime] = field(default_factory=dict)
    predicted: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    """By ticket: queue and class, and the range in seconds that was predicted for it."""
    trusts: dict[str, Trust] = field(default_factory=dict)
    past: dict[tuple[int, str], Pace] = field(default_factory=dict)
    """Other days' paces by weekday (Monday is 0) and series."""
    at_work: dict[tuple[str, ...], int] = field(default_factory=dict, compare=False)
    """How many windows call some services now; worked out when asked for, forgotten when a window changes."""

    def windows_at_work(self, state: State, service: str) -> int:
        """How many windows call the numbers that a service's series gives."""
        queue = state.index.queue_of(service)
        known = self.at_work.get(queue)
        if known is None:
            known = self.at_work[queue] = _calling(state, frozenset(queue))
        return known

    def copy(self) -> "Outlook":
        return Outlook(
            paces=dict(self.paces),
            last_calls=dict(self.last_calls),
            predicted=dict(self.predicted),
            trusts=dict(self.trusts),
            past=dict(self.past),
        )

    def learn(self, state: State, fact: f.Fact) -> None:
        """Take in one fact; `state` has been changed by it already."""
        body = fact.body
        if isinstance(body, f.DayOpened):
            self._begin_day(body)
        elif isinstance(body, f.TicketIssued):
            if body.wait_s:
                low_s, high_s = body.wait_s
                self.predicted[body.ticket] = (f"{body.series}/{body.priority}", low_s, high_s)
        elif isinstance(body, f.TicketCalled):
            self._called(state, fact, body)
        elif isinstance(body, _MOVES_WINDOWS):
            self._windows_moved(state)
        else:  # it no longer waits for what was predicted
            self.predicted.pop(getattr(body, "ticket", ""), None)

    def remembered(self, weekday: int) -> tuple[f.PaceSeen, ...]:
        """What the next days begin with, told by the fact that opens them: today's paces take the weekday's place."""
        past = self.past | {
            (weekday, series): pace.remembered() for series, pace in self.paces.items() if pace.calls >= 5
        }
        return tuple(
            f.PaceSeen(
                weekday=day,
                series=series,
                calls=pace.calls,
                mean_s=round(pace.mean_s, 1),
                spread_s=round(pace.spread_s, 1),
            )
            for (day, series), pace in sorted(past.items())
        )

    def earned(self) -> tuple[f.TrustSeen, ...]:
        """How right the ranges were, for the fact that opens the next day."""
        return tuple(
            f.TrustSeen(
                queue=queue,
                stretch_50=round(each.stretch_50, 3),
                stretch_90=round(each.stretch_90, 3),
                marks=each.marks,
            )
            for queue, each in sorted(self.trusts.items())
        )

    def pace(self, series: str, weekday: int) -> Pace | None:
        """Today's pace; before the first call, that of the same weekday, else of the nearest weekday before."""
        known = self.paces.get(series)
        if known is not None:
            return known
        days = ((weekday - back) % WEEKDAYS for back in range(WEEKDAYS))
        return next((self.past[day, series] for day in days if (day, series) in self.past), None)

    def _begin_day(self, body: f.DayOpened) -> None:
        self.past = {
            (each.weekday, each.series): Pace(calls=each.calls, mean_s=each.mean_s, spread_s=each.spread_s)
            for each in body.paces
        }
        self.trusts = {
            each.queue: Trust(stretch_50=each.stretch_50, stretch_90=each.stretch_90, marks=each.marks)
            for each in body.trusts
        }
        self.paces, self.last_calls, self.predicted = {}, {}, {}
        self.at_work.clear()

    def _called(self, state: State, fact: f.Fact, body: f.TicketCalled) -> None:
        ticket = state.find(body.ticket)
        if ticket is None:
            return
        self._judge(ticket, fact.at, is_fair_test=not body.picked)
        if not body.again and not body.picked:
            self._learn_gap(state, ticket, fact.at, fact.day.weekday())

    def _judge(self, ticket: Ticket, at: datetime, *, is_fair_test: bool) -> None:
        predicted = self.predicted.pop(ticket.id, None)
        if predicted is None or not is_fair_test:
            return
        queue, low_s, high_s = predicted
        waited_s = (at - ticket.issued_at).total_seconds()
        self.trusts[queue] = self.trusts.get(queue, Trust()).judged(waited_s, low_s, high_s)

    def _learn_gap(self, state: State, ticket: Ticket, at: datetime, weekday: int) -> None:
        """The time since the last call counts where somebody waited all along: this one did, from before it."""
        last = self.last_calls.get(ticket.series)
        self.last_calls[ticket.series] = at
        since = ticket.waiting_since or ticket.issued_at
        if last is None or since > last:
            return
        gap_s = (at - last).total_seconds() * max(1, self.windows_at_work(state, ticket.service))
        known = self.pace(ticket.series, weekday)
        self.paces[ticket.series] = (known or Pace(calls=0, mean_s=0.0, spread_s=0.0)).with_gap(gap_s)

    def _windows_moved(self, state: State) -> None:
        """Where nobody is at work, the time until the next call says nothing of how long a call takes."""
        self.at_work.clear()
        for series in tuple(self.last_calls):
            service = next((each.id for each in state.definition.services if each.series == series), "")
            if not self.windows_at_work(state, service):
                del self.last_calls[series]


def _calling(state: State, queue: frozenset[str]) -> int:
    return sum(
        1
        for each in state.windows.values()
        if each.state not in ("closed", "paused") and not queue.isdisjoint(each.services)
    )
