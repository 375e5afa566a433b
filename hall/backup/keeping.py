"""A folder of backups: what the next one is called, and which old ones may go."""

import re
from datetime import datetime
from pathlib import Path
from typing import Final

KEPT: Final = 14
"""Two weeks of a backup a day."""

_NAME: Final = re.compile(r"hall-\d{8}T\d{6}Z\.bak")


def next_backup(folder: Path, at: datetime) -> Path:
    """The file for a backup of this moment (UTC); names sort as moments do."""
    return folder / f"hall-{at:%Y%m%dT%H%M%SZ}.bak"


def forget_old(folder: Path, kept: int = KEPT) -> list[Path]:
    """Remove all but the last `kept` that bear such a name; those that are gone. Call it after a new one was proven.

    Raises OSError.
    """
    ours = sorted(file for file in folder.iterdir() if _NAME.fullmatch(file.name))
    old = ours[: max(0, len(ours) - max(1, kept))]
    for file in old:
        file.unlink()
    return old
