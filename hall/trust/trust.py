"""All that a hall does to be trusted and to know its boxes: its authority, its codes, its tokens."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Final

from hall.trust.certificate import FOLDER, Certificates
from hall.trust.pairings import LIFE_S, Pairings
from hall.trust.passes import Pass
from hall.trust.token import Token, Wish, new_token
from hall.trust.tokens import Save, Tokens
from link.messages.codec import moment_text
from link.messages.problems import Refused, refuse
from link.pairing.code import Code
from link.pairing.exchange import ExchangeFailed, HallSide, Offer
from link.pairing.grant import Grant, grant_text
from link.private_file import write_private

LOCAL_FILE: Final = "local.json"
"""In the folder `trust` while the hall serves: the pass of the commands on its own machine. Whoever may read the hall's
data directory may do everything anyway."""

LOCAL: Final = Wish(role="hall", box="local")
SAVED_EVERY_S: Final = 300.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """Which hall it is; `name` may change at a reload."""

    id: str
    name: Callable[[], str]


class Trust:
    """One hall's. `open` before it serves, `close` after. `now` is the machine's clock."""

    def __init__(
        self,
        hall: Hall,
        certificates: Certificates,
        *,
        known: Iterable[Token],
        save: Save,
        now: Callable[[], datetime],
        on_end: Callable[[str], None],
        steady_s: Callable[[], float] = monotonic,
    ) -> None:
        self.hall, self.certificates, self._now = hall, certificates, now
        self.tokens = Tokens(known, save, now, on_end)
        self.pairings = Pairings(hall.id, certificates.fingerprint, steady_s)
        self._local: Path | None = None

    def pass_of(self, text: str) -> Pass | None:
        """As `hall.trust.passes.PassOf`."""
        return self.tokens.pass_of(text)

    def let_in_local(self, data: Path) -> None:
        """Lay down the pass of this machine's own commands, new at each start. Raises OSError."""
        token, text = new_token(LOCAL, self._now(), "start")
        self.tokens.admit(token)
        self._local = data / FOLDER / LOCAL_FILE
        write_private(self._local, grant_text(self._granted(token, text)).encode())

    async def settle(self) -> None:
        """Before the ledger is closed: keep what it does not have yet, as far as it takes anything."""
        with contextlib.suppress(Refused):
            await self.tokens.save_uses()
        self.close()

    def close(self) -> None:
        """Take away this machine's pass."""
        if self._local is not None:
            self._local.unlink(missing_ok=True)

    async def run(self) -> None:
        """Keep the certificate fresh and the uses of tokens on the disk, until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.certificates.keep_fresh())
            tasks.create_task(self._keep_uses())

    # ── pairing ──────────────────────────────────────────────────────────────────────────────────────

    def open_code(self, wish: Wish, made_by: str) -> tuple[Code, float, list[Token]]:
        """A code, for how many seconds it is good, and what the box has now, which ends when it is paired. Raises Refused."""
        code = self.pairings.open(wish, made_by)
        _log.info("a pairing code for %s %s is open", wish.role, wish.box)
        return code, LIFE_S, self.tokens.of_box(wish.role, wish.box)

    async def begin(self, slot: str, message: bytes) -> tuple[str, HallSide, Offer]:
        """The hall's part of an exchange, and its id. Raises Refused."""
        opened = self.pairings.tried(slot)
        if opened.tries == 0:
            _log.warning("the last try of the pairing code for %s is begun", opened.wish.box)
        offer = self.pairings.offer(opened)
        try:  # some 20 ms of Python, many times that on a small box: not on the loop
            side = await asyncio.to_thread(HallSide, opened.code, message, offer)
        except ExchangeFailed:
            raise refuse("bad-request", field="message", reason="form") from None
        return self.pairings.begun(opened, side), side, offer

    async def confirm(self, exchange: str, confirmation: bytes) -> tuple[Token, bytes, bytes]:
        """A token for who knows the code: the hall's confirmation, and the sealed grant. Raises Refused."""
        try:
            opened, keys = self.pairings.confirmed(exchange, confirmation)
        except Refused as refused:
            _log.warning("somebody tried to pair and could not: %s", refused.problem.type)
            raise
        token, text = await self.tokens.make(opened.wish, opened.made_by)
        _log.info("%s %s is paired, token %s", token.wish.role, token.wish.box, token.id)
        return token, keys.hall_confirmation, keys.seal(grant_text(self._granted(token, text)).encode())

    # ── tokens ───────────────────────────────────────────────────────────────────────────────────────

    async def make(self, wish: Wish, made_by: str) -> tuple[Token, Grant]:
        """A token without a code, for a program of others. Raises Refused."""
        token, text = await self.tokens.make(wish, made_by)
        _log.info("token %s is made for %s %s", token.id, wish.role, wish.box)
        return token, self._granted(token, text)

    async def renew(self, id: str) -> tuple[Token, Grant]:
        """What its holder keeps from now on. Raises Refused."""
        token, text = await self.tokens.renew(id)
        return token, self._granted(token, text)

    async def revoke(self, id: str) -> Token:
        """Raises Refused."""
        token = await self.tokens.revoke(id)
        _log.info("token %s of %s %s is revoked", id, token.wish.role, token.wish.box)
        return token

    def _granted(self, token: Token, text: str) -> Grant:
        wish = token.wish
        return Grant(
            hall=self.hall.id,
            name=self.hall.name(),
            authority=self.certificates.authority,
            token=text,
            role=wish.role,
            box=wish.box,
            made_at=moment_text(token.made_at),
            expires_at=moment_text(token.expires_at),
            windows=wish.windows,
            zones=wish.zones,
            printers=wish.printers,
        )

    async def _keep_uses(self) -> None:
        while True:
            await asyncio.sleep(SAVED_EVERY_S)
            self.tokens.end_expired()
            try:
                await self.tokens.save_uses()
            except Refused as refused:
                _log.debug("the uses of tokens are not kept yet: %s", refused.problem.type)
