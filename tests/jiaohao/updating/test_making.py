"""A version is tried on a copy of the hall of which nobody outside hears."""

import os
import pwd
import tempfile
from pathlib import Path

import pytest
import tomlkit

from jiaohao.install.doing import StepFailed
from jiaohao.install.target import Target
from jiaohao.updating.making import WheelMaker, without_platform

PROGRAM = """#!/bin/sh
echo "$(id -un) $1 $2" >> "$(dirname "$0")/../told"
case "$1 $2" in
  "ledger restore") mkdir "$6";;
  "hall --config") grep -q outbox "$3" && exit 3; touch "$5/written" && echo READY; exec sleep 30;;
esac
"""


def test_a_trial_brings_no_letters_to_the_platform_above():
    text = '[hall]\nid = "yunxi"\n\n[outbox]\nurl = "https://platform.example.cn/"\nkey = "/etc/jiaohao/upper.key"\n'
    assert tomlkit.parse(without_platform(text)) == {"hall": {"id": "yunxi"}}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
def test_a_version_is_tried_as_the_halls_own_user_and_root_opens_nothing_of_the_halls():
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)
        program, told = place / "bin" / "jiaohao", place / "told"
        program.parent.mkdir()
        program.write_text(PROGRAM)
        program.chmod(0o755)
        told.touch()
        told.chmod(0o666)
        target = Target(root=place, program=place)
        target.at(target.etc).mkdir(parents=True)
        target.at(target.hall_file).write_text('[hall]\nid = "x"\n[outbox]\nurl = "https://up.example.cn/"\n')
        WheelMaker(target=target, user="nobody").try_out(place, target, place / "a.bak")
        as_whom = {line.partition(" ")[2]: line.partition(" ")[0] for line in told.read_text().splitlines()}
    own = pwd.getpwuid(0).pw_name
    assert as_whom == {
        "--version ": own, "config check": "nobody", "ledger restore": "nobody", "hall --config": "nobody",
    }  # fmt: skip


def test_without_its_user_nothing_is_tried(tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "jiaohao").symlink_to("/bin/true")
    maker = WheelMaker(target=Target(root=tmp_path), user="nobody-at-all")
    with pytest.raises(StepFailed, match="no such user"):
        maker.try_out(tmp_path, Target(root=tmp_path), tmp_path / "a.bak")
