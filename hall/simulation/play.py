"""One day played: citizens come, clerks press their keys, and the real rules decide, at moments that are only counted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random
from typing import Any, Final
from zoneinfo import ZoneInfo

from hall.rules import due
from hall.rules.clock import start_of
from hall.rules.paper import PaperHall
from hall.simulation.demand import Citizen, open_spans
from link.messages import commands as c
from link.messages import facts as f
from link.messages.definition import Definition, WindowPlace
from link.messages.problems import Refused
from link.views.hours import Span

PRESS_S: Final = 2.0
"""How long a clerk takes to press the key."""

WALK_S: Final = 20.0
"""How long a citizen takes from the seat to the window."""

NO_SHOW_S: Final = 40.0
"""How long a clerk waits for one who has gone."""

OVERTIME: Final = timedelta(hours=2)
"""How long the windows stay open for those who still wait at closing time."""

OnFact = Callable[[PaperHall, f.Fact], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How people behave: one break of `break_s` in each span, and how long a way and a press take."""

    break_s: float = 600.0
    press_s: float = PRESS_S
    walk_s: float = WALK_S
    no_show_s: float = NO_SHOW_S


class PlayedDay:
    """A day under way. `facts` has all that happened, in order; `turned_away` why no ticket was given, by problem."""

    def __init__(
        self,
        definition: Definition,
        day: date,
        people: Sequence[Citizen],
        chance: Random,
        habits: Habits = Habits(),
        *,
        hall: PaperHall | None = None,
        on_fact: OnFact | None = None,
    ) -> None:
        self.hall = hall or PaperHall(definition, start_of(definition, day))
        self.turned_away: dict[str, int] = {}
        self._first = len(self.hall.facts)
        self._habits, self._chance, self._on_fact = habits, chance, on_fact
        self._coming: list[tuple[datetime, int, Callable[..., None], tuple[Any, ...]]] = []
        self._order = count()
        self._people: dict[str, Citizen] = {}
        self._closes_at: dict[str, datetime] = {}
        self._breaks: dict[str, list[datetime]] = {}
        self._zone = ZoneInfo(definition.timezone)
        if hall is not None:
            self.hall.now = start_of(definition, day)
            self._tick()
        for person in people:
            self._at(person.at, self._arrives, person)
        for window in definition.windows:
            for span in shifts(definition, window, day):
                self._at(span.start_at, self._opens, window.id, span)
                self._at(span.end_at, self._presses, window.id)

    @property
    def facts(self) -> list[f.Fact]:
        """What happened on this day."""
        return self.hall.facts[self._first :]

    def play(self) -> "PlayedDay":
        """To the end of the day."""
        while self._coming:
            at, _, what, about = heappop(self._coming)
            self._let_time_pass(at)
            what(*about)
        return self

    # ── citizens ─────────────────────────────────────────────────────────────────────────────────────

    def _arrives(self, person: Citizen) -> None:
        made = self._do(c.TakeTicket(service=person.service, priority=person.priority))
        issued = next((fact.body for fact in made if isinstance(fact.body, f.TicketIssued)), None)
        if issued is None:
            return
        self._people[issued.ticket] = person
        for window in self.hall.state.windows.values():
            if window.state == "open" and person.service in window.services:
                self._in(self._habits.press_s, self._presses, window.id)

    # ── clerks ───────────────────────────────────────────────────────────────────────────────────────

    def _opens(self, window: str, span: Span) -> None:
        self._closes_at[window] = span.end_at
        length_s = (span.end_at - span.start_at).total_seconds()
        has_break = self._habits.break_s and length_s > 2 * 3600
        pause_at = span.start_at + timedelta(seconds=length_s * (0.3 + 0.4 * self._chance.random()))
        self._breaks[window] = [pause_at] if has_break else []
        if self.hall.state.windows[window].state == "closed":
            self._do(c.OpenWindow(window=window, clerk=f"clerk-{window}"))
        self._in(self._habits.press_s, self._presses, window)

    def _presses(self, window: str) -> None:
        """The one key: the next citizen, where one waits and the clerk is free."""
        if self.hall.state.windows[window].state != "open" or self._goes(window):
            return
        self._do(c.CallNext(window=window))
        self._receives(window)

    def _receives(self, window: str) -> None:
        held = self.hall.state.windows[window].ticket
        if held is None:
            if self._local() >= self._closes_at[window]:
                self._do(c.CloseWindow(window=window))
            return
        person = self._people.get(held)
        if person is None or person.leaves_at <= self._local():
            self._in(self._habits.no_show_s, self._is_missed, window, held)
        else:
            self._in(self._habits.walk_s, self._begins, window, held, person.service_s)

    def _is_missed(self, window: str, ticket: str) -> None:
        if self.hall.state.windows[window].ticket == ticket:
            self._do(c.MarkMissed(window=window))
        self._presses(window)

    def _begins(self, window: str, ticket: str, service_s: float) -> None:
        if self.hall.state.windows[window].ticket == ticket:
            self._do(c.StartService(window=window))
            self._in(service_s, self._ends, window, ticket)

    def _ends(self, window: str, ticket: str) -> None:
        if self.hall.state.windows[window].ticket != ticket:
            return
        outcomes = self.hall.state.definition.policy.outcome_mandatory
        self._do(c.FinishService(window=window, outcome="done" if outcomes else ""))
        self._in(self._habits.press_s, self._presses, window)

    def _goes(self, window: str) -> bool:
        """Whether the clerk leaves the window now: for the break that is due, or for the day."""
        now = self._local()
        if now >= self._closes_at[window] + OVERTIME:
            self._do(c.CloseWindow(window=window))
            return True
        if self._breaks[window] and now >= self._breaks[window][0]:
            self._breaks[window].pop(0)
            self._do(c.PauseWindow(window=window, reason="break"))
            self._in(self._habits.break_s, self._is_back, window)
            return True
        return False

    def _is_back(self, window: str) -> None:
        self._do(c.ResumeWindow(window=window))
        self._presses(window)

    # ── time ─────────────────────────────────────────────────────────────────────────────────────────

    def _at(self, moment: datetime, what: Callable[..., None], *about: Any) -> None:
        heappush(self._coming, (moment, next(self._order), what, about))

    def _in(self, seconds: float, what: Callable[..., None], *about: Any) -> None:
        self._at(self._local() + timedelta(seconds=seconds), what, *about)

    def _local(self) -> datetime:
        return self.hall.now.astimezone(self._zone)

    def _let_time_pass(self, moment: datetime) -> None:
        """Up to a moment, with every tick that falls due before it."""
        while (tick_at := due(self.hall.day)) is not None and self.hall.now < tick_at <= moment:
            self.hall.now = tick_at
            self._tick()
        self.hall.now = max(self.hall.now, moment)

    def _tick(self) -> None:
        self._do(c.Tick(after_gap=True))

    def _do(self, command: c.Command) -> tuple[f.Fact, ...]:
        try:
            made = self.hall.do(command)
        except Refused as refused:
            if isinstance(command, c.TakeTicket):
                why = refused.problem.type
                self.turned_away[why] = self.turned_away.get(why, 0) + 1
            return ()
        if self._on_fact is not None:
            for fact in made:
                self._on_fact(self.hall, fact)
        return made


def shifts(definition: Definition, window: WindowPlace, day: date) -> list[Span]:
    """When a clerk sits at a window: whenever one of its services gives tickets."""
    found: list[Span] = []
    called = [each for each in definition.services if each.id in window.services]
    for span in sorted(
        (span for each in called for span in open_spans(definition, each, day)),
        key=lambda each: each.start_at,
    ):
        if found and span.start_at <= found[-1].end_at:
            found[-1] = Span(start_at=found[-1].start_at, end_at=max(found[-1].end_at, span.end_at))
        else:
            found.append(span)
    return found
