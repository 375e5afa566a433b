"""Control groups of a machine's own: two machines beside each other would else share one tree and wait for each other's units."""

from pathlib import Path

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


def forget_group(name):
    """When nothing of it runs any more; what cannot be removed stays, and harms nobody."""
    for tree in TREES:
        top = Path(tree) / name
        for folder in (*sorted(top.rglob("*/"), reverse=True), top) if top.is_dir() else ():
            try:
                folder.rmdir()
            except OSError:
                continue
