"""Looking something up at the desk, and what is done with the ticket or the appointment that was found."""

from dataclasses import replace
from typing import Protocol

from kiosk.desk import asks
from kiosk.desk.finding import by_number, meant, secret_in
from kiosk.desk.hands import Act
from kiosk.desk.questions import Questions
from kiosk.desk.ready import can
from kiosk.desk.situation import Booking, Situation
from kiosk.desk.wishes import Wishes
from link.state import State, Ticket


class Seat(Protocol):
    """What looking something up needs of its desk."""

    @property
    def situation(self) -> Situation: ...

    @property
    def state(self) -> State: ...

    @property
    def found(self) -> Ticket | None: ...

    def become(self, situation: Situation) -> None: ...

    def go_to(self, place: str) -> None: ...


class Looking:
    """One thing at a time is looked at."""

    def __init__(self, desk: Seat, wishes: Wishes, questions: Questions) -> None:
        self._desk, self._wishes, self._questions = desk, wishes, questions

    def find(self, text: str) -> None:
        """Look for what was typed or scanned: here by its number, else the hall is asked."""
        wanted, state = text.strip(), self._desk.state
        now = replace(self._desk.situation, typed=wanted[:200], found="", booking=None, missed="")
        self._desk.go_to("page")
        how, known = meant(state, wanted), by_number(state, wanted)
        if how == "ticket" and known is not None:
            self._desk.become(replace(now, found=known.id))
            return
        self._desk.become(now)
        if how == "secret" and now.can_act:
            self._desk.become(replace(now, typed=""))
            self._wishes.ask(asks.find_ticket(secret_in(wanted)))
        elif how == "booking" and now.can_act:
            self._wishes.ask(asks.find_bookings(wanted[:40]))

    def act(self, act: Act) -> None:
        """Something about what was found; booking needs nothing found."""
        now, known = self._desk.situation, self._desk.found
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
        return can(act, self._desk.state, self._desk.situation)

    def _ticket_act(self, act: Act, known: Ticket) -> None:
        if act == "revive":
            self._wishes.ask(asks.revive(known.id))
        elif act == "flag":
            self._wishes.ask(asks.flag(known.id, visual=not known.visual))
        elif act != "book":
            self._questions.open(act, known.id, known.number)

    def _booking_act(self, booking: Booking, act: Act) -> None:
        if act == "revive":
            is_late, language = booking.state == "missed", self._desk.situation.language
            self._wishes.ask(asks.check_in(booking.code, language=language, admit=is_late))
        else:
            self._wishes.ask(asks.unbook(booking.code))
