"""The pages on which a booking, what can be booked, a day and a time are chosen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from kiosk.errands.errand import Errand, FreeTime
from kiosk.errands.here import Here
from kiosk.errands.listing import Row, counted, listed, service_row
from kiosk.errands.made import Made
from kiosk.errands.places import cell_rects
from kiosk.errands.standing import standing, worth_showing
from kiosk.view import Line
from look.stale import shown_time


def bookings(errand: Errand, here: Here) -> Made:
    """Somebody has several."""
    found = worth_showing(errand.found, here.now)
    rows = [
        Row(
            each.code,
            here.service(each.service),
            state=shown_time(here.local(each.start)),
            below=here.day(each.start),
            is_open=standing(each, here.rules, here.now) != "arrived",
        )
        for each in found
    ]
    title = here.speech.line("errand.choose.title", n=len(rows))
    return listed(title, rows, errand, here)


def bookable(errand: Errand, here: Here) -> Made:
    """What can be booked here."""
    slots = {each.service for each in here.state.definition.slots}
    rows = [service_row(each.id, here) for each in here.state.definition.services if each.id in slots]
    return listed(here.speech.line("errand.bookable.title"), rows, errand, here)


def days(errand: Errand, here: Here) -> Made:
    """The days that have a place left, and how many."""
    rows = []
    for day in _free_days(errand.times, here):
        times = [each for each in errand.times if here.local(each.start).date() == day]
        left = sum(each.left for each in times)
        first = here.local(times[0].start)
        rows.append(
            Row(
                day.isoformat(),
                _day(first, here),
                state=counted("errand.places", left, here),
                below=here.speech.say("errand.from", time=shown_time(first)),
            )
        )
    return listed(
        here.speech.line("errand.day.title"), rows, errand, here, about=here.service(errand.service)
    )


def times(errand: Errand, here: Here) -> Made:
    """The times of a day that have a place left."""
    rows = [
        Row(
            each.start.isoformat(),
            Line(shown_time(here.local(each.start))),
            state=counted("errand.places", each.left, here),
        )
        for each in errand.times
        if here.local(each.start).date() == errand.day and each.start > here.now
    ]
    made = listed(here.speech.line("errand.time.title"), rows, errand, here, rects=cell_rects)
    about = here.service(errand.service)
    day = next(
        (here.day(each.start) for each in errand.times if here.local(each.start).date() == errand.day), ""
    )
    lead = Line(" · ".join(part for part in (about.text, day) if part))
    return replace(made, shown=replace(made.shown, lead=lead))


def _day(moment: datetime, here: Here) -> Line:
    return here.line(lambda each: each.day(moment))


def _free_days(times: Sequence[FreeTime], here: Here) -> tuple[date, ...]:
    """The days with a place left, in order."""
    return tuple(
        dict.fromkeys(here.local(each.start).date() for each in times if each.left and each.start > here.now)
    )
