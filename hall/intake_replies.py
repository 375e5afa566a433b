"""What is answered to appointments and to lists: what was made, and what was not, by line."""

from collections.abc import Sequence
from typing import Any

from link.messages import commands as c
from link.messages import facts as f
from link.messages.codec import encode
from link.state import State


def intake_value(
    command: c.MakeBooking | c.ImportBookings | c.ImportNumbers, state: State, facts: Sequence[f.Fact]
) -> dict[str, Any]:
    """The answer as JSON. Of a line that was refused the problem's type and fields: words are put to it on the way out."""
    bodies = [fact.body for fact in facts]
    made = [_booking(each) for each in bodies if isinstance(each, f.BookingMade)]
    if isinstance(command, c.MakeBooking):
        return {"seq": state.seq} | made[0]
    told = next(each for each in bodies if isinstance(each, f.BookingsImported | f.NumbersImported))
    value = {"seq": state.seq, "made": told.made, "refused": encode(told.refused)}
    if isinstance(told, f.BookingsImported):
        return value | {"known": told.known, "bookings": made}
    tickets = [each for each in bodies if isinstance(each, f.TicketIssued)]
    return value | {"tickets": [{"id": each.ticket, "number": each.number} for each in tickets]}


def _booking(made: f.BookingMade) -> dict[str, Any]:
    return {"booking": made.booking, "service": made.service, "start": encode(made.start), "by": made.by}
