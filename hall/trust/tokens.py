"""All tokens of a hall: looked up in memory, changed on the disk first."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from hall.trust.passes import Pass
from hall.trust.token import Token, Wish, hash_of, new_token
from link.messages.problems import refuse

Save = Callable[[Sequence[Token]], Awaitable[None]]
"""Makes tokens durable as they are now, new and changed ones. Raises Refused where the ledger cannot be written."""

SEEN: Final = timedelta(minutes=10)
"""How exactly it is kept when a token was used last: written at most so often."""

ENDED_KEPT: Final = timedelta(days=400)
"""How long a revoked or expired token stays in the list."""


class Tokens:
    """`on_end` is told each token that is worth nothing from now on, so that its streams can be cut."""

    def __init__(
        self,
        known: Iterable[Token],
        save: Save,
        now: Callable[[], datetime],
        on_end: Callable[[str], None] = lambda token: None,
    ) -> None:
        self._save, self._now, self._on_end = save, now, on_end
        self._by_id: dict[str, Token] = {}
        self._by_hash: dict[str, str] = {}
        self._passes: dict[str, Pass] = {}
        self._unsaved: set[str] = set()
        self._passing: set[str] = set()
        for token in known:
            self._keep(token)

    @property
    def listed(self) -> list[Token]:
        """Those that are or were not long ago, the newest first."""
        oldest = self._now() - ENDED_KEPT
        kept = [
            each
            for each in self._by_id.values()
            if (each.revoked_at or each.expires_at) > oldest and each.id not in self._passing
        ]
        return sorted(kept, key=lambda each: (each.made_at, each.id), reverse=True)

    def pass_of(self, text: str) -> Pass | None:
        """What a token's text gives; None where there is no such token (any more). The first use of a renewed token
        ends the one before it."""
        token = self._by_id.get(self._by_hash.get(hash_of(text), ""))
        now = self._now()
        if token is None or not token.is_valid(now):
            return None
        if token.used_at is None or now - token.used_at >= SEEN:
            self._seen(token, now)
        return self._passes[token.id]

    def named(self, id: str) -> Token:
        """Raises Refused `unknown-token`."""
        token = self._by_id.get(id)
        if token is None:
            raise refuse("unknown-token", token=id)
        return token

    def of_box(self, role: str, box: str) -> list[Token]:
        """The valid ones of a box in a role."""
        now = self._now()
        return [
            each
            for each in self._by_id.values()
            if (each.wish.role, each.wish.box) == (role, box) and each.is_valid(now)
        ]

    def of_name(self, box: str) -> list[Token]:
        """Every one that a box of this name has or had, whatever its role."""
        return [each for each in self._by_id.values() if each.wish.box == box]

    async def make(self, wish: Wish, made_by: str = "") -> tuple[Token, str]:
        """A token and its text. Whatever the box had in this role before ends: two boxes of one name would be mixed up.

        Raises:
            Refused: the ledger cannot be written; then all is as before.
        """
        token, text = new_token(wish, self._now(), made_by)
        before = [replace(each, revoked_at=self._now()) for each in self.of_box(wish.role, wish.box)]
        await self._change([token, *before])
        return token, text

    async def renew(self, id: str) -> tuple[Token, str]:
        """Another token like this one, which goes on until the new one is used. Of two that were asked for and not yet
        used, the later holds. Raises Refused."""
        old, now = self.named(id), self._now()
        if not old.is_valid(now):
            raise refuse("token-unknown")
        token, text = new_token(old.wish, now, old.made_by, follows=id)
        await self._change([token, *self._unused_after(id, now)])
        return token, text

    async def revoke(self, id: str) -> Token:
        """From now on it is worth nothing, nor are those that were made from it and not used yet. Raises Refused."""
        token, now = self.named(id), self._now()
        if token.revoked_at is None:
            await self._change([replace(token, revoked_at=now), *self._unused_after(id, now)])
        return self._by_id[id]

    async def save_uses(self) -> None:
        """Make durable when each was used last. Raises Refused."""
        ids = self._unsaved - self._passing
        if ids:
            self._unsaved = set()
            try:
                await self._save([self._by_id[id] for id in ids])
            except BaseException:
                self._unsaved |= ids
                raise

    def end_expired(self) -> None:
        """Those whose time is over give nothing any more; what they began before ends now."""
        now = self._now()
        for token in self._by_id.values():
            if token.revoked_at is None and not token.is_valid(now):
                self._on_end(token.id)

    def admit(self, token: Token) -> None:
        """Let one in that is kept and listed nowhere: that of the commands on the hall's own machine."""
        self._passing.add(token.id)
        self._keep(token)

    def _unused_after(self, id: str, now: datetime) -> list[Token]:
        return [
            replace(each, revoked_at=now)
            for each in self._by_id.values()
            if each.follows == id and each.used_at is None and each.revoked_at is None
        ]

    async def _change(self, tokens: Sequence[Token]) -> None:
        await self._save(tokens)
        for token in tokens:
            self._keep(token)

    def _seen(self, token: Token, now: datetime) -> None:
        is_first = token.used_at is None
        self._keep(replace(token, used_at=now))
        self._unsaved.add(token.id)
        before = self._by_id.get(token.follows)
        if is_first and before is not None and before.revoked_at is None:
            self._keep(replace(before, revoked_at=now))
            self._unsaved.add(before.id)

    def _keep(self, token: Token) -> None:
        before = self._by_id.get(token.id)
        self._by_id[token.id] = token
        self._by_hash[token.hash] = token.id
        if before is None:
            self._passes[token.id] = token.gives
        if before is not None and before.revoked_at is None and token.revoked_at is not None:
            self._on_end(token.id)
