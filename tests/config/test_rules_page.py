"""Every piece of hall.toml on the page of rules loads, laid over a small hall; both editions have the same pieces."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomlkit

from config.hall import load_hall_text
from config.texts import texts
from hall.rules import alarms, case_records, cases, clock_set, days, hall_wide, recovering
from link.state import HELP

ALARMS = (
    *alarms.KINDS, days.CLOCK, clock_set.ALARM, hall_wide.DROPPED, hall_wide.TWICE, recovering.RECOVERING, HELP,
    cases.BAD_RATING, case_records.LATE,
)  # fmt: skip
DOCS = Path(__file__).parents[2] / "docs"
PAGES = {name: (DOCS / name).read_text("utf-8") for name in ("rules.md", "rules.zh.md")}
PIECES = {
    name: re.findall(r"^```toml\n(.*?)^```", page, re.MULTILINE | re.DOTALL) for name, page in PAGES.items()
}

HALL = """
[hall]
id = "page"
name = "大厅"
hours = ["mon-fri 08:30-12:00", "mon-fri 13:30-17:00"]

[[zone]]
id = "left"
name = "左厅"

[[department]]
id = "realty"
name = "不动产登记局"
series = "A"

[[series]]
id = "A"

[[service]]
id = "A1"
name = "首次登记"
department = "realty"

[[service]]
id = "A2"
name = "抵押登记"
department = "realty"

[[window]]
id = "1"
services = "*"

[[priority]]
id = "normal"
name = "普通"

[[priority]]
id = "elderly"
name = "老年人"
"""


def laid_over(hall: dict[str, Any], piece: dict[str, Any]) -> dict[str, Any]:
    """The hall with a piece in it: rows of the same id get the piece's settings, others are added."""
    whole = dict(hall)
    for table, value in piece.items():
        if isinstance(value, list):
            rows = {row.get("id", place): row for place, row in enumerate(whole.get(table, []))}
            for place, row in enumerate(value, start=len(rows)):
                name = row.get("id", place)
                rows[name] = rows.get(name, {}) | row
            whole[table] = list(rows.values())
        else:
            whole[table] = whole.get(table, {}) | value
    return whole


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param(piece, id=f"{name}-{place}")
        for name, pieces in PIECES.items()
        for place, piece in enumerate(pieces)
    ],
)
def test_a_piece_of_the_page_loads(piece: str) -> None:
    tables = laid_over(tomllib.loads(HALL), tomllib.loads(piece))
    assert load_hall_text(tomlkit.dumps(tables), "rules.md").id == "page"


def test_both_editions_have_the_same_pieces() -> None:
    assert PIECES["rules.zh.md"] == PIECES["rules.md"]


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_page_names_every_alarm(page: str) -> None:
    assert [kind for kind in ALARMS if f"`{kind}`" not in page] == []
    said = texts("zh").say("alarm.window-idle", window="3", minutes="5")
    assert said in page
