"""Every setting is explained, and the page of settings is the one that the tables make."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from config.box_tables import BoxSettings
from config.hall_tables import HallTables
from config.reference import reference
from config.texts import languages, texts
from config.validated import table_of

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"


def _keys(model: type[BaseModel], before: str = "") -> list[str]:
    found = []
    for name, field in model.model_fields.items():
        inner = table_of(field.annotation)
        found.append(f"{before}{name}")
        if inner is not BaseModel:
            found += _keys(inner, f"{before}{name}.")
    return found


@pytest.mark.parametrize("language", languages())
def test_every_setting_is_explained(language: str) -> None:
    keys = _keys(HallTables) + _keys(BoxSettings)
    assert [key for key in keys if not texts(language).has(f"setting.{key}")] == []


def test_the_page_of_settings_is_current() -> None:
    assert PAGE.read_text("utf-8") == reference(), "run: jiaohao config reference > docs/settings.md"


def test_the_page_says_what_is_allowed() -> None:
    page = reference()
    assert (
        "| `rows_history` | `3` | 叫过的号显示几行。可以填：1 到 6 | Rows of earlier calls. Allowed: 1 to 6 |"
        in page
    )
    assert "### `[[printer]]`" in page
    assert "### `[caller.keys]`" in page
