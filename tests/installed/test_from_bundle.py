"""A bare Debian and the carried folder, without a network: the plug pulled while it is installed, installed by hand, every
kind of screen, updated, and taken back where the new version is broken."""

import re
import shutil
import subprocess
import time

import pytest
from booted.carried import Carried, NoBundle, cut_twice, keep, packed, sizes
from booted.machine import bare, booted, torn_down, why_not
from booted.technician import chosen, installed_by_hand

from jiaohao.updating.signed import signing_with

pytestmark = [pytest.mark.soak, pytest.mark.timeout(3600)]

RELEASES = {"debian12": "bookworm", "debian13": "trixie"}
SCREENS = ("kiosk", "display", "caller")
SCREEN = """
[Service]
StandardInput=null
TTYPath=
TTYReset=no
TTYVHangup=no
TTYVTDisallocate=no
PAMName=
UtmpIdentifier=
Environment=WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1 WLR_RENDERER=pixman LIBSEAT_BACKEND=noop
Environment=QT_QUICK_BACKEND=software
"""
"""A machine of the tests has no console; the bundle's own cage shows the part all the same, on glass that nobody sees."""

ANSWERS = """
roles = ["{role}"]
zone = "hall"
window = "1"
sound = false
[printer]
port = "file"
address = "/var/lib/jiaohao/paper"
"""
CITIZENS = "ExecStart=\nExecStart=/opt/jiaohao/bin/python -P -m look.session kiosk --box /etc/jiaohao/box-kiosk.toml --simulate 2\n"
WITHIN_S = 900


@pytest.fixture(scope="session")
def signing(tmp_path_factory):
    """Who makes bundles: the file of the secret key, and the key."""
    file = tmp_path_factory.mktemp("key") / "update.key"
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", file], check=True)
    return file, signing_with(file.read_bytes())


@pytest.fixture(scope="module", params=RELEASES)
def carried(request, tmp_path_factory, signing):
    if not (reason := why_not()) and shutil.which("debootstrap") is None:
        reason = "not installed: debootstrap"
    if reason:
        pytest.skip(reason)
    made, folder = tmp_path_factory.mktemp("bundle"), tmp_path_factory.mktemp("machine")
    try:
        bundle = packed(made, request.param, *signing)
    except NoBundle:
        pytest.skip("no bundle can be made here: the wheels or Debian's packages are not to be had")
    place, shown, failed = f"/media/{bundle.name}", {"/media": made}, request.session.testsfailed
    bare(folder, RELEASES[request.param])
    try:
        cuts = cut_twice(folder, shown, f"sh {place}/install.sh --answers /etc/answers.toml")
        carried = Carried(booted(folder, shown), place, sizes(bundle, request.param))
        carried.told |= {"plug_pulled_while": cuts, "stories": []}
        yield carried
        carried.machine.off()
        if request.session.testsfailed == failed:
            keep(request.param, carried.told)
    finally:
        torn_down(folder)
        shutil.rmtree(folder / "r", ignore_errors=True)


def version(machine):
    return machine.says("/usr/local/bin/jiaohao --version")


def facts(machine):
    said = machine.says("runuser -u jiaohao -- jiaohao ledger verify --data /var/lib/jiaohao/hall")
    return int(re.search(r"\d+", said)[0])


def test_a_technician_makes_a_hall_of_a_machine_without_a_network_by_one_command(carried):
    machine = carried.machine
    answers = [("begin with?", chosen("Township")), ("Which zone", "hall")]
    walk = installed_by_hand(machine, "hall voice", answers, carried.install)
    assert machine.says("systemctl is-active jiaohao-hall jiaohao-voice").split() == ["active", "active"]
    assert machine.says("readlink /opt/jiaohao").startswith("/opt/jiaohao.d/")
    carried.told |= {
        "debian": machine.says("cat /etc/debian_version"),
        "python": machine.says("/opt/jiaohao/bin/python --version"),
        "systemd": machine.says("systemctl --version").split()[1],
        "questions": walk.questions,
        "seconds": walk.seconds,
        "program_mb": int(machine.says("du -sm /opt/jiaohao.d").split()[0]),
    }


@pytest.mark.parametrize("role", SCREENS)
def test_each_kind_of_screen_is_shown_and_a_ticket_comes_out(carried, role):
    machine = carried.machine
    machine.run("sed -i 's/^hours = .*/hours = [\"daily 00:00-24:00\"]/' /etc/jiaohao/hall.toml")
    machine.run("jiaohao hall reload --data /var/lib/jiaohao/hall")
    machine.write(
        f"/etc/systemd/system/jiaohao-{role}.service.d/glass.conf",
        SCREEN + (CITIZENS if role == "kiosk" else ""),
    )
    machine.write("/etc/answers.toml", ANSWERS.format(role=role))
    began = time.monotonic()
    machine.run("jiaohao install --answers /etc/answers.toml", timeout=WITHIN_S)
    carried.told.setdefault("screens", {})[role] = round(time.monotonic() - began, 1)
    assert machine.says(f"systemctl is-active jiaohao-{role}") == "active"
    machine.run("cat /proc/[0-9]*/comm 2>/dev/null | grep -qx cage")  # the least Debian has no ps
    if role == "kiosk":
        machine.wait_for("journalctl -u jiaohao-kiosk | grep -q ' printed'", "no ticket comes out", WITHIN_S)
        assert int(machine.says("stat -c %s /var/lib/jiaohao/paper")) > 1000
    machine.run(f"jiaohao uninstall {role}")


def test_a_new_version_takes_over(carried):
    machine = carried.machine
    before = facts(machine)
    machine.run("jiaohao update /media/9.0.0", timeout=WITHIN_S)
    assert version(machine) == "jiaohao 9.0.0"
    assert machine.says("systemctl is-active jiaohao-hall") == "active"
    assert facts(machine) >= before
    assert "nothing" in machine.says("jiaohao update /media/9.0.0", timeout=300)


def test_what_nobody_signed_is_not_taken_in(carried):
    machine = carried.machine
    machine.run("mkdir /srv/own && cp /media/9.1.0/jiaohao-9.1.0-py3-none-any.whl /srv/own")
    done = machine.run("jiaohao update /srv/own", is_checked=False, timeout=300)
    assert done.returncode == 1
    assert "--unsigned" in done.stderr
    assert version(machine) == "jiaohao 9.0.0"


def test_a_version_that_does_not_start_is_found_before_it_serves(carried):
    machine = carried.machine
    pid = machine.says("systemctl show -P MainPID jiaohao-hall")
    done = machine.run("jiaohao update /media/9.1.0", is_checked=False, timeout=WITHIN_S)
    assert done.returncode == 1
    assert "9.1.0" in done.stderr
    assert machine.says("systemctl show -P MainPID jiaohao-hall") == pid
    assert version(machine) == "jiaohao 9.0.0"


def test_a_version_that_falls_over_is_taken_back(carried):
    machine = carried.machine
    before = facts(machine)
    done = machine.run("jiaohao update /media/9.2.0", is_checked=False, timeout=WITHIN_S)
    assert done.returncode == 1, done.stdout + done.stderr
    assert version(machine) == "jiaohao 9.0.0"
    machine.wait_for("systemctl is-active jiaohao-hall", "the old hall is not back")
    assert facts(machine) >= before


def test_the_bundle_a_second_time_changes_nothing_and_names_the_way_to_its_version(carried):
    machine = carried.machine
    said = machine.says(f"{carried.install} hall voice", timeout=WITHIN_S)
    assert f"sudo jiaohao update {carried.bundle}/wheels-" in said
    assert "already" in said
    assert version(machine) == "jiaohao 9.0.0"
