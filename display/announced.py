"""A line for each announcement that is over: what was said, when, and whether it was heard."""

import json
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from devices.voices.voice import Spoken
from display.announcer import Call, Entry
from display.sentences import Line

LIMIT_BYTES: Final = 1 << 20
"""About 3,000 announcements; one file of as many before is kept beside it."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """One announcement that is over. Moments are the hall's time; `times` is how often the first sentence was said."""

    seq: int
    number: str
    window: str
    text: str
    times: int
    begun_at: datetime
    ended_at: datetime
    seconds: float
    was_heard: bool
    reason: str = ""


class AnnouncedLog:
    """Appends to `announced.jsonl`, which never grows for ever; a full disk costs the line, not the voice."""

    def __init__(self, path: Path, *, limit_bytes: int = LIMIT_BYTES) -> None:
        self._path = path
        self._limit_bytes = limit_bytes
        self._is_writable = True

    def add(self, announced: Announced) -> None:
        """Append one line."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(line(announced) + "\n")
                is_full = file.tell() >= self._limit_bytes
            if is_full:
                self._path.replace(self._path.with_suffix(".1.jsonl"))
            self._is_writable = True
        except OSError as error:
            if self._is_writable:
                _log.warning("announcements are not written down: %s", error)
            self._is_writable = False


def announced(
    entry: Entry, said: Sequence[Line], spoken: Spoken, begun_at: datetime, ended_at: datetime
) -> Announced:
    """What is written down of an announcement that is over."""
    played = [said[place] for place in spoken.said] or said[:1]
    return Announced(
        seq=entry.seq,
        number=entry.number if isinstance(entry, Call) else "",
        window=entry.window if isinstance(entry, Call) else "",
        text=" ".join(dict.fromkeys(line.sentence.text for line in played)),
        times=sum(line.role in ("first", "repeat") for line in played),
        begun_at=begun_at,
        ended_at=ended_at,
        seconds=spoken.seconds,
        was_heard=spoken.was_heard,
        reason=spoken.reason,
    )


def file_name(entry: Entry) -> str:
    """`000012-A012`: what the LAN calls a number is not trusted in a file's name."""
    number = entry.number if isinstance(entry, Call) else "notice"
    return f"{entry.seq:06d}-{re.sub('[^A-Za-z0-9]', '', number)[:12]}"


def line(announced: Announced) -> str:
    """The announcement as one line of JSON."""
    fields = {
        "begin": announced.begun_at.isoformat(),
        "end": announced.ended_at.isoformat(),
        "seq": announced.seq,
        "number": announced.number,
        "window": announced.window,
        "text": announced.text,
        "times": announced.times,
        "seconds": round(announced.seconds, 3),
        "heard": announced.was_heard,
        "reason": announced.reason,
    }
    return json.dumps(fields, ensure_ascii=False)
