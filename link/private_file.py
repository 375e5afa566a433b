"""Files that only their owner may read, written whole or not at all, also by root in the owner's place."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_private(path: Path, content: bytes) -> None:
    """Written beside, made durable and renamed: after a power cut there is the old file or the new one. Raises OSError."""
    beside = path.with_name(path.name + ".new")
    beside.unlink(missing_ok=True)  # left by a power cut, perhaps readable by others
    fd = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(fd, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def make_private_folder(path: Path) -> None:
    """A folder, with those above it, that only its owner may look into. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(mode=0o700, exist_ok=True)


@contextmanager
def as_owner_of(folder: Path) -> Iterator[None]:
    """Root is, for a while, whoever owns the folder (before there is one: what it will lie in), with no right besides: what
    is written there is the owner's to read, and no link that lies there leads root astray. Anybody else stays who they are.

    The whole process is: nothing else may go on in it meanwhile. Raises OSError.
    """
    there = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    owner = there.stat()
    if os.geteuid() != 0 or owner.st_uid == 0:
        yield
        return
    groups, group = os.getgroups(), os.getegid()
    os.setgroups([])
    os.setegid(owner.st_gid)
    os.seteuid(owner.st_uid)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(group)
        os.setgroups(groups)
