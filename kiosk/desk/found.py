"""Appointments and their times as the hall tells them, made ready to choose from. Pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from config.texts import Texts
from kiosk.desk.flows import Option
from kiosk.desk.offer import named
from kiosk.desk.situation import Booking
from link.messages.codec import moment_of
from link.state import State
from look.clock import clock
from look.stale import shown_time


def booking_of(value: Mapping[str, Any]) -> Booking:
    return Booking(
        code=str(value["booking"]),
        service=str(value["service"]),
        start=str(value["start"]),
        state=str(value["state"]),
        masked=str(value.get("masked", "")),
        number=str(value.get("number", "")),
    )


def booking_options(found: Iterable[Booking], state: State, say: Texts) -> tuple[Option, ...]:
    """By their time; whose it may be is told by the masked name alone."""
    return tuple(
        Option(
            value=each.code,
            mark="",
            text=" ".join(
                filter(None, (time_words(each.start, say), service_words(each.service, state, say)))
            ),
            quiet=each.masked or say.say(f"desk.booking.{each.state}"),
        )
        for each in found
    )


def slot_options(slots: Iterable[Mapping[str, Any]], now: datetime, say: Texts) -> tuple[Option, ...]:
    """The times that are still to come and have places left."""
    return tuple(
        Option(
            value=str(each["start"]),
            text=_moment_words(moment_of(str(each["start"])).astimezone(now.tzinfo), say),
            quiet=say.count("desk.places", int(each["left"])),
        )
        for each in slots
        if int(each["left"]) > 0 and moment_of(str(each["start"])) > now
    )


def service_words(service: str, state: State, say: Texts) -> str:
    known = state.index.services.get(service)
    return named(say, known.name, known.name_en) if known else service


def time_words(start: str, say: Texts) -> str:
    """A moment as the hall wrote it, in its own zone: `3月12日 10:30`."""
    return _moment_words(datetime.fromisoformat(start), say)


def _moment_words(at: datetime, say: Texts) -> str:
    return f"{clock(at, say.language).date} {shown_time(at)}"
