"""The units as they would lie on a box: systemd has nothing to complain of, and what needs no screen is hardly exposed."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from config.install_answers import Answers
from jiaohao.install.plan import Draft, planned
from jiaohao.install.roles import KINDS, ROLES, unit_of
from jiaohao.install.target import Target, templates

pytestmark = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")

EXPOSED_AT_MOST = 3.0
HEADLESS = [*(unit_of(role) for role in ROLES if not KINDS[role].has_screen), "jiaohao-backup.service"]


@pytest.fixture(scope="module")
def units(tmp_path_factory):
    """The folder with all of them."""
    folder, target = tmp_path_factory.mktemp("units"), Target(program=Path(sys.prefix))
    pieces = {
        str(file.relative_to(templates())): file.read_text("utf-8")
        for file in templates().rglob("*")
        if file.is_file()
    }
    for role in ROLES:
        draft = Draft(answers=Answers(), target=target, first=role, is_at_hall=True)
        for file in planned((role,), draft, pieces).files:
            if file.path.parent == target.units and file.text:
                (folder / file.path.name).write_text(file.text, "utf-8")
    return folder


def analyzed(*words):
    done = subprocess.run(
        ["systemd-analyze", *words], capture_output=True, text=True, check=False, timeout=120
    )
    return done.stdout + done.stderr


def test_systemd_has_nothing_to_complain_of(units):
    there = sorted(units.iterdir())
    assert {file.name for file in there} >= {unit_of(role) for role in ROLES}
    assert analyzed("verify", *there) == ""


@pytest.mark.parametrize("unit", HEADLESS)
def test_what_needs_no_screen_is_hardly_exposed(units, unit):
    said = analyzed("security", "--offline=true", "--no-pager", units / unit)
    exposed = re.search(r"exposure level for \S+: ([0-9.]+)", said)
    assert exposed, said
    assert float(exposed[1]) <= EXPOSED_AT_MOST, said
