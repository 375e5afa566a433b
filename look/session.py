"""The session of a box with a screen: its part alone on the display, begun again when it ends, a polite page where it cannot.

`python -P -m look.session PART …`, by systemd on the first console. Standard library alone: it must run where the part cannot.
"""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Final

INSIDE: Final = "--inside"
AGAIN_S: Final = 15.0
"""How long the page stands before the part is tried again."""

PYTHON: Final = (sys.executable, "-P", "-m")

Run = Callable[[Sequence[str]], int]


def outer_command(part: Sequence[str], which: Callable[[str], str | None] = shutil.which) -> tuple[str, ...]:
    """What shows the part alone: cage (Wayland; without `-s` it lets nobody switch consoles), else an X server of its own,
    else the part draws on the display itself."""
    inside = (*PYTHON, "look.session", INSIDE, *part)
    if cage := which("cage"):
        return (cage, "-d", "--", *inside)
    if xinit := which("xinit"):
        return (
            xinit,
            *inside,
            "--",
            ":0",
            "vt1",
            "-keeptty",
            "-nolisten",
            "tcp",
            "-nocursor",
            "-s",
            "0",
            "-dpms",
        )
    return inside


def keep_showing(part: Sequence[str], run: Run, rest: Callable[[float], None] = time.sleep) -> int:
    """Run the part until it ends in order; after each fall the page stands for a while, and it is tried again."""
    while True:
        if run((*PYTHON, "jiaohao", *part)) == 0:
            return 0
        if run((*PYTHON, "look.sorry", str(AGAIN_S))) != 0:
            rest(AGAIN_S)


def main(words: list[str]) -> int:
    """Begin the session, or be what runs inside it."""
    if words[:1] == [INSIDE]:
        return keep_showing(words[1:], lambda command: subprocess.run(command, check=False).returncode)
    command = outer_command(words)
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
