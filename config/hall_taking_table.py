"""The tables of hall.toml about when tickets are given: `[taking] [[duty]] [[special_day]]`."""

from typing import Annotated, Literal

from config.hall_hours import Day, DaySpans, HoursList
from config.hall_profile_table import Ids, Marks
from config.rules import Line, NameEn, Range
from config.validated import Table
from link.messages.definition import AtClosing

Minutes = Annotated[int, Range(0, 600)]


class TakingTable(Table):
    """`[taking]`: before opening, until the last one, after closing, and how many for one person."""

    early_min: Minutes = 0
    last_ticket_min: Minutes = 0
    late_serving_min: Minutes | None = None
    at_closing: AtClosing = "serve"
    grace_min: Minutes = 30
    person_day: Annotated[int, Range(1, 100)] | None = None
    anonymous_most: Annotated[int, Range(1, 100)] | None = None
    anonymous_min: Annotated[int, Range(1, 600)] = 10


class DutyTable(Table):
    """`[[duty]]`: hours in which only some services go on, at some windows."""

    name: Annotated[str, Line(40)] = ""
    name_en: NameEn = ""
    hours: HoursList
    services: Marks = ()
    windows: Ids = ()


class SpecialDayTable(Table):
    """`[[special_day]]`: a day, or all from one to another, on which other hours hold."""

    date: Day
    until: Day = ""
    name: Annotated[str, Line(40, 1)]
    name_en: NameEn = ""
    hours: DaySpans = ()
    follows: Literal["", "mon", "tue", "wed", "thu", "fri", "sat", "sun"] = ""
    services: Marks = ()
