"""The hall as a process among others."""

import os

import pytest

from config.texts import texts
from hall.clock import machine_clock
from hall.process import Ended, run
from hall.running import Settings


@pytest.fixture
def settings(tmp_path):
    file = tmp_path / "hall.toml"
    file.write_text('[hall]\nid = "yunxi"\nnmae = "云溪"\n', "utf-8")
    return Settings(
        config=file,
        data=tmp_path / "data",
        host="127.0.0.1",
        port=0,
        clock=machine_clock,
        is_advertised=False,
    )


@pytest.mark.parametrize("usual", [0o022, 0o027])
def test_whoever_starts_a_hall_makes_files_as_before_when_it_is_over(settings, usual):
    before = os.umask(usual)
    try:
        with pytest.raises(Ended, match="nmae"):
            run(settings, texts("zh"), ())
        assert os.umask(usual) == usual
    finally:
        os.umask(before)
