"""An update from the wheel to the healthy parts, or back to what was, on a box whose commands are written down."""

import json
import os
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from jiaohao.install.doing import StepFailed
from jiaohao.install.target import Target
from jiaohao.updating.updating import CannotUpdate, Updating
from jiaohao.updating.versions import Versions, Wheel


@dataclass
class WrittenDown:
    """The box's commands; `fails` names a word of one that does not work, as often as it comes."""

    backups: Path
    fails: str = ""
    ran: list = field(default_factory=list)

    def run(self, *command):
        self.ran.append(command)
        if command[:2] == ("systemctl", "start"):
            self.backups.mkdir(parents=True, exist_ok=True)
            (self.backups / "hall-20260312T010000Z.bak").touch()
        if self.fails and any(self.fails in word for word in command):
            raise StepFailed(command, "no such thing")


@dataclass
class MadeOfPaper:
    """Versions that are a file with their number."""

    cannot: str = ""
    does_not_start: str = ""

    def make(self, wheel, place):
        place.mkdir(exist_ok=True)
        if self.cannot == wheel.version:
            raise StepFailed(("pip",), "no matching distribution")
        (place / "program").write_text(wheel.file.name)

    def try_out(self, place, target, backup):
        assert backup is not None
        if self.does_not_start and self.does_not_start in place.name:
            raise StepFailed(("jiaohao",), "no READY")


@dataclass
class Box:
    updating: Updating
    told: list

    def update(self, version, **how):
        return self.updating.run(Wheel(file=Path(f"jiaohao-{version}"), version=version), **how)

    @property
    def program(self):
        return (self.updating.versions.link / "program").read_text()


def a_box(root, *, fails="", sick="", proven=nullcontext, **maker):
    target = Target(root=root, program=root / "opt" / "jiaohao")
    target.program.mkdir(parents=True)
    (target.program / "program").write_text("jiaohao-0.1.0")
    record = target.at(target.record_file)
    record.parent.mkdir(parents=True)
    record.write_text(json.dumps({"roles": ["hall"], "files": [], "kept": []}))
    versions, told = Versions(link=target.program), []
    return Box(
        Updating(
            target=target,
            system=WrittenDown(target.at(target.backups), fails),
            versions=versions,
            maker=MadeOfPaper(**maker),
            proven=proven,
            healthy=lambda units: "the hall is down" if sick and sick in versions.present else "",
            tell=lambda key, **fields: told.append(key),
            running="0.1.0",
        ),
        told,
    )


def test_a_new_version_takes_over_and_the_old_one_stays_at_hand(tmp_path):
    box = a_box(tmp_path)
    assert box.update("0.2.0")
    assert (box.program, box.updating.versions.present) == ("jiaohao-0.2.0", "0.2.0")
    assert (box.updating.versions.place("0.1.0") / "program").read_text() == "jiaohao-0.1.0"


def test_the_version_that_runs_is_not_updated_to(tmp_path):
    box = a_box(tmp_path)
    assert not box.update("0.1.0")
    assert box.updating.system.ran == []


def test_an_older_version_is_taken_in_only_when_that_is_said(tmp_path):
    box = a_box(tmp_path)
    with pytest.raises(CannotUpdate, match=r"update\.wrong\.older"):
        box.update("0.0.9")
    assert box.updating.system.ran == []
    assert box.update("0.0.9", is_older=True)
    assert box.program == "jiaohao-0.0.9"


def test_what_was_made_without_a_proof_is_no_shortcut_for_what_needs_one(tmp_path):
    box = a_box(tmp_path, does_not_start="0.2.0")
    with pytest.raises(CannotUpdate, match=r"update\.wrong\.trial"):
        box.update("0.2.0")
    asked = []

    def proven(wheel):
        asked.append(wheel.version)
        return nullcontext(Wheel(file=Path("jiaohao-signed"), version=wheel.version))

    box.updating.maker.does_not_start = ""
    assert replace(box.updating, proven=proven).run(Wheel(file=Path("jiaohao-0.2.0"), version="0.2.0"))
    assert (asked, box.program) == (["0.2.0"], "jiaohao-signed")


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"cannot": "0.2.0"}, "update.wrong.making"),
        ({"does_not_start": "0.2.0"}, "update.wrong.trial"),
        ({"sick": "0.2.0"}, "update.wrong.health"),
        ({"fails": "install"}, "update.wrong.health"),
    ],
)
def test_whatever_is_wrong_with_the_new_one_the_old_one_serves(tmp_path, wrong, key):
    box = a_box(tmp_path, **wrong)
    with pytest.raises((CannotUpdate, StepFailed)) as why:
        box.update("0.2.0")
    assert box.program == "jiaohao-0.1.0"
    if "fails" not in wrong:
        assert why.value.key == key


def test_the_same_version_again_is_made_beside_the_one_that_runs(tmp_path):
    box = a_box(tmp_path)
    for name in ("0.1.0+again", "0.1.0", "0.1.0+again"):
        assert box.update("0.1.0", is_again=True)
        assert (box.updating.versions.present, box.program) == (name, "jiaohao-0.1.0")


@pytest.mark.parametrize("again", [False, True])
def test_the_same_version_again_from_bad_wheels_leaves_the_program_as_it_was(tmp_path, again):
    box = a_box(tmp_path)
    if again:
        box.update("0.1.0", is_again=True)
    box.updating.maker.cannot = "0.1.0"
    with pytest.raises(CannotUpdate, match=r"update\.wrong\.making"):
        box.update("0.1.0", is_again=True)
    assert box.program == "jiaohao-0.1.0"


def test_what_nobody_signed_is_refused_before_anything_is_done(tmp_path):
    def nobodys(wheel):
        raise CannotUpdate("update.wrong.unsigned", folder=wheel.file)

    box = a_box(tmp_path, proven=nobodys)
    with pytest.raises(CannotUpdate, match="unsigned"):
        box.update("0.2.0")
    assert (box.program, box.updating.system.ran) == ("jiaohao-0.1.0", [])
    assert not box.updating.versions.folder.exists()


def test_the_newest_backup_is_tried_whatever_others_are_called(tmp_path):
    box = a_box(tmp_path)
    folder = box.updating.target.at(box.updating.target.backups)
    folder.mkdir(parents=True)
    (folder / "zz-by-hand.bak").touch()
    os.utime(folder / "zz-by-hand.bak", (1, 1))
    tried = []
    box.updating.maker.try_out = lambda place, target, backup: tried.append(backup.name)
    box.update("0.2.0")
    assert tried == ["hall-20260312T010000Z.bak"]
