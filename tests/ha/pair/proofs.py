"""What the long proofs found, kept where people look for it."""

import json
import statistics
from pathlib import Path
from typing import Any

from lan.network import PROJECT

PROOFS = PROJECT / "docs/proofs"
NAME = "ha.json"


def summary(rounds: list[dict[str, float]]) -> dict[str, Any]:
    """Seconds: the median and the longest of all rounds."""
    table: dict[str, Any] = {"rounds": len(rounds)}
    for figure in rounds[0]:
        values = [each[figure] for each in rounds]
        table[figure] = {"median": round(statistics.median(values), 1), "longest": round(max(values), 1)}
    return table


def keep(report: dict[str, Any], folder: Path = PROOFS) -> None:
    """Beside what the other proofs have found."""
    file = folder / NAME
    before = json.loads(file.read_text("utf-8")) if file.exists() else {}
    file.write_text(json.dumps(before | report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
