"""The real hall behind the desk's ports: asked by link's client, and its staff."""

import asyncio
import re
from collections.abc import Coroutine
from typing import Any, Final, TypeVar

from devices.cards.holder import masked_name, phone_holder
from kiosk.desk.ports import Answer, Ask, AskRefused, HallSilent, SignedIn
from link.client import HallAway, HallClient, HallRefused
from link.messages.phones import plain_phone

T = TypeVar("T")

_READS: Final = frozenset({"slots"})
_PHONE: Final = re.compile(r"\+?[0-9]{5,15}")


class LinkedHall:
    """Asks once at a time: the desk itself decides how long it goes on."""

    def __init__(self, client: HallClient) -> None:
        self._client = client

    async def ask(self, ask: Ask) -> Answer:
        """Carry one wish to the hall, once. Raises AskRefused or HallSilent."""
        asking = (
            self._client.get(ask.path)
            if ask.verb in _READS
            else self._client.post(ask.path, dict(ask.body), ask.key or None)
        )
        answer = await _answered(asking)
        return Answer(seq=int(answer.value.get("seq", 0)), value=answer.value)

    async def person(self, phone: str, name: str, key: str) -> str:
        """Let the hall know somebody by telephone; their reference. Raises AskRefused or HallSilent."""
        known = await _answered(self._client.get("/people/key"))
        holder = phone_holder(bytes.fromhex(str(known.value["key"])), phone)
        body = {"hash": holder.hash, "masked": masked_name(name) or holder.masked}
        plain = plain_phone(phone)
        more = {"phone": plain} if _PHONE.fullmatch(plain) else {}
        kept = await _answered(self._client.post("/people", body | more, key))
        return str(kept.value["person"])


class LinkedStaff:
    """Signs people in at this box. One thing at a time: the end of one session must not end the next."""

    def __init__(self, client: HallClient) -> None:
        self._client = client
        self._one_by_one = asyncio.Lock()

    async def sign_in(self, person: str, password: str) -> SignedIn:
        """From now on each wish is this person's. Raises AskRefused or HallSilent."""
        async with self._one_by_one:
            reply = await _answered(self._client.sign_in(person, password))
        return SignedIn(
            person=reply.person, name=reply.name, until=reply.expires_at, must_change=reply.must_change
        )

    async def change_password(self, old: str, new: str) -> None:
        """Of who has signed in. Raises AskRefused or HallSilent."""
        async with self._one_by_one:
            await _answered(self._client.change_password(old, new))

    async def sign_out(self) -> None:
        """Forget the session here, and in the hall where it answers. Raises AskRefused or HallSilent."""
        async with self._one_by_one:
            if not self._client.session:
                return
            try:
                await _answered(self._client.sign_out())
            finally:
                self._client.session = ""

    async def check(self) -> None:
        """Raises AskRefused where whoever signed in is not any more, HallSilent."""
        async with self._one_by_one:
            if self._client.session:
                await _answered(self._client.get("/sessions"))


async def _answered(asking: Coroutine[Any, Any, T]) -> T:
    try:
        return await asking
    except HallRefused as refused:
        raise AskRefused(refused.problem.name, refused.problem.detail or refused.problem.title) from None
    except HallAway:
        raise HallSilent from None
