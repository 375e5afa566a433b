"""What happens at a window's terminal: keys in, commands out, one screen shown."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from math import inf
from typing import Any, Final

from caller import changes
from caller.choices import ABANDON, FOLLOWING, TYPED_MOST, Chooser, Kind, chooser, fields_of
from caller.doing import VERB, Action, doing
from caller.errand import Ending, Mirrored, Pause, carried
from caller.keys import Bindings, Place
from caller.lists import first_shown
from caller.ports import Answer, Ask, AskRefused, Beeper, Clock, Hall, HallSilent, Notes, Staff, Tone, Verb
from caller.reading import Reading
from caller.showing import Show
from caller.shown import Shown
from caller.signing import Field
from caller.sitting import Sitting
from caller.situation import Form, Situation
from caller.tally import Tally
from caller.terminal import Terminal
from config.texts import texts
from look.stale import Stale

GUARD_S: Final = 0.8
"""A key is deaf for so long after each press: nobody means two presses within it."""

SLOW_S: Final = 0.4
"""After so long without an answer the keys say that they wait."""

_VERB: Final[Mapping[Kind, Verb]] = {
    "pause": "pause", "transfer": "transfer", "place": "transfer", "note": "transfer", "park": "park", "walk": "walk",
    "pick": "call", "outcome": "finish",
}  # fmt: skip
"""What a choice asks for once it is made."""

log = logging.getLogger(__name__)


class Presenter:
    """One terminal. `on_change` is told when there may be something new to show; `shown()` is what."""

    def __init__(
        self,
        hall: Hall,
        window: str,
        clock: Clock,
        new_key: Callable[[], str],
        *,
        staff: Staff,
        notes: Notes,
        form: Form = "page",
        language: str = "zh",
        clerk: str = "",
        bindings: Bindings | None = None,
        beeper: Beeper | None = None,
        on_change: Callable[[], None] = lambda: None,
        pause: Pause = asyncio.sleep,
    ) -> None:
        self._hall, self._window, self._clock, self._new_key = hall, window, clock, new_key
        self._say = texts(language)
        self._bindings = bindings or Bindings()
        self._beeper = beeper
        self._on_change = on_change
        self._pause = pause
        self._situation = Situation(form=form, usual_clerk=clerk[:TYPED_MOST], typed_clerk=clerk[:TYPED_MOST])
        self._tally: Tally | None = None
        self._pressed_s: dict[Place, float] = {}
        self._armed_seq = 0
        self._mirrored = Mirrored()
        self._errand: asyncio.Task[None] | None = None
        self._sitting = Sitting(staff, self, clock, self._say)
        self._reading = Reading(notes, self, clock)

    # ── what the world says ──────────────────────────────────────────────────────────────────────────

    def hear(self, seen: Terminal | None, stale: Stale, tally: Tally | None = None) -> None:
        """The mirror's window as it is now; None where the hall has no such window."""
        self._tally = tally
        self._hear_age(stale)
        was_waiting = self._situation.hall_remembers and self._situation.phase == "armed"
        self.become(changes.heard(self._situation, seen, stale))
        if was_waiting and self._situation.phase == "calling" and self._errand is None:
            self._beep("arrival")
        self._mirrored.move(seen.view.seq if seen else 0)
        self._sitting.heard()
        self._reading.look()
        self._call_arrival()

    def fall_silent(self, stale: Stale) -> None:
        """The hall has said nothing for some time, or not yet."""
        self._hear_age(stale)
        self.become(replace(self._situation, stale=stale))

    def tick(self) -> None:
        """Some time went by: what was said for a while goes away, the clocks count on."""
        self.become(changes.aged(self._situation, self._clock.steady_s()))
        self._sitting.tick()
        self._reading.tick()

    def noted(self, ticket: str) -> None:
        """Somebody noted something of a ticket."""
        if self._situation.ticket is not None and self._situation.ticket.id == ticket:
            self._reading.again()

    def fault(self, fault: BaseException) -> None:
        """Something of our own went wrong; it is in the log, and the clerk is told."""
        words = self._say.say("caller.fault")
        self.become(changes.noticed(self._situation, words, self._clock.steady_s()))

    @property
    def situation(self) -> Situation:
        """What the terminal knows now."""
        return self._situation

    def shown(self) -> Shown:
        """The screen as it is now."""
        return Show(
            situation=self._situation,
            now=self._clock.hall_now(),
            bindings=self._bindings,
            say=self._say,
            window=self._window,
            tally=self._tally,
        ).screen()

    async def settled(self) -> None:
        """Return when no press is on its way."""
        while self._errand is not None:
            await asyncio.wait([self._errand])
        await self._sitting.settled()
        await self._reading.settled()

    # ── what the clerk does ──────────────────────────────────────────────────────────────────────────

    def place(self, key: str) -> Place | None:
        """The place that a key of the keyboard works (`F8`, `5`); None where it works nothing here."""
        return self._bindings.place(key)

    def press(self, place: Place) -> None:
        """A key of the terminal. One that is not ready, or was pressed a moment ago, does nothing."""
        now_s = self._clock.steady_s()
        does = doing(self._situation)[place]
        is_deaf = now_s - self._pressed_s.get(place, -inf) < GUARD_S
        if is_deaf or not does.is_ready or self._errand is not None:
            return
        self._pressed_s[place] = now_s
        self._do(does.action)

    def confirm(self) -> None:
        """Enter: take the choice, or sign in."""
        now = self._situation
        if now.chooser is not None or now.must_sign_in or now.phase == "closed":
            self.press("main")

    def leave(self) -> None:
        """Esc: close the choice or the further keys; without any, call no arrival by itself."""
        if self._situation.must_sign_in:
            self._sitting.leave()
        elif self._situation.chooser is not None or self._situation.is_more_open:
            self.become(changes.choosing(self._situation, None))
        elif self._situation.phase == "armed" and self._errand is None:
            self._do("disarm")

    def type(self, text: str) -> None:
        """What stands in the field of the choice or of the sign-in."""
        chosen_from = self._situation.chooser
        if chosen_from is not None:
            self.become(replace(self._situation, chooser=chosen_from.type(text)))
        elif self._situation.phase == "closed" or self._situation.must_sign_in:
            self.become(replace(self._situation, typed_clerk=text[:TYPED_MOST]))

    def type_in(self, field: Field, text: str) -> None:
        """What stands in a field of the sign-in with a password."""
        self._sitting.type(field, text)

    def step(self, by: int) -> None:
        """Up and down in a choice."""
        chosen_from = self._situation.chooser
        if chosen_from is not None:
            self.become(replace(self._situation, chooser=chosen_from.step(by)))

    def choose_shown(self, row: int) -> None:
        """Take the match that stands in a row of the list."""
        chosen_from = self._situation.chooser
        if chosen_from is not None:
            pointed = chosen_from.point(first_shown(chosen_from) + row)
            self.become(replace(self._situation, chooser=pointed))
            self.confirm()

    # ── what follows ─────────────────────────────────────────────────────────────────────────────────

    def _do(self, action: Action) -> None:
        if action in ("sign_in", "change"):
            self._sitting.confirm()
        elif action == "confirm":
            self._take_choice()
        elif action == "disarm" and self._situation.hall_remembers:
            self._ask("next", {})
        elif action == "disarm":
            log.info("window %s waits for no arrival any more", self._window)
            self.become(replace(self._situation, is_armed=False))
        elif action in ("more", "back"):
            self.become(replace(changes.choosing(self._situation, None), is_more_open=action == "more"))
        elif action in ("finish", "next") and self._needs_outcome():
            self._open_choice("outcome", then_next=action == "next")
        elif action == "open":
            self._ask("open", {"clerk": self._situation.typed_clerk.strip()})
        elif action in ("pause", "transfer", "park", "walk", "pick", "outcome"):
            self._open_choice(action)
        else:
            self._ask(VERB[action], {})

    def _needs_outcome(self) -> bool:
        seen = self._situation.seen
        return seen is not None and seen.view.state == "serving" and seen.needs_outcome

    def _open_choice(self, kind: Kind, *, then_next: bool = False) -> None:
        seen = self._situation.seen
        if seen is not None:
            opened = chooser(kind, seen, self._say, then_next=then_next)
            self.become(changes.choosing(self._situation, opened))

    def _take_choice(self) -> None:
        chosen_from = self._situation.chooser
        chosen = chosen_from.chosen if chosen_from else None
        if chosen_from is None or chosen is None:
            return
        fields = dict(chosen_from.gathered) | fields_of(
            chosen_from.kind, chosen.value, self._clock.hall_now()
        )
        following, seen = FOLLOWING.get(chosen_from.kind), self._situation.seen
        if following is not None and seen is not None:
            step = chooser(following, seen, self._say, gathered=tuple(fields.items()))
            self.become(changes.choosing(self._situation, step))
        else:
            self._ask(_verb(chosen_from, chosen.value), fields)

    def _ask(self, verb: Verb, fields: Mapping[str, object]) -> None:
        ticket = self._situation.ticket
        ask = Ask(verb=verb, at=ticket.id if ticket else None, key=self._new_key(), fields=fields)
        number = ticket.number if ticket else ""
        self.become(changes.asked(self._situation, verb))
        self.begin(self._run(ask, number))

    async def _run(self, ask: Ask, number: str) -> None:
        ending = await carried(self._hall, ask, self._clock, self._mirrored, self._pause)
        self._situation = replace(self._situation, in_flight=None)
        self._hear_ending(ask.verb, ending, number)

    def begin(self, errand: Coroutine[Any, Any, None]) -> None:
        """Carry out something during which no key does anything."""
        self._errand = asyncio.get_running_loop().create_task(self._carry_out(errand))

    async def press_window(self, verb: Verb, clerk: str) -> AskRefused | HallSilent | None:
        """Sit down at the window, amid an errand; what went wrong."""
        ticket = self._situation.ticket
        ask = Ask(verb=verb, at=ticket.id if ticket else None, key=self._new_key(), fields={"clerk": clerk})
        ending = await carried(self._hall, ask, self._clock, self._mirrored, self._pause)
        return None if isinstance(ending, Answer) else ending

    async def _carry_out(self, errand: Coroutine[Any, Any, None]) -> None:
        slow = asyncio.get_running_loop().call_later(SLOW_S, self._say_slow)
        try:
            await errand
        finally:
            slow.cancel()
            self._errand = None
            self.become(replace(self._situation, in_flight=None, is_slow=False))
        self._call_arrival()

    def _hear_ending(self, verb: Verb, ending: Ending, number: str) -> None:
        now_s, situation = self._clock.steady_s(), self._situation
        if isinstance(ending, AskRefused) and self._sitting.refused(ending):
            log.info("window %s: %s refused, the session is over", self._window, verb)
            situation = self._situation
        elif isinstance(ending, AskRefused):
            log.info("window %s: %s refused, %s", self._window, verb, ending.type)
            situation = changes.refused(situation, verb, ending.type, ending.detail, now_s)
        elif isinstance(ending, HallSilent):
            log.warning("window %s: no answer to %s, given up", self._window, verb)
            situation = changes.noticed(situation, self._say.say("caller.fate"), now_s)
        elif verb == "next" and ending.ticket is None and not situation.hall_remembers:
            self._armed_seq = ending.seq
            situation = replace(situation, is_armed=True)
        else:
            situation = changes.done(situation, verb, number, now_s)
        self.become(situation)

    def _call_arrival(self) -> None:
        """Armed, and somebody waits: call. Where another window was quicker, the hall says so and we wait on."""
        situation = self._situation
        if (
            not situation.is_armed
            or situation.phase != "armed"
            or situation.must_sign_in
            or self._errand is not None
            or situation.chooser is not None
        ):
            return
        is_new = self._mirrored.seq > self._armed_seq
        if is_new and situation.seen is not None and situation.seen.view.waiting_total > 0:
            self._beep("arrival")
            self._ask("next", {})

    def _say_slow(self) -> None:
        self.become(replace(self._situation, is_slow=True))

    def _hear_age(self, stale: Stale) -> None:
        if stale.is_stale and not self._situation.stale.is_stale:
            log.warning("window %s: the hall fell silent", self._window)
            self._beep("stale")

    def _beep(self, tone: Tone) -> None:
        if self._beeper is not None:
            self._beeper.beep(tone)

    def become(self, situation: Situation) -> None:
        """The situation as it is from now on."""
        self._situation = situation
        self._on_change()


def _verb(chosen_from: Chooser, value: str) -> Verb:
    if value == ABANDON:
        return "abandon"
    return "next" if chosen_from.then_next else _VERB[chosen_from.kind]
