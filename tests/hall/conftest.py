"""A small hall for the stories: two rooms, three services in two series, three windows."""

from datetime import UTC, datetime

import pytest

from link.messages.definition import (
    Definition,
    Department,
    Policy,
    PriorityClass,
    Series,
    Service,
    WindowPlace,
    Zone,
)

MORNING = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)
"""Thursday, nine o'clock in Shanghai."""


@pytest.fixture
def morning() -> datetime:
    return MORNING


@pytest.fixture
def definition() -> Definition:
    return Definition(
        id="yunxi",
        name="云溪",
        zones=(Zone(id="left", name="左厅"), Zone(id="right", name="右厅")),
        departments=(Department(id="d", name="不动产"),),
        series=(Series(id="A", prefix="A"), Series(id="B", prefix="B")),
        services=(
            Service(id="house", name="首次登记", department="d", series="A"),
            Service(id="pledge", name="抵押登记", department="d", series="A"),
            Service(id="ask", name="咨询", series="B"),
        ),
        windows=(
            WindowPlace(id="w1", label="1", zone="left", services=("house", "pledge")),
            WindowPlace(id="w2", label="2", zone="left", services=("house", "ask")),
            WindowPlace(id="w3", label="3", zone="right", services=("ask",)),
        ),
        priorities=(
            PriorityClass(id="normal", name="普通", rank=100),
            PriorityClass(id="elderly", name="老年人", rank=50),
        ),
        policy=Policy(),
    )
