"""A month's figures are those of its facts, summed by the database."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from hall.history import history_of
from hall.ledger import Book, DayBooks, Ledger, figures, open_ledger
from hall.rules.paper import PaperHall
from link.messages import commands as c
from link.messages.definition import Definition

NOW = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)
DAY = date(2026, 3, 12)


@pytest.fixture
def ledger(tmp_path: Path, ledger_url: str) -> Iterator[Ledger]:
    opened = open_ledger(tmp_path, NOW, ledger_url)
    yield opened
    opened.close()


def test_the_figures_of_a_service(ledger: Ledger, definition: Definition) -> None:
    hall = PaperHall(definition, NOW)
    hall.do(c.OpenWindow(window="w1", clerk="1001"))
    for _ in range(3):
        hall.do(c.TakeTicket(service="house"))
    for number, (waited_s, served_s) in enumerate([(60, 100), (60, 300)]):
        hall.let_pass(waited_s)
        hall.do(c.CallNext(window="w1"), f"n{number}")
        hall.let_pass(0)
        hall.do(c.StartService(window="w1"), f"s{number}")
        hall.let_pass(served_s)
        hall.do(c.FinishService(window="w1"), f"f{number}")
    hall.let_pass(80)
    hall.do(c.CallNext(window="w1"), "n")
    hall.let_pass(5)
    hall.do(c.MarkMissed(window="w1"), "m")
    hall.now = NOW + timedelta(days=1)
    hall.do(c.Tick())
    book = Book(day=DAY, first=1, last=len(hall.facts), previous="", sha256="", written_at="")
    DayBooks(ledger.engine).write(book, history_of(DAY, hall.facts))
    (house,) = figures(ledger.engine, DAY, DAY, "service", overtime_ms=300_000)
    assert (house.of, house.transactions, house.served, house.missed, house.overtime) == ("house", 3, 2, 1, 1)
    assert (house.waiting_ms, house.longest_ms, house.serving_ms) == (
        pytest.approx((60_000 + 220_000 + 600_000) / 3),
        600_000,
        pytest.approx(200_000),
    )
    assert (
        figures(ledger.engine, DAY + timedelta(days=1), DAY + timedelta(days=9), "day", overtime_ms=0) == ()
    )
