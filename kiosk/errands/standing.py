"""How a booking stands at a moment: too early, on time, late; pure."""

from datetime import datetime, timedelta
from typing import Literal

from kiosk.errands.errand import Booking
from link.messages.definition import BookingRules

Standing = Literal["early", "on_time", "late", "too_late", "arrived", "cancelled"]
"""`late`: an ordinary ticket is to be had for it; `too_late`: the desk decides."""


def standing(booking: Booking, rules: BookingRules, now: datetime) -> Standing:
    """What can be done with a booking now, as the hall will say."""
    if booking.state in ("arrived", "cancelled"):
        return "arrived" if booking.state == "arrived" else "cancelled"
    if now < checks_in_from(booking, rules):
        return "early"
    if booking.state == "booked" and now < booking.start + timedelta(minutes=rules.late_min):
        return "on_time"
    return "late" if rules.late == "walk_in" else "too_late"


def checks_in_from(booking: Booking, rules: BookingRules) -> datetime:
    return booking.start - timedelta(minutes=rules.early_min)


def checks_in_until(booking: Booking, rules: BookingRules) -> datetime:
    return booking.start + timedelta(minutes=rules.late_min)


def can_be_given_back(booking: Booking, rules: BookingRules, now: datetime) -> bool:
    """Whether the hall still takes it back from the citizen."""
    return booking.state == "booked" and booking.start - now >= timedelta(minutes=rules.cancel_min)


def worth_showing(found: tuple[Booking, ...], now: datetime) -> tuple[Booking, ...]:
    """What somebody may have come for: today's and those to come, by their time; what is long over is left out."""
    return tuple(
        each
        for each in sorted(found, key=lambda each: each.start)
        if each.state != "cancelled" and each.start.astimezone(now.tzinfo).date() >= now.date()
    )
