"""Appointments made, given back, taken in from a list, and missed."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hall.rules.appointments import Appointments
from hall.rules.clock import business_day, moment
from hall.rules.day import Day
from hall.rules.known import day_is_open, name_of, service_of
from hall.rules.slots import slot_at
from link.messages import commands as c
from link.messages import facts as f
from link.messages.definition import BookingRules, Service
from link.messages.problems import Refused, refuse

SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""What a booking's code is made of: nothing that is misread for something else."""

CODE_LENGTH: Final = 8

HALL_CLOSED: Final = "hall-closed"
"""Why an appointment is void whose whole day the hall was off: nobody missed it."""

BY_STAFF: Final = ("phone", "desk")
ON_THE_SPOT: Final = ("desk", "kiosk")
"""Who is in the hall may book for today."""


def make(day: Day, command: c.MakeBooking, now: datetime, new_id: Callable[[], str]) -> tuple[f.Body, ...]:
    """An appointment for one of the service's times with a place left."""
    day_is_open(day)
    service = service_of(day, command.service)
    booked = f.Booked(
        booking=_new_code(day.appointments, new_id),
        service=service.id,
        start=command.start.astimezone(UTC),
        person=command.person,
        by=command.by,
    )
    _check(day, day.appointments, service, booked, moment(day, now))
    return (_made(booked),)


def cancel(day: Day, command: c.CancelBooking, now: datetime) -> tuple[f.Body, ...]:
    """Give an appointment back: its place is free again."""
    known = day.appointments.known.get(command.booking)
    if known is None:
        raise refuse("unknown-booking", booking=command.booking)
    if known.state == "cancelled":
        return ()
    if known.state != "booked":
        raise refuse("booking-state", booking_state=known.state)
    minutes = day.public.definition.bookings.cancel_min
    if command.by not in BY_STAFF and known.booked.start - moment(day, now) < timedelta(minutes=minutes):
        raise refuse("booking-cancel-late", minutes=str(minutes))
    return (f.BookingCancelled(booking=command.booking, reason=command.reason),)


def take_in(
    day: Day, command: c.ImportBookings, now: datetime, new_id: Callable[[], str]
) -> tuple[f.Body, ...]:
    """A list: each good line becomes an appointment; the last fact tells of the others, by line and reason."""
    day_is_open(day)
    at, so_far = moment(day, now), day.appointments.copy()
    made: list[f.Body] = []
    refused: list[f.LineRefused] = []
    known = 0
    for line in command.lines:
        try:
            booked = _of_line(day, so_far, line, at, new_id)
        except Refused as refusal:
            problem = refusal.problem
            refused.append(f.LineRefused(line=line.line, reason=problem.type, fields=problem.fields))
            continue
        if booked is None:
            known += 1
            continue
        so_far.book(booked)
        made.append(_made(booked))
    return *made, f.BookingsImported(made=len(made), known=known, refused=tuple(refused))


def missed(day: Day, now: datetime) -> tuple[f.Body, ...]:
    """Whose time, and the minutes of grace after it, are over."""
    return tuple(
        f.BookingMissed(booking=each.booked.booking)
        for each in day.appointments.living()
        if _over_at(day, each.booked) <= now
    )


def due(day: Day) -> datetime | None:
    """When the next appointment is over."""
    return min((_over_at(day, each.booked) for each in day.appointments.living()), default=None)


def at_day_change(day: Day, today: date, now: datetime) -> tuple[f.Body, ...]:
    """What became of the appointments that the change to `today` leaves behind: nobody came on the day that was open, or
    nobody could come, because the hall was off."""
    bodies: list[f.Body] = []
    for each in day.appointments.living():
        its_day = business_day(day.public.definition, each.booked.start)
        if its_day >= today and _over_at(day, each.booked) > now:
            continue
        was_open = day.public.is_open and its_day == day.public.day
        bodies.append(
            f.BookingMissed(booking=each.booked.booking)
            if was_open
            else f.BookingCancelled(booking=each.booked.booking, reason=HALL_CLOSED)
        )
    return tuple(bodies)


def carried(day: Day, today: date, now: datetime) -> tuple[tuple[f.Booked, ...], tuple[f.MissedBefore, ...]]:
    """What the fact that opens a day brings of appointments: those to come, and who missed some lately."""
    after = day.appointments.copy()
    for body in at_day_change(day, today, now):
        if isinstance(body, f.BookingMissed):
            after.missed_one(body)
        elif isinstance(body, f.BookingCancelled):
            after.cancelled(body)
    since = today - timedelta(days=day.public.definition.bookings.missed_days)
    lately = (
        f.MissedBefore(person=person, starts=kept)
        for person, starts in sorted(after.missed.items())
        if (kept := tuple(each for each in starts if business_day(day.public.definition, each) >= since))
    )
    return tuple(each.booked for each in after.living()), tuple(lately)


# ── may this be booked ───────────────────────────────────────────────────────────────────────────────


def _check(day: Day, so_far: Appointments, service: Service, booked: f.Booked, at: datetime) -> None:
    rules = day.public.definition.bookings
    _has_place(day, so_far, service, booked, at)
    if booked.by != "import":
        _is_in_time(day, rules, booked, at)
    if booked.person:
        _person_may(day, so_far, rules, booked)
        _is_not_blocked(day, so_far, rules, booked.person, at)


def _has_place(day: Day, so_far: Appointments, service: Service, booked: f.Booked, at: datetime) -> None:
    slot = slot_at(day.public.definition, service, booked.start, so_far)
    if slot is None or booked.start <= at:
        raise refuse("no-such-slot", service=name_of(service), time=_said(day, booked.start))
    if not slot.left:
        raise refuse("slot-full", service=name_of(service), time=_said(day, booked.start))


def _is_in_time(day: Day, rules: BookingRules, booked: f.Booked, at: datetime) -> None:
    """Days ahead are counted on the calendar of the hall; who is there may book for today."""
    ahead = (_date(day, booked.start) - _date(day, at)).days
    if booked.by not in ON_THE_SPOT and ahead < rules.from_days:
        raise refuse("booking-too-soon", days=str(rules.from_days))
    if ahead > rules.to_days:
        raise refuse("booking-too-far", days=str(rules.to_days))


def _person_may(day: Day, so_far: Appointments, rules: BookingRules, booked: f.Booked) -> None:
    if rules.person_day is None:
        return
    its_day = _date(day, booked.start)
    same = [each.booked for each in so_far.of(booked.person) if _date(day, each.booked.start) == its_day]
    if len(same) >= rules.person_day:
        raise refuse("already-booked", limit=str(rules.person_day), time=_said(day, same[-1].start))


def _is_not_blocked(day: Day, so_far: Appointments, rules: BookingRules, person: str, at: datetime) -> None:
    """Who missed too many waits until the oldest of those is long enough ago."""
    if rules.missed_most is None:
        return
    since = at - timedelta(days=rules.missed_days)
    lately = [each for each in so_far.missed.get(person, ()) if each > since]
    if len(lately) >= rules.missed_most:
        free_at = lately[-rules.missed_most] + timedelta(days=rules.missed_days)
        raise refuse("booking-blocked", count=str(len(lately)), date=_date(day, free_at).isoformat())


# ── lines of a list, codes, words ────────────────────────────────────────────────────────────────────


def _of_line(
    day: Day, so_far: Appointments, line: c.BookingLine, at: datetime, new_id: Callable[[], str]
) -> f.Booked | None:
    """The appointment of a line, None where it is there already. Raises Refused."""
    service = _named(day, line.service)
    if line.start is None:
        raise refuse("booking-time", given=line.given)
    booked = f.Booked(
        booking=line.booking or _new_code(so_far, new_id),
        service=service.id,
        start=line.start.astimezone(UTC),
        person=line.person,
        by="import",
    )
    before = so_far.known.get(booked.booking)
    if before is not None:
        if replace(before.booked, by="import") == booked:
            return None
        raise refuse("booking-known", booking=booked.booking)
    _check(day, so_far, service, booked, at)
    return booked


def _named(day: Day, text: str) -> Service:
    """A service by its id, else by a name that only one has: lists are written by people."""
    same = [each for each in day.public.definition.services if text in (each.name, each.short)]
    known = day.public.index.services.get(text)
    return same[0] if known is None and len(same) == 1 else service_of(day, text)


def _made(booked: f.Booked) -> f.BookingMade:
    return f.BookingMade(
        booking=booked.booking, service=booked.service, start=booked.start, person=booked.person, by=booked.by
    )


def _new_code(known: Appointments, new_id: Callable[[], str]) -> str:
    """A code that nobody has, short enough to be typed at a kiosk: 40 bits of an id that was never given before."""
    while True:
        number = int.from_bytes(hashlib.sha256(new_id().encode()).digest())
        code = ""
        for _ in range(CODE_LENGTH):
            number, place = divmod(number, len(SIGNS))
            code += SIGNS[place]
        if code not in known.known:
            return code


def _over_at(day: Day, booked: f.Booked) -> datetime:
    return booked.start + timedelta(minutes=day.public.definition.bookings.late_min)


def _date(day: Day, at: datetime) -> date:
    return at.astimezone(ZoneInfo(day.public.definition.timezone)).date()


def _said(day: Day, at: datetime) -> str:
    """A time as it is told: `2026-03-13 9:30`."""
    return f"{at.astimezone(ZoneInfo(day.public.definition.timezone)):%Y-%m-%d %-H:%M}"
