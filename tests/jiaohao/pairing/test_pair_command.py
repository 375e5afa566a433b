"""`jiaohao pair` as a technician types it, after sudo too."""

import os
import tempfile
from pathlib import Path

import pytest
from trusted_hall import TrustedHall

from jiaohao.pairing.command import app
from link.private_file import as_owner_of
from link.trusted import TrustedFile

NOBODY = 65_534


@pytest.fixture
def hall(tmp_path):
    hall = TrustedHall(tmp_path / "hall").open()
    yield hall
    hall.close()


@pytest.fixture
def var_lib():
    """Where the parts keep their things: everybody may pass through."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def paired(hall, data, folder):
    """The status of the command, typed with a fresh code."""
    box = folder / "box.toml"
    box.write_text(f'[box]\nid = "kiosk-1"\ndata_dir = "{data}"\n[link]\nurl = "{hall.url}"\n', "utf-8")
    with pytest.raises(SystemExit) as ended:
        app([str(hall.code()), "--box", str(box)])
    return ended.value.code


def test_a_box_is_paired_and_keeps_what_it_was_given(hall, tmp_path):
    assert paired(hall, tmp_path / "data", tmp_path) == 0
    assert TrustedFile(tmp_path / "data", "kiosk-1").read().role == "kiosk"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
@pytest.mark.parametrize("is_there", [True, False])
def test_after_sudo_it_is_still_the_part_that_can_read_it(hall, var_lib, tmp_path, is_there):
    data = var_lib / "jiaohao" if is_there else var_lib / "jiaohao" / "kiosk"
    (var_lib / "jiaohao").mkdir(mode=0o750)
    os.chown(var_lib / "jiaohao", NOBODY, NOBODY)
    assert paired(hall, data, tmp_path) == 0
    lying = {path.lstat().st_uid for path in (data, *data.rglob("*"))}
    assert lying == {NOBODY}
    with as_owner_of(data):
        assert TrustedFile(data, "kiosk-1").read().role == "kiosk"
    assert os.geteuid() == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
def test_a_folder_that_its_owner_may_not_write_is_said_in_a_sentence(hall, var_lib, tmp_path, capsys):
    data = var_lib / "jiaohao"
    data.mkdir(mode=0o500)
    os.chown(data, NOBODY, NOBODY)
    assert paired(hall, data, tmp_path) == 1
    assert "trusted-kiosk-1.json" in capsys.readouterr().err
    assert list(data.iterdir()) == []


@pytest.mark.parametrize("code", ["", "1234", "1234-567x", "nonsense", "１２３４－５６７", "12345678 9"])
def test_what_is_no_code_is_said_in_a_sentence(code, tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        app([code])
    said = capsys.readouterr().err
    assert (ended.value.code, len(said.strip().splitlines())) == (2, 1)
    assert code in said
