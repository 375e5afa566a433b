"""Sitting down at a desk whose hall lists its staff, and getting up again; nothing of it is kept."""

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import replace
from datetime import datetime
from math import inf
from typing import Any, Final, Protocol, TypeVar

from config.texts import Texts
from kiosk.desk.ports import AskRefused, Clock, HallSilent, SignedIn, Staff
from kiosk.desk.situation import Signing, Situation

CHECK_S: Final = 15.0
"""Between two questions whether the session is still good."""

PASSWORD_MOST: Final = 64

T = TypeVar("T")

log = logging.getLogger(__name__)


class Seat(Protocol):
    """What a sitting needs of its desk."""

    @property
    def situation(self) -> Situation: ...

    def become(self, situation: Situation) -> None: ...

    def begin(self, errand: Coroutine[Any, Any, None]) -> None:
        """Carry out something during which nothing else is asked."""


class Sitting:
    """One person after another at one desk."""

    def __init__(self, staff: Staff, seat: Seat, clock: Clock, say: Texts) -> None:
        self._staff, self._seat, self._clock, self._say = staff, seat, clock, say
        self._until: datetime | None = None
        self._checked_s = -inf
        self._aside: set[asyncio.Task[None]] = set()

    def type(self, name: str, text: str) -> None:
        """What stands in a field: `person`, `password` or `again`."""
        now = self._seat.situation
        if name in ("person", "password", "again") and now.must_sign_in:
            changed: Any = {name: text[:PASSWORD_MOST]}
            self._seat.become(replace(now, signing=replace(now.signing, **changed)))

    def confirm(self) -> None:
        """Sign in, or take the new password."""
        now = self._seat.situation.signing
        if not now.is_changing and now.person.strip() and now.password:
            self._seat.begin(self._sign_in())
        elif now.is_changing and now.password and now.password == now.again:
            self._seat.begin(self._change())
        elif now.is_changing:
            self._again(self._say.say("desk.login.differs"))

    def end(self, why: str = "") -> None:
        """Nobody sits here any more."""
        now = self._seat.situation
        self._until = None
        fresh = Signing(person=now.signed_in if why else "", why=why, tries=now.signing.tries + 1)
        self._seat.become(replace(now, signed_in="", name="", signing=fresh, flow=None))
        self._in_passing(self._sign_out())

    def tick(self) -> None:
        """Some time went by: sessions end, or are ended elsewhere."""
        now = self._seat.situation
        if not now.signed_in or not now.is_live:
            return
        if self._until is not None and self._clock.hall_now() >= self._until:
            self.end(self._say.say("desk.login.lasted"))
        elif self._clock.steady_s() - self._checked_s >= CHECK_S:
            self._checked_s = self._clock.steady_s()
            self._in_passing(self._check())

    def refused(self, problem: AskRefused) -> bool:
        """Whether something was refused because the session is over; then it is said and asked for."""
        if problem.type not in ("signed-out", "not-signed-in"):
            return False
        if self._seat.situation.signed_in:
            self.end(problem.detail)
        return True

    async def settled(self) -> None:
        """Return when nothing is asked in passing any more."""
        await asyncio.gather(*self._aside)

    # ── what is asked ────────────────────────────────────────────────────────────────────────────────

    async def _sign_in(self) -> None:
        now = self._seat.situation.signing
        ending = await ending_of(self._staff.sign_in(now.person.strip(), now.password))
        if not isinstance(ending, SignedIn):
            self._again(self._words(ending))
        elif ending.must_change:
            self._until = ending.until
            changing = Signing(
                person=ending.person, first=now.password, is_changing=True, tries=now.tries + 1
            )
            self._seat.become(replace(self._seat.situation, signing=changing, name=ending.name))
        else:
            self._sits(ending.person, ending.name, ending.until)

    async def _change(self) -> None:
        now = self._seat.situation
        ending = await ending_of(self._staff.change_password(now.signing.first, now.signing.password))
        if ending is None and self._until is not None:
            self._sits(now.signing.person, now.name, self._until)
        elif isinstance(ending, AskRefused) and ending.type != "password-weak":
            self.end(ending.detail)
        else:
            self._again(self._words(ending))

    def _sits(self, person: str, name: str, until: datetime) -> None:
        now = self._seat.situation
        self._until, self._checked_s = until, self._clock.steady_s()
        fresh = Signing(tries=now.signing.tries + 1)
        self._seat.become(replace(now, signed_in=person, name=name, signing=fresh))
        log.info("somebody signed in at the desk")

    async def _sign_out(self) -> None:
        await ending_of(self._staff.sign_out())

    async def _check(self) -> None:
        ending = await ending_of(self._staff.check())
        if isinstance(ending, AskRefused):
            self.refused(ending)

    def _again(self, why: str) -> None:
        now = self._seat.situation
        again = replace(now.signing, password="", again="", why=why, tries=now.signing.tries + 1)
        self._seat.become(replace(now, signing=again))

    def _words(self, ending: object) -> str:
        return ending.detail if isinstance(ending, AskRefused) else self._say.say("desk.login.silent")

    def _in_passing(self, asking: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(asking)
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)


async def ending_of(asking: Coroutine[Any, Any, T]) -> T | AskRefused | HallSilent:
    """What came of asking once."""
    try:
        return await asking
    except (AskRefused, HallSilent) as ending:
        return ending
