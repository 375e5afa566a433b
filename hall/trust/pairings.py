"""The codes that boxes are paired with just now: short-lived, single-use, few tries each; in memory alone."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from hall.trust.token import Wish
from link.messages.problems import Refused, refuse
from link.pairing.code import SLOTS, Code, new_code
from link.pairing.exchange import ExchangeFailed, HallSide, Keys, Offer

LIFE_S: Final = 600.0
"""Ten minutes: the way from the hall's machine to a kiosk on the next floor, with a ladder."""

TRIES: Final = 5
REMEMBERED_S: Final = 3600.0
"""How long a code that is over is remembered, so that whoever types it late is told why it does not work."""

MOST_OPEN: Final = 40
"""Codes at once: a whole hall on its first day. The fewer are open, the less a guess may hit."""


@dataclass(slots=True)
class Opened:
    """One code: who it is for, until when (steady seconds), and what was tried with it."""

    code: Code
    wish: Wish
    made_by: str
    until_s: float
    tries: int = TRIES
    is_used: bool = False
    exchanges: dict[str, Keys] = field(default_factory=dict)


class Pairings:
    """All codes of a hall. `steady_s` never jumps: a clock that is set must neither end a code nor revive it."""

    def __init__(self, hall: str, authority: str, steady_s: Callable[[], float]) -> None:
        self._hall, self._authority, self._steady_s = hall, authority, steady_s
        self._opened: dict[str, Opened] = {}

    def open(self, wish: Wish, made_by: str = "") -> Code:
        """A new code for one box; an earlier one for the same box in the same role is over. Raises Refused."""
        self._forget_old()
        for slot, each in self._living_ones().items():
            if (each.wish.role, each.wish.box) == (wish.role, wish.box):
                del self._opened[slot]
        living = self._living_ones()
        if len(living) >= MOST_OPEN:
            raise refuse("too-many-codes", limit=str(MOST_OPEN))
        every = [f"{slot:02}" for slot in range(SLOTS)]
        free = [slot for slot in every if slot not in self._opened] or [
            slot for slot in every if slot not in living
        ]
        code = new_code(int(secrets.choice(free)), secrets.randbelow)
        self._opened[code.slot] = Opened(code, wish, made_by, self._steady_s() + LIFE_S)
        return code

    def tried(self, slot: str) -> Opened:
        """The code that somebody begins with: from here on one try is gone, whatever comes of it. Raises Refused."""
        opened = self._living(slot)
        if opened.tries == 0:
            raise refuse("code-burnt")
        opened.tries -= 1
        return opened

    def offer(self, opened: Opened) -> Offer:
        """What is said openly of what a code will give."""
        return Offer(hall=self._hall, authority=self._authority, role=opened.wish.role, box=opened.wish.box)

    def begun(self, opened: Opened, side: HallSide) -> str:
        """The id of an exchange that waits for the box's confirmation."""
        exchange = f"{opened.code.slot}{secrets.token_hex(16)}"
        opened.exchanges[exchange] = side.keys
        return exchange

    def confirmed(self, exchange: str, confirmation: bytes) -> tuple[Opened, Keys]:
        """The code and the keys of an exchange whose box has shown that it knows the code, which is used up by it.

        Raises:
            Refused: it has not, or the code is over.
        """
        opened = self._living(exchange[:2])
        keys = opened.exchanges.pop(exchange, None)
        if keys is None:
            raise refuse("unknown-code")
        try:
            keys.check_box(confirmation)
        except ExchangeFailed:
            raise _wrong(opened) from None
        opened.is_used = True
        opened.exchanges.clear()
        return opened, keys

    def box_of(self, exchange: str) -> str:
        """The box whose code an exchange is about; empty where there is no such code."""
        opened = self._opened.get(exchange[:2])
        return opened.wish.box if opened is not None else ""

    def _living(self, slot: str) -> Opened:
        self._forget_old()
        opened = self._opened.get(slot)
        if opened is None:
            raise refuse("unknown-code")
        if opened.is_used:
            raise refuse("code-used")
        if self._steady_s() >= opened.until_s:
            raise refuse("code-expired")
        return opened

    def _living_ones(self) -> dict[str, Opened]:
        now_s = self._steady_s()
        return {
            slot: each for slot, each in self._opened.items() if not each.is_used and now_s < each.until_s
        }

    def _forget_old(self) -> None:
        oldest_s = self._steady_s() - REMEMBERED_S
        for slot in [slot for slot, each in self._opened.items() if each.until_s < oldest_s]:
            del self._opened[slot]


def _wrong(opened: Opened) -> Refused:
    return refuse("wrong-code", tries=str(opened.tries)) if opened.tries else refuse("code-burnt")
