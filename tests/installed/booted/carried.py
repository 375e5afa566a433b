"""A bare Debian, a bundle that was carried to it, and versions that come later; what they took is written down."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from booted.machine import ROOT, Machine, booted
from booted.plug import cut_when
from booted.versions import made_versions

REPORT = ROOT / "docs/proofs/bundle.json"
CUTS = {
    "Debian's packages are being unpacked": lambda root: (
        root / "var/lib/dpkg/info/fonts-noto-cjk.list"
    ).exists(),
    "the program is being put into /opt": lambda root: any(
        root.glob("opt/jiaohao.d/*/lib/*/site-packages/PySide6")
    ),
}
LOOK_S = 0.2


class NoBundle(Exception):
    """The wheels or Debian's packages are not to be had here."""


@dataclass
class Carried:
    """`bundle`: where it lies on the machine, which sees it under /media; `told`: for docs/proofs."""

    machine: Machine
    bundle: str
    told: dict = field(default_factory=dict)

    @property
    def install(self):
        return f"sh {self.bundle}/install.sh"


def packed(folder: Path, system: str, key: Path, signing) -> Path:
    """The bundle of this checkout, and beside it three versions that come later. Raises NoBundle."""
    command = [sys.executable, ROOT / "bundle/make.py", "--system", system, "--to", folder, "--key", key]
    if subprocess.run(command, check=False).returncode:
        raise NoBundle
    bundle = next(each for each in folder.iterdir() if each.is_dir())
    next(folder.glob("*.tar")).unlink()
    made_versions(folder, bundle / f"wheels-{system}", signing)
    return bundle


def sizes(bundle: Path, system: str) -> dict:
    """What was carried: how many files, and megabytes."""
    told = {}
    for kind in ("wheels", "debs"):
        files = [file for file in (bundle / f"{kind}-{system}").iterdir() if file.suffix != ".gz"]
        told[kind] = {"files": len(files), "mb": sum(file.stat().st_size for file in files) >> 20}
    return told


def cut_twice(folder: Path, shown: dict, install: str) -> list[str]:
    """The plug is pulled while install.sh is at it, at each of CUTS; there is never half a program."""
    root = folder / "r"
    for point, is_so in CUTS.items():
        assert cut_when(booted(folder, shown), partial(_looked, root, is_so), install), point
        assert not os.path.lexists(root / "opt/jiaohao"), point
    return list(CUTS)


def keep(release: str, told: dict) -> None:
    """In the report, beside the other releases."""
    kept = json.loads(REPORT.read_text("utf-8")) if REPORT.exists() else {}
    REPORT.write_text(json.dumps(kept | {release: told}, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _looked(root: Path, is_so, _begun: dict) -> bool:
    time.sleep(LOOK_S)
    return is_so(root)
