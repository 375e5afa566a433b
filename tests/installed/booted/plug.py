"""The plug of a machine that is being installed: pulled at a moment of the installation's own, and what must be so afterwards."""

import json
import subprocess
import time

from booted.machine import ENVIRONMENT

INSTALL = "jiaohao install --answers /etc/answers.toml"
ANSWERS = """
roles = ["hall", "keypad", "voice"]
window = "1"
zone = "hall"
[hall]
file = "township"
"""
ROLES = ["hall", "voice", "keypad"]
"""In the order of their coming."""
TOKENS = [("caller", "keypad-1"), ("display", "voice-1")]
FIRST = "the first file lies there"
LAST = "the last parts are being started"
POINTS = {
    FIRST: lambda begun: begun["before"],
    "the hall is being started": lambda begun: "jiaohao-hall.service" in begun["units"],
    LAST: lambda begun: "jiaohao-voice.service" in begun["units"],
}
NOTHING = {"before": {}, "units": []}
WITHIN_S = 600.0


def begun_at(folder):
    """What the installation has written down of itself; nothing before it begins and when it is over."""
    try:
        return json.loads((folder / "r/etc/jiaohao/installing.json").read_bytes())
    except FileNotFoundError:
        return NOTHING


def cut_when(machine, is_then, command=INSTALL):
    """Install, and pull the plug at the first moment when it is so; whether it was so before the installation was over."""
    process, until, is_so = _installing(machine, command), time.monotonic() + WITHIN_S, False
    while process.poll() is None and time.monotonic() < until and not is_so:
        is_so = is_then(begun_at(machine.folder))
        time.sleep(0.005)
    was_going_on = process.poll() is None
    machine.power_cut()
    process.wait(60)
    return is_so and was_going_on


def assert_nothing_is_half(machine):
    """Installed again, each part is there once: what the first installation was given is revoked."""
    folder = machine.folder
    assert begun_at(folder) == NOTHING
    record = json.loads((folder / "r/etc/jiaohao/installed.json").read_bytes())
    assert record["roles"] == ROLES
    listed = json.loads(
        machine.says("runuser -u jiaohao -- jiaohao hall tokens --json --data /var/lib/jiaohao/hall")
    )
    assert sorted((token["role"], token["box"]) for token in listed if token["revoked_at"] is None) == TOKENS
    assert not list((folder / "r/etc").rglob(".*.new")), "no file half written"


def _installing(machine, command):
    """Begins."""
    machine.write("/etc/answers.toml", ANSWERS)
    return subprocess.Popen(
        machine.inside(command), env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
