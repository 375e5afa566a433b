"""A booking that is there already: found by its code or by whose it is, checked in, given back."""

import logging
from dataclasses import replace
from uuid import uuid4

from devices.cards.holder import Holder
from kiosk.errands.errand import Booking, Errand, is_typed_enough, on
from kiosk.errands.ports import ErrandHall
from kiosk.errands.standing import standing, worth_showing
from kiosk.errands.steps import ErrandStage, Steps
from kiosk.ports import HallAway, Refusal, Wish

log = logging.getLogger(__name__)


class Finding:
    """Looks for bookings, and does what is wanted with the one that is found."""

    def __init__(self, stage: ErrandStage, steps: Steps, hall: ErrandHall) -> None:
        self._stage, self._steps, self._hall = stage, steps, hall

    # ── looking ──────────────────────────────────────────────────────────────────────────────────────

    def look_for_typed(self) -> None:
        """By the code or the telephone number that was typed."""
        errand = self._steps.errand
        if errand is None or not is_typed_enough(errand):
            return
        if errand.step == "code":
            self.look_for_code(errand, "enter", errand.typed)
            return
        holder = self._hall.phone_holder(errand.typed)
        if holder is None:
            self._steps.apologise(errand, "away")
            return
        self._steps.know(holder)
        if errand.purpose == "book":
            self._steps.go(on(errand, "confirm", is_by_phone=True))
        else:
            self.look_for_those_of(errand, "enter", holder, errand.typed)

    def look_for_code(self, errand: Errand | None, key: str, code: str) -> None:
        """The booking with a code; `key` waits for it."""
        self._steps.ask(errand, key, self._find_code(errand or Errand(step="ask"), code))

    def look_for_those_of(self, errand: Errand | None, key: str, holder: Holder, phone: str = "") -> None:
        """Somebody's bookings; who has none and stands at home goes on from there, known by now."""
        self._steps.ask(errand, key, self._find_of(errand, holder, phone))

    def choose(self, errand: Errand, code: str) -> None:
        """One of several that were found."""
        booking = next((each for each in errand.found if each.code == code), None)
        if booking is not None:
            self._steps.go(on(errand, "found", booking=booking))

    async def _find_code(self, errand: Errand, code: str) -> None:
        try:
            booking = await self._hall.booking(code, self._stage.visit.language)
        except Refusal as refusal:
            is_unknown = refusal.name in ("unknown-booking", "unknown-route", "bad-request")
            self._steps.failed(errand, "no-code" if is_unknown else "refused", refusal.detail)
        except HallAway:
            self._steps.failed(errand, "away")
        else:
            self._steps.came(errand, booking)

    async def _find_of(self, errand: Errand | None, holder: Holder, phone: str) -> None:
        found = await self._bookings_of(holder, phone)
        shown = self._worth_choosing(found or ())
        base = replace(errand or Errand(step="ask"), is_by_phone=bool(phone)) if shown else errand
        if base is None:
            self._steps.rest()
        elif len(shown) == 1:
            self._steps.came(base, shown[0])
        elif not shown:
            self._steps.failed(base, "away" if found is None else "no-phone" if phone else "no-card")
        elif self._steps.is_awaited():
            self._steps.go(on(base, "choose", found=shown))

    async def _bookings_of(self, holder: Holder, phone: str) -> tuple[Booking, ...] | None:
        """None where they are not to be had."""
        try:
            return await self._hall.bookings_of(holder, phone)
        except (Refusal, HallAway) as fault:
            log.info("bookings are not to be had: %s", type(fault).__name__)
            return None

    def _worth_choosing(self, found: tuple[Booking, ...]) -> tuple[Booking, ...]:
        """Those still to be checked in; where there is none, the first that was."""
        now = self._stage.now_there()
        shown = worth_showing(found, now) if now else ()
        return tuple(each for each in shown if each.state != "arrived") or shown[:1]

    # ── found ────────────────────────────────────────────────────────────────────────────────────────

    def check_in(self) -> None:
        """A ticket for the booking that was found."""
        errand, now = self._steps.errand, self._stage.now_there()
        if errand is None or errand.booking is None or now is None:
            return
        rules = self._stage.day.definition.bookings
        if standing(errand.booking, rules, now) in ("on_time", "late"):
            self._stage.take("check-in", errand.booking.service, Wish(booking=errand.booking.code))

    def give_back(self) -> None:
        """The booking that was found is free for somebody else."""
        errand = self._steps.errand
        if errand is not None and errand.booking is not None:
            self._steps.ask(errand, "give-back-yes", self._given_back(errand, errand.booking))

    async def _given_back(self, errand: Errand, booking: Booking) -> None:
        try:
            await self._hall.give_back(booking.code, self._stage.visit.language, uuid4().hex)
        except Refusal as refusal:
            self._steps.failed(errand, "refused", refusal.detail)
        except HallAway:
            self._steps.failed(errand, "away")
        else:
            if self._steps.is_awaited():
                self._steps.go(on(errand, "cancelled"))
