"""The plug is pulled while a box is installed; it is switched on, installed again, and is as whole as any other."""

import json
import os
import random
import subprocess
import time

import pytest
from booted.machine import ENVIRONMENT, ROOT, booted, prepared, torn_down, why_not

INSTALL = "jiaohao install --answers /etc/answers.toml"
ANSWERS = """
roles = ["hall", "keypad", "voice"]
window = "1"
zone = "hall"
[hall]
file = "township"
"""
PARTS = {"jiaohao-hall", "jiaohao-keypad", "jiaohao-voice"}
TOKENS = [("caller", "keypad-1"), ("display", "voice-1")]
WITHIN_S = 240.0
FIRST = "the first file lies there"
POINTS = {
    FIRST: lambda begun: begun["before"],
    "the hall is being started": lambda begun: "jiaohao-hall.service" in begun["units"],
    "the last part is being started": lambda begun: "jiaohao-voice.service" in begun["units"],
}
CUTS = int(os.environ.get("CUTS", "40"))
NOTHING = {"before": {}, "units": []}
REPORT = ROOT / "docs/proofs/install-cut.json"


@pytest.fixture
def folder(tmp_path):
    if reason := why_not():
        pytest.skip(reason)
    prepared(tmp_path)
    yield tmp_path
    torn_down(tmp_path)


def installing(machine):
    """Begins."""
    machine.write("/etc/answers.toml", ANSWERS)
    return subprocess.Popen(
        machine.inside(INSTALL), env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def begun_at(folder):
    """What the installation has written down of itself; nothing before it begins and when it is over."""
    try:
        return json.loads((folder / "r/etc/jiaohao/installing.json").read_bytes())
    except FileNotFoundError:
        return NOTHING


def cut_when(machine, is_then):
    """Pull the plug at the first moment when it is so; whether the installation was still going on."""
    process, until = installing(machine), time.monotonic() + WITHIN_S
    while process.poll() is None and time.monotonic() < until:
        if is_then(begun_at(machine.folder)):
            break
        time.sleep(0.005)
    was_going_on = process.poll() is None
    machine.power_cut()
    process.wait(30)
    return was_going_on


def on_again(folder):
    """It starts, is installed again, and everything is there once."""
    machine = booted(folder)
    try:
        machine.run(INSTALL, timeout=WITHIN_S)
        for unit in PARTS:
            machine.wait_for(f"systemctl is-active {unit}", f"{unit} does not come up", WITHIN_S)
        assert begun_at(folder) == NOTHING
        record = json.loads((folder / "r/etc/jiaohao/installed.json").read_bytes())
        assert record["roles"] == ["hall", "voice", "keypad"]
        listed = json.loads(
            machine.says("runuser -u jiaohao -- jiaohao hall tokens --json --data /var/lib/jiaohao/hall")
        )
        let_in = sorted((token["role"], token["box"]) for token in listed if token["revoked_at"] is None)
        assert let_in == TOKENS, "each part once: what the first installation was given is revoked"
        assert not list((folder / "r/etc").rglob(".*.new")), "no file half written"
        assert "already" in machine.says(INSTALL)
        wrong = json.loads(machine.run("jiaohao check --json", is_checked=False).stdout)["lines"]
        bad = {line["key"] for line in wrong if line["state"] == "bad"}
        assert bad <= {"sound.no_card", "keypad.none", "network.nobody", "box.trouble"}
    finally:
        machine.off()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("point", [pytest.param(FIRST, marks=pytest.mark.soak), *list(POINTS)[1:]])
def test_a_plug_pulled_in_mid_install_leaves_nothing_half(folder, point):
    assert cut_when(booted(folder), POINTS[point]), "it was over before"
    on_again(folder)


@pytest.mark.soak
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
