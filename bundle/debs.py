"""Debian's packages carried in the bundle: all that a bare Debian lacks for a box, as a folder that apt takes for an archive."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

KEYRING: Final = "/usr/share/keyrings/debian-archive-keyring.gpg"
APT_S: Final = 1800.0


class NoArchive(Exception):
    """Debian's archive cannot be had from here, and what apt said."""


def carried(
    to: Path, release: str, packages: Sequence[str], machine: str = "amd64", archive: str = ""
) -> int:
    """The packages and all that they need into the folder, with the index that apt wants; how many there are.

    `machine`: what Debian calls it. They come from `archive`, or from where this one has its own. What every Debian has
    (dpkg, apt and what these need) may be among them: an apt takes only what it lacks.

    Raises:
        NoArchive
    """
    with tempfile.TemporaryDirectory() as name:
        root = _fresh_apt(Path(name), release, archive or own_archive())
        _apt(root, machine, "update")
        _apt(root, machine, "install", "--yes", "--download-only", "--no-install-recommends", *packages)
        to.mkdir()
        for file in sorted((root / "var/cache/apt/archives").glob("*.deb")):
            shutil.copyfile(file, to / file.name.replace("%3a", "."))
    files = sorted(to.glob("*.deb"))
    (to / "Packages").write_text("\n".join(_described(file) for file in files), "utf-8")
    return len(files)


def own_archive() -> str:
    """From where this machine has Debian. Raises NoArchive."""
    targets = ("Created-By: Packages", "Origin: Debian", "Label: Debian")
    done = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI)", *targets],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = done.stdout.split()
    if not found:
        raise NoArchive("apt-get indextargets: this machine knows no archive of Debian")
    return found[0].rstrip("/")


def _fresh_apt(root: Path, release: str, archive: str) -> Path:
    """Folders of an apt that knows nothing of this machine: nothing is installed there, and one archive is believed."""
    for folder in ("etc/apt/apt.conf.d", "etc/apt/preferences.d", "var/lib/apt/lists", "var/lib/dpkg",
                   "var/cache/apt/archives/partial"):  # fmt: skip
        (root / folder).mkdir(parents=True)
    (root / "var/lib/dpkg/status").touch()
    (root / "etc/apt/sources.list").write_text(
        f"deb [signed-by={KEYRING}] {archive} {release} main\n"
        f"deb [signed-by={KEYRING}] {archive} {release}-updates main\n"
        f"deb [signed-by={KEYRING}] {archive}-security {release}-security main\n"
    )
    return root


def _apt(root: Path, machine: str, *words: str) -> None:
    settings = {
        "Dir": str(root), "Dir::State::status": str(root / "var/lib/dpkg/status"), "APT::Architecture": machine,
        "APT::Architectures": machine, "APT::Sandbox::User": "", "Acquire::Languages": "none", "Debug::NoLocking": "1",
        "Acquire::Retries": "3",
    }  # fmt: skip
    options = [word for key, value in settings.items() for word in ("-o", f"{key}={value}")]
    environment = {
        **os.environ,
        "APT_CONFIG": "/dev/null",
        "DEBIAN_FRONTEND": "noninteractive",
        "LC_ALL": "C",
    }
    try:
        done = subprocess.run(
            ["apt-get", "-qq", *options, *words], env=environment, capture_output=True, text=True,
            timeout=APT_S, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as wrong:
        raise NoArchive(str(wrong)) from wrong
    if done.returncode:
        raise NoArchive(done.stderr.strip())


def _described(file: Path) -> str:
    """One paragraph of a Packages file (Debian Repository Format, “Packages Indices”)."""
    control = subprocess.run(["dpkg-deb", "--field", file], capture_output=True, text=True, check=True).stdout
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return f"{control.rstrip()}\nFilename: ./{file.name}\nSize: {file.stat().st_size}\nSHA256: {digest}\n"
