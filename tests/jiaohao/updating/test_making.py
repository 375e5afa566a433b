"""A version is tried on a copy of the hall of which nobody outside hears."""

import os
import pwd
import subprocess
import tempfile
from pathlib import Path

import pytest
import tomlkit

from jiaohao.install.doing import StepFailed
from jiaohao.install.target import Target
from jiaohao.updating.making import WheelMaker, without_platform

PROGRAM = """#!/bin/sh
echo "$(id -un) $1 $2" >> "$(dirname "$0")/../../told"
case "$1 $2" in
  "ledger restore") mkdir "$6";;
  "hall --config") grep -q outbox "$3" && exit 3; touch "$5/written" && echo READY; exec sleep 30;;
esac
"""


HALL = '[hall]\nid = "x"\n[outbox]\nurl = "https://up.example.cn/"\n'


def test_a_trial_brings_no_letters_to_the_platform_above():
    text = '[hall]\nid = "yunxi"\n\n[outbox]\nurl = "https://platform.example.cn/"\nkey = "/etc/jiaohao/upper.key"\n'
    assert tomlkit.parse(without_platform(text)) == {"hall": {"id": "yunxi"}}


@pytest.fixture
def opt():
    """Where everybody can reach what root puts there, whatever root's own umask and `TMPDIR` are: as /opt is."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def laid(file, text, mode):
    """By a process of its own: a file that this one still had open for writing, in a child just begun by another thread
    too, nobody could run (ETXTBSY)."""
    subprocess.run(
        ["install", "-D", "-m", mode, "/dev/stdin", file], input=text, text=True, umask=0o022, check=True
    )


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_a_version_is_tried_as_the_halls_own_user_and_root_opens_nothing_of_the_halls(
    opt, umask, tmp_path, monkeypatch
):
    monkeypatch.setenv("TMPDIR", str(tmp_path))  # root's alone, as libpam-tmpdir makes it
    monkeypatch.setattr(tempfile, "tempdir", None)
    place, told = opt / "jiaohao.d" / "9.0.0", opt / "jiaohao.d" / "told"
    target = Target(root=opt, program=place)
    laid(place / "bin" / "jiaohao", PROGRAM, "755")
    laid(told, "", "666")
    laid(target.at(target.hall_file), HALL, "644")
    before = os.umask(umask)
    try:
        WheelMaker(target=target, user="nobody").try_out(place, target, opt / "a.bak")
    finally:
        os.umask(before)
    as_whom = {line.partition(" ")[2]: line.partition(" ")[0] for line in told.read_text().splitlines()}
    own = pwd.getpwuid(0).pw_name
    assert as_whom == {
        "--version ": own, "config check": "nobody", "ledger restore": "nobody", "hall --config": "nobody",
    }  # fmt: skip
    assert sorted(each.name for each in place.parent.iterdir()) == ["9.0.0", "told"], (
        "the trial is cleared away"
    )


def test_without_its_user_nothing_is_tried(tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "jiaohao").symlink_to("/bin/true")
    maker = WheelMaker(target=Target(root=tmp_path), user="nobody-at-all")
    with pytest.raises(StepFailed, match="no such user"):
        maker.try_out(tmp_path, Target(root=tmp_path), tmp_path / "a.bak")
