"""The bench runs, bounds itself, and writes the rows that others read."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "bench"

BOUND_S = 560
"""Nothing here depends on how fast the machine is: on a busy one a glance takes minutes."""

pytestmark = pytest.mark.timeout(BOUND_S + 40)


def bench(tmp_path, *words):
    out = tmp_path / "last.json"
    ended = subprocess.run(
        [sys.executable, str(BENCH / "run.py"), "--pairs", "1", "--scale", "0.01", "--dir", str(tmp_path),
         "--out", str(out), *words],
        capture_output=True, text=True, timeout=BOUND_S, check=False,
    )  # fmt: skip
    assert ended.returncode in (0, 1), ended.stderr
    return json.loads(out.read_text(encoding="utf-8")), ended


def test_each_row_says_what_it_is_and_whether_it_holds(tmp_path):
    rows, ended = bench(tmp_path, "--only", "disk")
    assert ended.returncode == 0
    assert [set(row) for row in rows] == [{"name", "value", "unit", "bar", "holds"}] * len(rows)
    assert {row["name"] for row in rows} >= {"fsync of 4 kB, p99", "group commit, rows"}
    assert all(row["value"] > 0 for row in rows)


@pytest.mark.parametrize(("only", "count"), [("tickets", 7), ("calls", 5), ("stores", 4)])
def test_halls_are_started_loaded_and_gone(tmp_path, only, count):
    rows, _ = bench(tmp_path, "--only", only)
    assert len(rows) == count
    assert all(row["value"] > 0 for row in rows)
    assert not list(tmp_path.glob("jiaohao-bench-*"))
