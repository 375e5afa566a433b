"""How well a wait is foreseen: our range beside the two guesses that others show, on the same played days."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from statistics import fmean
from typing import Final

from figures import Row, at_least, at_most, beside
from halls import HERE, Bench

from config.hall import load_hall
from hall.rules.paper import PaperHall
from hall.simulation.demand import usual_demand
from hall.simulation.tried import Trial, tried
from link.messages import facts as f

FIRST: Final = date(2026, 11, 23)
DAYS: Final = 8
BUSY: Final = 0.9
EXAMPLES: Final = HERE.parent / "config" / "examples"


def measure(bench: Bench) -> list[Row]:
    """A small hall and a large one, busy for nine tenths of their time."""
    return [row for name in ("township", "county") for row in _rows(name, EXAMPLES / f"{name}.toml")]


def _rows(name: str, file: Path) -> list[Row]:
    seen = _Seen()
    hall = load_hall(file)
    demand = usual_demand(hall, FIRST, BUSY)
    tried(Trial(definition=hall, demand=demand, first=FIRST, days=DAYS), on_fact=seen.note)
    shown = [each for each in seen.over if each.is_shown]
    off_s = fmean(abs(each.waited_s - each.low_s) for each in shown)
    by_mean_s = fmean(abs(each.waited_s - each.by_mean_s) for each in shown)
    by_last_s = fmean(abs(each.waited_s - each.by_last_s) for each in shown)
    return [
        beside(f"{name}: tickets that were told a range", 100 * len(shown) / len(seen.over), "%"),
        at_least(f"{name}: called within the upper bound", 100 * _share(shown, is_upper=True), "%", 85),
        at_least(f"{name}: called within the lower bound", 100 * _share(shown, is_upper=False), "%", 35),
        beside(f"{name}: error beside ahead x mean service / windows", off_s / by_mean_s, "x"),
        at_most(f"{name}: error beside the last one's wait", off_s / by_last_s, "x", 1.0),
    ]


def _share(shown: list["_Wait"], *, is_upper: bool) -> float:
    return fmean(each.waited_s <= (each.high_s if is_upper else each.low_s) for each in shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Guess:
    """What was foreseen when a ticket was taken, in seconds."""

    at: datetime
    low_s: float
    high_s: float
    is_shown: bool
    by_mean_s: float
    by_last_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wait(_Guess):
    waited_s: float


@dataclass(slots=True)
class _Seen:
    """Folds played days into waits with the guesses that were made of them; `last` is the wait of the last one called."""

    over: list[_Wait] = field(default_factory=list)
    last: dict[str, float] = field(default_factory=dict)
    mean: dict[str, float] = field(default_factory=dict)
    _guesses: dict[str, _Guess] = field(default_factory=dict)
    _begun: dict[str, datetime] = field(default_factory=dict)

    def note(self, hall: PaperHall, fact: f.Fact) -> None:
        body = fact.body
        if isinstance(body, f.TicketIssued):
            self._guess(hall, fact, body)
        elif isinstance(body, f.TicketCalled):
            self._called(hall, fact, body)
        elif isinstance(body, f.ServiceStarted):
            self._begun[body.ticket] = fact.at
        elif isinstance(body, f.ServiceFinished) and (ticket := hall.state.find(body.ticket)):
            took_s = (fact.at - self._begun.pop(body.ticket)).total_seconds()
            known = self.mean.get(ticket.series, took_s)
            self.mean[ticket.series] = known + (took_s - known) / 40

    def _guess(self, hall: PaperHall, fact: f.Fact, body: f.TicketIssued) -> None:
        if not body.wait_s or body.series not in self.mean or body.series not in self.last:
            return
        windows = max(1, hall.day.outlook.windows_at_work(hall.state, body.service))
        self._guesses[body.ticket] = _Guess(
            at=fact.at,
            low_s=body.wait_s[0],
            high_s=body.wait_s[1],
            is_shown=body.is_wait_shown,
            by_mean_s=body.ahead * self.mean[body.series] / windows,
            by_last_s=self.last[body.series],
        )

    def _called(self, hall: PaperHall, fact: f.Fact, body: f.TicketCalled) -> None:
        ticket, guess = hall.state.find(body.ticket), self._guesses.pop(body.ticket, None)
        if ticket is None or body.again:
            return
        self.last[ticket.series] = (fact.at - ticket.issued_at).total_seconds()
        if guess is not None:
            self.over.append(
                _Wait(
                    at=guess.at,
                    low_s=guess.low_s,
                    high_s=guess.high_s,
                    is_shown=guess.is_shown,
                    by_mean_s=guess.by_mean_s,
                    by_last_s=guess.by_last_s,
                    waited_s=self.last[ticket.series],
                )
            )
