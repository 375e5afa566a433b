"""Printer models: the ones we ship, and files with mistakes in them."""

from pathlib import Path

import pytest

from config.wrong import ConfigError
from printer.models import load_model, model_names

GOOD = 'title = "试"\npaper_mm = 80\ndots = 576\ndpi = 203\ncutter = true\n'


@pytest.mark.parametrize("name", model_names())
def test_every_model_we_ship_is_whole(name: str) -> None:
    model = load_model(name)
    assert model.cutter or model.tear_feed_lines > 0
    assert model.dots in {384, 576}


def test_an_unknown_model_is_met_with_the_nearest_name() -> None:
    with pytest.raises(ConfigError) as wrong:
        load_model("generic80")
    assert wrong.value.first.allowed is not None
    assert "generic-80" in wrong.value.first.text("en")
    assert "没有 generic80 这个打印机型号" in wrong.value.first.text("zh")


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("dots = 575", "dots"),
        ('text = "utf8"', "text"),
        ('cutter = "yes"', "cutter"),
        ("paper_mm = 8000", "paper_mm"),
        ("cuter = true", "cuter"),
    ],
)
def test_a_mistake_in_a_model_file_names_file_and_key(tmp_path: Path, line: str, key: str) -> None:
    kept = [good for good in GOOD.splitlines() if not good.startswith(f"{key} ")]
    file = tmp_path / "mine.toml"
    file.write_text("\n".join([*kept, line]), encoding="utf-8")
    with pytest.raises(ConfigError) as wrong:
        load_model(str(file))
    assert wrong.value.key == key
    assert str(file) in str(wrong.value)


def test_a_file_that_is_no_toml_is_no_traceback(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(b"\xff\xfe model")
    with pytest.raises(ConfigError):
        load_model(str(file))


def test_a_model_of_one_s_own_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(GOOD, encoding="utf-8")
    assert load_model(str(file)).title == "试"
