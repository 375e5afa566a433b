"""`make bench`: every figure of the design that can be measured here, side by side in one run.

Each `row_*.py` beside this file has a `measure(bench)` that gives rows; a further file is found by its name.
"""

import argparse
import json
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from figures import Row
from halls import HERE, Bench
from rich.console import Console
from rich.table import Table


def main() -> int:
    """Measure, print, write `last.json`; 1 where a bar is missed."""
    asked = _asked()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="jiaohao-bench-", dir=asked.dir) as folder:
        bench = Bench(Path(folder), pairs=asked.pairs, scale=asked.scale)
        for file in sorted(HERE.glob("row_*.py")):
            if not asked.only or asked.only in file.stem:
                rows += _shown(import_module(file.stem).measure(bench))
    Path(asked.out).write_text(_text(rows), encoding="utf-8")
    Console().print(_table(rows))
    return 0 if all(row.holds for row in rows) else 1


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description="The figures of the design, measured on this machine.")
    asked.add_argument("--pairs", type=int, default=5, help="interleaved pairs of each comparison")
    asked.add_argument("--scale", type=float, default=1.0, help="of times and counts; 0.02 for a glance")
    asked.add_argument("--only", default="", help="only the files with this in their names")
    asked.add_argument(
        "--dir", default=None, help="where halls keep their data: a folder on the disk in question"
    )
    asked.add_argument("--out", default=str(HERE / "last.json"))
    return asked.parse_args()


def _shown(rows: list[Row]) -> list[Row]:
    for row in rows:
        print(f"{row.name}: {row.value:g} {row.unit} {row.bar}", file=sys.stderr, flush=True)
    return rows


def _text(rows: list[Row]) -> str:
    return json.dumps([row.value_of() for row in rows], indent=1) + "\n"


def _table(rows: list[Row]) -> Table:
    table = Table("what", "value", "unit", "bar", "holds")
    for row in rows:
        table.add_row(
            row.name, f"{row.value:g}", row.unit, row.bar, ("yes" if row.holds else "NO") if row.bar else ""
        )
    return table


if __name__ == "__main__":
    sys.exit(main())
