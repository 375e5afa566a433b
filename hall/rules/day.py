"""The hall's own picture of a day: what all may see, and what only the hall needs to decide."""

from dataclasses import dataclass, field, replace
from typing import Any

from hall.rules.estimate.outlook import LEARNS_FROM, Outlook
from link.messages import facts as f
from link.messages.words import TicketState, WindowState
from link.state import State, Waiting, public
from link.state import apply as apply_public

TimesServed = tuple["Served", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Who served one transaction of a visit."""

    window: str
    clerk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One fact at a window that a clerk may take back, and how things stood before it."""

    fact: f.Fact
    ticket: str
    ticket_state: TicketState
    window_state: WindowState


@dataclass(slots=True, kw_only=True)
class Day:
    """All that `decide` knows. Folded from facts alone: the same facts give the same day."""

    public: State = field(default_factory=State)
    counters: dict[str, int] = field(default_factory=dict)
    """The counter last given in each series today."""
    numbers: dict[str, str] = field(default_factory=dict)
    """Which ticket each number was last given to today."""
    leases: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    """Ranges of counters, both ends included, that boxes give on their own, by series."""
    served: dict[str, TimesServed] = field(default_factory=dict)
    """The transactions begun in each visit, in order."""
    ratings: set[tuple[str, int]] = field(default_factory=set)
    steps: dict[str, tuple[Step, ...]] = field(default_factory=dict)
    """What each window's last command did, while nothing has followed."""
    printers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The names of the printers that each box has, as it told; they outlive the day."""
    opened_seq: int = 0
    last_rank: float = 0.0
    """The rank of who came last, by the seconds of their coming: nobody who comes later is ranked before."""
    outlook: Outlook = field(default_factory=Outlook)
    """How long people wait, and how well that was foreseen."""
    zones: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False)
    """Where people wait for a service; worked out from the windows when asked for, forgotten when a window changes."""


def apply(day: Day, fact: f.Fact, shown: f.Fact | None = None) -> None:
    """Change the day by one fact: the private part by the whole fact, the public state by its public form.

    `shown` is that public form, where it was made already.
    """
    if fact.seq <= day.public.seq:
        return
    steps = _steps_after(day, fact)
    apply_public(day.public, shown or public(fact))
    if type(fact.body) in _MOVES_ZONES:
        day.zones.clear()
    change = _PRIVATE.get(type(fact.body))
    if change is not None:
        change(day, fact, fact.body)
    if type(fact.body) in LEARNS_FROM:
        day.outlook.learn(day.public, fact)
    if steps is not None:
        window, kept = steps
        day.steps[window] = kept


def copy_of(day: Day) -> Day:
    """A day of its own with the same contents. Records are frozen, so only the dictionaries are copied."""
    state = day.public
    waiting = Waiting()
    copied = replace(
        state,
        tickets=dict(state.tickets),
        ended=dict(state.ended),
        windows=dict(state.windows),
        waiting=waiting,
        calls=dict(state.calls),
        issued=dict(state.issued),
        notices=dict(state.notices),
        suspended=dict(state.suspended),
        alarms=dict(state.alarms),
        troubles=dict(state.troubles),
    )
    for ticket in state.tickets.values():
        if ticket.state == "waiting":
            waiting.join(ticket.queue, ticket.place)
    return replace(
        day,
        public=copied,
        counters=dict(day.counters),
        numbers=dict(day.numbers),
        leases=dict(day.leases),
        printers=dict(day.printers),
        served=dict(day.served),
        ratings=set(day.ratings),
        steps=dict(day.steps),
        outlook=day.outlook.copy(),
        zones={},
    )


# ── what a clerk may take back ───────────────────────────────────────────────────────────────────────


def _steps_after(day: Day, fact: f.Fact) -> tuple[str, tuple[Step, ...]] | None:
    """The window that a fact touches and what can be taken back there afterwards; None where it touches none."""
    window = _window_touched(day, fact.body)
    if window is None:
        return None
    step = _step(day, fact, window)
    if step is None:
        return window, ()
    before = day.steps.get(window, ())
    is_same_press = before and (before[-1].fact.command, before[-1].fact.who.box) == (
        fact.command,
        fact.who.box,
    )
    return window, ((*before, step) if is_same_press and fact.command else (step,))


def _step(day: Day, fact: f.Fact, window: str) -> Step | None:
    body = fact.body
    if not isinstance(body, f.TicketCalled | f.TicketMissed | f.ServiceStarted | f.ServiceFinished):
        return None
    if isinstance(body, f.ServiceFinished) and (body.next_service or body.left_open):
        return None
    if isinstance(body, f.ServiceStarted) and body.walked:
        return None  # its ticket was made for it: taken back, it would wait for nobody
    ticket, place = day.public.tickets.get(body.ticket), day.public.windows.get(window)
    if ticket is None or place is None:
        return None
    return Step(fact=fact, ticket=ticket.id, ticket_state=ticket.state, window_state=place.state)


def _window_touched(day: Day, body: f.Body) -> str | None:
    """The window whose last command is no longer the last after this fact; an undoing keeps its own account."""
    if type(body) in _TOUCHES_NO_WINDOW:
        return None
    window: str = getattr(body, "window", "") or getattr(body, "from_window", "")
    if window:
        return window
    ticket = day.public.tickets.get(getattr(body, "ticket", ""))
    return ticket.window or None if ticket is not None else None


# ── the private part, kind by kind ───────────────────────────────────────────────────────────────────


def _day_opened(day: Day, fact: f.Fact, body: f.DayOpened) -> None:
    lives = day.public.tickets
    day.counters.clear()
    day.leases.clear()
    day.ratings.clear()
    day.steps.clear()
    day.numbers = {number: ticket for number, ticket in day.numbers.items() if ticket in lives}
    day.served = {ticket: each for ticket, each in day.served.items() if ticket in lives}
    day.opened_seq = fact.seq
    day.last_rank = 0.0


def _issued(day: Day, fact: f.Fact, body: f.TicketIssued) -> None:
    day.counters[body.series] = body.counter
    day.numbers[body.number] = body.ticket
    day.last_rank = max(day.last_rank, min(body.rank, fact.at.timestamp() + 1))


def _leased(day: Day, fact: f.Fact, body: f.NumbersLeased) -> None:
    day.leases[body.series] = (*day.leases.get(body.series, ()), (body.first, body.last))


def _handed_in(day: Day, fact: f.Fact, body: f.TicketsHandedIn) -> None:
    for each in body.tickets:
        day.numbers[each.number] = each.ticket


def _told_printers(day: Day, fact: f.Fact, body: f.PrintersTold) -> None:
    day.printers[body.box] = body.printers


def _started(day: Day, fact: f.Fact, body: f.ServiceStarted) -> None:
    window = day.public.windows.get(body.window)
    clerk = fact.who.clerk or (window.clerk if window else "")
    day.served[body.ticket] = (*day.served.get(body.ticket, ()), Served(window=body.window, clerk=clerk))


def _rated(day: Day, fact: f.Fact, body: f.TicketRated) -> None:
    day.ratings.add((body.ticket, body.transaction))


def _undone(day: Day, fact: f.Fact, body: f.CommandUndone) -> None:
    steps = day.steps.get(body.window, ())
    undone = next((each for each in steps if each.fact.seq == body.undone_seq), None)
    if undone is not None and isinstance(undone.fact.body, f.ServiceStarted):
        day.served[body.ticket] = day.served.get(body.ticket, ())[:-1]
    day.steps[body.window] = tuple(each for each in steps if each.fact.seq < body.undone_seq)


_TOUCHES_NO_WINDOW = frozenset(
    (f.CommandUndone, f.TicketIssued, f.TicketPrinted, f.TicketPrintFailed, f.PrintAsked, f.TicketRated)
)
_PRIVATE: dict[type[f.Body], Any] = {
    f.DayOpened: _day_opened,
    f.TicketIssued: _issued,
    f.NumbersLeased: _leased,
    f.TicketsHandedIn: _handed_in,
    f.PrintersTold: _told_printers,
    f.ServiceStarted: _started,
    f.TicketRated: _rated,
    f.CommandUndone: _undone,
}

_MOVES_ZONES = frozenset(
    (f.HallDefined, f.DayOpened, f.WindowOpened, f.WindowClosed, f.WindowServicesChanged, f.CommandUndone)
)
