"""The real hall behind the terminal's ports: one window of it and its staff, asked by link's client."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Final, TypeVar

from caller.ports import Answer, Ask, AskRefused, HallSilent, SignedIn, Verb
from link.asking import id_path, read
from link.client import HallAway, HallClient, HallRefused
from link.replies import Reply

T = TypeVar("T")

_WITHOUT_TICKET: Final = frozenset[Verb]({"profile", "services"})
"""What is asked of the window whoever is there."""


class LinkedHall:
    """Asks for one window. Each press goes out once at a time: the terminal itself decides how long it goes on."""

    def __init__(self, client: HallClient, window: str) -> None:
        self._client, self._window = client, window

    async def ask(self, ask: Ask) -> Answer:
        """Carry one press to the hall, once. Raises AskRefused or HallSilent."""
        reply = await _answered(self._asked(ask))
        return Answer(seq=reply.seq, ticket=reply.ticket.id if reply.ticket else None)

    async def notes(self, ticket: str) -> tuple[str, ...]:
        """What was noted of the ticket at this window, the oldest first. Raises AskRefused or HallSilent."""
        told = await _answered(self._told())
        return told.notes if told.ticket is not None and told.ticket.id == ticket else ()

    async def unsaid(self) -> int:
        """How many announcements still wait at the loudspeaker of this window's zone. Raises AskRefused or HallSilent."""
        return (await _answered(self._told())).unsaid

    async def _asked(self, ask: Ask) -> "_Done":
        of = ("tickets", ask.about) if ask.about else ("windows", self._window)
        seen = {} if ask.about or ask.verb in _WITHOUT_TICKET else {"at": ask.at}
        answer = await self._client.ask(
            id_path(*of, ask.verb), seen | dict(ask.fields), key=ask.key, patience_s=0.0
        )
        return read(_Done, answer.value)

    async def _told(self) -> "_Told":
        return read(_Told, (await self._client.get(id_path("views", "caller", self._window))).value)


class _Held(Reply):
    id: str = ""


class _Done(Reply):
    """What is needed of the answer to a press."""

    seq: int
    ticket: _Held | None = None


class _Told(Reply):
    """What is needed of the caller's view."""

    ticket: _Held | None = None
    notes: tuple[str, ...] = ()
    unsaid: int = 0


class LinkedStaff:
    """Signs people in at this box, or at one window of a box that has several. One thing at a time: the end of one session
    must not end the next."""

    def __init__(self, client: HallClient, window: str = "") -> None:
        self._client, self._window = client, window
        self._one_by_one = asyncio.Lock()

    async def sign_in(self, person: str, password: str) -> SignedIn:
        """From now on each press is this person's. Raises AskRefused or HallSilent."""
        async with self._one_by_one:
            reply = await _answered(self._client.sign_in(person, password, self._window))
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
