"""The appointments that the hall knows, folded from facts: today's, those to come, and who did not come lately."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from link.messages import facts as f

BookingState = Literal["booked", "arrived", "missed", "cancelled"]
Slot = tuple[str, datetime]
"""A service and the moment at which its appointment begins, UTC."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """One appointment as it stands; `ticket` was given when its holder checked in."""

    booked: f.Booked
    state: BookingState = "booked"
    ticket: str = ""
    is_late: bool = False


@dataclass(slots=True, kw_only=True)
class Appointments:
    """All that is to be decided by. The same facts give the same appointments."""

    known: dict[str, Appointment] = field(default_factory=dict)
    taken: dict[Slot, int] = field(default_factory=dict)
    """How many places of each time are taken."""
    of_person: dict[str, tuple[str, ...]] = field(default_factory=dict)
    missed: dict[str, tuple[datetime, ...]] = field(default_factory=dict)
    """The times to which each person did not come, in order."""
    in_a_row: dict[str, int] = field(default_factory=dict)
    """By service: calls of people with an appointment since one without was called."""
    ended: dict[str, tuple[str, int]] = field(default_factory=dict)
    """By service: who without an appointment was called last, and the row that this call ended."""
    on_time: set[str] = field(default_factory=set)
    """The tickets whose place is that of an appointment."""

    def copy(self) -> "Appointments":
        return Appointments(
            known=dict(self.known),
            taken=dict(self.taken),
            of_person=dict(self.of_person),
            missed=dict(self.missed),
            in_a_row=dict(self.in_a_row),
            ended=dict(self.ended),
            on_time=set(self.on_time),
        )

    def living(self) -> Iterable[Appointment]:
        """Those that are still to come."""
        return (each for each in self.known.values() if each.state == "booked")

    def of(self, person: str) -> list[Appointment]:
        """What a person has, and did not give back."""
        found = (self.known.get(each) for each in self.of_person.get(person, ()))
        return [each for each in found if each is not None and each.state != "cancelled"]

    # ── what facts do ────────────────────────────────────────────────────────────────────────────────

    def begin_day(self, body: f.DayOpened, lives: Iterable[str]) -> None:
        """What the fact that opens a day brings is all there is."""
        self.known, self.taken, self.of_person = {}, {}, {}
        self.missed = {each.person: each.starts for each in body.missed}
        self.in_a_row, self.ended = {}, {}
        self.on_time &= set(lives)
        for booked in body.booked:
            self.book(booked)

    def book(self, booked: f.Booked) -> None:
        slot = (booked.service, booked.start)
        self.known[booked.booking] = Appointment(booked)
        self.taken[slot] = self.taken.get(slot, 0) + 1
        if booked.person:
            self.of_person[booked.person] = (*self.of_person.get(booked.person, ()), booked.booking)

    def made(self, body: f.BookingMade) -> None:
        self.book(
            f.Booked(
                booking=body.booking, service=body.service, start=body.start, person=body.person, by=body.by
            )
        )

    def cancelled(self, body: f.BookingCancelled) -> None:
        known = self.known.get(body.booking)
        if known is None or known.state == "cancelled":
            return
        slot = (known.booked.service, known.booked.start)
        self.known[body.booking] = replace(known, state="cancelled")
        self.taken[slot] = max(0, self.taken.get(slot, 0) - 1)

    def arrived(self, body: f.BookingArrived) -> None:
        known = self.known.get(body.booking)
        if known is None:
            return
        if known.state == "missed":
            self._forgive(known.booked)
        self.known[body.booking] = replace(known, state="arrived", ticket=body.ticket, is_late=body.late)

    def missed_one(self, body: f.BookingMissed) -> None:
        known = self.known.get(body.booking)
        if known is None:
            return
        self.known[body.booking] = replace(known, state="missed")
        person = known.booked.person
        if person:
            self.missed[person] = tuple(sorted((*self.missed.get(person, ()), known.booked.start)))

    def issued(self, body: f.TicketIssued) -> None:
        if body.booking and body.since is not None:
            self.on_time.add(body.ticket)

    def called(self, ticket: str, service: str) -> None:
        """A call of one with an appointment, or of one without, which ends the row."""
        if ticket in self.on_time:
            self.in_a_row[service] = self.in_a_row.get(service, 0) + 1
        else:
            self.ended[service] = (ticket, self.in_a_row.pop(service, 0))

    def uncalled(self, ticket: str, service: str) -> None:
        """That call was taken back: one less in the row, or the row that it ended goes on."""
        if ticket in self.on_time:
            row = self.in_a_row.pop(service, 0) - 1
        else:
            last, ended = self.ended.get(service, ("", 0))
            row = self.in_a_row.pop(service, 0) + (ended if last == ticket else 0)
        if row > 0:
            self.in_a_row[service] = row

    def _forgive(self, booked: f.Booked) -> None:
        """Who came late came all the same."""
        left = tuple(each for each in self.missed.get(booked.person, ()) if each != booked.start)
        if left:
            self.missed[booked.person] = left
        else:
            self.missed.pop(booked.person, None)
