"""A blank machine with a real systemd becomes a hall with keypads and a voice, and goes on after anything: from the start,
as its plug is pulled while it is being installed."""

import json

import pytest
from booted.machine import booted, prepared, torn_down, why_not
from booted.plug import LAST, POINTS, assert_nothing_is_half, cut_when

pytestmark = pytest.mark.timeout(900)

INSTALL = "umask 077; /opt/jiaohao/bin/jiaohao install --answers /etc/answers.toml"
"""As on a hardened machine, whose root makes files for itself alone."""

UNITS = ("jiaohao-hall", "jiaohao-keypad", "jiaohao-voice")
ALL = (*UNITS, "jiaohao-backup")


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A machine whose plug was pulled in the midst, on again and installed again: all that follows must be so of it too."""
    if reason := why_not():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("machine")
    prepared(folder)
    try:
        assert cut_when(booted(folder), POINTS[LAST], INSTALL), "it was over before"
        machine = booted(folder)
        machine.run(INSTALL, timeout=500)
        yield machine
        machine.off()
    finally:
        torn_down(folder)


def pid_of(machine, unit):
    return machine.says(f"systemctl show -P MainPID {unit}")


def test_a_plug_pulled_in_mid_install_left_nothing_half(installed):
    assert_nothing_is_half(installed)


def test_every_part_serves_and_starts_with_the_machine(installed):
    for unit in UNITS:
        assert installed.says(f"systemctl is-active {unit}") == "active"
        assert installed.says(f"systemctl is-enabled {unit}") == "enabled"
        assert installed.says(f"ps -o user= -p {pid_of(installed, unit)}") == "jiaohao"


def test_the_parts_were_let_in_by_the_hall(installed):
    listed = json.loads(
        installed.says("runuser -u jiaohao -- /opt/jiaohao/bin/jiaohao hall tokens --json --data /var/lib/jiaohao/hall")
    )  # fmt: skip
    assert {(token["role"], token["box"]) for token in listed} == {
        ("caller", "keypad-1"),
        ("display", "voice-1"),
    }


@pytest.mark.parametrize("unit", ALL)
def test_systemd_has_nothing_to_complain_of_and_little_is_exposed(installed, unit):
    said = installed.run(f"systemd-analyze verify /etc/systemd/system/{unit}.service")
    assert (said.stdout, said.stderr) == ("", "")
    last = installed.says(f"systemd-analyze security --no-pager {unit}").splitlines()[-1]
    assert float(last.split(":")[1].split()[0]) <= 3.0


def test_the_backup_is_made_proven_and_reported(installed):
    installed.run("systemctl start jiaohao-backup")
    assert installed.says("ls /var/backups/jiaohao").endswith(".bak")
    assert installed.says("systemctl is-enabled jiaohao-backup.timer") == "enabled"


def test_a_healthy_machine_is_called_healthy_but_for_what_a_container_lacks(installed):
    said = installed.run("/opt/jiaohao/bin/jiaohao check --json", is_checked=False).stdout
    wrong = {line["key"] for line in json.loads(said)["lines"] if line["state"] == "bad"}
    assert wrong <= {"sound.no_card", "keypad.none", "network.nobody", "box.trouble"}
    assert {"hall.good", "paired.good", "units.good", "backup.good", "ledger.good"} <= {
        line["key"] for line in json.loads(said)["lines"]
    }


def test_installing_again_changes_nothing(installed):
    before = installed.says(
        "md5sum /etc/jiaohao/* /etc/systemd/system/jiaohao-*; ls -l --time-style=full-iso /etc/jiaohao"
    )
    pids = [pid_of(installed, unit) for unit in UNITS]
    assert "already" in installed.says(INSTALL)
    assert (
        installed.says(
            "md5sum /etc/jiaohao/* /etc/systemd/system/jiaohao-*; ls -l --time-style=full-iso /etc/jiaohao"
        )
        == before
    )
    assert [pid_of(installed, unit) for unit in UNITS] == pids


def test_nobody_but_the_parts_reads_their_secrets(installed):
    for file in (
        "/var/lib/jiaohao/trusted-keypad-1.json",
        "/etc/jiaohao/box.toml",
        "/var/lib/jiaohao/hall/hall.key",
    ):
        assert installed.run(f"runuser -u nobody -- cat {file}", is_checked=False).returncode != 0


def test_a_part_that_dies_is_started_again(installed):
    before = pid_of(installed, "jiaohao-hall")
    installed.run(f"kill -9 {before}")
    installed.wait_for(f'p=$(systemctl show -P MainPID jiaohao-hall); [ "$p" != 0 ] && [ "$p" != {before} ] '
                       "&& systemctl is-active jiaohao-hall", "the hall does not come back")  # fmt: skip


def test_a_part_that_hangs_is_started_again(installed):
    installed.write("/etc/systemd/system/jiaohao-hall.service.d/soon.conf", "[Service]\nWatchdogSec=10\n")
    installed.run("systemctl daemon-reload; systemctl restart jiaohao-hall")
    before = pid_of(installed, "jiaohao-hall")
    installed.run(f"kill -STOP {before}")
    installed.wait_for(f'p=$(systemctl show -P MainPID jiaohao-hall); [ "$p" != 0 ] && [ "$p" != {before} ] '
                       "&& systemctl is-active jiaohao-hall", "the hall hangs on")  # fmt: skip
    assert "watchdog" in installed.says("journalctl --no-pager -u jiaohao-hall").lower()
    installed.run(
        "rm -r /etc/systemd/system/jiaohao-hall.service.d; systemctl daemon-reload; systemctl restart jiaohao-hall"
    )


def test_uninstalling_leaves_the_ledger_and_the_settings(installed):
    said = installed.says("/opt/jiaohao/bin/jiaohao uninstall")
    assert "/etc/jiaohao/hall.toml" in said
    for unit in UNITS:
        assert installed.run(f"systemctl cat {unit}", is_checked=False).returncode != 0
    assert installed.says("ls /var/lib/jiaohao/hall/ledger.db /etc/jiaohao/hall.toml /etc/jiaohao/box.toml")
    assert "installed.json" not in installed.says("ls /etc/jiaohao")
