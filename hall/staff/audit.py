"""The record of what people did to the hall itself (审计): added to, never changed, each entry sealed with the one before."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Literal

from link.messages.codec import moment_text

Action = Literal[
    "signed-in", "sign-in-failed", "locked-out", "signed-out",
    "password-changed", "staff-added", "staff-disabled", "staff-enabled", "staff-reset", "staff-unlocked",
    "box-paired", "pairing-failed", "token-made", "token-revoked", "code-opened", "link-made", "link-opened",
    "hall-reloaded", "exported", "restored", "recovered",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What was done: by the person `person` (empty where nobody had signed in) at the box `box`, to `about` (a person,
    a box, a token's id). Never a citizen."""

    action: Action
    box: str
    person: str = ""
    about: str = ""
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A deed in the record. `previous` is the `seal` of the entry before it, empty for the first ever."""

    seq: int
    at: datetime
    deed: Deed
    previous: str
    seal: str


def entry_after(last: tuple[int, str], deed: Deed, now: datetime) -> Entry:
    """The next entry; `last` is the seq and seal of the newest one, (0, "") where there is none."""
    seq, previous = last[0] + 1, last[1]
    return Entry(seq=seq, at=now, deed=deed, previous=previous, seal=seal_of(seq, now, deed, previous))


def seal_of(seq: int, at: datetime, deed: Deed, previous: str) -> str:
    """SHA-256 over all that an entry says and the seal before it: who changes one must change all that follow."""
    said = [seq, moment_text(at), deed.action, deed.box, deed.person, deed.about, deed.fields, previous]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def first_broken(entries: Iterable[Entry]) -> int | None:
    """The seq of the first entry that does not follow from the one before it, None where all do. What was purged at the
    beginning is not missed."""
    before: Entry | None = None
    for entry in entries:
        is_next = before is None or (entry.seq, entry.previous) == (before.seq + 1, before.seal)
        if not is_next or entry.seal != seal_of(entry.seq, entry.at, entry.deed, entry.previous):
            return entry.seq
        before = entry
    return None
