"""The plug is pulled while a box is installed, at every kind of moment; test_booted.py does it once a day."""

import json
import os
import random
import time

import pytest
from booted.machine import ROOT, booted, prepared, torn_down, why_not
from booted.plug import INSTALL, NOTHING, POINTS, WITHIN_S, assert_nothing_is_half, cut_when

PARTS = ("jiaohao-hall", "jiaohao-keypad", "jiaohao-voice")
CUTS = int(os.environ.get("CUTS", "40"))
REPORT = ROOT / "docs/proofs/install-cut.json"

pytestmark = pytest.mark.soak


@pytest.fixture
def folder(tmp_path):
    if reason := why_not():
        pytest.skip(reason)
    prepared(tmp_path)
    yield tmp_path
    torn_down(tmp_path)


def on_again(folder):
    """It starts, is installed again, and everything is there once."""
    machine = booted(folder)
    try:
        machine.run(INSTALL, timeout=WITHIN_S)
        for unit in PARTS:
            machine.wait_for(f"systemctl is-active {unit}", f"{unit} does not come up", WITHIN_S)
        assert_nothing_is_half(machine)
        assert "already" in machine.says(INSTALL)
        wrong = json.loads(machine.run("jiaohao check --json", is_checked=False).stdout)["lines"]
        bad = {line["key"] for line in wrong if line["state"] == "bad"}
        assert bad <= {"sound.no_card", "keypad.none", "network.nobody", "box.trouble"}
    finally:
        machine.off()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("point", POINTS)
def test_a_plug_pulled_in_mid_install_leaves_nothing_half(folder, point):
    assert cut_when(booted(folder), POINTS[point]), "it was over before"
    on_again(folder)


@pytest.mark.timeout(7200)
def test_pulled_at_any_moment(tmp_path):
    """Also again and again, before the second installation comes to its end."""
    if reason := why_not():
        pytest.skip(reason)
    chance, again, going_on, files, units = random.Random(7), 0, 0, [], []
    for number in range(CUTS):
        folder = tmp_path / str(number)
        folder.mkdir()
        prepared(folder)
        try:
            for _ in range(chance.choice((1, 1, 2))):
                wait_s = chance.uniform(0.2, 12.0)
                machine, last = booted(folder), dict(NOTHING)
                until = time.monotonic() + wait_s

                def is_then(begun, until=until, last=last):
                    last |= begun
                    return time.monotonic() > until

                going_on += cut_when(machine, is_then)
                files.append(len(last["before"]))
                units.append(len(last["units"]))
                again += 1
            on_again(folder)
        finally:
            torn_down(folder)
    told = {
        "machines": CUTS,
        "cuts": again,
        "while_installing": going_on,
        "files_by_then": sorted(files),
        "units_by_then": sorted(units),
        "ended_whole": CUTS,
    }
    (REPORT if CUTS >= 40 else tmp_path / "report.json").write_text(json.dumps(told) + "\n", "utf-8")
