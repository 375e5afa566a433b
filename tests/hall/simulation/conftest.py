"""A small hall that never closes, or one with a morning, as the simulator likes it."""

from collections.abc import Callable
from datetime import date

import pytest

from link.messages.definition import Definition, Hours, PriorityClass, Series, Service, WindowPlace, Zone


@pytest.fixture(scope="session")
def monday() -> date:
    return date(2026, 11, 23)


@pytest.fixture(scope="session")
def hall_of() -> Callable[..., Definition]:
    return _hall_of


def _hall_of(
    windows: int, *, hours: tuple[Hours, ...] = (), minutes: float = 5.0, quota: int | None = None
) -> Definition:
    return Definition(
        id="paper",
        name="纸上大厅",
        timezone="Asia/Shanghai",
        day_starts_at="00:00",
        hours=hours,
        zones=(Zone(id="z", name="大厅"),),
        series=(Series(id="A", prefix="A", digits=4),),
        services=(Service(id="a", name="业务", series="A", minutes=minutes, quota=quota),),
        windows=tuple(
            WindowPlace(id=f"{number}", label=f"{number}", zone="z", services=("a",))
            for number in range(1, windows + 1)
        ),
        priorities=(
            PriorityClass(id="normal", name="普通"),
            PriorityClass(id="elderly", name="老人", rank=50),
        ),
    )


@pytest.fixture
def morning_hall() -> Definition:
    return _hall_of(3, hours=(Hours(days=(0, 1, 2, 3, 4), start="09:00", end="12:00"),))
