"""What happens at the guide desk: hands and scanner in, wishes out, one screen shown. Without Qt."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import replace
from math import inf
from typing import Any, Final

from config.texts import texts
from kiosk.desk import asks
from kiosk.desk.alarms import Watched, watched
from kiosk.desk.choices import World, begun, following, near_printer_of
from kiosk.desk.deeds import ask_of, booked_person, done_words, report_of
from kiosk.desk.errand import Ending, Mirrored, Pause, carried
from kiosk.desk.finding import by_number, meant, secret_in
from kiosk.desk.flows import Flow, FlowKind, Option, Step
from kiosk.desk.found import booking_of, booking_options, slot_options
from kiosk.desk.hands import BURST_S, Act, Burst, Tool, act_of, tool_of
from kiosk.desk.lives import Lives
from kiosk.desk.offer import Tile, tiles
from kiosk.desk.ports import (
    Answer,
    Ask,
    AskRefused,
    Beeper,
    Clock,
    Hall,
    HallSilent,
    Press,
    Staff,
)
from kiosk.desk.ready import can, paper_of
from kiosk.desk.showing import Show, first_shown
from kiosk.desk.shown import Shown
from kiosk.desk.sitting import Sitting, ending_of
from kiosk.desk.situation import Booking, Paper, Situation, Toast
from kiosk.desk.taking_back import Before, taken_back
from kiosk.ports import NotPrinted, Taken, ToPrint
from link.messages import facts as f
from link.messages.codec import moment_of
from link.state import State, Ticket
from link.views import kiosk_view
from look.language import Language
from look.stale import Stale

TOAST_S: Final = 4.0
"""ui.md, flow "Desk": how long what was done can be taken back with one key."""

REFUSAL_S: Final = 8.0
SLOW_S: Final = 0.4
BEEP_S: Final = 60.0
"""ui.md section 9: the alarm sounds again each minute until somebody looks after it."""

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
        self._hall, self._clock, self._new_key, self._press = hall, clock, new_key, press
        self._later, self._near, self._beeper = later, near_printer, beeper
        self._on_change, self._pause = on_change, pause
        self._say = texts(language)
        self._state = State()
        self._lives = Lives()
        self._burst = Burst()
        self._mirrored = Mirrored()
        self._errand: asyncio.Task[None] | None = None
        self._beeped_s = -inf
        self._heard_alarms: frozenset[str] = frozenset()
        self._focus: tuple[str, int] = ("page", 0)
        paper: Paper = "own" if press.name else "near"
        self._situation = Situation(language=language, paper=paper)
        self._sitting = Sitting(staff, self, clock, self._say)

    # ── what the world says ──────────────────────────────────────────────────────────────────────────

    def hear(self, state: State, facts: tuple[f.Fact, ...] = (), stale: Stale | None = None) -> None:
        """The day as the mirror has it now, and what was new."""
        self._state = state
        for fact in facts:
            self._lives.hear(fact)
        self._mirrored.move(state.seq)
        now = replace(
            self._situation,
            has_state=True,
            stale=stale or self._situation.stale,
            needs_person=state.definition.policy.staff_listed,
        )
        if now.alarm and now.alarm not in {each.key for each in watched(state, self._say)}:
            now = replace(now, alarm="")
        self.become(now)
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
        self._refuse(self._say.say("desk.fault"))

    @property
    def situation(self) -> Situation:
        """What the desk knows now."""
        return self._situation

    @property
    def state(self) -> State:
        return self._state

    def shown(self) -> Shown:
        """The screen as it is now."""
        return Show(
            state=self._state,
            situation=self._situation,
            now=self._clock.hall_now(),
            say=self._say,
            world=self.world(),
            lives=self._lives,
            tiles=self._tiles(),
            watched=watched(self._state, self._say),
            focus=self._focus,
        ).screen()

    def world(self) -> World:
        """What questions are about."""
        near = self._near or near_printer_of(self._state, self._press.name)
        return World(state=self._state, say=self._say, own_printer=self._press.name, near_printer=near)

    async def settled(self) -> None:
        """Return when no wish is on its way."""
        while self._errand is not None:
            await asyncio.wait([self._errand])
        await self._sitting.settled()

    # ── hands ────────────────────────────────────────────────────────────────────────────────────────

    def key(self, name: str, char: str = "") -> bool:
        """A key that no field took; whether it does something. `char` is what it writes."""
        if name == "Ctrl+Z":
            self.undo()
        elif name in ("F2", "F3", "F4"):
            self._go_to({"F2": "find", "F3": "offer", "F4": "alarms"}[name])
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
            self._point_alarm(by)

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
            self._go_to("page")
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
            self._ask(asks.take(now.service, now.priority, now.language))

    def find(self, text: str | None = None) -> None:
        """Look for what was typed or scanned."""
        wanted = (self._situation.typed if text is None else text).strip()
        now = replace(self._situation, typed=wanted[:200], found="", booking=None, missed="")
        self._go_to("page")
        how = meant(self._state, wanted)
        known = by_number(self._state, wanted)
        if how == "ticket" and known is not None:
            self.become(replace(now, found=known.id))
            return
        self.become(now)
        if how == "secret" and now.can_act:
            self.become(replace(now, typed=""))
            self._ask(asks.find_ticket(secret_in(wanted)))
        elif how == "booking" and now.can_act:
            self._ask(asks.find_bookings(wanted[:40]))

    def act(self, act: Act) -> None:
        """Something about the ticket or the appointment that was found."""
        now, known = self._situation, self._found()
        if not now.can_act or now.flow is not None:
            return
        if now.booking is not None and act in ("revive", "cancel"):
            self._booking_act(now.booking, act)
        elif act == "book":
            self._open("book")
        elif known is not None and self.can(act):
            self._ticket_act(act, known)

    def can(self, act: Act) -> bool:
        """Whether it can be done with what was found."""
        return can(act, self._state, self._situation)

    def tool(self, tool: Tool) -> None:
        """Something that concerns the whole hall: its first question."""
        if self._situation.can_act:
            is_crowded = tool == "crowd" and self._state.crowd is not None
            self._open("uncrowd" if is_crowded else tool)

    def open_alarm(self, key: str) -> None:
        """Look at one alarm; again: close it."""
        self._go_to("alarms")
        self.become(replace(self._situation, alarm="" if self._situation.alarm == key else key))

    def acknowledge(self) -> None:
        """Whoever sits here looks after the open alarm; or has been there, where it ends by that."""
        known = self._open_alarm()
        if known is None or not self._situation.can_act:
            return
        if known.seen_at is None:
            self._ask(asks.acknowledge(known.alarm, known.about))
        elif known.is_ended_by_hand:
            self._ask(asks.end_help(known.about))

    def undo(self) -> None:
        """Take back what was just done, while it is offered."""
        toast = self._situation.toast
        if toast is not None and toast.undo is not None and self._situation.can_act:
            self._ask(toast.undo, is_undo=True)

    def confirm(self) -> None:
        """Take the answer to the open question; or sign in."""
        flow = self._situation.flow
        if self._situation.must_sign_in:
            self._sitting.confirm()
        elif flow is not None and flow.step.kind == "list":
            self.leave()
        elif flow is not None and flow.taken is not None:
            self._answer_step(flow)

    def choose(self, at: int) -> None:
        """One of the options, by its place among those that are shown."""
        flow = self._situation.flow
        if flow is not None and flow.step.kind == "option" and at < len(flow.matching):
            shown = first_shown(flow.at, len(flow.matching)) + at
            self.become(replace(self._situation, flow=flow.point(shown)))
            self.confirm()

    def leave(self) -> None:
        """Esc: close the question, the alarm, what was found; or stop changing a password."""
        now = self._situation
        if now.must_sign_in:
            if now.signing.is_changing:
                self._sitting.end()
        elif now.flow is not None:
            self._close_flow()
        elif now.alarm:
            self.become(replace(now, alarm=""))
        elif now.department or now.typed_service:
            self.become(replace(now, department="", typed_service="", at_tile=0))
        else:
            self.become(replace(now, typed="", found="", booking=None, missed="", service=""))
        self._go_to("page")

    def sign_out(self) -> None:
        """Whoever sits here gets up."""
        if self._situation.signed_in:
            self._sitting.end()

    # ── what follows ─────────────────────────────────────────────────────────────────────────────────

    def become(self, situation: Situation) -> None:
        """The situation as it is from now on."""
        self._situation = situation
        self._on_change()

    def begin(self, errand: Coroutine[Any, Any, None]) -> None:
        """Carry out something during which nothing else is asked."""
        if self._errand is None:
            self._errand = asyncio.get_running_loop().create_task(self._carry_out(errand))
        else:
            errand.close()

    def print_asked(self, taken: Taken, language: Language) -> None:
        """Somebody wants a ticket again at the desk's own printer."""
        asyncio.get_running_loop().create_task(
            self._print(ToPrint(ticket=taken, language=language, is_reprint=True))
        )

    def _go_to(self, place: str) -> None:
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
            self._go_to("find")

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

    def _found(self) -> Ticket | None:
        return self._state.find(self._situation.found) if self._situation.found else None

    def _ticket_act(self, act: Act, known: Ticket) -> None:
        if act == "revive":
            self._ask(asks.revive(known.id))
        elif act == "flag":
            self._ask(asks.flag(known.id, visual=not known.visual))
        elif act != "book":
            self._open(act, known.id, known.number)

    def _booking_act(self, booking: Booking, act: Act) -> None:
        if act == "revive":
            is_late = booking.state == "missed"
            self._ask(asks.check_in(booking.code, language=self._situation.language, admit=is_late))
        else:
            self._ask(asks.unbook(booking.code))

    # ── questions ────────────────────────────────────────────────────────────────────────────────────

    def _open(self, kind: FlowKind, about: str = "", number: str = "") -> None:
        flow = begun(kind, self.world(), about, number)
        if flow is not None:
            self.become(replace(self._situation, flow=flow, toast=None))
            self._go_to("flow")

    def _close_flow(self) -> None:
        self.become(replace(self._situation, flow=None))
        self._go_to("page")

    def _answer_step(self, flow: Flow) -> None:
        if flow.kind == "bookings":
            self._choose_booking(flow)
            return
        gathered = flow.answered()
        step = following(flow.kind, gathered, self.world(), flow.about)
        if step is None:
            self._finish(flow, gathered)
            return
        self.become(replace(self._situation, flow=flow.at_step(step, gathered)))
        self._go_to("flow")
        if step.kind == "loading" and self._situation.can_act:
            self._ask(asks.slots(gathered["service"]))

    def _finish(self, flow: Flow, gathered: Any) -> None:
        self._close_flow()
        if not self._situation.can_act:
            return
        if flow.kind == "book":
            self.begin(self._book(dict(gathered)))
            return
        ask = ask_of(flow.kind, flow.about, gathered, self.world(), self._clock.hall_now())
        if ask is None:
            self._refuse(self._say.say("desk.wrong.time"))
        else:
            self._ask(ask)

    def _choose_booking(self, flow: Flow) -> None:
        chosen = flow.taken or ""
        self._close_flow()
        self.find(chosen)

    # ── wishes ───────────────────────────────────────────────────────────────────────────────────────

    def _ask(self, ask: Ask, *, is_undo: bool = False) -> None:
        is_question = ask.verb in ("find_ticket", "find_bookings", "slots")
        keyed = ask if is_question else replace(ask, key=self._new_key())
        before = self._before(ask)
        self.become(replace(self._situation, in_flight=ask.verb, toast=None))
        self.begin(self._run(keyed, before, is_undo=is_undo))

    async def _run(self, ask: Ask, before: Before, *, is_undo: bool) -> None:
        ending = await carried(self._hall, ask, self._clock, self._mirrored, self._pause)
        self._situation = replace(self._situation, in_flight=None, is_slow=False)
        if isinstance(ending, Answer):
            await self._heard(ask, ending, before, is_undo=is_undo)
        else:
            self._hear_no(ask, ending)

    async def _book(self, gathered: dict[str, str]) -> None:
        """First who it is, then the appointment; each with a key of its own."""
        phone, name = booked_person(gathered)
        person = ""
        if phone:
            known = await ending_of(self._hall.person(phone, name, self._new_key()))
            if not isinstance(known, str):
                self._hear_no(asks.book("", ""), known)
                return
            person = known
        ask = asks.book(gathered["service"], gathered["slot"], person)
        self.become(replace(self._situation, in_flight="book"))
        await self._run(replace(ask, key=self._new_key()), Before(), is_undo=False)

    async def _carry_out(self, errand: Coroutine[Any, Any, None]) -> None:
        slow = asyncio.get_running_loop().call_later(SLOW_S, self._say_slow)
        try:
            await errand
        finally:
            slow.cancel()
            self._errand = None
            self.become(replace(self._situation, in_flight=None, is_slow=False))

    def _say_slow(self) -> None:
        self.become(replace(self._situation, is_slow=True))

    def _before(self, ask: Ask) -> Before:
        """What is needed to take the wish back."""
        service = ask.path.split("/")[2] if ask.verb in ("suspend", "resume") else ""
        zone = str(ask.body.get("zone", "")) if ask.verb == "notices" else ""
        reason = self._state.crowd or "" if ask.verb == "uncrowd" else self._state.suspended.get(service, "")
        old = self._state.notices.get(zone, self._state.definition.notices if not zone else ())
        return Before(ticket=self._found(), service=service, reason=reason, notices=old)

    async def _heard(self, ask: Ask, answer: Answer, before: Before, *, is_undo: bool) -> None:
        """What was done is shown, and can be taken back for a while."""
        now = self._situation
        if ask.verb == "find_ticket":
            self.become(replace(now, found=str(answer.value.get("id", ""))))
        elif ask.verb == "find_bookings":
            self._show_bookings(answer)
        elif ask.verb == "slots":
            self._show_slots(answer)
        else:
            self._show_done(ask, answer, before, is_undo=is_undo)
            if ask.verb in ("take", "check_in"):
                await self._hand_out(answer)
            elif ask.verb == "numbers" and answer.value.get("refused"):
                self._show_report(answer)

    def _show_done(self, ask: Ask, answer: Answer, before: Before, *, is_undo: bool) -> None:
        words = done_words(ask, answer, before.ticket, self.world(), is_undo=is_undo)
        undo = None if is_undo else taken_back(ask, answer, before)
        until_s = self._clock.steady_s() + TOAST_S
        now = replace(self._situation, toast=Toast(text=words, until_s=until_s, undo=undo))
        if ask.verb in ("take", "check_in"):
            now = replace(
                now, found=str(answer.value.get("id", "")), booking=None, typed="", priority="normal"
            )
        elif ask.verb == "unbook":
            now = replace(now, booking=None, typed="")
        elif ask.verb == "book":
            now = replace(now, booking=None, found="", typed=str(answer.value.get("booking", "")))
        self.become(now)

    async def _hand_out(self, answer: Answer) -> None:
        """The paper of a new ticket: at the desk, or asked of the nearest printer."""
        now, value = self._situation, answer.value
        near = self.world().near_printer
        paper = paper_of(now.paper, has_own=bool(self._press.name), has_near=bool(near))
        if paper == "own":
            await self._print(ToPrint(ticket=_taken(value), language=now.language))
        elif paper == "near":
            ask = replace(asks.reprint(str(value["id"]), near), key=self._new_key())
            ending = await carried(self._hall, ask, self._clock, self._mirrored, self._pause)
            if not isinstance(ending, Answer):
                self._hear_no(ask, ending)

    async def _print(self, asked: ToPrint) -> None:
        try:
            await self._press.print(asked)
        except NotPrinted as fault:
            words = self._say.say("desk.unprinted", number=asked.ticket.number)
            log.warning("ticket %s was not printed at the desk: %s", asked.ticket.number, fault.reason)
            self._refuse(words)

    def _show_bookings(self, answer: Answer) -> None:
        found = [booking_of(each) for each in answer.value.get("bookings", ())]
        if len(found) == 1:
            self.become(replace(self._situation, booking=found[0]))
        elif found:
            step = Step(name="list", kind="option", options=booking_options(found, self._state, self._say))
            self.become(replace(self._situation, flow=Flow(kind="bookings", step=step)))
            self._go_to("flow")
        else:
            words = self._say.say("desk.find.none", text=self._situation.typed)
            self.become(replace(self._situation, missed=words))

    def _show_slots(self, answer: Answer) -> None:
        flow = self._situation.flow
        if flow is None or flow.step.name != "slot":
            return
        options: tuple[Option, ...] = slot_options(
            answer.value.get("slots", ()), self._clock.hall_now(), self._say
        )
        step = Step(name="slot", kind="option", options=options)
        self.become(replace(self._situation, flow=flow.at_step(step, flow.gathered)))
        self._go_to("flow")

    def _show_report(self, answer: Answer) -> None:
        step = Step(name="list", kind="list", options=report_of(answer, self._say))
        self.become(replace(self._situation, flow=Flow(kind="report", step=step)))
        self._go_to("flow")

    def _hear_no(self, ask: Ask, ending: Ending) -> None:
        if isinstance(ending, AskRefused):
            log.info("the hall refused to %s: %s", ask.verb, ending.type)
            if ending.type == "booking-late" and self._situation.booking is not None:
                late = replace(self._situation.booking, state="missed")
                self.become(replace(self._situation, booking=late))
            if self._sitting.refused(ending):
                return
            if ask.verb == "slots":
                self._close_flow()
            if ask.verb == "find_ticket":
                self.become(replace(self._situation, missed=self._say.say("desk.find.no_code")))
                return
            self._refuse(ending.detail)
        elif isinstance(ending, HallSilent):
            log.warning("no answer to %s, given up", ask.verb)
            self._refuse(self._say.say("desk.fate" if ask.key else "desk.silent"))

    def _refuse(self, words: str) -> None:
        toast = Toast(text=words, until_s=self._clock.steady_s() + REFUSAL_S, is_refusal=True)
        self.become(replace(self._situation, toast=toast))

    # ── alarms ───────────────────────────────────────────────────────────────────────────────────────

    def _open_alarm(self) -> Watched | None:
        key = self._situation.alarm
        return next((each for each in watched(self._state, self._say) if each.key == key), None)

    def _point_alarm(self, by: int) -> None:
        keys = [each.key for each in watched(self._state, self._say)]
        if not keys:
            return
        at = keys.index(self._situation.alarm) + by if self._situation.alarm in keys else 0
        self.become(replace(self._situation, alarm=keys[at % len(keys)]))

    def _sound(self) -> None:
        """A new alarm is heard at once, and all that nobody looks after again each minute."""
        if not self._situation.is_live:
            return
        unseen = frozenset(each.key for each in watched(self._state, self._say) if each.seen_at is None)
        is_new = bool(unseen - self._heard_alarms)
        self._heard_alarms = unseen
        now_s = self._clock.steady_s()
        if unseen and (is_new or now_s - self._beeped_s >= BEEP_S):
            self._beeped_s = now_s
            if self._beeper is not None:
                self._beeper.beep()


def _taken(value: Any) -> Taken:
    wait = value.get("wait")
    return Taken(
        id=str(value["id"]),
        number=str(value["number"]),
        service=str(value["service"]),
        zones=tuple(value.get("zones", ())),
        issued_at=moment_of(str(value["issued_at"])),
        ahead=value.get("ahead"),
        wait=(int(wait[0]), int(wait[1])) if wait else None,
        secret=str(value.get("secret", "")),
    )
