"""Control groups of a machine's own: two machines beside each other would else share one tree and wait for each other's units."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

END_S = 30.0
TREES = ("/sys/fs/cgroup", "/sys/fs/cgroup/unified", "/sys/fs/cgroup/systemd")
"""Where processes are grouped: one hierarchy, or systemd's own beside the old ones (cgroups(7))."""

ENTER = (
    f"for tree in {' '.join(TREES)}; do "
    '[ -w "$tree/cgroup.procs" ] || continue; mkdir -p "$tree/$0"; echo $$ > "$tree/$0/cgroup.procs"; '
    'done; exec "$@"'
)


def in_own_group(name, command):
    """The command, in a group of this name."""
    return ["/bin/sh", "-c", ENTER, name, *command]


def end_group(name):
    """Nothing of it runs any more. systemd-nspawn alone would leave the machine behind when it is killed."""
    tops = [top for tree in TREES if (top := Path(tree) / name).is_dir()]
    until = time.monotonic() + END_S
    while (left := {pid for top in tops for pid in _within(top)}) and time.monotonic() < until:
        for pid in left:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.1)
    for top in tops:
        for folder in _folders(top):
            with suppress(OSError):
                folder.rmdir()


def end_orphans():
    """Machines whose tests were killed themselves."""
    names = {top.name for tree in TREES for top in Path(tree).glob("jiaohao-*-*") if top.is_dir()}
    for name in names:
        of_whom = name.split("-")[1]
        if of_whom.isdecimal() and not Path(f"/proc/{of_whom}").exists():
            end_group(name)


def _within(top):
    for folder in _folders(top):
        with suppress(OSError):
            yield from (int(pid) for pid in (folder / "cgroup.procs").read_text().split())


def _folders(top):
    """The deepest first; while its processes end, a machine's groups go too."""
    return [Path(path) for path, _, _ in os.walk(top, topdown=False)]
