"""Every page of an errand, pure: from its step to what the screen shows."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from kiosk.errands import asking, choosing, summing_up, ticking, typing
from kiosk.errands.errand import Errand, Step
from kiosk.errands.here import Here
from kiosk.errands.made import Made
from kiosk.view import Page, Shown

PAGE_OF: Final[dict[Step, Page]] = {
    "ask": "ask", "code": "code", "phone": "phone", "choose": "choose", "found": "found", "sorry": "sorry",
    "service": "bookable", "day": "day", "time": "time", "confirm": "confirm", "booked": "booked", "cancel": "cancel",
    "cancelled": "cancelled", "several": "several", "order": "arranged",
}  # fmt: skip

_Maker = Callable[[Errand, Here], Made]

_MAKERS: Final[dict[Step, _Maker]] = {
    "ask": asking.ask, "code": typing.typing, "phone": typing.typing, "choose": choosing.bookings,
    "service": choosing.bookable, "day": choosing.days, "time": choosing.times, "several": ticking.matters,
    "order": ticking.order, "found": summing_up.found, "sorry": summing_up.sorry, "confirm": summing_up.confirm,
    "booked": summing_up.booked, "cancel": summing_up.cancel, "cancelled": summing_up.cancelled,
}  # fmt: skip


def with_errand(screen: Shown, errand: Errand, here: Here) -> Shown:
    """The screen with the errand's page on it."""
    made = _MAKERS[errand.step](errand, here)
    return replace(
        screen,
        title=made.title,
        rail_title=made.rail_title or made.title,
        errand=made.shown,
        own_keys=made.keys,
        guides=made.guides,
        choices=made.choices,
        details=made.details,
        pager=made.pager,
    )
