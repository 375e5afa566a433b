"""Making a version from wheels alone, without a network, and trying it on a copy of the hall."""

import os
import pwd
import selectors
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypedDict

import tomlkit

from hall.ledger_url import VARIABLE as REAL_LEDGER
from jiaohao.install.doing import StepFailed
from jiaohao.install.record import read_installed
from jiaohao.install.target import Target
from jiaohao.updating.versions import Wheel

MAKE_S: Final = 900.0
TRY_S: Final = 60.0

EXTRAS: Final = {
    "hall": "hall", "kiosk": "kiosk", "caller": "caller", "display": "display", "desk": "kiosk",
    "rating": "caller", "voice": "display", "keypad": "keypad",
}  # fmt: skip
"""What each role needs of the packages in setup.cfg."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WheelMaker:
    """`python` makes the virtual environments: Debian's own, which stays when versions go. `user` tries them: what a hall
    has written is never opened by root."""

    target: Target
    python: Path = Path("/usr/bin/python3")
    user: str = "jiaohao"

    def make(self, wheel: Wheel, place: Path) -> None:
        """Raises StepFailed."""
        roles = read_installed(self.target.at(self.target.record_file)).roles
        extras = ",".join(sorted({EXTRAS[role] for role in roles if role in EXTRAS}))
        _run([str(self.python), "-m", "venv", "--clear", str(place)])
        named = f"jiaohao[{extras}]=={wheel.version}" if extras else f"jiaohao=={wheel.version}"
        _run(
            [
                str(place / "bin/python"), "-m", "pip", "install", "--quiet", "--no-index", "--no-cache-dir",
                "--disable-pip-version-check", "--find-links", str(wheel.file.parent), named,
            ]
        )  # fmt: skip
        _run(["sync", "--file-system", str(place)])  # before anybody notes that it is whole

    def try_out(self, place: Path, target: Target, backup: Path | None) -> None:
        """In a folder beside the versions, which everybody can reach who can run them; of root's own `TMPDIR` nobody can say
        that. Raises StepFailed.
        """
        program = str(place / "bin" / "jiaohao")
        _run([program, "--version"])
        if backup is None:
            return
        given = target.at(target.hall_file)
        _run([program, "config", "check", str(given)], self.user)
        with tempfile.TemporaryDirectory(prefix="jiaohao-trial-", dir=place.parent) as folder:
            data, file = Path(folder) / "hall", Path(folder) / target.hall_file.name
            file.write_text(without_platform(given.read_text("utf-8")), "utf-8")
            for each in (file, Path(folder)):  # the folder last: from then on only its owner writes there
                shutil.chown(each, self.user)
            _run([program, "ledger", "restore", "--from", str(backup), "--data", str(data)], self.user)
            _serves([program, "hall", "--config", str(file), "--data", str(data)], self.user)


def without_platform(text: str) -> str:
    """A hall.toml for a trial: the letters to a platform above that the copied ledger still holds are the real hall's to
    bring."""
    document = tomlkit.parse(text)
    document.pop("outbox", None)
    return tomlkit.dumps(document)


def _serves(command: list[str], user: str) -> None:
    """On a port of its own, heard by nobody: READY is all that is asked."""
    command = [*command, "--bind", "127.0.0.1:0", "--no-mdns"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=_environment(), **_as(user)
    ) as process:
        try:
            said, wrong = _first_line(process)
        finally:
            process.kill()
    if not said.startswith("READY"):
        raise StepFailed(command, (wrong or said).strip() or "no READY")


def _first_line(process: "subprocess.Popen[str]") -> tuple[str, str]:
    if process.stdout is None or process.stderr is None:
        return "", ""
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ)
        if not waiting.select(TRY_S):
            return "", f"no READY within {TRY_S:g} s"
    line = process.stdout.readline()
    return (line, "") if line else ("", process.stderr.read())


def _run(command: Sequence[str], user: str = "") -> None:
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=MAKE_S,
            check=False,
            env=_environment(),
            **_as(user),
        )
    except (OSError, subprocess.TimeoutExpired) as wrong:
        raise StepFailed(command, str(wrong)) from wrong
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise StepFailed(command, lines[-1] if lines else f"exit status {done.returncode}")


class _Identity(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]
    cwd: str


def _as(user: str) -> _Identity:
    """For subprocess: that user with its own group alone, where it may look; empty: whoever we are. Raises StepFailed."""
    if not user:
        return {}
    try:
        known = pwd.getpwnam(user)
    except KeyError:
        raise StepFailed(("getpwnam", user), "no such user") from None
    return {"user": known.pw_uid, "group": known.pw_gid, "extra_groups": [], "cwd": "/"}


def _environment() -> dict[str, str]:
    """Without what belongs to this program's own Python, and without the way to the real hall's database."""
    left_out = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "NOTIFY_SOCKET", REAL_LEDGER}
    return {name: value for name, value in os.environ.items() if name not in left_out}
