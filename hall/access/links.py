"""One-time links by which a browser becomes a box: what each is for, until it is opened or runs out."""

import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from hall.trust.token import Wish
from link.messages.problems import refuse

LIFE_S: Final = 600.0
"""Long enough to walk to the TV and type it, or to send it to a colleague."""

MOST: Final = 100
"""Links open at once."""


@dataclass(frozen=True, slots=True)
class _Open:
    wish: Wish
    made_by: str
    until_s: float


class Links:
    """Kept in memory alone: a restart closes them. `now_s` is a clock that only goes forward."""

    def __init__(self) -> None:
        self._open: dict[str, _Open] = {}

    def make(self, wish: Wish, made_by: str, now_s: float) -> str:
        """The code of a new link, 128 bits. Raises Refused `too-many-requests` where too many are open."""
        self._open = {code: each for code, each in self._open.items() if each.until_s > now_s}
        if len(self._open) >= MOST:
            raise refuse("too-many-requests", seconds=str(round(LIFE_S)))
        code = secrets.token_urlsafe(16)
        self._open[_hash(code)] = _Open(wish, made_by, now_s + LIFE_S)
        return code

    def use(self, code: str, now_s: float) -> tuple[Wish, str]:
        """What it is for and who made it; from now on it is worth nothing. Raises Refused `link-over`."""
        found = self._open.pop(_hash(code), None)
        if found is None or found.until_s <= now_s:
            raise refuse("link-over")
        return found.wish, found.made_by


def _hash(code: str) -> str:
    """Looked up by its hash, so that no comparison tells how much of a guess was right."""
    return sha256(code.encode("utf-8", "surrogatepass")).hexdigest()
