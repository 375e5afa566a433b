"""A bare Debian and the carried folder, without a network: installed, updated, and taken back where the new version is broken."""

import hashlib
import os
import re
import shutil
import subprocess
import sys

import pytest
from booted.machine import ROOT, bare, booted, torn_down, why_not

from jiaohao.updating.signed import SIGNATURE, SUMS, signing_with

pytestmark = [pytest.mark.soak, pytest.mark.timeout(3600)]

ANSWERS = """
roles = ["hall", "voice"]
zone = "hall"
[hall]
file = "township"
"""
BROKEN = "raise RuntimeError('a version that does not start')\n"
SICK = """

async def _sick() -> None:
    import os

    await asyncio.sleep(5)
    os._exit(3)
"""


def wheel_of(folder, version, change=lambda source: None):
    """A wheel of this checkout under another version, with a change to its source."""
    source = folder / f"source-{version}"
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in names.decode().split("\0"):
        if name and (ROOT / name).is_file() and not name.startswith(("tests/", "docs/", "bench/")):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, source / name)
    file = source / "setup.cfg"
    file.write_text(re.sub(r"(?m)^version = .*$", f"version = {version}", file.read_text("utf-8")), "utf-8")
    change(source)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, source]
    subprocess.run(command, check=True, capture_output=True)


RELEASES = {"debian12": "bookworm", "debian13": "trixie"}


@pytest.fixture(scope="session")
def signing(tmp_path_factory):
    """Who makes bundles: the file of the secret key, and the key."""
    file = tmp_path_factory.mktemp("key") / "update.key"
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", file], check=True)
    return file, signing_with(file.read_bytes())


@pytest.fixture(scope="module", params=RELEASES)
def machine(request, tmp_path_factory, signing):
    if not (reason := why_not()) and shutil.which("debootstrap") is None:
        reason = "not installed: debootstrap"
    if reason:
        pytest.skip(reason)
    made = tmp_path_factory.mktemp("bundle")
    command = [
        sys.executable,
        ROOT / "bundle/make.py",
        "--system",
        request.param,
        "--to",
        made,
        "--key",
        signing[0],
    ]
    if subprocess.run(command, check=False).returncode:
        pytest.skip("no bundle can be made here: the wheels or Debian's packages are not to be had")
    bundle = next(each for each in made.iterdir() if each.is_dir())
    next(made.glob("*.tar")).unlink()
    wheels = bundle / f"wheels-{request.param}"
    for version, change in (
        ("9.0.0", lambda source: None),
        ("9.1.0", lambda source: (source / "hall/process.py").write_text(BROKEN)),
        ("9.2.0", lambda source: _make_sick(source / "hall/process.py")),
    ):
        folder = made / version
        shutil.copytree(wheels, folder, copy_function=_link)
        wheel_of(folder, version, change)
        sign(folder, signing[1])
    folder = tmp_path_factory.mktemp("machine")
    bare(folder, RELEASES[request.param])
    try:
        up = booted(folder, {"/media": made})
        yield up
        up.off()
    finally:
        torn_down(folder)
        shutil.rmtree(folder / "r", ignore_errors=True)


def _make_sick(file):
    text = file.read_text("utf-8")
    text = text.replace(
        "    manager.ready()\n", "    manager.ready()\n    sick = asyncio.create_task(_sick())\n", 1
    )
    file.write_text(
        text.replace("    alive.cancel()\n", "    alive.cancel()\n    sick.cancel()\n", 1) + SICK, "utf-8"
    )


def sign(folder, signing):
    wheels = sorted(folder.glob("*.whl")) + sorted(folder.glob("*.tar.gz"))
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in wheels]
    (folder / SUMS).write_text("".join(lines))
    (folder / SIGNATURE).write_bytes(signing.signature((folder / SUMS).read_bytes()))


def _link(source, to):
    os.link(source, to)


def version(machine):
    return machine.says("/usr/local/bin/jiaohao --version")


def facts(machine):
    said = machine.says("runuser -u jiaohao -- jiaohao ledger verify --data /var/lib/jiaohao/hall")
    return int(re.search(r"\d+", said)[0])


def test_a_machine_without_a_network_becomes_a_hall(machine):
    machine.write("/etc/answers.toml", ANSWERS)
    folder = machine.says("ls -d /media/jiaohao-*/")
    machine.run(f"sh {folder}/install.sh --answers /etc/answers.toml", timeout=900)
    assert machine.says("systemctl is-active jiaohao-hall jiaohao-voice").split() == ["active", "active"]
    assert machine.says("readlink /opt/jiaohao").startswith("/opt/jiaohao.d/")


def test_a_new_version_takes_over(machine):
    before = facts(machine)
    machine.run("jiaohao update /media/9.0.0", timeout=900)
    assert version(machine) == "jiaohao 9.0.0"
    assert machine.says("systemctl is-active jiaohao-hall") == "active"
    assert facts(machine) >= before
    assert "nothing" in machine.says("jiaohao update /media/9.0.0", timeout=300)


def test_what_nobody_signed_is_not_taken_in(machine):
    machine.run("mkdir /srv/own && cp /media/9.1.0/jiaohao-9.1.0-py3-none-any.whl /srv/own")
    done = machine.run("jiaohao update /srv/own", is_checked=False, timeout=300)
    assert done.returncode == 1
    assert "--unsigned" in done.stderr
    assert version(machine) == "jiaohao 9.0.0"


def test_a_version_that_does_not_start_is_found_before_it_serves(machine):
    pid = machine.says("systemctl show -P MainPID jiaohao-hall")
    done = machine.run("jiaohao update /media/9.1.0", is_checked=False, timeout=900)
    assert done.returncode == 1
    assert "9.1.0" in done.stderr
    assert machine.says("systemctl show -P MainPID jiaohao-hall") == pid
    assert version(machine) == "jiaohao 9.0.0"


def test_a_version_that_falls_over_is_taken_back(machine):
    before = facts(machine)
    done = machine.run("jiaohao update /media/9.2.0", is_checked=False, timeout=900)
    assert done.returncode == 1, done.stdout + done.stderr
    assert version(machine) == "jiaohao 9.0.0"
    machine.wait_for("systemctl is-active jiaohao-hall", "the old hall is not back")
    assert facts(machine) >= before
