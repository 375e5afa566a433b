"""A booking made on the spot: a service, a day, a time, for whom; then its code and its slip."""

import logging
from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4

from devices.cards.holder import Holder
from kiosk.errands.errand import Booking, Errand, FreeTime, on
from kiosk.errands.picked import PICK
from kiosk.errands.ports import ErrandHall, Slip, SlipPrinter
from kiosk.errands.steps import ErrandStage, Steps
from kiosk.ports import HallAway, NotPrinted, Refusal

MOST_DAYS = 60
"""Further ahead the hall is not asked for times."""

log = logging.getLogger(__name__)


class Making:
    """Makes bookings at one kiosk."""

    def __init__(self, stage: ErrandStage, steps: Steps, hall: ErrandHall, slips: SlipPrinter) -> None:
        self._stage, self._steps, self._hall, self._slips = stage, steps, hall, slips

    # ── choosing ─────────────────────────────────────────────────────────────────────────────────────

    def begin(self) -> None:
        """One thing that can be booked is chosen at once."""
        before, services = self._steps.errand, self._bookable()
        errand = on(before or Errand(step="ask"), "service", purpose="book", why="", found=(), booking=None)
        if len(services) == 1 and before is not None:
            self._steps.ask(before, "book", self._find_times(replace(errand, before=before), services[0]))
        elif services:
            self._steps.go(errand)
        else:
            self._steps.apologise(errand, "nothing-booked")

    def choose_service(self, errand: Errand, service: str) -> None:
        """Its free times are asked for."""
        if service in self._bookable():
            self._steps.ask(errand, PICK + service, self._find_times(errand, service))

    def choose_day(self, errand: Errand, day: date) -> None:
        self._steps.go(on(errand, "time", day=day))

    def choose_time(self, errand: Errand, start: datetime) -> None:
        """Who is not known yet is asked who they are."""
        if any(each.start == start for each in errand.times):
            chosen = on(errand, "confirm", start=start)
            is_known = self._stage.visit.holder is not None
            self._steps.go(chosen if is_known else replace(chosen, step="ask", purpose="book"))

    def _bookable(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.service for each in self._stage.day.definition.slots))

    async def _find_times(self, errand: Errand, service: str) -> None:
        days = min(MOST_DAYS, self._stage.day.definition.bookings.to_days + 1)
        try:
            free = self._free(await self._hall.times(service, days))
        except (Refusal, HallAway):
            self._steps.failed(errand, "away")
            return
        if not free:
            self._steps.failed(errand, "full")
        elif self._steps.is_awaited():
            self._steps.go(on(errand, "day", service=service, times=free))

    def _free(self, times: tuple[FreeTime, ...]) -> tuple[FreeTime, ...]:
        now = self._stage.now_there()
        return tuple(each for each in times if each.left and now is not None and each.start > now)

    # ── making ───────────────────────────────────────────────────────────────────────────────────────

    def make(self) -> None:
        """What was chosen, for whoever has said who they are."""
        errand, holder = self._steps.errand, self._stage.visit.holder
        if errand is not None and errand.start is not None and holder is not None:
            self._steps.ask(errand, "make", self._made(errand, errand.start, holder))

    async def _made(self, errand: Errand, start: datetime, holder: Holder) -> None:
        language, key = self._stage.visit.language, uuid4().hex
        phone = errand.typed if errand.is_by_phone else ""
        try:
            person = await self._hall.know(holder, phone, key)
            booking = await self._hall.book(errand.service, start, person, language, key)
        except Refusal as refusal:
            self._steps.failed(errand, "refused", refusal.detail)
        except HallAway:
            self._steps.failed(errand, "away")
        else:
            await self._hand_out(errand, booking)

    async def _hand_out(self, errand: Errand, booking: Booking) -> None:
        """Show the code and print it. Who has gone meanwhile finds it by card or telephone."""
        if not self._steps.is_awaited():
            return
        made = replace(on(errand, "booked", booking=booking), before=None)
        self._steps.go(made)
        is_printed = await self._print(booking)
        if self._steps.errand is made:
            self._steps.go(replace(made, is_printed=is_printed))

    async def _print(self, booking: Booking) -> bool:
        """Whether the slip came out."""
        try:
            await self._slips.print_slip(Slip(booking=booking, language=self._stage.visit.language))
        except NotPrinted as fault:
            log.warning("a booking's slip was not printed: %s", fault.reason)
            return False
        return True
