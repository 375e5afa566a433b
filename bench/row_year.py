"""A year of a busy hall, 250 days of 10,000 tickets: a month's figures beside one day's and the whole year's, sizes, memory,
and what it takes to close one such day."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Final

from figures import Row, at_most, beside, middle
from halls import Bench, resident_mb

from hall.archive.closing import Shelf, close_days
from hall.entries import entry_of
from hall.history import DayHistory
from hall.ledger import DayBooks, figures, open_ledger
from hall.rules.paper import PaperHall
from link.messages import commands as c
from link.messages.definition import Definition, Policy, Series, Service, WindowPlace, Zone

DAYS: Final = 250
WINDOWS: Final = 16
MORNING: Final = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
FIRST: Final = date(2026, 1, 5)
OVERTIME_MS: Final = 900_000
TABLES: Final = ("visit", "visit_transaction", "window_session", "rating")


def measure(bench: Bench) -> list[Row]:
    """One day is played and closed as a hall does it; its history, day by day, makes the year."""
    folder = bench.new_data()
    closing_s, archive_kb = _one_day(folder, bench.tickets_of_a_day)
    days = max(40, int(DAYS * min(1.0, bench.scale * 10)))
    _year(folder / "ledger.db", days)
    ledger = open_ledger(folder, MORNING)
    asked = [(FIRST, FIRST), (FIRST, FIRST + timedelta(days=30)), (FIRST, FIRST + timedelta(days=days))]
    figures(
        ledger.engine, FIRST, FIRST, "service", OVERTIME_MS
    )  # the connection and the statement are made once
    took_s: list[list[float]] = [[], [], []]
    for _ in range(bench.pairs):
        for (first, last), takes in zip(asked, took_s, strict=True):
            began_s = perf_counter()
            figures(ledger.engine, first, last, "service", OVERTIME_MS)
            takes.append(perf_counter() - began_s)
    ledger.close()
    day_s, month_s, year_s = map(middle, took_s)
    tickets = days * bench.tickets_of_a_day
    return [
        beside(f"closing a day of {bench.tickets_of_a_day} tickets: file, history, entry", closing_s, "s"),
        beside("its file", archive_kb, "kB"),
        beside(f"a ledger with the history of {tickets} tickets", _mb(folder / "ledger.db"), "MB"),
        beside("a day's figures", day_s * 1000, "ms"),
        at_most("a month's figures, each day of it beside one day alone", month_s / 31 / day_s, "times", 2),
        at_most(
            "a month's figures beside the whole year's", month_s / year_s * days / 31, "times its share", 2
        ),
        at_most("resident memory after the year's figures", resident_mb(os.getpid()), "MB", 400),
    ]


def _one_day(folder: Path, tickets: int) -> tuple[float, float]:
    """Seconds to close a busy day, and the size of its file in kB."""
    hall = _played(tickets)
    ledger = open_ledger(folder, MORNING)
    ledger.append([entry_of(fact).row for fact in hall.facts], [])
    began_s = perf_counter()
    for _ in close_days(Shelf(books=DayBooks(ledger.engine), directory=folder, hall="bench"), "now"):
        pass
    took_s = perf_counter() - began_s
    history: DayHistory = DayBooks(ledger.engine).history(FIRST)
    ledger.close()
    if len(history.visits) != tickets:
        raise RuntimeError("the day was not closed whole")
    return took_s, sum(file.stat().st_size for file in (folder / "days").iterdir()) / 1024


def _played(tickets: int) -> PaperHall:
    """A day in which everybody is served, at sixteen windows, a ticket every few seconds."""
    services = tuple(Service(id=f"s{n}", name=f"事项{n}", series="A") for n in range(20))
    definition = Definition(
        id="bench",
        name="台",
        zones=(Zone(id="z", name="区"),),
        series=(Series(id="A", prefix="A", digits=5),),
        services=services,
        windows=tuple(
            WindowPlace(id=f"w{n}", label=str(n), zone="z", services=tuple(each.id for each in services))
            for n in range(WINDOWS)
        ),
        policy=Policy(),
    )
    hall = PaperHall(definition, MORNING)
    for n in range(WINDOWS):
        hall.do(c.OpenWindow(window=f"w{n}", clerk=f"{1000 + n}"))
    for n in range(tickets):
        hall.let_pass(2.8)
        hall.do(c.TakeTicket(service=f"s{n % 20}"))
        if n >= WINDOWS:
            _served(hall, f"w{n % WINDOWS}", f"k{n}")
    for n in range(WINDOWS):
        hall.let_pass(5)
        _served(hall, f"w{n}", f"e{n}")
    hall.now = MORNING + timedelta(days=1)
    hall.do(c.Tick())
    return hall


def _served(hall: PaperHall, window: str, key: str) -> None:
    hall.do(c.CallNext(window=window), f"{key}c")
    hall.do(c.StartService(window=window), f"{key}s")
    hall.do(c.FinishService(window=window), f"{key}f")


def _year(file: Path, days: int) -> None:
    """The one day's history again and again; the bench may speak SQL."""
    with closing(sqlite3.connect(file)) as ledger:
        ledger.execute("PRAGMA synchronous = OFF")
        for table in TABLES:
            names = [row[1] for row in ledger.execute(f"PRAGMA table_info({table})")]
            others = ", ".join(f'"{name}"' for name in names if name != "day")
            for number in range(1, days):
                day = (FIRST + timedelta(days=number)).isoformat()
                ledger.execute(
                    f"INSERT INTO {table} (day, {others}) SELECT ?, {others} FROM {table} WHERE day = ?",
                    (day, FIRST.isoformat()),
                )
            ledger.commit()
        ledger.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _mb(file: Path) -> float:
    return file.stat().st_size / (1 << 20)
