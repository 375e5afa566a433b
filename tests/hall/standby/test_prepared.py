"""What a hall does before it leads: its file is read and checked, its routes are laid, and nothing can be asked of it yet."""

import shutil
from pathlib import Path

import pytest

from config.wrong import ConfigError
from hall.api.house import empty_house
from hall.prepared import Prepared

EXAMPLE = Path(__file__).parents[3] / "config/examples/bench.toml"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return Path(shutil.copy(EXAMPLE, tmp_path / "hall.toml"))


def test_a_file_that_changed_meanwhile_is_read_again_and_one_that_became_wrong_is_not_taken(file, caplog):
    prepared = Prepared(file)
    before = prepared.definition()
    assert prepared.definition() is before
    said = file.read_text("utf-8")
    file.write_text(said.replace(f'name = "{before.name}"', 'name = "云溪新厅"', 1), "utf-8")
    assert prepared.definition().name == "云溪新厅"
    for wrong in ("[hall", said.replace("[hall]", "[hal]", 1)):
        file.write_text(wrong, "utf-8")
        assert prepared.definition().name == "云溪新厅"
    file.unlink()
    assert prepared.definition().name == "云溪新厅"
    assert len(caplog.messages) == 3
    assert all("not right any more" in each for each in caplog.messages)


def test_a_file_that_is_wrong_is_told_when_the_hall_begins_to_stand_by(file):
    file.write_text("[hall", "utf-8")
    with pytest.raises(ConfigError):
        Prepared(file)


def test_a_house_without_its_parts_answers_nothing():
    with pytest.raises(AttributeError):
        empty_house().state  # noqa: B018 - to look is to ask
