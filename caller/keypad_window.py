"""One window worked by a keypad: presses in, commands out; what its read-out, lamp and beeper say."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Final, Protocol

from caller.errand import Ending, Mirrored, Pause, carried
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
        pause: Pause = asyncio.sleep,
        slow_s: float = SLOW_S,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self.window = window
        self._hall, self._face, self._clock, self._new_key, self._pause = hall, face, clock, new_key, pause
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
        if standing.away and not before.away:
            log.warning("keypad of window %s: %s", self.window, standing.away)
            self._face.beep(beeps_of(standing.away))
        elif self._was_stored(before.seen) and standing.seen and standing.seen.ticket:
            self._face.beep(BEEPS_ARRIVED)
        self.refresh()

    def refresh(self) -> None:
        """Some time went by: a code gives way to the numbers."""
        shown = self._read_out()
        if shown != self._shown:
            self._shown = shown
            self._face.show(shown)

    async def settled(self) -> None:
        """Return when no press is on its way."""
        while self._errand is not None:
            await asyncio.wait([self._errand])

    # ── what the clerk does ──────────────────────────────────────────────────────────────────────────

    def press(self, press: Press) -> None:
        """A key. One that was pressed a moment ago, or while the last press is on its way, does nothing."""
        now_s = self._clock.steady_s()
        is_deaf = press.action == self._pressed[0] and now_s - self._pressed[1] < GUARD_S
        if is_deaf or self._errand is not None:
            return
        self._pressed = (press.action, now_s)
        if self._standing.away is not None or self._standing.seen is None:
            self._say(self._standing.away or "unknown-window")
            return
        wish = wished(press.action, press.number, self._standing.seen)
        if isinstance(wish, Wish):
            self._errand = asyncio.get_running_loop().create_task(self._carry(wish))
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

    async def _carry(self, wish: Wish) -> None:
        ask = Ask(verb=wish.verb, at=wish.at, key=self._new_key(), fields=wish.fields)
        slow = asyncio.get_running_loop().call_later(self._slow_s, self._say, "hall-away")
        try:
            ending = await carried(
                self._hall, ask, self._clock, self._mirrored, self._pause, patience_s=self._patience_s
            )
        finally:
            slow.cancel()
            self._errand = None
        self._hear_ending(wish, ending)

    def _hear_ending(self, wish: Wish, ending: Ending) -> None:
        if isinstance(ending, AskRefused):
            log.info("window %s: %s refused, %s", self.window, wish.verb, ending.type)
            self._say(word_of(ending.type))
        elif not isinstance(ending, Answer):
            log.warning("window %s: no answer to %s, given up", self.window, wish.verb)
            self._say("fate-unknown")
        elif wish.verb == "next" and ending.ticket is None:
            self._say("nobody-waits")
        else:
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
        lamp: Final = "lit" if standing.seen.window.state != "closed" else "dark"
        if self._said is not None and self._clock.steady_s() < self._said[1]:
            return ReadOut(left=CODE_MARK, right=CODES[self._said[0]], lamp=lamp)
        ticket = standing.seen.ticket
        number = "".join(sign for sign in ticket.number if sign.isdigit()) if ticket else ""
        waiting = min(standing.seen.waiting, WAITING_MOST)
        return ReadOut(left=waiting, right=int(number or 0) % 1000, lamp=lamp)

    def _was_stored(self, before: Seen | None) -> bool:
        return before is not None and before.window.stored_until is not None and before.ticket is None
