"""Two names change places at one moment: renameat2(2) with RENAME_EXCHANGE, which Python does not offer by itself."""

import ctypes
import os
from pathlib import Path
from typing import Final

_HERE: Final = -100
"""AT_FDCWD, fcntl.h."""

_EXCHANGE: Final = 1 << 1
"""RENAME_EXCHANGE, linux/fs.h; ext4, xfs, btrfs and tmpfs know it."""


def exchange(one: Path, other: Path) -> None:
    """What lay at `one` lies at `other` and the other way round; a power cut finds it done or not begun.

    Raises OSError: `EINVAL` where the file system cannot, `EXDEV` where they lie on two.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(one), None, str(other))
