"""The presses of a terminal on their way: one at a time, each with its key until its fate is known, and what its end means."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from typing import Any, Final, Protocol

from caller import changes
from caller.errand import Ending, Mirrored, Pause, carried
from caller.ports import Answer, Ask, AskRefused, Clock, Hall, HallSilent, Verb
from caller.situation import Situation
from config.texts import Texts

SLOW_S: Final = 0.4
"""After so long without an answer the keys say that they wait."""

KEPT_KEYS: Final = 64
"""So many of our own presses are told apart from somebody else's; a fact comes at most seconds after its press."""

log = logging.getLogger(__name__)


class Desk(Protocol):
    """What the presses need of their terminal."""

    @property
    def situation(self) -> Situation: ...

    def become(self, situation: Situation) -> None: ...

    def is_session_over(self, problem: AskRefused) -> bool:
        """Whether a press was refused because who signed in is not any more; then it is said and asked for."""


class Pressing:
    """The presses of one window's terminal. `on_arrival` is told when an armed window calls whoever came."""

    def __init__(
        self,
        hall: Hall,
        window: str,
        desk: Desk,
        clock: Clock,
        new_key: Callable[[], str],
        *,
        say: Texts,
        pause: Pause,
        on_arrival: Callable[[], None],
    ) -> None:
        self._hall, self._window, self._desk, self._clock = hall, window, desk, clock
        self._new_key, self._say, self._pause, self._on_arrival = new_key, say, pause, on_arrival
        self._mirrored = Mirrored()
        self._errand: asyncio.Task[None] | None = None
        self._armed_seq = 0
        self._keys: deque[str] = deque(maxlen=KEPT_KEYS)

    @property
    def is_busy(self) -> bool:
        """Whether something is on its way: no key does anything meanwhile."""
        return self._errand is not None

    def is_own(self, key: str) -> bool:
        """Whether what has happened was pressed here."""
        return key in self._keys

    def ask(self, verb: Verb, fields: Mapping[str, object], about: str = "") -> None:
        """Send a press; `about` is the ticket of one that is no press of the window."""
        ticket = self._desk.situation.ticket
        ask = self._made(verb, fields, about)
        self._desk.become(changes.asked(self._desk.situation, verb))
        self.begin(self._run(ask, ticket.number if ticket else ""))

    def begin(self, errand: Coroutine[Any, Any, None]) -> None:
        """Carry out something during which no key does anything."""
        self._errand = asyncio.get_running_loop().create_task(self._carry_out(errand))

    async def press_window(self, verb: Verb, clerk: str) -> AskRefused | HallSilent | None:
        """Sit down at the window, amid an errand; what went wrong."""
        ask = self._made(verb, {"clerk": clerk})
        ending = await carried(self._hall, ask, self._clock, self._mirrored, self._pause)
        return None if isinstance(ending, Answer) else ending

    def mirrored(self, seq: int) -> None:
        """The mirror has come so far."""
        self._mirrored.move(seq)

    def call_arrival(self) -> None:
        """Armed, and somebody waits: call. Where another window was quicker, the hall says so and we wait on."""
        now = self._desk.situation
        is_armed = now.is_armed and now.phase == "armed" and not now.must_sign_in and now.chooser is None
        if not is_armed or self.is_busy:
            return
        is_new = self._mirrored.seq > self._armed_seq
        if is_new and now.seen is not None and now.seen.view.waiting_total > 0:
            self._on_arrival()
            self.ask("next", {})

    async def settled(self) -> None:
        """Return when no press is on its way."""
        while self._errand is not None:
            await asyncio.wait([self._errand])

    def _made(self, verb: Verb, fields: Mapping[str, object], about: str = "") -> Ask:
        ticket = self._desk.situation.ticket
        key = self._new_key()
        self._keys.append(key)
        return Ask(verb=verb, at=ticket.id if ticket else None, key=key, fields=fields, about=about)

    async def _run(self, ask: Ask, number: str) -> None:
        ending = await carried(self._hall, ask, self._clock, self._mirrored, self._pause)
        self._desk.become(replace(self._desk.situation, in_flight=None))
        self._hear_ending(ask.verb, ending, number)

    async def _carry_out(self, errand: Coroutine[Any, Any, None]) -> None:
        slow = asyncio.get_running_loop().call_later(SLOW_S, self._say_slow)
        try:
            await errand
        finally:
            slow.cancel()
            self._errand = None
            self._desk.become(replace(self._desk.situation, in_flight=None, is_slow=False))
        self.call_arrival()

    def _hear_ending(self, verb: Verb, ending: Ending, number: str) -> None:
        if isinstance(ending, AskRefused) and self._desk.is_session_over(ending):
            log.info("window %s: %s refused, the session is over", self._window, verb)
            return
        self._desk.become(self._ended(verb, ending, number))

    def _ended(self, verb: Verb, ending: Ending, number: str) -> Situation:
        now_s, situation = self._clock.steady_s(), self._desk.situation
        if isinstance(ending, AskRefused) and ending.is_fate_unknown:
            log.warning("window %s: no answer to %s, then refused: %s", self._window, verb, ending.type)
            return changes.noticed(situation, self._say.say("caller.fate.refused"), now_s)
        if isinstance(ending, AskRefused):
            log.info("window %s: %s refused, %s", self._window, verb, ending.type)
            return changes.refused(situation, verb, ending.type, ending.detail, now_s)
        if isinstance(ending, HallSilent):
            log.warning("window %s: no answer to %s, given up", self._window, verb)
            return changes.noticed(situation, self._say.say("caller.fate"), now_s)
        if verb == "next" and ending.ticket is None and not situation.hall_remembers:
            self._armed_seq = ending.seq
            return replace(situation, is_armed=True)
        return changes.done(situation, verb, number, now_s)

    def _say_slow(self) -> None:
        self._desk.become(replace(self._desk.situation, is_slow=True))
