"""What happens at a window's terminal: keys in, commands out, one screen shown."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import inf
from typing import Final

from caller import changes
from caller.choices import TYPED_MOST
from caller.choosing import Choosing
from caller.doing import VERB, Action, doing
from caller.elsewhere import told_elsewhere
from caller.errand import Pause
from caller.keys import Bindings, Place
from caller.ports import AskRefused, Beeper, Clock, Hall, HallSilent, Notes, Staff, Tone, Verb
from caller.pressing import Pressing
from caller.reading import Reading
from caller.show import Show
from caller.showing import screen
from caller.shown import Shown
from caller.signing import Field
from caller.sitting import Errand, Sitting
from caller.situation import Form, Situation
from caller.tally import Tally
from caller.terminal import Terminal
from config.texts import texts
from link.messages.facts import Fact
from link.state import State
from look.stale import Stale

GUARD_S: Final = 0.8
"""A key is deaf for so long after each press: nobody means two presses within it."""

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
        self._window, self._clock = window, clock
        self._say = texts(language)
        self._bindings = bindings or Bindings()
        self._beeper = beeper
        self._on_change = on_change
        self._situation = Situation(form=form, usual_clerk=clerk[:TYPED_MOST], typed_clerk=clerk[:TYPED_MOST])
        self._tally: Tally | None = None
        self._pressed_s: dict[Place, float] = {}
        self._pressing = Pressing(
            hall,
            window,
            self,
            clock,
            new_key,
            say=self._say,
            pause=pause,
            on_arrival=lambda: self._beep("arrival"),
        )
        self._sitting = Sitting(staff, self, clock, self._say)
        self._reading = Reading(notes, self, clock)
        self._choosing = Choosing(self, self._pressing.ask, clock, say=self._say, sign_out=self._sitting.end)

    # ── what the world says ──────────────────────────────────────────────────────────────────────────

    def hear(self, seen: Terminal | None, stale: Stale, tally: Tally | None = None) -> None:
        """The mirror's window as it is now; None where the hall has no such window."""
        self._tally = tally
        self._hear_age(stale)
        was_waiting = self._situation.hall_remembers and self._situation.phase == "armed"
        self.become(changes.heard(self._situation, seen, stale))
        if was_waiting and self._situation.phase == "calling" and not self._pressing.is_busy:
            self._beep("arrival")
        self._pressing.mirrored(seen.view.seq if seen else 0)
        self._sitting.heard()
        self._reading.look()
        self._pressing.call_arrival()

    def told(self, facts: Sequence[Fact], state: State) -> None:
        """What has just happened in the hall: what somebody else pressed for this window is said."""
        words = told_elsewhere(facts, self._window, self._pressing.is_own, state, self._say)
        if words:
            self.become(changes.noticed(self._situation, words, self._clock.steady_s(), is_refusal=False))

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

    def lacks_keys(self, places: Sequence[Place]) -> None:
        """These keys work in this window alone; none named: the desktop gives no program such keys."""
        keys = self._say.say("caller.note.and").join(self._bindings.hint(place) for place in places)
        words = (
            self._say.say("caller.keys.taken", keys=keys) if places else self._say.say("caller.keys.missing")
        )
        self.become(changes.noticed(self._situation, words, self._clock.steady_s(), is_refusal=False))

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
        show = Show(
            situation=self._situation,
            now=self._clock.hall_now(),
            bindings=self._bindings,
            say=self._say,
            window=self._window,
            tally=self._tally,
        )
        return screen(show)

    async def settled(self) -> None:
        """Return when no press is on its way."""
        await self._pressing.settled()
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
        if is_deaf or not does.is_ready or self._pressing.is_busy:
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
        elif self._situation.phase == "armed" and not self._pressing.is_busy:
            self._do("disarm")

    def type(self, text: str) -> None:
        """What stands in the field of the choice or of the sign-in."""
        if self._situation.chooser is not None:
            self._choosing.type(text)
        elif self._situation.phase == "closed" or self._situation.must_sign_in:
            self.become(replace(self._situation, typed_clerk=text[:TYPED_MOST]))

    def type_in(self, field: Field, text: str) -> None:
        """What stands in a field of the sign-in with a password."""
        self._sitting.type(field, text)

    def step(self, by: int) -> None:
        """Up and down in a choice."""
        self._choosing.step(by)

    def choose_shown(self, row: int) -> None:
        """Take the match that stands in a row of the list."""
        if self._choosing.point(row):
            self.confirm()

    # ── what the rooms behind it need ────────────────────────────────────────────────────────────────

    def begin(self, errand: Errand) -> None:
        """Carry out something during which no key does anything."""
        self._pressing.begin(errand)

    async def press_window(self, verb: Verb, clerk: str) -> AskRefused | HallSilent | None:
        """Sit down at the window, amid an errand; what went wrong."""
        return await self._pressing.press_window(verb, clerk)

    def is_session_over(self, problem: AskRefused) -> bool:
        """Whether a press was refused because who signed in is not any more; then it is said and asked for."""
        return self._sitting.refused(problem)

    def become(self, situation: Situation) -> None:
        """The situation as it is from now on."""
        self._situation = situation
        self._on_change()

    # ── what follows ─────────────────────────────────────────────────────────────────────────────────

    def _do(self, action: Action) -> None:
        if action in ("sign_in", "change"):
            self._sitting.confirm()
        elif action == "confirm":
            self._choosing.take()
        elif action == "disarm":
            self._disarm()
        elif action in ("more", "back"):
            self.become(replace(changes.choosing(self._situation, None), is_more_open=action == "more"))
        elif action in ("finish", "next") and self._needs_outcome():
            self._choosing.open("outcome", then_next=action == "next")
        elif action == "open":
            self._pressing.ask("open", {"clerk": self._situation.typed_clerk.strip()})
        elif action in ("pause", "transfer", "park", "walk", "pick", "outcome", "further"):
            self._choosing.open(action)
        else:
            self._pressing.ask(VERB[action], {})

    def _disarm(self) -> None:
        if self._situation.hall_remembers:
            self._pressing.ask("next", {})
        else:
            self.become(replace(self._situation, is_armed=False))

    def _needs_outcome(self) -> bool:
        seen = self._situation.seen
        return seen is not None and seen.view.state == "serving" and seen.needs_outcome

    def _hear_age(self, stale: Stale) -> None:
        if stale.is_stale and not self._situation.stale.is_stale:
            log.warning("window %s: the hall fell silent", self._window)
            self._beep("stale")

    def _beep(self, tone: Tone) -> None:
        if self._beeper is not None:
            self._beeper.beep(tone)
