"""Appointments: when they can be had, and the rules they keep."""

from dataclasses import dataclass
from typing import Literal

from link.messages.definition.hours import Hours

LateBooking = Literal["walk_in", "desk"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """Appointments of one service: every `minutes` within the hours, `places` each time."""

    service: str
    hours: tuple[Hours, ...]
    minutes: int = 30
    places: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingRules:
    """The hall's rules of appointments. Days are the hall's calendar days."""

    from_days: int = 1
    """Days ahead that one must book at least; staff at the desk may book for today."""
    to_days: int = 7
    cancel_min: int = 120
    """Minutes before its time until which one can be given back; staff can until it begins."""
    person_day: int | None = 1
    """Appointments that one person may have on one day; None without limit."""
    early_min: int = 15
    """Minutes before its time from which one can check in."""
    late_min: int = 15
    """Minutes after its time until which one is still on time."""
    late: LateBooking = "walk_in"
    """Who is later takes a place among those without an appointment, or a clerk at the desk decides."""
    priority: str = ""
    """The class of who comes on time; empty: as anybody else."""
    booked_in_a_row: int = 2
    """After so many calls of people with an appointment, one without is called; 0: never for that reason."""
    missed_most: int | None = None
    """Who has missed so many within `missed_days` cannot book; None: everybody can."""
    missed_days: int = 30
