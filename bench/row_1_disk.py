"""What this machine can do by itself: its disk's fsync, and a commit of a whole batch."""

import os
import sqlite3
from time import perf_counter

from figures import Row, beside, middle, percentile
from halls import Bench


def measure(bench: Bench) -> list[Row]:
    """The disk under the data directories."""
    fsyncs = fsyncs_s(bench, int(500 * bench.scale) + 20)
    commits = commits_s(bench, int(200 * bench.scale) + 20)
    return [
        beside("fsync of 4 kB, median", middle(fsyncs) * 1000, "ms"),
        beside("fsync of 4 kB, p99", percentile(fsyncs, 99) * 1000, "ms"),
        beside("group commit of 32 rows, median", middle(commits) * 1000, "ms"),
        beside("group commit, rows", 32 / middle(commits), "/s"),
    ]


def fsyncs_s(bench: Bench, count: int) -> list[float]:
    """How long each of so many fsyncs took, each after 4 kB were appended."""
    file = os.open(bench.new_data() / "fsync", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    took = []
    for _ in range(count):
        os.write(file, b"x" * 4096)
        began_s = perf_counter()
        os.fsync(file)
        took.append(perf_counter() - began_s)
    os.close(file)
    return took


def commits_s(bench: Bench, count: int) -> list[float]:
    """How long SQLite took for each of so many commits of 32 rows, with nothing around it."""
    disk = sqlite3.connect(bench.new_data() / "commits.db", isolation_level=None)
    disk.execute("PRAGMA journal_mode = WAL")
    disk.execute("PRAGMA synchronous = FULL")
    disk.execute("CREATE TABLE fact (seq INTEGER PRIMARY KEY, text TEXT)")
    took = []
    for _ in range(count):
        began_s = perf_counter()
        disk.execute("BEGIN")
        disk.executemany("INSERT INTO fact (text) VALUES (?)", [("x" * 400,)] * 32)
        disk.execute("COMMIT")
        took.append(perf_counter() - began_s)
    disk.close()
    return took
