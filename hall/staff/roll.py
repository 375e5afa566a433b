"""The staff of a hall while it runs: signing in and out, wrong passwords, and every change with its entry in the record."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from math import ceil
from typing import Final, Protocol, TypeVar

from hall.staff.audit import Action, Deed, Entry
from hall.staff.change import Change
from hall.staff.passwords import Passwords
from hall.staff.person import (
    FREE_TRIES_AT_ADDRESS,
    FREE_TRIES_AT_PLACE,
    SHORTEST,
    Person,
    StaffRole,
    Tries,
    after_failure,
    is_weak,
)
from hall.staff.session import Session, hash_of, new_session, raised
from hall.trust.passes import Pass
from link.messages.definition import Policy
from link.messages.problems import Refused, refuse

T = TypeVar("T")

PURGED_EVERY_S: Final = 86_400.0
MOST_GUESSED: Final = 1000
"""Numbers that nobody has, of which wrong tries are remembered: fifty addresses' worth."""

MOST_WHY: Final = 1000
"""Ended sessions of which is remembered why."""

_log = logging.getLogger(__name__)


class StaffStore(Protocol):
    """Where staff is kept. Its calls block."""

    def people(self) -> list[Person]: ...
    def sessions(self) -> list[Session]: ...
    def tries(self) -> list[Tries]: ...
    def carry_out(self, change: Change, now: datetime) -> None: ...
    def deeds(self, start: str = ..., end: str = ..., after: int = ..., most: int = ...) -> list[Entry]: ...
    def purge(self, before: datetime) -> None: ...


class InThread(Protocol):
    """Does blocking work on the ledger in its thread. Raises Refused where it cannot be done."""

    def __call__(self, work: Callable[[], T]) -> Awaitable[T]: ...


class Roll:
    """One hall's. All is in memory, and on the disk before it is true. `now` is the hall's clock."""

    def __init__(
        self,
        store: StaffStore,
        in_ledger: InThread,
        now: Callable[[], datetime],
        policy: Callable[[], Policy] = Policy,
        passwords: Passwords | None = None,
    ) -> None:
        self._store, self._in_ledger, self._now, self._policy = store, in_ledger, now, policy
        self._passwords = passwords or Passwords()
        self._people = {each.id: each for each in store.people()}
        self._tries = {each.name: each for each in store.tries()}
        self._sessions = {each.hash: each for each in store.sessions()}
        self._guessed: dict[
            str, Tries
        ] = {}  # numbers that nobody has: as those of people, but not on the disk
        self._why: dict[str, tuple[str, str]] = {}
        """Of sessions that have ended, by hash: why, and whose they were."""
        self._one_by_one = asyncio.Lock()
        """Guesses side by side would each be the first wrong one, and a password that is being changed would bring back who
        is shut out meanwhile."""

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody on the list, by number."""
        return tuple(self._people[id] for id in sorted(self._people))

    def name_of(self, person: str) -> str:
        """What people call them; empty where nobody has that number."""
        known = self._people.get(person)
        return known.name if known is not None else ""

    def locked_s(self, person: str) -> float:
        """Seconds until this person may try again."""
        return self._tried(_of_person(person)).wait_s(self._now())

    def is_listed(self, person: str) -> bool:
        """Whether somebody may work here."""
        known = self._people.get(person)
        return known is not None and known.is_enabled

    # ── signing in ───────────────────────────────────────────────────────────────────────────────────

    def signed_in(self, who: Pass, text: str) -> Pass | None:
        """The pass of who signed in at this box with this session; None where it is over, or is another box's."""
        session = self.session_of(who, text)
        return None if session is None else raised(who, session)

    def session_of(self, who: Pass, text: str) -> Session | None:
        """The session of this token, where it is good at this box and the person may still work here."""
        session = self._sessions.get(hash_of(text))
        is_good = session is not None and session.is_good(who, self._now()) and self.is_listed(session.person)
        return session if is_good else None

    def why_over(self, text: str) -> str:
        """Why a session is no good: `disabled` (its person may not work here any more), `elsewhere` (somebody signed in at
        the same box since), `over`. A hall that was restarted since knows no more than that."""
        why, whose = self._why.get(hash_of(text), ("over", ""))
        is_disabled = whose in self._people and not self._people[whose].is_enabled
        return "disabled" if is_disabled else why

    async def sign_in(
        self, who: Pass, address: str, id: str, password: str, window: str = ""
    ) -> tuple[Session, str]:
        """A session at the box of `who`, and its token. Whoever was signed in there before is not any more; `window` names
        one of several places at that box, each of which has somebody of its own.

        Raises:
            Refused: `not-allowed`, `locked-out`, `sign-in-failed`, or the ledger cannot be written.
        """
        if window and who.windows and window not in who.windows:
            raise refuse("not-allowed")
        async with self._one_by_one:
            tried = self._all_tried(id, address, window)
            self._refuse_locked(tried)
            person = self._people.get(id)
            hash = person.hash if person is not None and person.is_enabled else None
            if not await asyncio.to_thread(self._passwords.is_right, password, hash) or person is None:
                raise await self._failed(who, id, tried)
            lasts = timedelta(hours=self._policy().session_hours)
            session, text = new_session(
                id, person.role, who, self._now(), lasts, must_change=person.must_change, window=window
            )
            ended = [each.id for each in self._sessions.values() if each.is_at(who, window)]
            deed = Deed(action="signed-in", box=who.box, person=id)
            names = tuple(each.name for each in tried if each.count)
            await self._carry_out(Change(deeds=(deed,), calm=names, begun=(session,), ended=ended))
        return session, text

    async def sign_out(self, session: Session) -> None:
        """The session is over. Raises Refused."""
        deed = Deed(action="signed-out", box=session.box, person=session.person)
        await self._carry_out(Change(deeds=(deed,), ended=(session.id,)))

    async def change_password(self, session: Session, old: str, new: str, address: str) -> None:
        """A person's own. Their session goes on, and is good for everything from now on; their others are over.

        Raises:
            Refused: `locked-out`, `sign-in-failed`, `password-weak`, or the ledger cannot be written.
        """
        async with self._one_by_one:
            tried = self._all_tried(session.person, address, session.window)
            self._refuse_locked(tried)
            person = self._named(session.person)
            if not await asyncio.to_thread(self._passwords.is_right, old, person.hash):
                who = Pass(role=session.box_role, box=session.box)
                raise await self._failed(who, person.id, tried)
            changed = await self._with_password(person, new, must_change=False)
            deed = Deed(action="password-changed", box=session.box, person=person.id)
            ended = [each.id for each in self._sessions.values() if each.person == person.id]
            begun = replace(session, must_change=False)
            await self._carry_out(Change(deeds=(deed,), people=(changed,), begun=(begun,), ended=ended))

    # ── the list ─────────────────────────────────────────────────────────────────────────────────────

    async def add(self, by: Pass, id: str, name: str, role: StaffRole) -> tuple[Person, str]:
        """A person, and the first password, which is good for making another one. Raises Refused `clerk-known`."""
        async with self._one_by_one:
            if id in self._people:
                raise refuse("clerk-known", clerk=id)
            now, password = self._now(), first_password(role)
            hash = await asyncio.to_thread(self._passwords.hash, password)
            person = Person(id=id, name=name, role=role, hash=hash, made_at=now, changed_at=now)
            deed = _deed("staff-added", by, id, role=role)
            await self._carry_out(Change(deeds=(deed,), people=(person,)))
            self._guessed.pop(_of_person(id), None)
        return person, password

    async def enable(self, by: Pass, id: str, is_enabled: bool) -> Person:
        """Let a person work again, or not any more; then their sessions are over at once. Raises Refused."""
        async with self._one_by_one:
            person = replace(self._named(id), is_enabled=is_enabled, changed_at=self._now())
            deed = _deed("staff-enabled" if is_enabled else "staff-disabled", by, id)
            ended = () if is_enabled else self._of(id)
            await self._carry_out(Change(deeds=(deed,), people=(person,), ended=ended))
        return person

    async def reset(self, by: Pass, id: str) -> tuple[Person, str]:
        """Another first password, and no waiting; their sessions are over. Raises Refused."""
        async with self._one_by_one:
            person = self._named(id)
            password = first_password(person.role)
            changed = await self._with_password(person, password, must_change=True)
            deed = _deed("staff-reset", by, id)
            change = Change(deeds=(deed,), people=(changed,), calm=(_of_person(id),), ended=self._of(id))
            await self._carry_out(change)
        return changed, password

    async def unlock(self, by: Pass, id: str) -> Person:
        """No waiting after wrong passwords. Raises Refused."""
        person = self._named(id)
        await self._carry_out(Change(deeds=(_deed("staff-unlocked", by, id),), calm=(_of_person(id),)))
        return person

    # ── the record ───────────────────────────────────────────────────────────────────────────────────

    async def note(self, deed: Deed) -> None:
        """Put a deed into the record. Raises Refused where the ledger cannot be written."""
        await self._carry_out(Change(deeds=(deed,)))

    async def deeds(self, start: str, end: str, after: int, most: int) -> list[Entry]:
        """A page of the record. Raises Refused."""
        return await self._in_ledger(lambda: self._store.deeds(start, end, after, most))

    async def purge(self) -> None:
        """Forget what was kept long enough. Raises Refused."""
        now = self._now()
        before = now - timedelta(days=self._policy().keep_audit_days)
        await self._in_ledger(lambda: self._store.purge(before))

    async def keep_tidy(self, every_s: float = PURGED_EVERY_S) -> None:
        """Purge now and each day, until cancelled."""
        while True:
            try:
                await self.purge()
            except Refused as refused:
                _log.warning("old entries of the record are not forgotten yet: %s", refused.problem.type)
            await asyncio.sleep(every_s)

    def _named(self, id: str) -> Person:
        person = self._people.get(id)
        if person is None:
            raise refuse("unknown-clerk", clerk=id)
        return person

    def _tried(self, name: str) -> Tries:
        return self._tries.get(name) or self._guessed.get(name) or Tries(name=name)

    def _all_tried(self, person: str, address: str, window: str) -> tuple[Tries, ...]:
        """The person's, then those of the place, the narrowest first."""
        places = [_of_place(address, window)] if window else []
        return tuple(map(self._tried, (_of_person(person), *places, _of_address(address))))

    def _of(self, person: str) -> tuple[str, ...]:
        return tuple(each.id for each in self._sessions.values() if each.person == person)

    def _refuse_locked(self, tried: Sequence[Tries]) -> None:
        wait_s = max(each.wait_s(self._now()) for each in tried)
        if wait_s > 0:
            raise refuse("locked-out", seconds=str(ceil(wait_s)))

    async def _failed(self, who: Pass, id: str, tried: tuple[Tries, ...]) -> Exception:
        now = self._now()
        of_person = after_failure(tried[0], now, self._policy().sign_in_tries)
        later = _later_at(tried[1:], now)
        wait_s = max(each.wait_s(now) for each in (of_person, *later))
        if id in self._people:
            later.append(of_person)
        else:  # made-up numbers wait as well, so that nobody learns which are real, and do not fill the disk
            self._remember_guess(of_person)
        about = id if id in self._people else ""  # what nobody has as a number may be somebody's password
        deeds = [Deed(action="sign-in-failed", box=who.box, about=about)]
        if wait_s > 0:
            fields = {"seconds": str(ceil(wait_s))}
            deeds.append(Deed(action="locked-out", box=who.box, about=about, fields=fields))
            _log.warning("sign-in at %s is locked for %d s after wrong passwords", who.box, ceil(wait_s))
        await self._carry_out(Change(deeds=deeds, tries=later))
        return refuse("sign-in-failed")

    def _remember_guess(self, tries: Tries) -> None:
        self._guessed[tries.name] = tries
        if len(self._guessed) > MOST_GUESSED:
            del self._guessed[next(iter(self._guessed))]

    async def _with_password(self, person: Person, password: str, *, must_change: bool) -> Person:
        if is_weak(password, person.id, person.role):
            raise refuse("password-weak", shortest=str(SHORTEST[person.role]))
        hash = await asyncio.to_thread(self._passwords.hash, password)
        return replace(person, hash=hash, must_change=must_change, changed_at=self._now())

    async def _carry_out(self, change: Change) -> None:
        now = self._now()
        await self._in_ledger(lambda: self._store.carry_out(change, now))
        self._people |= {each.id: each for each in change.people}
        self._tries |= {each.name: each for each in change.tries}
        for name in change.calm:
            self._tries.pop(name, None)
        gone = set(change.ended)
        kept = {hash: each for hash, each in self._sessions.items() if each.id not in gone}
        self._remember_why(change, gone)
        self._sessions = kept | {each.hash: each for each in change.begun}

    def _remember_why(self, change: Change, gone: set[str]) -> None:
        """Of each session that ends now: whoever had it is told so once more than that it is over."""
        seats = {(each.box_role, each.box, each.window) for each in change.begun}
        lasting = {each.hash for each in change.begun}
        for hash, session in self._sessions.items():
            if session.id in gone and hash not in lasting:
                is_elsewhere = (session.box_role, session.box, session.window) in seats
                self._why[hash] = ("elsewhere" if is_elsewhere else "over", session.person)
        self._why = dict([*self._why.items()][-MOST_WHY:])


_DIGITS: Final = "0123456789"
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without what is misread: i l o 0 1."""


def first_password(role: StaffRole) -> str:
    """A random one, of the kind that its owner will type: digits for who has a keypad."""
    signs = _DIGITS if SHORTEST[role] == SHORTEST["clerk"] else _LETTERS
    while True:
        password = "".join(secrets.choice(signs) for _ in range(SHORTEST[role]))
        if not is_weak(password, "", role):
            return password


def _of_person(id: str) -> str:
    return f"person:{id}"


def _of_address(address: str) -> str:
    return f"address:{address}"


def _of_place(address: str, window: str) -> str:
    return f"place:{hash_of(f'{address} {window}')}"  # of a fixed length, however long a window's name


def _later_at(places: Sequence[Tries], now: datetime) -> list[Tries]:
    """One more wrong password at these places; where there are several, the last has the others in it."""
    free = (FREE_TRIES_AT_PLACE, FREE_TRIES_AT_ADDRESS) if len(places) > 1 else (FREE_TRIES_AT_PLACE,)
    return [after_failure(each, now, limit) for each, limit in zip(places, free, strict=True)]


def _deed(action: Action, by: Pass, about: str, **fields: str) -> Deed:
    return Deed(action=action, box=by.box, person=by.clerk, about=about, fields=fields)
