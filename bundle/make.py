"""`make bundle`: everything that a box needs, in one folder and one file, to be carried into a hall without internet."""

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from getpass import getpass
from pathlib import Path
from typing import Final

from debs import NoArchive, carried
from systems import SYSTEMS, System
from whole import lacking, unpacked_kib

from jiaohao.updating.signed import SIGNATURE, SUMS, Signing, signing_with

ROOT: Final = Path(__file__).resolve().parent.parent
EXTRAS: Final = "hall,postgres,kiosk,caller,display,keypad"


SOURCES: Final = ("evdev", "xcffib")
"""Packages without wheels. They are built here; what is then good for this Python alone goes to another as its source,
which needs the compiler packages on the box."""

ROOM: Final = "room.txt"

PACKAGES: Final = {
    "packages.txt": ("RUN_PACKAGES", "BUILD_PACKAGES"),
    "packages-screen.txt": ("SCREEN_PACKAGES",),
}
"""Debian's packages by the file that lists them: what every box needs, and what a box with a screen needs besides."""


def main() -> None:
    """Exit status 0, or that of what failed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--to", type=Path, default=ROOT / "dist")
    asked.add_argument("--system", choices=[system.name for system in SYSTEMS], action="append")
    asked.add_argument(
        "--without-debs", action="store_true", help="boxes take Debian's packages from elsewhere"
    )
    asked.add_argument("--key", type=Path, help="the secret Ed25519 key (PEM) that signs the bundle")
    given = asked.parse_args()
    signing = signing_of(given.key)
    systems = [
        system for system in SYSTEMS if (system.name in given.system if given.system else system.is_tried)
    ]
    given.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        wheel = built_wheel(Path(work))
        version = wheel.name.split("-")[1]
        folder = given.to / f"jiaohao-{version}"
        gather(folder, systems, wheel, with_debs=not given.without_debs)
    sign(folder, signing)
    packed = given.to / f"jiaohao-{version}.tar"
    with tarfile.open(packed, "w") as tar:
        tar.add(folder, folder.name)
    print(f"{packed}  {packed.stat().st_size >> 20} MB")


def gather(folder: Path, systems: Sequence[System], wheel: Path, *, with_debs: bool) -> None:
    """All that lies in a bundle but its sums."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for system in systems:
        fill(folder / f"wheels-{system.name}", system, wheel)
        if with_debs:
            carry(folder / f"debs-{system.name}", system)
        if not system.is_tried:
            print(f"{system.name}: nothing of it was ever run, and install.sh says so", file=sys.stderr)
    (folder / ROOM).write_text(room(folder, systems), "utf-8")
    shutil.copy2(ROOT / "bundle" / "install.sh", folder)
    for name, variables in PACKAGES.items():
        (folder / name).write_text("\n".join(debian_packages(variables)) + "\n", "utf-8")


def carry(folder: Path, system: System) -> None:
    """Debian's packages of one release. Ends where they are not to be had: a box without a network would find out too late."""
    names = [name for variables in PACKAGES.values() for name in debian_packages(variables)]
    try:
        count = carried(folder, system.release, names, system.machine)
    except NoArchive as wrong:
        raise SystemExit(f"{wrong}\n--without-debs makes a bundle without Debian's packages") from None
    print(f"{folder.name}: {count} packages")


def built_wheel(to: Path) -> Path:
    """Our own. What an earlier build left behind is taken away first: a module that is gone would be in the wheel again."""
    shutil.rmtree(ROOT / "build" / "lib", ignore_errors=True)
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(to), str(ROOT))
    return next(to.glob("jiaohao-*.whl"))


def fill(folder: Path, system: System, wheel: Path) -> None:
    """All wheels of one release, of the versions that the tests ran with. Ends where one is not to be had, and names it."""
    folder.mkdir()
    shutil.copy2(wheel, folder)
    constraints = folder / "constraints.txt"
    constraints.write_text((ROOT / "constraints.txt").read_text("utf-8"), "utf-8")
    for name in SOURCES:
        add_built(folder, system, f"{name}=={pinned(name)}")
    needed = [line for line in requirements(wheel) if re.split(r"[^A-Za-z0-9_.-]", line)[0] not in SOURCES]
    while needed:
        fetch(folder, system, "--constraint", str(constraints), *needed)
        before, needed = needed, lacking(folder, "jiaohao", EXTRAS, system.environment)
        if needed == before:
            raise SystemExit(f"{system.name}: not to be had: {', '.join(needed)}")
    fetch(folder, system, "setuptools", "wheel")
    constraints.unlink()


def fetch(folder: Path, system: System, *words: str) -> None:
    """With all that they need, as far as pip sees it from here."""
    tags = [word for tag in system.platforms for word in ("--platform", tag)]
    command = [
        sys.executable, "-m", "pip", "download", "--quiet", "--only-binary=:all:", "--python-version", system.python,
        "--implementation", "cp", *tags, "--dest", str(folder), *words,
    ]  # fmt: skip
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise SystemExit("\n".join([f"{system.name}: not to be had", *said]))


def room(folder: Path, systems: Sequence[System]) -> str:
    """For install.sh: the KiB that the program takes on a disk, one release a line."""
    return "".join(f"{system.name} {unpacked_kib(folder / f'wheels-{system.name}')}\n" for system in systems)


def add_built(folder: Path, system: System, named: str) -> None:
    """The wheel of a package that has none, or its source where ours would not run."""
    with tempfile.TemporaryDirectory() as work:
        run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", work, named)
        built = next(Path(work).glob("*.whl"))
        if system.is_here or built.name.endswith("-none-any.whl"):
            shutil.copy2(built, folder)
            return
    run(
        sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-build-isolation", "--no-binary", ":all:",
        "--dest", str(folder), named,
    )  # fmt: skip


def requirements(wheel: Path) -> list[str]:
    """What our wheel asks for with the extras of every role, from its own metadata."""
    import zipfile

    from packaging.requirements import Requirement

    with zipfile.ZipFile(wheel) as opened:
        name = next(each for each in opened.namelist() if each.endswith(".dist-info/METADATA"))
        lines = opened.read(name).decode().splitlines()
    asked = [
        Requirement(line.partition(":")[2].strip()) for line in lines if line.startswith("Requires-Dist:")
    ]
    wanted = []
    for each in asked:
        if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in EXTRAS.split(",")):
            each.marker = None
            wanted.append(str(each))
    return sorted(set(wanted))


def pinned(name: str) -> str:
    """The version that constraints.txt names."""
    found = re.search(rf"^{name}==(\S+)", (ROOT / "constraints.txt").read_text("utf-8"), re.MULTILINE)
    if found is None:
        raise SystemExit(f"constraints.txt does not name {name}")
    return found[1]


def debian_packages(variables: tuple[str, ...]) -> list[str]:
    """What these variables of the Makefile name."""
    text = (ROOT / "Makefile").read_text("utf-8").replace("\\\n", " ")
    names: list[str] = []
    for variable in variables:
        found = re.search(rf"^{variable} := (.*)$", text, re.MULTILINE)
        names += found[1].split() if found else []
    return names


def sums(folder: Path) -> str:
    """As sha256sum(1) reads them."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return "".join(
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(folder)}\n" for file in files
    )


def signing_of(file: Path | None) -> Signing | None:
    """The key in a file, its password asked where it has one; None: the bundle is not signed. Ends where it is none."""
    if file is None:
        return None
    try:
        pem = file.read_bytes()
        password = getpass(f"{file}: ").encode() if b"ENCRYPTED" in pem else None
        return signing_with(pem, password)
    except (OSError, ValueError) as wrong:
        raise SystemExit(f"{file}: {wrong}") from None


def sign(folder: Path, signing: Signing | None) -> None:
    """The list of all files, and who vouches for it: `jiaohao update` takes nothing else in."""
    if signing is not None:
        (folder / "update.pub").write_bytes(signing.public)
    listed = sums(folder).encode()
    (folder / SUMS).write_bytes(listed)
    if signing is not None:
        (folder / SIGNATURE).write_bytes(signing.signature(listed))
    else:
        print("not signed (--key): boxes take it in with --unsigned alone", file=sys.stderr)


def run(*command: str) -> None:
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
