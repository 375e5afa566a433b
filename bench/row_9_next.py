"""Who is next, on the rules alone: with 1,000 and 10,000 waiting beside 10, by class and arrival and by a fair profile."""

from dataclasses import replace
from datetime import UTC, datetime
from time import perf_counter
from typing import Final

from figures import Row, at_most, beside, middle
from halls import HALL, Bench

from config.hall import load_hall
from hall.rules.paper import PaperHall
from link.messages import commands as c
from link.messages.definition import Profile, Share, When

SIZES: Final = (10, 1_000, 10_000)
CALLS: Final = 60
"""Calls that are timed in one go; the middle one counts."""

PROFILES: Final = {
    "by class and arrival": None,
    "by a fair profile": Profile(
        id="fair",
        when=(When(wait_over_min=600), When(longer_than=10**6, then="class:elderly")),
        ratio=(Share(priority="green", count=2),),
        otherwise="fair",
    ),
}


def measure(bench: Bench) -> list[Row]:
    """Each size in turn, round after round, so that what else the machine does falls on all alike."""
    rows = []
    for name, profile in PROFILES.items():
        halls = {size: _full_hall(max(10, int(size * bench.scale)), profile) for size in SIZES}
        took_s: dict[int, list[float]] = {size: [] for size in SIZES}
        for _ in range(bench.pairs):
            for size, hall in halls.items():
                took_s[size].append(_middle_call_s(hall))
        rows.append(beside(f"rules: next {name}, 10 waiting", middle(took_s[10]) * 1e6, "µs"))
        rows += [_beside_ten(name, size, took_s) for size in SIZES[1:]]
    return rows


def _beside_ten(name: str, size: int, took_s: dict[int, list[float]]) -> Row:
    ratio = middle([one / ten for one, ten in zip(took_s[size], took_s[10], strict=True)])
    return at_most(f"rules: next {name}, {size} waiting beside 10", ratio, "x", 1.2)


def _full_hall(size: int, profile: Profile | None) -> PaperHall:
    definition = load_hall(HALL)
    windows = tuple(replace(each, profile=profile.id if profile else "") for each in definition.windows)
    profiles = (profile,) if profile else ()
    hall = PaperHall(
        replace(definition, profiles=profiles, windows=windows, policy=replace(definition.policy, double_press_s=0)),
        datetime(2026, 3, 12, 1, 0, tzinfo=UTC),
    )  # fmt: skip
    hall.do(c.OpenWindow(window=definition.windows[0].id))
    for number in range(size):
        _one_comes(hall, number)
    for number in range(CALLS):
        _one_call_s(hall, number)  # until the board has as many past calls as it keeps
    return hall


def _middle_call_s(hall: PaperHall) -> float:
    return middle([_one_call_s(hall, number) for number in range(CALLS)])


def _one_call_s(hall: PaperHall, number: int) -> float:
    """One call; another comes for the one who was called, so that the line stays as long as it is."""
    window = hall.state.definition.windows[0].id
    hall.let_pass(1)
    began_s = perf_counter()
    hall.do(c.CallNext(window=window))
    took_s = perf_counter() - began_s
    hall.do(c.FinishService(window=window))
    _one_comes(hall, number)
    return took_s


def _one_comes(hall: PaperHall, number: int) -> None:
    priority = "elderly" if number % 4 == 0 else "normal"
    hall.do(c.TakeTicket(service=hall.state.definition.services[0].id, priority=priority))
