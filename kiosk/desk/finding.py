"""What somebody means who types or scans into the field of the desk: a number, a code, a telephone, a name. Pure."""

import re
from typing import Final, Literal

from link.state import State, Ticket

Meant = Literal["nothing", "ticket", "secret", "booking"]

_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{22}")
"""128 bits as base64url (hall/secrets.py)."""

_NUMBER: Final = re.compile(r"([A-Z]{0,2})-?([0-9]{1,7})", re.ASCII)


def secret_in(text: str) -> str:
    """The secret of a scanned QR, bare or at the end of an address; empty where there is none."""
    last = text.strip().rpartition("/")[2]
    return last if _SECRET.fullmatch(last) else ""


def by_number(state: State, text: str) -> Ticket | None:
    """The ticket of today with this number: as printed, in small letters, or with fewer zeros (`a24` is `A024`). One that
    lives comes before one that has ended, a later one before an earlier one."""
    wanted = text.strip().upper().replace(" ", "")
    if not wanted:
        return None
    found = [each for each in _all(state) if each.number == wanted]
    found = found or [each for each in _all(state) if _loosely(each.number) == _loosely(wanted)]
    return max(found, key=lambda each: (each.ended_at is None, each.order), default=None)


def meant(state: State, text: str) -> Meant:
    """How to look for it."""
    if not text.strip():
        return "nothing"
    if by_number(state, text) is not None:
        return "ticket"
    return "secret" if secret_in(text) else "booking"


def _all(state: State) -> tuple[Ticket, ...]:
    return (*state.tickets.values(), *state.ended.values())


def _loosely(number: str) -> str:
    """Without the zeros after its letters."""
    parts = _NUMBER.fullmatch(number)
    return f"{parts[1]}{int(parts[2])}" if parts else number
