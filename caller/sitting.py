"""Sitting down at a terminal whose hall lists its staff, and getting up again: a session as long as the window is worked at."""

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import replace
from datetime import datetime
from math import inf
from typing import Any, Final, Protocol, TypeVar

from caller import signing
from caller.ports import AskRefused, Clock, HallSilent, SignedIn, Staff, Verb
from caller.signing import Field
from caller.situation import Situation
from config.texts import Texts

CHECK_S: Final = 15.0
"""Between two questions whether the session is still good: who is disabled sees it before the next press."""

SESSION_OVER: Final = ("signed-out", "not-signed-in")
"""The problems that say so; the words tell who was disabled from who signed in elsewhere."""

T = TypeVar("T")

Errand = Coroutine[Any, Any, None]
"""Something on its way, during which no key does anything."""

log = logging.getLogger(__name__)


class Desk(Protocol):
    """What a sitting needs of its terminal."""

    @property
    def situation(self) -> Situation: ...

    def become(self, situation: Situation) -> None: ...

    def begin(self, errand: Errand) -> None:
        """Carry out something during which no key does anything."""

    async def press_window(self, verb: Verb, clerk: str) -> AskRefused | HallSilent | None:
        """Sit down at the window itself; what went wrong."""


class Sitting:
    """One person after another at one terminal. Nothing of it is kept anywhere: a terminal that starts asks again."""

    def __init__(self, staff: Staff, desk: Desk, clock: Clock, say: Texts) -> None:
        self._staff, self._desk, self._clock, self._say = staff, desk, clock, say
        self._until: datetime | None = None
        self._is_seated = False
        """The mirror has shown this person at this window."""
        self._checked_s = -inf
        self._aside: set[asyncio.Task[None]] = set()

    def type(self, name: Field, text: str) -> None:
        """A password field as it stands now."""
        now = self._desk.situation
        if now.must_sign_in:
            self._desk.become(replace(now, signing=signing.typed(now.signing, name, text)))

    def confirm(self) -> None:
        """Sign in, or take the new password."""
        now = self._desk.situation
        if now.signing.step == "sign-in":
            self._desk.begin(self._sign_in())
        elif now.signing.is_twice_the_same:
            self._desk.begin(self._change())
        else:
            self._again(self._say.say("caller.login.differs"))

    def leave(self) -> None:
        """Esc: choose no password now."""
        if self._desk.situation.signing.step == "change":
            self.end()

    def end(self, why: str = "") -> None:
        """Nobody works here any more; the window and its ticket stay as they are."""
        now = self._desk.situation
        self._until, self._is_seated = None, False
        self._desk.become(
            replace(
                now,
                signed_in="",
                typed_clerk=now.usual_clerk or (now.signed_in if why else ""),
                signing=signing.begun(now.signing, why),
                chooser=None,
                is_more_open=False,
                is_armed=False,
            )
        )
        self._in_passing(self._sign_out())

    def heard(self) -> None:
        """The mirror shows the window: whether who signed in still sits there."""
        now = self._desk.situation
        if not now.signed_in or now.seen is None:
            return
        view = now.seen.view
        if view.state != "closed" and view.clerk == now.signed_in:
            self._is_seated = True
        elif self._is_seated and view.state == "closed":
            self.end()
        elif self._is_seated:
            self.end(self._say.say("caller.login.taken", clerk=view.clerk or "–"))

    def tick(self) -> None:
        """Some time went by: sessions end, or are ended elsewhere."""
        now = self._desk.situation
        if not now.signed_in or now.stale.is_stale:
            return
        if self._until is not None and self._clock.hall_now() >= self._until:
            self.end(self._say.say("caller.login.lasted"))
        elif self._clock.steady_s() - self._checked_s >= CHECK_S:
            self._checked_s = self._clock.steady_s()
            self._in_passing(self._check())

    def refused(self, problem: AskRefused) -> bool:
        """Whether a press was refused because the session is over; then it is said and asked for."""
        if problem.type not in SESSION_OVER:
            return False
        if self._desk.situation.signed_in:
            self.end(problem.detail)
        return True

    async def settled(self) -> None:
        """Return when nothing is asked in passing any more."""
        await asyncio.gather(*self._aside)

    # ── what is asked ────────────────────────────────────────────────────────────────────────────────

    async def _sign_in(self) -> None:
        now = self._desk.situation
        ending = await ending_of(self._staff.sign_in(now.typed_clerk.strip(), now.signing.password))
        if not isinstance(ending, SignedIn):
            self._again(self._words(ending))
        elif ending.must_change:
            log.info("somebody signed in with a first password, it is to be changed")
            now = self._desk.situation
            self._desk.become(replace(now, signing=signing.changing(now.signing, ending.person)))
            self._until = ending.until
        else:
            await self._sit_down(ending.person, ending.until)

    async def _change(self) -> None:
        now = self._desk.situation.signing
        ending = await ending_of(self._staff.change_password(now.first, now.password))
        if ending is None and self._until is not None:
            await self._sit_down(now.person, self._until)
        elif isinstance(ending, AskRefused) and ending.type != "password-weak":
            self.end(ending.detail)
        else:
            self._again(self._words(ending))

    async def _sit_down(self, person: str, until: datetime) -> None:
        """A session is there; now the window: opened, or taken over as it is."""
        now = self._desk.situation
        self._until, self._checked_s = until, self._clock.steady_s()
        fresh = signing.begun(now.signing)
        self._desk.become(replace(now, signed_in=person, typed_clerk=person, signing=fresh, notice=None))
        log.info("somebody signed in")
        wrong = await self._take_window(person)
        if wrong is not None:
            self.end(self._words(wrong))
        else:
            self.heard()

    async def _take_window(self, person: str) -> AskRefused | HallSilent | None:
        seen = self._desk.situation.seen
        if seen is None or (seen.view.state != "closed" and seen.view.clerk == person):
            return None
        verb: Verb = "open" if seen.view.state == "closed" else "take-over"
        return await self._desk.press_window(verb, person)

    async def _sign_out(self) -> None:
        await ending_of(self._staff.sign_out())

    async def _check(self) -> None:
        ending = await ending_of(self._staff.check())
        if isinstance(ending, AskRefused):
            self.refused(ending)

    def _again(self, why: str) -> None:
        now = self._desk.situation
        self._desk.become(replace(now, signing=signing.emptied(now.signing, why)))

    def _words(self, ending: object) -> str:
        return ending.detail if isinstance(ending, AskRefused) else self._say.say("caller.login.silent")

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
