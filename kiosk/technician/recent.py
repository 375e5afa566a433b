"""The last lines of our own log, kept in memory and without what could belong to a person."""

import logging
import re
from collections import deque
from datetime import datetime
from typing import Final

KEPT: Final = 40
LONGEST: Final = 160
OURS: Final = frozenset({"kiosk", "printer", "link", "look", "devices", "config"})

_LONG_DIGITS: Final = re.compile(r"[0-9][0-9Xx*-]{5,}")
"""Telephone numbers, ID cards, codes of bookings: six signs or more, a ticket's number is shorter."""

_SECRET: Final = re.compile(r"(?i)(?<=/t/)[\w-]+|(?<=token=)\S+|(?<=Bearer )\S+")


class Recent(logging.Handler):
    """Hang it at the root logger. Tracebacks are not kept: they may quote anything."""

    def __init__(self, kept: int = KEPT) -> None:
        super().__init__(logging.INFO)
        self._lines: deque[str] = deque(maxlen=kept)
        self.addFilter(lambda record: record.name.partition(".")[0] in OURS)

    @property
    def lines(self) -> tuple[str, ...]:
        """The newest first."""
        return tuple(reversed(self._lines))

    def emit(self, record: logging.LogRecord) -> None:
        try:
            said = record.getMessage().splitlines()
        except Exception:
            self.handleError(record)
            return
        at = datetime.fromtimestamp(record.created).strftime(
            "%H:%M:%S"
        )  # the machine's own zone, as its journal has it
        sign = "!" if record.levelno >= logging.WARNING else " "
        self._lines.append(f"{at} {sign} {record.name}: {without_people(said[0] if said else '')}")


def without_people(text: str) -> str:
    """The line without long numbers and secrets, and not endless."""
    plain = _LONG_DIGITS.sub("…", _SECRET.sub("…", text))
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"
