"""A running hall whose day ends: its book is closed while it goes on, people whose day has come are forgotten."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Any

BOUND_S = 60


def until(is_so: Any) -> None:
    """Wait for it, not for ever."""
    ends = monotonic() + BOUND_S
    while not is_so():
        assert monotonic() < ends
        sleep(0.05)


def jiaohao(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "jiaohao", *map(str, words)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_day_is_closed_while_the_hall_goes_on_and_is_backed_up_put_back_and_recovered(
    tmp_path: Path, make_hall: Any, live_hall: Any
) -> None:
    hall = make_hall()
    hall.file.write_text(hall.file.read_text("utf-8") + "\n[policy]\nkeep_people_days = 1\n", "utf-8")
    hall.open()
    data = hall.settings.data
    hall.post("/boxes/k1/health", {"printers": ["ticket"]})
    hall.post("/people", {"hash": "5a" * 32, "masked": "张*"})
    hall.open_window()
    assert hall.post("/tickets", {"service": "cards"}).status_code == 201
    hall.next()
    assert hall.post("/windows/w1/finish").status_code == 200
    hall.clock.forward(86_400)
    assert hall.post("/tickets", {"service": "cards"}).json()["number"] == "A001"
    until(lambda: kept(data, "day_book") == 1 and kept(data, "person") == 0)
    assert (kept(data, "visit"), (data / "days" / "2026-03-12.jsonl.zst").is_file()) == (1, True)
    backed_up = jiaohao("ledger", "backup", "--data", data, "--to", tmp_path / "b")
    assert backed_up.returncode == 0, backed_up.stderr
    restored = jiaohao("ledger", "restore", "--from", tmp_path / "b", "--data", tmp_path / "again" / "data")
    assert restored.returncode == 0, restored.stderr
    again = live_hall(tmp_path / "again")
    again.clock.forward((datetime.now(UTC) - again.clock()).total_seconds())
    again.open()
    try:
        assert again.client.get("/health").json()["is_recovering"]
        assert again.client.get("/health").json()["ledger"] != hall.client.get("/health").json()["ledger"]
        assert jiaohao("hall", "recovered", "--data", again.settings.data).returncode == 0
        assert not again.client.get("/health").json()["is_recovering"]
    finally:
        again.close()


def kept(data: Path, table: str) -> int:
    with closing(sqlite3.connect(data / "ledger.db")) as ledger:
        return int(ledger.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
