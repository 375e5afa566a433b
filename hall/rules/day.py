"""The hall's own picture of a day: what all may see, and what only the hall needs to decide."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from hall.rules.appointments import Appointments
from hall.rules.case_records import Cases
from hall.rules.estimate.outlook import LEARNS_FROM, Outlook
from hall.rules.papers import Papers
from hall.rules.ranges import reserved
from hall.rules.remembered import Remembered, Served
from hall.rules.rounds import Rounds, counted, uncounted
from hall.rules.steps import Steps
from hall.rules.takers import Takers
from link.messages import facts as f
from link.state import State, public
from link.state import apply as apply_public
from link.views import Taking

TimesServed = tuple[Served, ...]

_RESTORATIONS_KEPT: Final = 20


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
    steps: Steps = field(default_factory=Steps)
    """What each window's last press did, while nothing has followed."""
    visits: Remembered = field(default_factory=Remembered)
    """Who called whom, what ends by itself, notes."""
    rounds: Rounds = field(default_factory=dict)
    """How far the ratios of profiles are in their rounds."""
    printers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The names of the printers that each box has, as it told; they outlive the day."""
    opened_seq: int = 0
    has_forgotten: bool = False
    """Whether the ledger was put back today: numbers that it does not know may be in somebody's hand."""
    is_recovering: bool = False
    """Whether the ledger was put back and some kiosk may still hand in what the hall does not know."""
    restored: tuple[datetime, ...] = ()
    """When the ledger was put back, the last few times."""
    handed_in: frozenset[str] = frozenset()
    """The boxes that have handed in all they had since the ledger was put back."""
    leapt: set[str] = field(default_factory=set)
    """The series that went on at a thousand today, because earlier numbers may be in somebody's hand."""
    late: set[str] = field(default_factory=set)
    """Tickets of earlier days that were handed in today."""
    last_rank: float = 0.0
    """The rank of who came last, by the seconds of their coming: nobody who comes later is ranked before."""
    outlook: Outlook = field(default_factory=Outlook)
    """How long people wait, and how well that was foreseen."""
    appointments: Appointments = field(default_factory=Appointments)
    """Who is expected today and later, and who did not come."""
    cases: Cases = field(default_factory=Cases)
    """What is being done about bad ratings."""
    takers: Takers = field(default_factory=Takers)
    """Who took tickets today."""
    papers: Papers = field(default_factory=Papers)
    """Whose first paper is still to be asked for."""
    takings: dict[str, tuple[Taking, ...]] = field(default_factory=dict, compare=False)
    """When each service gives tickets; worked out from the definition when asked for."""
    zones: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False)
    """Where people wait for a service; worked out from the windows when asked for, forgotten when a window changes."""


def apply(day: Day, fact: f.Fact, shown: f.Fact | None = None) -> None:
    """Change the day by one fact: the private part by the whole fact, the public state by its public form.

    `shown` is that public form, where it was made already.
    """
    if fact.seq <= day.public.seq:
        return
    begun = day.steps.begin(day.public, fact, day.visits.callers)
    apply_public(day.public, shown or public(fact))
    if type(fact.body) in _MOVES_ZONES:
        day.zones.clear()
    if type(fact.body) in _MOVES_HOURS:
        day.takings.clear()
    change = _PRIVATE.get(type(fact.body))
    if change is not None:
        change(day, fact, fact.body)
    if type(fact.body) in LEARNS_FROM:
        day.outlook.learn(day.public, fact)
    day.visits.learn(day.public, fact)
    if begun is not None:
        day.steps.end(day.public, fact, begun)


def copy_of(day: Day) -> Day:
    """A day of its own with the same contents. Records are frozen, so only the dictionaries are copied."""
    state = day.public
    copied = replace(
        state,
        tickets=dict(state.tickets),
        ended=dict(state.ended),
        windows=dict(state.windows),
        waiting=state.waiting.copy(),
        calls=dict(state.calls),
        issued=dict(state.issued),
        given={service: dict(steps) for service, steps in state.given.items()},
        done=dict(state.done),
        notices=dict(state.notices),
        suspended=dict(state.suspended),
        alarms=dict(state.alarms),
        troubles=dict(state.troubles),
        printers=dict(state.printers),
    )
    return replace(
        day,
        public=copied,
        counters=dict(day.counters),
        numbers=dict(day.numbers),
        leases=dict(day.leases),
        rounds=dict(day.rounds),
        printers=dict(day.printers),
        leapt=set(day.leapt),
        late=set(day.late),
        served=dict(day.served),
        ratings=set(day.ratings),
        steps=day.steps.copy(),
        visits=day.visits.copy(),
        outlook=day.outlook.copy(),
        appointments=day.appointments.copy(),
        cases=day.cases.copy(),
        takers=day.takers.copy(),
        papers=day.papers.copy(),
        takings={},
        zones={},
    )


# ── the private part, kind by kind ───────────────────────────────────────────────────────────────────


def _day_opened(day: Day, fact: f.Fact, body: f.DayOpened) -> None:
    lives = day.public.tickets
    day.counters.clear()
    day.leases.clear()
    day.ratings.clear()
    day.steps.clear()
    day.rounds.clear()
    day.has_forgotten = day.is_recovering  # of this very day, when the old one was put back
    day.leapt.clear()
    day.late.clear()
    day.numbers = {number: ticket for number, ticket in day.numbers.items() if ticket in lives}
    day.served = {ticket: each for ticket, each in day.served.items() if ticket in lives}
    day.opened_seq = fact.seq
    day.last_rank = 0.0
    day.takers.begin_day(lives)
    day.papers.begin_day(lives)
    day.appointments.begin_day(body, lives)
    day.cases.begin_day(fact.day)


def _issued(day: Day, fact: f.Fact, body: f.TicketIssued) -> None:
    if not body.by_hand:  # these were not the series' to give; it passes them over when it comes to them
        _count_issued(day, body)
    day.numbers[body.number] = body.ticket
    day.takers.issued(fact, body)
    day.papers.issued(fact, body)
    day.appointments.issued(body)
    if body.since is None:
        day.last_rank = max(day.last_rank, body.rank)


def _count_issued(day: Day, body: f.TicketIssued) -> None:
    if day.has_forgotten:
        day.leapt.add(body.series)
    day.counters[body.series] = body.counter


def _leased(day: Day, fact: f.Fact, body: f.NumbersLeased) -> None:
    day.leases[body.series] = (*day.leases.get(body.series, ()), (body.first, body.last))


def _handed_in(day: Day, fact: f.Fact, body: f.TicketsHandedIn) -> None:
    for each in body.tickets:
        if day.numbers.get(each.number, "") not in day.public.tickets:
            day.numbers[each.number] = each.ticket
        _count_handed_in(day, each)
    day.late.update(each.ticket for each in body.late)
    if day.is_recovering and not body.has_more:
        day.handed_in |= {body.box}


def _count_handed_in(day: Day, each: f.HandedIn) -> None:
    """A series goes on behind what the hall had given; a lease that it has forgotten is lent out all the same."""
    series = day.public.index.series.get(each.series)
    if series is None:
        return
    if each.counter in reserved(series):
        day.leases[series.id] = (*day.leases.get(series.id, ()), (each.counter, each.counter))
    else:
        day.counters[series.id] = max(day.counters.get(series.id, 0), each.counter)


def _restored(day: Day, fact: f.Fact, body: f.HallRestored) -> None:
    day.has_forgotten, day.is_recovering, day.handed_in = True, True, frozenset()
    day.restored = (*day.restored[-_RESTORATIONS_KEPT:], fact.at)
    day.leapt.clear()  # a series that went on at a thousand goes on at the next: that one is forgotten too


def _recovered(day: Day, fact: f.Fact, body: f.HallRecovered) -> None:
    day.is_recovering, day.handed_in = False, frozenset()


def _told_printers(day: Day, fact: f.Fact, body: f.PrintersTold) -> None:
    day.printers[body.box] = body.printers


def _started(day: Day, fact: f.Fact, body: f.ServiceStarted) -> None:
    window = day.public.windows.get(body.window)
    clerk = fact.who.clerk or (window.clerk if window else "")
    ticket = day.public.find(body.ticket)
    served = Served(window=body.window, clerk=clerk, service=ticket.service if ticket else "")
    day.served[body.ticket] = (*day.served.get(body.ticket, ()), served)


def _called(day: Day, fact: f.Fact, body: f.TicketCalled) -> None:
    counted(day.rounds, body)
    ticket = day.public.find(body.ticket)
    if ticket is not None:
        day.appointments.called(ticket.id, ticket.service)


def _taken_over(day: Day, fact: f.Fact, body: f.ClerkTookOver) -> None:
    """The service in hand counts for who took over."""
    window = day.public.windows.get(body.window)
    held = day.public.tickets.get(window.ticket) if window is not None and window.ticket else None
    served = day.served.get(held.id, ()) if held is not None and held.state == "serving" else ()
    if held is not None and served:
        day.served[held.id] = (*served[:-1], replace(served[-1], window=body.window, clerk=body.clerk))


def _paper_came(day: Day, fact: f.Fact, body: f.PrintAsked | f.TicketPrinted) -> None:
    day.papers.has_come(body.ticket)


def _booked(day: Day, fact: f.Fact, body: f.BookingMade) -> None:
    day.appointments.made(body)


def _booking_cancelled(day: Day, fact: f.Fact, body: f.BookingCancelled) -> None:
    day.appointments.cancelled(body)


def _booking_arrived(day: Day, fact: f.Fact, body: f.BookingArrived) -> None:
    day.appointments.arrived(body)


def _booking_missed(day: Day, fact: f.Fact, body: f.BookingMissed) -> None:
    day.appointments.missed_one(body)


def _rated(day: Day, fact: f.Fact, body: f.TicketRated) -> None:
    day.ratings.add((body.ticket, body.transaction))


def _case_opened(day: Day, fact: f.Fact, body: f.CaseOpened) -> None:
    day.cases.opened(fact, body)


def _case_stepped(day: Day, fact: f.Fact, body: f.CaseStepped) -> None:
    day.cases.stepped(fact, body)


def _undone(day: Day, fact: f.Fact, body: f.CommandUndone) -> None:
    step = day.steps.take_back(body.window, body.undone_seq)
    if step is None:
        return
    day.visits.take_back(step.ticket, step.fact.body, step.caller)
    if isinstance(step.fact.body, f.TicketCalled):
        uncounted(day.rounds, step.fact.body)
        day.appointments.uncalled(step.ticket.id, step.ticket.service)
    if isinstance(step.fact.body, f.ServiceStarted):
        day.served[body.ticket] = day.served.get(body.ticket, ())[:-1]


_PRIVATE: dict[type[f.Body], Any] = {
    f.DayOpened: _day_opened,
    f.TicketIssued: _issued,
    f.NumbersLeased: _leased,
    f.TicketsHandedIn: _handed_in,
    f.HallRestored: _restored,
    f.HallRecovered: _recovered,
    f.PrintersTold: _told_printers,
    f.TicketCalled: _called,
    f.ServiceStarted: _started,
    f.ClerkTookOver: _taken_over,
    f.TicketRated: _rated,
    f.CaseOpened: _case_opened,
    f.CaseStepped: _case_stepped,
    f.CommandUndone: _undone,
    f.BookingMade: _booked,
    f.BookingCancelled: _booking_cancelled,
    f.BookingArrived: _booking_arrived,
    f.BookingMissed: _booking_missed,
    f.PrintAsked: _paper_came,
    f.TicketPrinted: _paper_came,
}

_MOVES_HOURS = frozenset((f.HallDefined, f.DayOpened))
_MOVES_ZONES = frozenset(
    (
        f.HallDefined, f.DayOpened, f.WindowOpened, f.WindowClosed, f.WindowServicesChanged, f.ClerkTookOver,
        f.WindowProfileChanged, f.WindowAdded, f.WindowRemoved, f.CommandUndone,
    )
)  # fmt: skip
