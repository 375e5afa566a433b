"""Versions that come after the bundle's own: a good one, one that does not start, one that falls over while it serves."""

import hashlib
import os
import re
import shutil
import subprocess
import sys

from booted.machine import ROOT
from jiaohao.updating.signed import SIGNATURE, SUMS

BROKEN = "raise RuntimeError('a version that does not start')\n"
SICK = """

async def _sick() -> None:
    import os

    await asyncio.sleep(5)
    os._exit(3)
"""


def made_versions(folder, wheels, signing):
    """9.0.0, 9.1.0 and 9.2.0, each a folder that `jiaohao update` takes."""
    for version, change in (
        ("9.0.0", lambda source: None),
        ("9.1.0", lambda source: (source / "hall/process.py").write_text(BROKEN)),
        ("9.2.0", lambda source: _make_sick(source / "hall/process.py")),
    ):
        shutil.copytree(wheels, folder / version, copy_function=_link)
        _wheel_of(folder / version, version, change)
        _sign(folder / version, signing)


def _wheel_of(folder, version, change=lambda source: None):
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


def _make_sick(file):
    text = file.read_text("utf-8")
    text = text.replace(
        "    manager.ready()\n", "    manager.ready()\n    sick = asyncio.create_task(_sick())\n", 1
    )
    file.write_text(
        text.replace("    alive.cancel()\n", "    alive.cancel()\n    sick.cancel()\n", 1) + SICK, "utf-8"
    )


def _sign(folder, signing):
    wheels = sorted(folder.glob("*.whl")) + sorted(folder.glob("*.tar.gz"))
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in wheels]
    (folder / SUMS).write_text("".join(lines))
    (folder / SIGNATURE).write_bytes(signing.signature((folder / SUMS).read_bytes()))


def _link(source, to):
    os.link(source, to)
