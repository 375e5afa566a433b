"""A machine of the tests: systemd-nspawn on an overlay, without a network, with the program in /opt/jiaohao."""

import os
import shutil
import subprocess
import sys
import sysconfig
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
SITE = Path(sysconfig.get_paths()["purelib"])
SYSTEM_PYTHON = Path("/usr/bin/python3")
UP_S = 240.0
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

    def run(self, line, *, is_checked=True, timeout=120):
        done = subprocess.run(
            ["nsenter", "-t", self.leader, "-a", "/bin/bash", "-c", f"cd /; {line}"],
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
            env={
                "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                "LANG": "C.UTF-8",
                "LANGUAGE": "en",
            },
        )
        if is_checked:
            assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
        return done

    def says(self, line, **more):
        return self.run(line, **more).stdout.strip()

    def write(self, path, text):
        file = self.folder / "r" / path.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def wait_for(self, line, what, patience_s=60.0):
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
        self.process.wait(30)

    def off(self):
        self.run("systemctl poweroff", is_checked=False)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)


def blank(folder):
    """The overlay of a machine that was never started; nothing of ours is on it."""
    for name in ("u", "w", "r"):
        (folder / name).mkdir()
    layers = f"lowerdir=/,upperdir={folder}/u,workdir={folder}/w"
    subprocess.run(["mount", "-t", "overlay", "overlay", "-o", layers, f"{folder}/r"], check=True)
    root = folder / "r"
    for left in ("var/lib/jiaohao", "etc/jiaohao"):
        shutil.rmtree(root / left, ignore_errors=True)
    (root / "etc/machine-id").unlink(missing_ok=True)
    (root / "etc/machine-id").touch()
    shutil.rmtree(root / "opt/jiaohao", ignore_errors=True)


def prepared(folder):
    """A blank machine and the program of this checkout on it."""
    blank(folder)
    root = folder / "r"
    for name in ("opt/src", "opt/site"):
        (root / name).mkdir(parents=True)
    subprocess.run(["chroot", root, SYSTEM_PYTHON, "-m", "venv", "--without-pip", "/opt/jiaohao"], check=True)
    place = next((root / "opt/jiaohao/lib").glob("python3.*")) / "site-packages"
    (place / "jiaohao.pth").write_text("/opt/src\n/opt/site\n")
    program = root / "opt/jiaohao/bin/jiaohao"
    program.write_text(
        "#!/opt/jiaohao/bin/python\nimport sys\nfrom jiaohao.cli import main\nsys.exit(main())\n"
    )
    program.chmod(0o755)


def booted(folder, shown=None):
    """The machine, up. `shown`: folders of this one by their place there, to be read."""
    binds = [
        f"--bind-ro={here}:{there}"
        for there, here in (shown or {"/opt/src": ROOT, "/opt/site": SITE}).items()
    ]
    process = subprocess.Popen(
        ["systemd-nspawn", "-q", "-D", folder / "r", "--register=no", "--keep-unit", "--private-network",
         *binds, "-b", "systemd.unit=multi-user.target", "systemd.mask=postgresql.service", "systemd.mask=avahi-daemon.service"],
        stdin=subprocess.DEVNULL, stdout=(folder / "boot.log").open("ab"), stderr=subprocess.STDOUT,
    )  # fmt: skip
    until = time.monotonic() + UP_S
    said = "nobody answered"
    while time.monotonic() < until:
        leader = subprocess.run(
            ["pgrep", "-P", str(process.pid)], capture_output=True, text=True, check=False
        ).stdout.split()
        if leader:
            machine = Machine(folder, process, leader[0])
            asked = machine.run("systemctl is-active multi-user.target", is_checked=False)
            if asked.returncode == 0:
                return machine
            jobs = machine.says("systemctl list-jobs; journalctl -b --no-pager | tail -n 40", is_checked=False)
            said = f"{asked.stdout}{asked.stderr}\n{jobs}"
        time.sleep(0.3)
    process.kill()
    raise AssertionError(f"{(folder / 'boot.log').read_text(errors='replace')}\n{said}")


def torn_down(folder):
    subprocess.run(["umount", "-l", f"{folder}/r"], check=False)
