"""What happens at the guide desk: hands and scanner in, wishes out, one screen shown. Without Qt."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any

from config.texts import texts
from kiosk.desk import asks, giving
from kiosk.desk.alarms import Watched, watched
from kiosk.desk.choices import World, near_printer_of
from kiosk.desk.errand import Pause
from kiosk.desk.hands import Act, Tool
from kiosk.desk.keys import Keys, Later
from kiosk.desk.lives import Lives
from kiosk.desk.looking import Looking
from kiosk.desk.moving import stepped, stepped_back
from kiosk.desk.offer import Tile
from kiosk.desk.ports import Beeper, Clock, Hall, Press, Staff
from kiosk.desk.questions import Questions
from kiosk.desk.show import Show
from kiosk.desk.showing import screen
from kiosk.desk.shown import Shown
from kiosk.desk.sitting import Sitting
from kiosk.desk.situation import Paper, Situation
from kiosk.desk.watch import Watch, attended, opened, toggled, without_what_is_over
from kiosk.desk.wishes import Wishes
from kiosk.ports import Taken, ToPrint
from link.messages import facts as f
from link.state import State, Ticket
from look.language import Language
from look.stale import Stale

log = logging.getLogger(__name__)


class Presenter:
    """One desk. `on_change` is told when there may be something new to show; `shown()` is what. `later` calls after some
    seconds; `new_key` makes a key that was never given before."""

    def __init__(
        self,
        hall: Hall,
        clock: Clock,
        new_key: Callable[[], str],
        *,
        staff: Staff,
        press: Press,
        later: Later,
        near_printer: str = "",
        language: Language = "zh",
        beeper: Beeper | None = None,
        on_change: Callable[[], None] = lambda: None,
        pause: Pause = asyncio.sleep,
    ) -> None:
        self._clock, self._press = clock, press
        self._near, self._beeper, self._on_change = near_printer, beeper, on_change
        self._say = texts(language)
        self._state = State()
        self._lives, self._watch = Lives(), Watch()
        self._focus: tuple[str, int] = ("page", 0)
        paper: Paper = "own" if press.name else "near"
        self._situation = Situation(language=language, paper=paper)
        self._sitting = Sitting(staff, self, clock, self._say)
        is_over = self._sitting.refused
        self._wishes = Wishes(
            self, hall, press, clock, new_key, say=self._say, is_session_over=is_over, pause=pause
        )
        self._questions = Questions(self, self._wishes, clock)
        self._looking = Looking(self, self._wishes, self._questions)
        self._keys = Keys(self, clock, later)

    # ── what the world says ──────────────────────────────────────────────────────────────────────────

    def hear(self, state: State, facts: tuple[f.Fact, ...] = (), stale: Stale | None = None) -> None:
        """The day as the mirror has it now, and what was new."""
        self._state = state
        for fact in facts:
            self._lives.hear(fact)
        self._wishes.mirrored(state.seq)
        now = replace(
            self._situation,
            has_state=True,
            stale=stale or self._situation.stale,
            needs_person=state.definition.policy.staff_listed,
        )
        self.become(without_what_is_over(now, self._watched()))
        self._sound()

    def age(self, stale: Stale) -> None:
        """Whether what is shown is still true."""
        if stale.is_stale and not self._situation.stale.is_stale:
            log.warning("the desk does not hear the hall")
        self.become(replace(self._situation, stale=stale))

    def tick(self) -> None:
        """Some time went by: what was said for a while goes away, the clock and the alarm go on."""
        toast = self._situation.toast
        if toast is not None and self._clock.steady_s() >= toast.until_s:
            self._situation = replace(self._situation, toast=None)
        self._sitting.tick()
        self._sound()
        self._on_change()

    def fault(self, fault: BaseException) -> None:
        """Something of our own went wrong; it is in the log, and whoever sits here is told."""
        self._wishes.refuse(self._say.say("desk.fault"))

    @property
    def situation(self) -> Situation:
        """What the desk knows now."""
        return self._situation

    @property
    def state(self) -> State:
        return self._state

    @property
    def place(self) -> str:
        """The part of the screen that has the keyboard."""
        return self._focus[0]

    @property
    def found(self) -> Ticket | None:
        """The ticket that is looked at."""
        return self._state.find(self._situation.found) if self._situation.found else None

    def shown(self) -> Shown:
        """The screen as it is now."""
        show = Show(
            state=self._state, situation=self._situation, now=self._clock.hall_now(), say=self._say, world=self.world(),
            lives=self._lives, tiles=self._tiles(), watched=self._watched(), focus=self._focus,
        )  # fmt: skip
        return screen(show)

    def world(self) -> World:
        """What questions are about."""
        near = self._near or near_printer_of(self._state, self._press.name)
        return World(state=self._state, say=self._say, own_printer=self._press.name, near_printer=near)

    async def settled(self) -> None:
        """Return when no wish is on its way."""
        await self._wishes.settled()
        await self._sitting.settled()

    # ── hands ────────────────────────────────────────────────────────────────────────────────────────

    def key(self, name: str, char: str = "") -> bool:
        """A key that no field took; whether it does something. `char` is what it writes."""
        return self._keys.press(name, char)

    def type(self, text: str) -> None:
        """The field of what is to be found."""
        self.become(replace(self._situation, typed=text[:200]))

    def type_service(self, text: str) -> None:
        """The field of the service to give a ticket for."""
        self.become(giving.with_service_typed(self._situation, text))

    def type_in(self, field: str, text: str) -> None:
        """A field of the sign-in."""
        self._sitting.type(field, text)

    def type_flow(self, text: str) -> None:
        """The field of the open question."""
        if self._situation.flow is not None:
            self.become(replace(self._situation, flow=self._situation.flow.type(text)))

    def step(self, by: int) -> None:
        """Up and down among what can be chosen, or among the alarms."""
        self.become(stepped(self._situation, self.place, by, len(self._tiles()), self._watched()))

    def confirm_offer(self) -> None:
        """Enter in the field of the services: the tile that is pointed to."""
        self.choose_tile(self._situation.at_tile)

    def choose_tile(self, at: int) -> None:
        """A department is opened, a service chosen."""
        there = self._tiles()
        if not 0 <= at < len(there):
            return
        if there[at].kind == "service":
            self.go_to("page")
        self.become(giving.with_tile(self._situation, there[at], at))

    def choose_service(self, service: str) -> None:
        """The service of the next ticket."""
        self.become(replace(self._situation, service=service))

    def choose_class(self, priority: str) -> None:
        self.become(replace(self._situation, priority=priority))

    def choose_paper(self, paper: str) -> None:
        """Where the next ticket comes out; `large`: in large print, or not."""
        self.become(giving.with_paper(self._situation, paper))

    def choose_language(self) -> None:
        """The other of the two."""
        self.become(giving.in_other_language(self._situation))

    def issue(self) -> None:
        """A ticket for whoever stands there, printed where it was chosen."""
        now = self._situation
        if now.can_act and now.service:
            self._wishes.ask(asks.take(now.service, now.priority, now.language))

    def find(self, text: str | None = None) -> None:
        """Look for what was typed or scanned."""
        self._looking.find(self._situation.typed if text is None else text)

    def act(self, act: Act) -> None:
        """Something about the ticket or the appointment that was found."""
        self._looking.act(act)

    def can(self, act: Act) -> bool:
        """Whether it can be done with what was found."""
        return self._looking.can(act)

    def tool(self, tool: Tool) -> None:
        """Something that concerns the whole hall: its first question."""
        if self._situation.can_act:
            is_crowded = tool == "crowd" and self._state.crowd is not None
            self._questions.open("uncrowd" if is_crowded else tool)

    def open_alarm(self, key: str) -> None:
        """Look at one alarm; again: close it."""
        self.go_to("alarms")
        self.become(toggled(self._situation, key))

    def acknowledge(self) -> None:
        """Whoever sits here looks after the open alarm; or has been there, where it ends by that."""
        known = opened(self._situation, self._watched())
        ask = attended(known) if known is not None else None
        if ask is not None and self._situation.can_act:
            self._wishes.ask(ask)

    def undo(self) -> None:
        """Take back what was just done, while it is offered."""
        toast = self._situation.toast
        if toast is not None and toast.undo is not None and self._situation.can_act:
            self._wishes.ask(toast.undo, is_undo=True)

    def confirm(self) -> None:
        """Take the answer to the open question; or sign in."""
        if self._situation.must_sign_in:
            self._sitting.confirm()
        else:
            self._questions.confirm()

    def choose(self, at: int) -> None:
        """One of the options, by its place among those that are shown."""
        self._questions.choose(at)

    def leave(self) -> None:
        """Esc: close the question, the alarm, what was found; or stop changing a password."""
        now = self._situation
        if now.must_sign_in:
            if now.signing.is_changing:
                self._sitting.end()
        elif now.flow is not None:
            self._questions.close()
        else:
            self.become(stepped_back(now))
        self.go_to("page")

    def sign_out(self) -> None:
        """Whoever sits here gets up."""
        if self._situation.signed_in:
            self._sitting.end()

    # ── what follows ─────────────────────────────────────────────────────────────────────────────────

    def close_flow(self) -> None:
        """No question is open any more."""
        self._questions.close()

    def become(self, situation: Situation) -> None:
        """The situation as it is from now on."""
        self._situation = situation
        self._on_change()

    def print_asked(self, taken: Taken, language: Language, *, is_reprint: bool = True) -> None:
        """Somebody wants a ticket at the desk's own printer."""
        asyncio.get_running_loop().create_task(
            self._wishes.print(ToPrint(ticket=taken, language=language, is_reprint=is_reprint))
        )

    def begin(self, errand: Coroutine[Any, Any, None]) -> None:
        """Carry out something during which nothing else is asked."""
        self._wishes.begin(errand)

    def go_to(self, place: str) -> None:
        """Give the keyboard to a part of the screen."""
        self._focus = (place, self._focus[1] + 1)
        self._on_change()

    def _tiles(self) -> tuple[Tile, ...]:
        return giving.offered(self._state, self._situation, self._say, self._clock.hall_now())

    def _watched(self) -> tuple[Watched, ...]:
        return watched(self._state, self._say)

    def _sound(self) -> None:
        if not self._situation.is_live or self._beeper is None:
            return
        if self._watch.is_heard_now(self._watched(), self._clock.steady_s()):
            self._beeper.beep()
