"""One window worked by a keypad: presses in, commands out; what its read-out, lamp and beeper say."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from math import inf
from typing import Any, Final, Protocol

from caller.errand import Ending, Mirrored, Pause, carried
from caller.keypad_signing import Asked, ChangePin, SignIn
from caller.keypad_sitting import PadSitting
from caller.keypad_wishes import Seen, Wish, wished
from caller.keypad_words import BEEPS_ARRIVED, CODE_MARK, CODES, WAITING_MOST, Word, beeps_of, word_of
from caller.ports import Answer, Ask, AskRefused, Clock, Hall
from devices.keypads.press import Action, Press, ReadOut

GUARD_S: Final = 0.8
"""A key is deaf for so long after each press: nobody means two presses within it."""

PATIENCE_S: Final = 10.0
"""How long a press goes on without an answer. A clerk without a screen presses again sooner than one who reads that the
hall is awaited; whatever became of it, the next press carries the ticket that the window has then."""

SLOW_S: Final = 1.0
"""After so long without an answer the keypad says that the hall is away."""

SAID_S: Final = 3.0
"""How long a code stands on the read-out: read in one second, looked at a little late."""

log = logging.getLogger(__name__)


class Face(Protocol):
    """The keypad of a window, whatever its make."""

    def show(self, shown: ReadOut) -> None: ...

    def beep(self, times: int) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How it stands with the hall. `away` says why there is none to ask; None: it is there."""

    seen: Seen | None = None
    away: Word | None = None
    seq: int = 0


class KeypadWindow:
    """One keypad at one window. Nothing is kept for later: what the hall does not hear now is not done later."""

    def __init__(
        self,
        window: str,
        hall: Hall,
        face: Face,
        clock: Clock,
        new_key: Callable[[], str],
        *,
        sitting: PadSitting | None = None,
        pause: Pause = asyncio.sleep,
        slow_s: float = SLOW_S,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self.window = window
        self._hall, self._face, self._clock, self._new_key, self._pause = hall, face, clock, new_key, pause
        self._sitting = sitting
        self._slow_s, self._patience_s = slow_s, patience_s
        self._standing = Standing(away="hall-away")
        self._mirrored = Mirrored()
        self._pressed: tuple[Action | None, float] = (None, -inf)
        self._said: tuple[Word, float] | None = None
        self._errand: asyncio.Task[None] | None = None
        self._shown: ReadOut | None = None

    # ── what the world says ──────────────────────────────────────────────────────────────────────────

    def hear(self, standing: Standing) -> None:
        """The window as the mirror has it now, or why there is nothing true to show."""
        before, self._standing = self._standing, standing
        self._mirrored.move(standing.seq)
        if self._sitting is not None and not standing.away:
            self._sitting.hear(standing.seen)
        if standing.away and not before.away:
            log.warning("keypad of window %s: %s", self.window, standing.away)
            self._face.beep(beeps_of(standing.away))
        elif self._was_stored(before.seen) and standing.seen and standing.seen.ticket:
            self._face.beep(BEEPS_ARRIVED)
        self.refresh()

    def refresh(self) -> None:
        """Some time went by: a code gives way to the numbers."""
        if self._sitting is not None:
            self._sitting.tick()
        shown = self._read_out()
        if shown != self._shown:
            self._shown = shown
            self._face.show(shown)

    async def settled(self) -> None:
        """Return when no press is on its way."""
        while self._errand is not None:
            await asyncio.wait([self._errand])
        if self._sitting is not None:
            await self._sitting.settled()

    # ── what the clerk does ──────────────────────────────────────────────────────────────────────────

    def press(self, press: Press) -> None:
        """A key. One that was pressed a moment ago, or while the last press is on its way, does nothing."""
        if self._errand is not None:
            return
        if self._must_sign_in():
            self._sign(press)  # digits come as fast as they come: the same key again is no slip
            return
        now_s = self._clock.steady_s()
        if press.action == self._pressed[0] and now_s - self._pressed[1] < GUARD_S:
            return
        self._pressed = (press.action, now_s)
        if self._standing.away is not None or self._standing.seen is None:
            self._say(self._standing.away or "unknown-window")
            return
        wish = wished(press.action, press.number, self._standing.seen)
        if isinstance(wish, Wish):
            self._begin(self._carry(wish))
        else:
            self._say(wish)

    def evaluate(self, *, is_due: bool) -> None:
        """The clerk asks for a rating: whoever is served is finished first; one short beep says that it is awaited."""
        seen = self._standing.seen
        if is_due:
            self._face.beep(BEEPS_ARRIVED)
        elif seen is not None and seen.window.state == "serving":
            self.press(Press(keypad="", action="finish"))
        else:
            self._say("nobody-to-rate")

    # ── what follows ─────────────────────────────────────────────────────────────────────────────────

    def _must_sign_in(self) -> bool:
        seen = self._standing.seen
        if self._sitting is None or seen is None or self._standing.away is not None:
            return False
        return self._sitting.must_sign_in(seen)

    def _sign(self, press: Press) -> None:
        if self._sitting is None or self._standing.seen is None:
            return
        asked = self._sitting.press(press, self._standing.seen)
        if isinstance(asked, SignIn | ChangePin):
            self._begin(self._sign_in(self._sitting, asked))
        elif asked is not None:
            self._say(asked)
        else:
            self._unsay()

    def _begin(self, errand: Coroutine[Any, Any, None]) -> None:
        self._errand = asyncio.get_running_loop().create_task(self._run(errand))

    async def _run(self, errand: Coroutine[Any, Any, None]) -> None:
        slow = asyncio.get_running_loop().call_later(self._slow_s, self._say, "hall-away")
        try:
            await errand
        finally:
            slow.cancel()
            self._errand = None

    async def _sign_in(self, sitting: PadSitting, asked: Asked) -> None:
        word = await sitting.ask(asked, lambda: self._standing.seen, self._sent)
        if word is None:
            self._unsay()
        else:
            log.info("window %s: signing in, %s", self.window, word)
            self._say(word)

    async def _carry(self, wish: Wish) -> None:
        self._hear_ending(wish, await self._sent(wish))

    async def _sent(self, wish: Wish) -> Ending:
        ask = Ask(verb=wish.verb, at=wish.at, key=self._new_key(), fields=wish.fields)
        return await carried(
            self._hall, ask, self._clock, self._mirrored, self._pause, patience_s=self._patience_s
        )

    def _hear_ending(self, wish: Wish, ending: Ending) -> None:
        if isinstance(ending, AskRefused):
            log.info("window %s: %s refused, %s", self.window, wish.verb, ending.type)
            if self._sitting is not None:
                self._sitting.refused(ending)
            is_open = ending.is_fate_unknown and not self._must_sign_in()
            self._say("fate-unknown" if is_open else word_of(ending.type))
        elif not isinstance(ending, Answer):
            log.warning("window %s: no answer to %s, given up", self.window, wish.verb)
            self._say("fate-unknown")
        elif wish.verb == "next" and ending.ticket is None:
            self._say("nobody-waits")
        else:
            self._unsay()

    def _unsay(self) -> None:
        self._said = None
        self.refresh()

    def _say(self, word: Word) -> None:
        self._said = (word, self._clock.steady_s() + SAID_S)
        self._face.beep(beeps_of(word))
        self.refresh()

    def _read_out(self) -> ReadOut:
        standing = self._standing
        if standing.away is not None or standing.seen is None:
            word = standing.away or "unknown-window"
            return ReadOut(left=CODE_MARK, right=CODES[word], lamp="blinking")
        is_open = standing.seen.window.state != "closed" and not self._must_sign_in()
        lamp: Final = "lit" if is_open else "dark"
        said = self._said_now() or self._asked_for()
        if said is not None:
            return ReadOut(left=CODE_MARK, right=CODES[said], lamp=lamp)
        ticket = standing.seen.ticket
        number = "".join(sign for sign in ticket.number if sign.isdigit()) if ticket else ""
        waiting = min(standing.seen.waiting, WAITING_MOST)
        return ReadOut(left=waiting, right=int(number or 0) % 1000, lamp=lamp)

    def _said_now(self) -> Word | None:
        return self._said[0] if self._said is not None and self._clock.steady_s() < self._said[1] else None

    def _asked_for(self) -> Word | None:
        """What is to be typed now, amid a sign-in."""
        return self._sitting.stands if self._sitting is not None and self._must_sign_in() else None

    def _was_stored(self, before: Seen | None) -> bool:
        return before is not None and before.window.stored_until is not None and before.ticket is None
