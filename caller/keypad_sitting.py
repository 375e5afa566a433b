"""Who has signed in at one keypad of a hall that lists its staff, from the first digit until the session is over."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from caller.keypad_signing import STANDS, Asked, PadSigning, SignIn
from caller.keypad_wishes import Seen, Wish
from caller.keypad_words import Word, word_of
from caller.ports import Answer, AskRefused, Clock, HallSilent, SignedIn, Staff, Verb
from caller.sitting import SESSION_OVER, ending_of
from devices.keypads.press import Press, SignInKeys

log = logging.getLogger(__name__)

Sent = Callable[[Wish], Awaitable[Answer | AskRefused | HallSilent]]
"""Carries a command of the window to the hall and back."""


class PadSitting:
    """One keypad's. Neither session nor password is kept anywhere: a box that starts asks again."""

    def __init__(self, staff: Staff, clock: Clock, keys: SignInKeys) -> None:
        self._staff, self._clock, self._keys = staff, clock, keys
        self._signing = PadSigning()
        self._until: datetime | None = None
        self._is_seated = False
        """The mirror has shown this person at the window."""
        self._person = ""
        self._ending: asyncio.Task[None] | None = None

    def must_sign_in(self, seen: Seen) -> bool:
        """Whether nothing can be pressed before somebody has signed in."""
        return seen.state.definition.policy.staff_listed and not self._person

    @property
    def stands(self) -> Word | None:
        """What is to be typed now, amid a sign-in."""
        return STANDS[self._signing.after(self._clock.steady_s()).step]

    def press(self, press: Press, seen: Seen) -> Asked | Word | None:
        """A key while nobody has signed in: what is to be asked of the hall, or said."""
        now_s = self._clock.steady_s()
        self._signing, asked = self._signing.press(press, self._keys, seen.clerk, now_s)
        return asked

    async def ask(self, asked: Asked, seen: Callable[[], Seen | None], sent: Sent) -> Word | None:
        """Sign in or change the password, then take the window; the word for what went wrong or is still missing."""
        signed = await self._signed(asked)
        if isinstance(signed, SignedIn) and signed.must_change:
            log.info("somebody signed in at a keypad with a first password, it is to be changed")
            self._until, self._signing = signed.until, self._signing.changing(self._clock.steady_s())
            return "new-pin"
        if isinstance(signed, AskRefused) and signed.type == "password-weak":
            self._signing = self._signing.changing(self._clock.steady_s())
            return "pin-weak"
        if isinstance(asked, SignIn) and isinstance(signed, AskRefused) and signed.type == "sign-in-failed":
            self._signing = self._signing.retyping(self._clock.steady_s())
            return "pin-wrong"
        person, self._signing = self._signing.person, PadSigning()
        if isinstance(signed, AskRefused | HallSilent):
            return word_of(signed.type) if isinstance(signed, AskRefused) else "hall-away"
        self._until = signed.until if signed is not None else self._until
        return await self._take_window(person, seen(), sent)

    def hear(self, seen: Seen | None) -> None:
        """The mirror shows the window: whether who signed in still sits there."""
        if not self._person or seen is None:
            return
        is_theirs = seen.window.state != "closed" and seen.window.clerk == self._person
        if self._is_seated and not is_theirs:
            self.end()
        self._is_seated = self._is_seated or is_theirs

    def tick(self) -> None:
        """Some time went by: a session lasts as long as the hall said."""
        if self._person and self._until is not None and self._clock.hall_now() >= self._until:
            self.end()

    def refused(self, problem: AskRefused) -> None:
        """A press was refused; perhaps because the session is over."""
        if problem.type in SESSION_OVER and self._person:
            self.end()

    def end(self) -> None:
        """Nobody works here any more; the window stays as it is."""
        log.info("a session at a keypad is over")
        self._person, self._until, self._is_seated = "", None, False
        self._signing = PadSigning()
        self._ending = asyncio.get_running_loop().create_task(self._sign_out())

    async def settled(self) -> None:
        """Return when the hall knows who has left."""
        if self._ending is not None:
            await asyncio.wait([self._ending])

    async def _signed(self, asked: Asked) -> SignedIn | AskRefused | HallSilent | None:
        if isinstance(asked, SignIn):
            return await ending_of(self._staff.sign_in(asked.person, asked.pin))
        return await ending_of(self._staff.change_password(asked.old, asked.new))

    async def _take_window(self, person: str, seen: Seen | None, sent: Sent) -> Word | None:
        """The window is opened, or taken over as it is; where that is refused, nobody is signed in either."""
        self._person = person
        log.info("somebody signed in at a keypad")
        self.hear(seen)
        if self._is_seated or seen is None:
            return None
        verb: Verb = "open" if seen.window.state == "closed" else "take-over"
        ending = await sent(Wish(verb=verb, at=seen.window.ticket, fields={"clerk": person}))
        if isinstance(ending, Answer):
            return None
        self.end()
        return word_of(ending.type) if isinstance(ending, AskRefused) else "fate-unknown"

    async def _sign_out(self) -> None:
        await ending_of(self._staff.sign_out())
