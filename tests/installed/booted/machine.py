"""A machine of the tests: systemd-nspawn on an overlay, without a network, with the program in /opt/jiaohao."""

import os
import shutil
import subprocess
import sys
import sysconfig
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from booted.own_group import end_group, end_orphans, in_own_group

ROOT = Path(__file__).parents[3]
SITE = Path(sysconfig.get_paths()["purelib"])
SYSTEM_PYTHON = Path("/usr/bin/python3")
UP_S = 240.0
ASK_S = 60.0
ENVIRONMENT = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "LANG": "C.UTF-8",
    "LANGUAGE": "en",
}
WATCHES = Path("/proc/sys/fs/inotify/max_user_instances")
ENOUGH_WATCHES = 1024
WAITS = "systemctl list-jobs; journalctl -b --no-pager | tail -n 40"
USUAL_UMASK = 0o022
"""A root folder that root alone may enter leaves a machine without D-Bus: the tests before this one may have another."""
NEEDED = ("systemd-nspawn", "nsenter", "runuser", "mount")


def why_not():
    """What this machine lacks to boot another; empty: nothing."""
    if os.geteuid() != 0:
        return "booting a machine needs root"
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        return f"not installed: {', '.join(missing)}"
    version = subprocess.run(
        [SYSTEM_PYTHON, "-c", "import sys, ensurepip; print(*sys.version_info[:2])"], capture_output=True, text=True, check=False
    )  # fmt: skip
    ours = " ".join(str(part) for part in sys.version_info[:2])
    if version.stdout.strip() != ours:
        return (
            f"Debian's python3 is {version.stdout.strip() or 'not whole'}, the packages here are for {ours}"
        )
    return ""


@dataclass
class Machine:
    """A booted machine; `run` runs a shell line in it."""

    folder: Path
    process: subprocess.Popen
    leader: str

    def inside(self, line):
        """What carries out a shell line in it, in ENVIRONMENT."""
        return ["nsenter", "-t", self.leader, "-a", "/bin/bash", "-c", f"cd /; {line}"]

    def run(self, line, *, is_checked=True, timeout=300):
        done = subprocess.run(
            self.inside(line), capture_output=True, text=True, timeout=timeout, check=False, env=ENVIRONMENT
        )
        if is_checked:
            assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
        return done

    def says(self, line, **more):
        return self.run(line, **more).stdout.strip()

    def write(self, path, text):
        file = self.folder / "r" / path.lstrip("/")
        with usual_modes():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)

    def wait_for(self, line, what, patience_s=240.0):
        """Until the shell line succeeds."""
        until = time.monotonic() + patience_s
        while self.run(line, is_checked=False).returncode:
            assert time.monotonic() < until, f"{what}\n{self.journal()}"
            time.sleep(0.5)

    def journal(self):
        return self.says("journalctl --no-pager -n 60 -u 'jiaohao-*'", is_checked=False)

    def power_cut(self):
        """As if somebody pulled the plug: nothing is told to anybody."""
        subprocess.run(["kill", "-9", self.leader], check=True)
        self.process.wait(60)

    def off(self):
        self.run("systemctl poweroff", is_checked=False)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.power_cut()


@contextmanager
def usual_modes():
    """Files and folders that everybody may read."""
    before = os.umask(USUAL_UMASK)
    try:
        yield
    finally:
        os.umask(before)


def blank(folder):
    """The overlay of a machine that was never started: nothing of ours is on it, and nothing that this machine has started
    besides its own start."""
    with usual_modes():
        for name in ("u", "w", "r"):
            (folder / name).mkdir()
    layers = f"lowerdir=/,upperdir={folder}/u,workdir={folder}/w"
    subprocess.run(["mount", "-t", "overlay", "overlay", "-o", layers, f"{folder}/r"], check=True)
    root = folder / "r"
    units = root / "etc/systemd/system"
    for left in ("var/lib/jiaohao", "var/backups/jiaohao", "etc/jiaohao", "opt/jiaohao", "opt/jiaohao.d"):
        shutil.rmtree(root / left, ignore_errors=True)
    for wanted in (*units.glob("*.wants"), *units.glob("jiaohao-*.d")):
        shutil.rmtree(wanted)
    for ours in units.glob("jiaohao-*"):
        ours.unlink()
    (root / "etc/machine-id").unlink(missing_ok=True)
    with usual_modes():
        (root / "etc/machine-id").touch()


def bare(folder, release):
    """The least Debian that starts by itself, of another release or the same; it comes from Debian's archive."""
    command = [
        "debootstrap",
        "--variant=minbase",
        "--include=systemd,systemd-sysv,dbus,udev",
        release,
        folder / "r",
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, umask=USUAL_UMASK)


def prepared(folder):
    """A blank machine and the program of this checkout on it."""
    blank(folder)
    root = folder / "r"
    with usual_modes():
        for name in ("opt/src", "opt/site"):
            (root / name).mkdir(parents=True)
        subprocess.run(
            ["chroot", root, SYSTEM_PYTHON, "-m", "venv", "--without-pip", "/opt/jiaohao"], check=True
        )
        place = next((root / "opt/jiaohao/lib").glob("python3.*")) / "site-packages"
        (place / "jiaohao.pth").write_text("/opt/src\n/opt/site\n")
        program = root / "opt/jiaohao/bin/jiaohao"
        program.write_text(
            "#!/opt/jiaohao/bin/python\nimport sys\nfrom jiaohao.cli import main\nsys.exit(main())\n"
        )
        program.chmod(0o755)
        (root / "usr/local/bin/jiaohao").unlink(missing_ok=True)
        (root / "usr/local/bin/jiaohao").symlink_to("/opt/jiaohao/bin/jiaohao")


def allow_watches():
    """Each machine watches some files, and root may have 128 such watches in all on an ordinary machine (inotify(7)). It is
    not lowered again, as others may need them when these tests are over; this machine's next start forgets it."""
    if int(WATCHES.read_text()) < ENOUGH_WATCHES:
        WATCHES.write_text(str(ENOUGH_WATCHES))


def booted(folder, shown=None, network="", name="vm"):
    """The machine, up. `shown`: folders of this one by their place there, to be read; `network`: the namespace that it
    stands in, none: it hears itself alone; `name`: what it calls itself."""
    end_orphans()
    allow_watches()
    with usual_modes():
        (folder / "r/etc/hostname").write_text(f"{name}\n")
    places = (shown or {"/opt/src": ROOT, "/opt/site": SITE}).items()
    command = [
        "systemd-nspawn", "-q", "-D", folder / "r", "--register=no", "--keep-unit",
        f"--network-namespace-path=/run/netns/{network}" if network else "--private-network",
        *(f"--bind-ro={here}:{there}" for there, here in places),
        "-b", "systemd.unit=multi-user.target", "systemd.mask=postgresql.service", "systemd.mask=avahi-daemon.service",
        "systemd.mask=avahi-daemon.socket",
    ]  # fmt: skip
    process = subprocess.Popen(
        in_own_group(_group(folder), command), stdin=subprocess.DEVNULL,
        stdout=(folder / "boot.log").open("ab"), stderr=subprocess.STDOUT, umask=USUAL_UMASK,
    )  # fmt: skip
    try:
        return _up(folder, process)
    except BaseException:
        end_group(_group(folder))
        process.wait(60)
        raise


def _up(folder, process):
    until, said = time.monotonic() + UP_S, "nobody answered"
    while time.monotonic() < until and process.poll() is None:
        if leader := _init_of(process):
            machine = Machine(folder, process, leader)
            try:
                asked = machine.run("systemctl is-active multi-user.target", is_checked=False, timeout=ASK_S)
                if asked.returncode == 0:
                    return machine
                said = asked.stdout + asked.stderr + machine.says(WAITS, is_checked=False, timeout=ASK_S)
            except subprocess.TimeoutExpired as wrong:
                said = str(wrong)
        time.sleep(0.3)
    raise AssertionError(f"{(folder / 'boot.log').read_text(errors='replace')}\n{said}")


def _init_of(process):
    """The first process of the machine, as this one numbers it; empty: there is none yet (proc_pid_status(5): NSpid)."""
    children = subprocess.run(
        ["pgrep", "-P", str(process.pid)], capture_output=True, text=True, check=False
    ).stdout.split()
    for child in children:
        try:
            status = Path(f"/proc/{child}/status").read_text()
        except OSError:
            continue
        if any(line.split()[2:] == ["1"] for line in status.splitlines() if line.startswith("NSpid:")):
            return child
    return ""


def _group(folder):
    return f"jiaohao-{os.getpid()}-{folder.name}"


def torn_down(folder):
    """Whatever became of its story: nothing of it runs on."""
    end_group(_group(folder))
    subprocess.run(["umount", "-l", f"{folder}/r"], check=False)
