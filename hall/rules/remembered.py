"""What the hall alone remembers of visits: who called whom, what ends by itself, how many were called, clerks' notes."""

from dataclasses import dataclass, field
from typing import Any, Final

from hall.rules.deadlines import Deadlines
from link.messages import facts as f
from link.state import State, Ticket

STORED: Final = "window:"
"""Before a window's id: the name of its remembered "next" among the deadlines, where tickets stand by their ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Who called a ticket, or served one transaction of its visit."""

    window: str
    clerk: str
    service: str = ""


@dataclass(slots=True, kw_only=True)
class Remembered:
    """Folded from facts, like all of the day."""

    deadlines: Deadlines = field(default_factory=Deadlines)
    """Of tickets (`Ticket.until`) and of remembered presses (`Window.stored_until`)."""
    calls: dict[str, int] = field(default_factory=dict)
    """How often a number of each series was called today."""
    voiding: dict[str, dict[str, int]] = field(default_factory=dict)
    """The missed tickets of each series that later calls make void, and at which call."""
    callers: dict[str, Served] = field(default_factory=dict)
    """Who called each ticket last."""
    notes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The references of what clerks noted of a visit, the oldest first."""
    stored: dict[str, int] = field(default_factory=dict)
    """The windows where a "next" is remembered, in the order of the presses, each with the seq of its fact."""

    def learn(self, state: State, fact: f.Fact) -> None:
        """Take in a fact, when `state` has."""
        change = _LEARNT.get(type(fact.body))
        if change is not None:
            change(self, state, fact, fact.body)

    def take_back(self, ticket: Ticket, body: f.Body, caller: Served | None) -> None:
        """Forget what an undone fact taught; `caller` had called the ticket before."""
        if isinstance(body, f.TicketCalled):
            self.calls[ticket.series] = self.calls.get(ticket.series, 0) - 1
            self.callers.pop(ticket.id, None)
            if caller is not None:
                self.callers[ticket.id] = caller
        if isinstance(body, f.TicketTransferred) and body.note:
            self.notes[ticket.id] = self.notes.get(ticket.id, ())[:-1]

    def copy(self) -> "Remembered":
        return Remembered(
            deadlines=self.deadlines.copy(),
            calls=dict(self.calls),
            voiding={series: dict(each) for series, each in self.voiding.items()},
            callers=dict(self.callers),
            notes=dict(self.notes),
            stored=dict(self.stored),
        )

    def forget_day(self, state: State) -> None:
        """A new day: what belongs to those who were carried over stays."""
        self.deadlines.clear()
        self.calls.clear()
        self.voiding.clear()
        self.stored.clear()
        self.callers = {ticket: each for ticket, each in self.callers.items() if ticket in state.tickets}
        self.notes = {ticket: each for ticket, each in self.notes.items() if ticket in state.tickets}


def _watch(known: Remembered, state: State, fact: f.Fact, body: Any) -> None:
    """Keep the ticket's deadline and the call that makes it void as its record says."""
    ticket = state.find(body.ticket)
    if ticket is None:
        return
    known.deadlines.put(ticket.id, ticket.until)
    voiding = known.voiding.setdefault(ticket.series, {})
    if ticket.state == "missed" and ticket.void_call is not None:
        voiding[ticket.id] = ticket.void_call
    else:
        voiding.pop(ticket.id, None)


def _watch_window(known: Remembered, state: State, fact: f.Fact, body: Any) -> None:
    window = state.windows.get(body.window)
    until = window.stored_until if window else None
    known.deadlines.put(f"{STORED}{body.window}", until)
    if until is None:
        known.stored.pop(body.window, None)
    else:
        known.stored[body.window] = fact.seq


def _called(known: Remembered, state: State, fact: f.Fact, body: f.TicketCalled) -> None:
    ticket, window = state.find(body.ticket), state.windows.get(body.window)
    if ticket is None:
        return
    known.calls[ticket.series] = known.calls.get(ticket.series, 0) + 1
    clerk = fact.who.clerk or (window.clerk if window else "")
    known.callers[ticket.id] = Served(window=body.window, clerk=clerk)
    _watch(known, state, fact, body)
    _watch_window(known, state, fact, body)


def _started(known: Remembered, state: State, fact: f.Fact, body: f.ServiceStarted) -> None:
    _watch(known, state, fact, body)
    _watch_window(known, state, fact, body)


def _noted(known: Remembered, state: State, fact: f.Fact, body: f.TicketNoted | f.TicketTransferred) -> None:
    if body.note:
        known.notes[body.ticket] = (*known.notes.get(body.ticket, ()), body.note)
    if isinstance(body, f.TicketTransferred):
        _watch(known, state, fact, body)


def _undone(known: Remembered, state: State, fact: f.Fact, body: f.CommandUndone) -> None:
    _watch(known, state, fact, body)
    if body.window:
        _watch_window(known, state, fact, body)


def _day_opened(known: Remembered, state: State, fact: f.Fact, body: f.DayOpened) -> None:
    known.forget_day(state)


_LEARNT: Final[dict[type[f.Body], Any]] = {
    f.DayOpened: _day_opened,
    f.TicketCalled: _called,
    f.TicketRecalled: _watch,
    f.TicketArrived: _watch,
    f.ServiceStarted: _started,
    f.ServiceFinished: _watch,
    f.TicketMissed: _watch,
    f.TicketReturned: _watch,
    f.TicketRevived: _watch,
    f.TicketParked: _watch,
    f.TicketUnparked: _watch,
    f.TicketTransferred: _noted,
    f.TicketNoted: _noted,
    f.TicketCancelled: _watch,
    f.TicketExpired: _watch,
    f.CommandUndone: _undone,
    f.NextStored: _watch_window,
    f.NextDropped: _watch_window,
    f.WindowPaused: _watch_window,
    f.WindowClosed: _watch_window,
}
