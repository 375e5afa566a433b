"""Being let in by the hall while a box is installed: by its code, or by the hall on this very box."""

import asyncio
import json
import socket
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from config.box import id_of_host
from config.install_answers import LinkAnswers, Role
from jiaohao.install.doing import StepFailed
from jiaohao.install.plan import File
from jiaohao.install.roles import KINDS
from jiaohao.install.target import Target
from jiaohao.pairing.paired import Place, paired
from link.pairing.code import read_code
from link.pairing.grant import Grant, grant_text
from link.trusted import TrustedFile

LOCAL_URL: Final = "https://127.0.0.1:8600"
ASK_S: Final = 30.0


def let_in(link: LinkAnswers, name: str, language: str) -> Grant:
    """What the hall gives for its code; nothing of it is kept here yet. `name` empty: the box takes the hall's.

    Raises NotPaired, NoCodeError.
    """
    with tempfile.TemporaryDirectory() as folder:
        place = Place(
            folder=Path(folder), box=name or _own_name(), is_named=bool(name), hall=link.hall, url=link.url
        )
        return asyncio.run(paired(read_code(link.code), place, language))


def code_of_own_hall(target: Target, role: Role, name: str, touches: dict[str, str]) -> str:
    """A code from the hall that serves on this box. `touches`: what the box may touch, such as `{"windows": "3"}`.

    Raises StepFailed.
    """
    command = [
        "runuser", "-u", "jiaohao", "--", str(target.program / "bin" / "jiaohao"), "hall", "pair", "--json",
        "--data", str(target.data / "hall"), "--role", KINDS[role].pairs_as, "--box", name,
    ]  # fmt: skip
    command += [word for key, value in touches.items() if value for word in (f"--{key}", value)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=ASK_S, check=False)
    except (OSError, subprocess.TimeoutExpired) as wrong:
        raise StepFailed(command, str(wrong)) from wrong
    if done.returncode:
        raise StepFailed(command, done.stderr.strip())
    return code_said(command, done.stdout)


def code_said(command: Sequence[str], said: str) -> str:
    """The code in what `hall pair --json` printed. Raises StepFailed where there is none."""
    try:
        return str(json.loads(said)["code"])
    except (ValueError, KeyError, TypeError):
        raise StepFailed(command, said.strip()[:80] or "no code") from None


def grant_file(grant: Grant, name: str, target: Target) -> File:
    """Where the box keeps what it was given; it is the box's own from then on, which has its token renewed."""
    path = TrustedFile(target.data, name or _own_name()).path
    return File(path=path, text=grant_text(grant), mode=0o600, owner="jiaohao:jiaohao", is_kept=True)


def known_grant(name: str, target: Target) -> Grant | None:
    """What this box was given before; None where it is not paired. Raises TrustedFileError."""
    return TrustedFile(target.at(target.data), name or _own_name()).read()


def _own_name() -> str:
    return id_of_host(socket.gethostname())
