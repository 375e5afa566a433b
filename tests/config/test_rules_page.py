"""Every piece of hall.toml on the page of rules loads, laid over a small hall."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomlkit

from config.hall import load_hall_text
from config.texts import texts
from hall.rules import alarms

PAGE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text("utf-8")
PIECES = re.findall(r"^```toml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)

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


@pytest.mark.parametrize("piece", PIECES, ids=range(len(PIECES)))
def test_a_piece_of_the_page_loads(piece: str) -> None:
    tables = laid_over(tomllib.loads(HALL), tomllib.loads(piece))
    assert load_hall_text(tomlkit.dumps(tables), "rules.md").id == "page"


def test_the_page_names_every_alarm() -> None:
    assert [kind for kind in alarms.KINDS if f"`{kind}`" not in PAGE] == []
    said = texts("zh").say("alarm.window-idle", window="3", minutes="5")
    assert said in PAGE
