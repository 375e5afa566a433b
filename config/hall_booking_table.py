"""The tables of hall.toml about appointments: `[bookings] [[slot]]`."""

from typing import Annotated

from config.hall_hours import HoursList
from config.rules import Amount, Id, MaybeId, Range
from config.validated import Table
from link.messages.definition import LateBooking

Days = Annotated[int, Range(0, 365)]
Minutes = Annotated[int, Range(0, 10_080)]


class BookingsTable(Table):
    """`[bookings]`: the rules that all appointments keep."""

    from_days: Days = 1
    to_days: Days = 7
    cancel_min: Minutes = 120
    person_day: Annotated[int, Range(1, 100)] | None = 1
    early_min: Annotated[int, Range(0, 600)] = 15
    late_min: Annotated[int, Range(0, 600)] = 15
    late: LateBooking = "walk_in"
    priority: MaybeId = ""
    booked_in_a_row: Annotated[int, Range(0, 100)] = 2
    missed_most: Annotated[int, Range(1, 100)] | None = None
    missed_days: Annotated[int, Range(1, 365)] = 30


class SlotTable(Table):
    """`[[slot]]`: the times at which one service can be booked."""

    service: Id
    hours: Annotated[HoursList, Amount(1, 30)]
    minutes: Annotated[int, Range(5, 480)] = 30
    places: Annotated[int, Range(1, 1000)] = 1
