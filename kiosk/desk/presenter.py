"""What happens at the guide desk: hands and scanner in, wishes out, one screen shown. Without Qt."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any

from config.texts import texts
from kiosk.desk import asks
from kiosk.desk.alarms import Watched, watched
from kiosk.desk.choices import World, near_printer_of
from kiosk.desk.errand import Pause
from kiosk.desk.finding import by_number, meant, secret_in
from kiosk.desk.hands import BURST_S, Act, Burst, Tool, act_of, tool_of
from kiosk.desk.lives import Lives
from kiosk.desk.offer import Tile, tiles
from kiosk.desk.ports import Beeper, Clock, Hall, Press, Staff
from kiosk.desk.questions import Questions
from kiosk.desk.ready import can
from kiosk.desk.show import Show
from kiosk.desk.showing import screen
from kiosk.desk.shown import Shown
from kiosk.desk.sitting import Sitting
from kiosk.desk.situation import Booking, Paper, Situation
from kiosk.desk.watch import Watch, opened, pointed, without_what_is_over
from kiosk.desk.wishes import Wishes
from kiosk.ports import Taken, ToPrint
from link.messages import facts as f
from link.state import State, Ticket
from link.views import kiosk_view
from look.language import Language
from look.stale import Stale

log = logging.getLogger(__name__)

Later = Callable[[float, Callable[[], None]], object]


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
        self._clock, self._press, self._later = clock, press, later
        self._near, self._beeper, self._on_change = near_printer, beeper, on_change
        self._say = texts(language)
        self._state = State()
        self._lives, self._burst, self._watch = Lives(), Burst(), Watch()
        self._focus: tuple[str, int] = ("page", 0)
        paper: Paper = "own" if press.name else "near"
        self._situation = Situation(language=language, paper=paper)
        self._sitting = Sitting(staff, self, clock, self._say)
        self._wishes = Wishes(
            self,
            hall,
            press,
            clock,
            new_key,
            say=self._say,
            is_session_over=self._sitting.refused,
            pause=pause,
        )
        self._questions = Questions(self, self._wishes, clock)

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
    def found(self) -> Ticket | None:
        """The ticket that is looked at."""
        return self._state.find(self._situation.found) if self._situation.found else None

    def shown(self) -> Shown:
        """The screen as it is now."""
        show = Show(
            state=self._state,
            situation=self._situation,
            now=self._clock.hall_now(),
            say=self._say,
            world=self.world(),
            lives=self._lives,
            tiles=self._tiles(),
            watched=self._watched(),
            focus=self._focus,
        )
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
        if name == "Ctrl+Z":
            self.undo()
        elif name in ("F2", "F3", "F4"):
            self.go_to({"F2": "find", "F3": "offer", "F4": "alarms"}[name])
        elif name == "F10":
            self.sign_out()
        elif (tool := tool_of(name)) is not None:
            self.tool(tool)
        elif name in ("Return", "Enter"):
            self._enter()
        elif name == "Esc":
            self.leave()
        elif name in ("Up", "Down"):
            self.step(-1 if name == "Up" else 1)
        elif name in ("Del", "Backspace"):
            self.act("cancel")
        elif len(char) == 1 and char.isprintable() and char != " ":
            self._burst.take(char, self._clock.steady_s())
            self._later(BURST_S, self._burst_over)
        else:
            return False
        return True

    def type(self, text: str) -> None:
        """The field of what is to be found."""
        self.become(replace(self._situation, typed=text[:200]))

    def type_service(self, text: str) -> None:
        """The field of the service to give a ticket for."""
        self.become(replace(self._situation, typed_service=text[:40], at_tile=0))

    def type_in(self, field: str, text: str) -> None:
        """A field of the sign-in."""
        self._sitting.type(field, text)

    def type_flow(self, text: str) -> None:
        """The field of the open question."""
        if self._situation.flow is not None:
            self.become(replace(self._situation, flow=self._situation.flow.type(text)))

    def step(self, by: int) -> None:
        """Up and down among what can be chosen, or among the alarms."""
        now = self._situation
        if now.flow is not None:
            self.become(replace(now, flow=now.flow.move(by)))
        elif self._focus[0] == "offer":
            count = len(self._tiles())
            self.become(replace(now, at_tile=(now.at_tile + by) % count if count else 0))
        elif self._focus[0] == "alarms":
            self.become(pointed(now, self._watched(), by))

    def confirm_offer(self) -> None:
        """Enter in the field of the services: the tile that is pointed to."""
        self.choose_tile(self._situation.at_tile)

    def choose_tile(self, at: int) -> None:
        """A department is opened, a service chosen."""
        there = self._tiles()
        if not 0 <= at < len(there):
            return
        tile, now = there[at], self._situation
        if tile.kind == "service":
            self.go_to("page")
            self.become(replace(now, service=tile.id, typed_service="", at_tile=at))
        elif tile.kind == "department":
            chosen = tile.id.removeprefix("department:")
            self.become(replace(now, department=chosen, typed_service="", at_tile=1))
        else:
            self.become(replace(now, department="", typed_service="", at_tile=0))

    def choose_service(self, service: str) -> None:
        """The service of the next ticket."""
        self.become(replace(self._situation, service=service))

    def choose_class(self, priority: str) -> None:
        self.become(replace(self._situation, priority=priority))

    def choose_paper(self, paper: str) -> None:
        """Where the next ticket comes out; `large`: in large print, or not."""
        if paper == "large":
            self.become(replace(self._situation, is_large=not self._situation.is_large))
        for each in ("own", "near", "none"):
            if each == paper:
                self.become(replace(self._situation, paper=each))

    def choose_language(self) -> None:
        """The other of the two."""
        other: Language = "en" if self._situation.language == "zh" else "zh"
        self.become(replace(self._situation, language=other))

    def issue(self) -> None:
        """A ticket for whoever stands there, printed where it was chosen."""
        now = self._situation
        if now.can_act and now.service:
            self._wishes.ask(asks.take(now.service, now.priority, now.language))

    def find(self, text: str | None = None) -> None:
        """Look for what was typed or scanned."""
        wanted = (self._situation.typed if text is None else text).strip()
        now = replace(self._situation, typed=wanted[:200], found="", booking=None, missed="")
        self.go_to("page")
        how = meant(self._state, wanted)
        known = by_number(self._state, wanted)
        if how == "ticket" and known is not None:
            self.become(replace(now, found=known.id))
            return
        self.become(now)
        if how == "secret" and now.can_act:
            self.become(replace(now, typed=""))
            self._wishes.ask(asks.find_ticket(secret_in(wanted)))
        elif how == "booking" and now.can_act:
            self._wishes.ask(asks.find_bookings(wanted[:40]))

    def act(self, act: Act) -> None:
        """Something about the ticket or the appointment that was found."""
        now, known = self._situation, self.found
        if not now.can_act or now.flow is not None:
            return
        if now.booking is not None and act in ("revive", "cancel"):
            self._booking_act(now.booking, act)
        elif act == "book":
            self._questions.open("book")
        elif known is not None and self.can(act):
            self._ticket_act(act, known)

    def can(self, act: Act) -> bool:
        """Whether it can be done with what was found."""
        return can(act, self._state, self._situation)

    def tool(self, tool: Tool) -> None:
        """Something that concerns the whole hall: its first question."""
        if self._situation.can_act:
            is_crowded = tool == "crowd" and self._state.crowd is not None
            self._questions.open("uncrowd" if is_crowded else tool)

    def open_alarm(self, key: str) -> None:
        """Look at one alarm; again: close it."""
        self.go_to("alarms")
        self.become(replace(self._situation, alarm="" if self._situation.alarm == key else key))

    def acknowledge(self) -> None:
        """Whoever sits here looks after the open alarm; or has been there, where it ends by that."""
        known = opened(self._situation, self._watched())
        if known is None or not self._situation.can_act:
            return
        if known.seen_at is None:
            self._wishes.ask(asks.acknowledge(known.alarm, known.about))
        elif known.is_ended_by_hand:
            self._wishes.ask(asks.end_help(known.about))

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
        elif now.alarm:
            self.become(replace(now, alarm=""))
        elif now.department or now.typed_service:
            self.become(replace(now, department="", typed_service="", at_tile=0))
        else:
            self.become(replace(now, typed="", found="", booking=None, missed="", service=""))
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

    def print_asked(self, taken: Taken, language: Language) -> None:
        """Somebody wants a ticket again at the desk's own printer."""
        asyncio.get_running_loop().create_task(
            self._wishes.print(ToPrint(ticket=taken, language=language, is_reprint=True))
        )

    def begin(self, errand: Coroutine[Any, Any, None]) -> None:
        """Carry out something during which nothing else is asked."""
        self._wishes.begin(errand)

    def go_to(self, place: str) -> None:
        """Give the keyboard to a part of the screen."""
        self._focus = (place, self._focus[1] + 1)
        self._on_change()

    def _enter(self) -> None:
        """Enter with no field: a scanner's end, an open alarm, or the ticket that is ready to be given."""
        if not self._burst.is_empty:
            self.find(self._burst.end())
        elif self._situation.flow is not None:
            self.confirm()
        elif self._focus[0] == "alarms" and self._situation.alarm:
            self.acknowledge()
        elif self._situation.booking is not None:
            self.act("revive")
        else:
            self.issue()

    def _burst_over(self) -> None:
        """One letter alone was a person's; more are what is to be found."""
        typed = self._burst.over(self._clock.steady_s())
        if not typed:
            return
        act = act_of(typed) if len(typed) == 1 else None
        if act is not None and (self.can(act) or act == "book"):
            self.act(act)
        else:
            self.type(typed)
            self.go_to("find")

    def _tiles(self) -> tuple[Tile, ...]:
        if not self._situation.has_state:
            return ()
        view = kiosk_view(self._state, self._clock.hall_now())
        return tiles(
            view,
            self._state,
            self._say,
            typed=self._situation.typed_service,
            department=self._situation.department,
        )

    def _watched(self) -> tuple[Watched, ...]:
        return watched(self._state, self._say)

    def _sound(self) -> None:
        if not self._situation.is_live or self._beeper is None:
            return
        if self._watch.is_heard_now(self._watched(), self._clock.steady_s()):
            self._beeper.beep()

    def _ticket_act(self, act: Act, known: Ticket) -> None:
        if act == "revive":
            self._wishes.ask(asks.revive(known.id))
        elif act == "flag":
            self._wishes.ask(asks.flag(known.id, visual=not known.visual))
        elif act != "book":
            self._questions.open(act, known.id, known.number)

    def _booking_act(self, booking: Booking, act: Act) -> None:
        if act == "revive":
            is_late = booking.state == "missed"
            self._wishes.ask(asks.check_in(booking.code, language=self._situation.language, admit=is_late))
        else:
            self._wishes.ask(asks.unbook(booking.code))
