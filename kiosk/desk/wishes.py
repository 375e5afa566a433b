"""What the desk asks of its hall: one wish at a time, what was done shown and taken back, what was refused said."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from typing import Any, Final, Protocol

from config.texts import Texts
from kiosk.desk import asks
from kiosk.desk.choices import World
from kiosk.desk.deeds import booked_person, done_words, report_of
from kiosk.desk.errand import Ending, Mirrored, Pause, carried
from kiosk.desk.flows import Flow, Option, Step
from kiosk.desk.found import booking_of, booking_options, slot_options
from kiosk.desk.ports import Answer, Ask, AskRefused, Clock, Hall, HallSilent, Press
from kiosk.desk.ready import paper_of
from kiosk.desk.sitting import ending_of
from kiosk.desk.situation import Situation, Toast
from kiosk.desk.taking_back import Before, taken_back
from kiosk.ports import NotPrinted, Taken, ToPrint
from link.messages.codec import moment_of
from link.state import State, Ticket

TOAST_S: Final = 4.0
"""ui.md, flow "Desk": how long what was done can be taken back with one key."""

REFUSAL_S: Final = 8.0
SLOW_S: Final = 0.4

QUESTIONS: Final = frozenset({"find_ticket", "find_bookings", "slots"})
"""They change nothing, and need no key."""

log = logging.getLogger(__name__)


class Seat(Protocol):
    """What wishes need of their desk."""

    @property
    def situation(self) -> Situation: ...

    @property
    def state(self) -> State: ...

    @property
    def found(self) -> Ticket | None: ...

    def become(self, situation: Situation) -> None: ...

    def world(self) -> World: ...

    def go_to(self, place: str) -> None:
        """Give the keyboard to `page`, `find`, `offer`, `alarms` or `flow`."""

    def close_flow(self) -> None: ...


class Wishes:
    """One at a time; each goes on until its fate is known. `is_session_over` is told each refusal first."""

    def __init__(
        self,
        desk: Seat,
        hall: Hall,
        press: Press,
        clock: Clock,
        new_key: Callable[[], str],
        *,
        say: Texts,
        is_session_over: Callable[[AskRefused], bool],
        pause: Pause,
    ) -> None:
        self._desk, self._hall, self._press, self._clock = desk, hall, press, clock
        self._new_key, self._say, self._pause = new_key, say, pause
        self._is_session_over = is_session_over
        self._mirrored = Mirrored()
        self._errand: asyncio.Task[None] | None = None

    def mirrored(self, seq: int) -> None:
        """How far the mirror has come."""
        self._mirrored.move(seq)

    async def settled(self) -> None:
        """Return when no wish is on its way."""
        while self._errand is not None:
            await asyncio.wait([self._errand])

    def begin(self, errand: Coroutine[Any, Any, None]) -> None:
        """Carry out something during which nothing else is asked."""
        if self._errand is None:
            self._errand = asyncio.get_running_loop().create_task(self._carry_out(errand))
        else:
            errand.close()

    def book(self, gathered: Mapping[str, str]) -> None:
        """First who it is, then the appointment."""
        self.begin(self._booked(dict(gathered)))

    def ask(self, ask: Ask, *, is_undo: bool = False) -> None:
        keyed = ask if ask.verb in QUESTIONS else replace(ask, key=self._new_key())
        before = self._before(ask)
        self._desk.become(replace(self._desk.situation, in_flight=ask.verb, toast=None))
        self.begin(self._run(keyed, before, is_undo=is_undo))

    async def _run(self, ask: Ask, before: Before, *, is_undo: bool) -> None:
        ending = await carried(self._hall, ask, self._clock, self._mirrored, self._pause)
        self._desk.become(replace(self._desk.situation, in_flight=None, is_slow=False))
        if isinstance(ending, Answer):
            await self._heard(ask, ending, before, is_undo=is_undo)
        else:
            self._hear_no(ask, ending)

    async def _booked(self, gathered: dict[str, str]) -> None:
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
        self._desk.become(replace(self._desk.situation, in_flight="book"))
        await self._run(replace(ask, key=self._new_key()), Before(), is_undo=False)

    async def _carry_out(self, errand: Coroutine[Any, Any, None]) -> None:
        slow = asyncio.get_running_loop().call_later(SLOW_S, self._say_slow)
        try:
            await errand
        finally:
            slow.cancel()
            self._errand = None
            self._desk.become(replace(self._desk.situation, in_flight=None, is_slow=False))

    def _say_slow(self) -> None:
        self._desk.become(replace(self._desk.situation, is_slow=True))

    def _before(self, ask: Ask) -> Before:
        """What is needed to take the wish back."""
        service = ask.path.split("/")[2] if ask.verb in ("suspend", "resume") else ""
        zone = str(ask.body.get("zone", "")) if ask.verb == "notices" else ""
        reason = (
            self._desk.state.crowd or ""
            if ask.verb == "uncrowd"
            else self._desk.state.suspended.get(service, "")
        )
        old = self._desk.state.notices.get(zone, self._desk.state.definition.notices if not zone else ())
        return Before(ticket=self._desk.found, service=service, reason=reason, notices=old)

    async def _heard(self, ask: Ask, answer: Answer, before: Before, *, is_undo: bool) -> None:
        """What was done is shown, and can be taken back for a while."""
        now = self._desk.situation
        if ask.verb == "find_ticket":
            self._desk.become(replace(now, found=str(answer.value.get("id", ""))))
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
        words = done_words(ask, answer, before.ticket, self._desk.world(), is_undo=is_undo)
        undo = None if is_undo else taken_back(ask, answer, before)
        until_s = self._clock.steady_s() + TOAST_S
        now = replace(self._desk.situation, toast=Toast(text=words, until_s=until_s, undo=undo))
        if ask.verb in ("take", "check_in"):
            now = replace(
                now, found=str(answer.value.get("id", "")), booking=None, typed="", priority="normal"
            )
        elif ask.verb == "unbook":
            now = replace(now, booking=None, typed="")
        elif ask.verb == "book":
            now = replace(now, booking=None, found="", typed=str(answer.value.get("booking", "")))
        self._desk.become(now)

    async def _hand_out(self, answer: Answer) -> None:
        """The paper of a new ticket: at the desk, or asked of the nearest printer."""
        now, value = self._desk.situation, answer.value
        self._desk.become(replace(now, is_large=False))
        near = self._desk.world().near_printer
        paper = paper_of(now.paper, has_own=bool(self._press.name), has_near=bool(near))
        if paper == "own":
            await self.print(ToPrint(ticket=_taken(value), language=now.language, is_large=now.is_large))
        elif paper == "near":
            ask = replace(asks.first_paper(str(value["id"]), near), key=self._new_key())
            ending = await carried(self._hall, ask, self._clock, self._mirrored, self._pause)
            if not isinstance(ending, Answer):
                self._hear_no(ask, ending)

    async def print(self, asked: ToPrint) -> None:
        try:
            await self._press.print(asked)
        except NotPrinted as fault:
            words = self._say.say("desk.unprinted", number=asked.ticket.number)
            log.warning("ticket %s was not printed at the desk: %s", asked.ticket.number, fault.reason)
            self.refuse(words)

    def _show_bookings(self, answer: Answer) -> None:
        found = [booking_of(each) for each in answer.value.get("bookings", ())]
        if len(found) == 1:
            self._desk.become(replace(self._desk.situation, booking=found[0]))
        elif found:
            step = Step(
                name="list", kind="option", options=booking_options(found, self._desk.state, self._say)
            )
            self._desk.become(replace(self._desk.situation, flow=Flow(kind="bookings", step=step)))
            self._desk.go_to("flow")
        else:
            words = self._say.say("desk.find.none", text=self._desk.situation.typed)
            self._desk.become(replace(self._desk.situation, missed=words))

    def _show_slots(self, answer: Answer) -> None:
        flow = self._desk.situation.flow
        if flow is None or flow.step.name != "slot":
            return
        options: tuple[Option, ...] = slot_options(
            answer.value.get("slots", ()), self._clock.hall_now(), self._say
        )
        step = Step(name="slot", kind="option", options=options)
        self._desk.become(replace(self._desk.situation, flow=flow.at_step(step, flow.gathered)))
        self._desk.go_to("flow")

    def _show_report(self, answer: Answer) -> None:
        step = Step(name="list", kind="list", options=report_of(answer, self._say))
        self._desk.become(replace(self._desk.situation, flow=Flow(kind="report", step=step)))
        self._desk.go_to("flow")

    def _hear_no(self, ask: Ask, ending: Ending) -> None:
        if isinstance(ending, AskRefused):
            log.info("the hall refused to %s: %s", ask.verb, ending.type)
            if ending.type == "booking-late" and self._desk.situation.booking is not None:
                late = replace(self._desk.situation.booking, state="missed")
                self._desk.become(replace(self._desk.situation, booking=late))
            if self._is_session_over(ending):
                return
            if ask.verb == "slots":
                self._desk.close_flow()
            if ask.verb == "find_ticket":
                self._desk.become(replace(self._desk.situation, missed=self._say.say("desk.find.no_code")))
                return
            self.refuse(ending.detail)
        elif isinstance(ending, HallSilent):
            log.warning("no answer to %s, given up", ask.verb)
            self.refuse(self._say.say("desk.fate" if ask.key else "desk.silent"))

    def refuse(self, words: str) -> None:
        toast = Toast(text=words, until_s=self._clock.steady_s() + REFUSAL_S, is_refusal=True)
        self._desk.become(replace(self._desk.situation, toast=toast))


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
