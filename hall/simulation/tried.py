"""A setting tried out: some days played with the same people, whatever the setting."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from hall.rules.paper import PaperHall
from hall.simulation.demand import Demand, Nature, citizens, open_spans
from hall.simulation.figures import Figures, figures
from hall.simulation.play import Habits, OnFact, PlayedDay
from link.messages.definition import Definition
from link.messages.definition.profile import Profile
from link.messages.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What is tried: `days` working days from `first`, with a certain chance (`seed`)."""

    definition: Definition
    demand: Demand
    first: date
    days: int = 5
    seed: int = 1
    nature: Nature = Nature()
    habits: Habits = Habits()


def tried(
    trial: Trial, on_day: Callable[[date], None] = lambda day: None, on_fact: OnFact | None = None
) -> Figures:
    """Play it; `on_day` is told which day begins. The hall learns from day to day, as a real one does."""
    days: list[list[Fact]] = []
    turned_away = []
    hall: PaperHall | None = None
    for day in working_days(trial.definition, trial.first, trial.days):
        on_day(day)
        # Chance of its own for the people and for the clerks of each day: what a setting does to the clerks must not
        # change who comes.
        people = citizens(trial.definition, trial.demand, day, _chance(trial, "people", day), trial.nature)
        clerks = _chance(trial, "clerks", day)
        played = PlayedDay(
            trial.definition, day, people, clerks, trial.habits, hall=hall, on_fact=on_fact
        ).play()
        days.append(played.facts)
        turned_away.append(played.turned_away)
        hall = played.hall
    return figures(days, turned_away, trial.definition.timezone)


def _chance(trial: Trial, of: str, day: date) -> Random:
    return Random(f"{trial.seed} {of} {day}")  # noqa: S311 - a game of chance that must come out the same again


def working_days(definition: Definition, first: date, count: int) -> Iterator[date]:
    """The next days on which any service gives tickets; at most a year is looked through."""
    day, found = first, 0
    for _ in range(366):
        if found == count:
            return
        if any(open_spans(definition, each, day) for each in definition.services):
            found += 1
            yield day
        day += timedelta(days=1)


def with_profile(definition: Definition, profile: Profile) -> Definition:
    """The same hall with one profile at every window, whoever sits there."""
    others = tuple(each for each in definition.profiles if each.id != profile.id)
    return replace(
        definition,
        profiles=(*others, profile),
        windows=tuple(replace(each, profile=profile.id) for each in definition.windows),
        clerks=tuple(replace(each, profile="") for each in definition.clerks),
    )


def with_fewer_windows(definition: Definition, share: float) -> Definition:
    """The same hall with only some of its windows; every service keeps at least one."""
    wanted = max(1, round(share * len(definition.windows)))
    kept = list(definition.windows)
    for window in reversed(definition.windows):
        others = {service for each in kept if each is not window for service in each.services}
        if len(kept) > wanted and set(window.services) <= others:
            kept.remove(window)
    return replace(definition, windows=tuple(kept))
