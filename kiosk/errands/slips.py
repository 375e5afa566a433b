"""A booking on paper: what stands on the slip."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from kiosk.errands.ports import Slip
from kiosk.errands.standing import checks_in_from, checks_in_until
from kiosk.printing import Presses
from kiosk.speech import Speech
from kiosk.ticketed import service_name
from link.state import State
from look.clock import clock
from look.stale import shown_time
from printer.job import PrintJob
from printer.paper import Name, SlipPaper

OF_BOOKING = "booking-"
"""Begins the id of a slip's job: no ticket is called so, and after a power cut nobody is told of it."""


class Slips:
    """The kiosk's printers, for slips. `now` is the seam for tests."""

    def __init__(
        self,
        presses: Presses,
        state: Callable[[], State],
        kiosk: str,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._presses, self._state, self._kiosk, self._now = presses, state, kiosk, now

    async def print_slip(self, slip: Slip) -> None:
        paper = slip_paper(slip, self._state(), self._kiosk, self._now())
        await self._presses.put_out(lambda: PrintJob(f"{OF_BOOKING}{uuid4().hex[:12]}", paper))


def slip_paper(slip: Slip, state: State, kiosk: str, now: datetime) -> SlipPaper:
    """Everything on the slip; it says of nobody who they are."""
    speech, definition, booking = Speech(slip.language), state.definition, slip.booking
    zone = ZoneInfo(definition.timezone)
    start = booking.start.astimezone(zone)
    rules = definition.bookings
    come = speech.say(
        "errand.booked.come",
        first=shown_time(checks_in_from(booking, rules).astimezone(zone)),
        last=shown_time(checks_in_until(booking, rules).astimezone(zone)),
    )
    when = f"{clock(start, slip.language).line} {shown_time(start)}"
    label, title = speech.line("errand.label.code"), speech.line("errand.slip.title")
    return SlipPaper(
        hall=speech.name(definition.name, definition.name_en).text,
        title=Name(title.text, title.second),
        label=Name(label.text, label.second),
        number=f"{booking.code[:4]} {booking.code[4:]}".strip(),
        lines=(
            (speech.say("errand.label.service"), service_name(state, booking.service, speech).text),
            (speech.say("errand.label.time"), when),
            (speech.say("errand.label.come"), come),
        ),
        note=speech.say("errand.slip.note"),
        issued_at=now.astimezone(zone),
        qr=booking.code,
        kiosk=kiosk,
        languages=(slip.language, speech.second),
    )
