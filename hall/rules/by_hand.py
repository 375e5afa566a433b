"""Numbers that were written by hand while the machine was off, taken in with the place that their hour gives them."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import islice

from hall.rules.clock import moment, start_of
from hall.rules.day import Day
from hall.rules.known import day_is_open, name_of, priority_of, service_of
from hall.rules.numbers import free_numbers, is_skipped, number_text
from hall.rules.ranges import reserved
from hall.rules.taking import issue
from link.messages import commands as c
from link.messages import facts as f
from link.messages.definition import Series, Service
from link.messages.problems import Refused, refuse

Numbered = tuple[int, str]
"""A counter and the number that it makes."""


def take_in(
    day: Day, command: c.ImportNumbers, now: datetime, new_id: Callable[[], str]
) -> tuple[f.Body, ...]:
    """Each good number becomes a ticket, in the order of the list; the last fact tells of the others.

    Hours, quotas and crowds keep nobody out: these people have their numbers.
    """
    day_is_open(day)
    service, chosen = service_of(day, command.service), priority_of(day, command.priority)
    series = day.public.index.series.get(service.series)
    if series is None:
        raise refuse("unknown-series", series=service.series)
    at = moment(day, now)
    since = _since(day, command, at)
    good, refused = _told_apart(day, service, series, command, at)
    issued = (
        issue(
            day,
            service,
            chosen,
            at,
            ticket=new_id(),
            language="zh",
            since=since + timedelta(milliseconds=place),
            numbered=numbered,
            by_hand=True,
        )
        for place, numbered in enumerate(good)
    )
    return *issued, f.NumbersImported(service=service.id, made=len(good), refused=refused)


def _since(day: Day, command: c.ImportNumbers, at: datetime) -> datetime:
    """When they were written: today, and not later than now."""
    since = min(command.at or at, at)
    if day.public.day is not None and since < start_of(day.public.definition, day.public.day):
        raise refuse("bad-request", field="at", reason="today")
    return since


def _told_apart(
    day: Day, service: Service, series: Series, command: c.ImportNumbers, at: datetime
) -> tuple[list[Numbered], tuple[f.LineRefused, ...]]:
    """The numbers that can be taken in, and why not the others. A mere count goes on after the last that was given."""
    good: list[Numbered] = []
    refused = []
    for line, text in enumerate(command.numbers, start=1):
        try:
            numbered = _read(service, series, text)
            _check(day, series, numbered, text, good)
        except Refused as refusal:
            refused.append(
                f.LineRefused(line=line, reason=refusal.problem.type, fields=refusal.problem.fields)
            )
            continue
        good.append(numbered)
    taken = {number for _, number in good}
    free = (each for each in free_numbers(day, series, at) if each[1] not in taken)
    return [*good, *islice(free, command.count)], tuple(refused)


def _read(service: Service, series: Series, text: str) -> Numbered:
    """`A013`, `a13` or `13`."""
    plain = text.strip().upper()
    digits = plain.removeprefix(series.prefix)
    if not re.fullmatch(r"[0-9]{1,6}", digits, re.ASCII):
        raise refuse("number-form", number=text, service=name_of(service))
    return int(digits), number_text(series, int(digits))


def _check(day: Day, series: Series, numbered: Numbered, text: str, good: list[Numbered]) -> None:
    counter, number = numbered
    if number in day.numbers or numbered in good:
        raise refuse("number-given", number=text)
    if counter in reserved(series) or is_skipped(series, number):
        raise refuse("number-kept", number=text)
