"""What citizens do on the pages of an errand, what cards and codes bring, and what the hall says to it."""

import logging
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final, Protocol
from uuid import uuid4

from devices.cards.holder import Holder
from devices.cards.reader import CardTrouble
from devices.scanners.scan import Scan
from kiosk import visit as visits
from kiosk.errands.errand import (
    LEAST_MATTERS,
    Apology,
    Booking,
    Errand,
    Step,
    is_typed_enough,
    on,
    rubbed_out,
    ticked,
    typed,
)
from kiosk.errands.picked import PICK
from kiosk.errands.ports import ErrandHall, Slip, SlipPrinter, Ways
from kiosk.errands.several import by_department, can_be_several, in_order
from kiosk.errands.standing import standing, worth_showing
from kiosk.ports import NOTHING_ELSE, HallAway, NotPrinted, Refusal, Wish
from kiosk.taking import Stage, Taking
from link.state import State
from link.views import KioskView

ASKS_WHO: Final = frozenset({"person-needed", "anonymous-limit"})
"""Refusals that a card may undo."""

RECOGNISES: Final = frozenset({"home", "service", "ask", "code", "phone", "sorry", "refused"})
"""Pages on which a card that is laid down, or a code that is scanned, means something."""

log = logging.getLogger(__name__)


class ErrandStage(Stage, Protocol):
    """The presenter, as errands need it."""

    @property
    def page(self) -> str: ...

    @property
    def day(self) -> State: ...

    @property
    def offer(self) -> KioskView | None: ...

    @property
    def first(self) -> Any: ...

    def now_there(self) -> datetime | None:
        """The hall's time in its own zone; None while it is not known."""
        ...

    def take(self, touched: str, service: str, wish: Wish = NOTHING_ELSE) -> None: ...


class Errands:
    """One kiosk's. `spawn` runs what takes a while; an answer counts only while its errand still stands."""

    def __init__(
        self,
        stage: ErrandStage,
        taking: Taking,
        hall: ErrandHall,
        slips: SlipPrinter,
        spawn: Callable[[Coroutine[Any, Any, None]], object],
    ) -> None:
        self._stage, self._taking = stage, taking
        self._hall, self._slips, self._spawn = hall, slips, spawn
        self._awaited: Errand | None = None
        self.ways = Ways()
        """What this kiosk has for cards and codes; set when that changes."""

    # ── begun ────────────────────────────────────────────────────────────────────────────────────────

    @property
    def has_booking(self) -> bool:
        """Whether the hall has appointments."""
        return bool(self._stage.day.definition.slots)

    @property
    def has_several(self) -> bool:
        """Whether there are two matters to choose from now."""
        offer = self._stage.offer
        return offer is not None and len(can_be_several(offer)) >= LEAST_MATTERS

    def begin_booking(self) -> None:
        if self._stage.page == "home" and self.has_booking and self._accepts():
            self._begin(Errand(step="ask"))

    def begin_several(self) -> None:
        if self._stage.page == "home" and self.has_several and self._accepts():
            self._begin(Errand(step="several"))

    def back(self) -> bool:
        """The step before; whether there was an errand to go back in."""
        errand = self._errand
        if errand is None:
            return False
        if errand.busy or not self._accepts():
            return True
        if errand.before is None or errand.step in ("booked", "cancelled"):
            self._leave()
        else:
            self._go(replace(errand.before, matters=errand.matters))
        return True

    # ── touches ──────────────────────────────────────────────────────────────────────────────────────

    def press(self, key: str) -> bool:
        """A key of an errand's page; whether it was one."""
        if key == "booking":
            self.begin_booking()
        elif key == "several":
            self.begin_several()
        elif self._errand is None:
            return False
        elif not self._errand.busy and self._accepts():
            return self._pressed(self._errand, key)
        return True

    def _pressed(self, errand: Errand, key: str) -> bool:
        if key.startswith(PICK):
            self._pick(errand, key.removeprefix(PICK))
        elif key.startswith("sign-") and errand.step in ("code", "phone"):
            self._go(typed(errand, key.removeprefix("sign-")))
        elif (act := self._acts(errand).get(key)) is not None:
            act()
        else:
            return False
        return True

    def _acts(self, errand: Errand) -> dict[str, Callable[[], None]]:
        """What each key of this page does."""
        common = {"plain": self._leave, "book": self._begin_making}
        of_step: dict[Step, dict[str, Callable[[], None]]] = {
            "ask": {
                "way-code": lambda: self._go(on(errand, "code", typed="")),
                "way-phone": lambda: self._go(on(errand, "phone", typed="")),
            },
            "code": {"delete": lambda: self._go(rubbed_out(errand)), "enter": self._look_for_typed},
            "phone": {"delete": lambda: self._go(rubbed_out(errand)), "enter": self._look_for_typed},
            "sorry": {"again": lambda: self._go(errand.before or Errand(step="ask"))},
            "found": {"check-in": self._check_in, "give-back": lambda: self._go(on(errand, "cancel"))},
            "cancel": {"keep": lambda: self._go(errand.before or errand), "give-back-yes": self._give_back},
            "confirm": {"make": self._make},
            "booked": {"done": self._finish},
            "cancelled": {"done": self._finish},
            "several": {"next": self._arrange},
            "order": {"take": self._take_several},
        }
        return of_step.get(errand.step, {}) | (
            common if errand.step in ("ask", "sorry", "found", "cancelled") else {}
        )

    def _pick(self, errand: Errand, which: str) -> None:
        if errand.step == "several":
            self._tick(errand, which)
        elif errand.step == "service" and any(
            each.service == which for each in self._stage.day.definition.slots
        ):
            self._ask(errand, PICK + which, self._find_times(errand, which))
        elif errand.step == "day":
            self._go(on(errand, "time", day=date.fromisoformat(which)))
        elif errand.step == "time":
            self._chose_time(errand, datetime.fromisoformat(which))
        elif errand.step == "choose":
            booking = next((each for each in errand.found if each.code == which), None)
            if booking is not None:
                self._go(on(errand, "found", booking=booking))

    def _accepts(self) -> bool:
        return visits.accepts(self._stage.visit, self._stage.moment(), self._stage.pace)

    # ── cards and codes ──────────────────────────────────────────────────────────────────────────────

    def card(self, holder: Holder) -> None:
        """Somebody laid down their card."""
        stage, errand = self._stage, self._errand
        if stage.visit.busy or stage.page not in RECOGNISES or (errand is not None and errand.busy):
            return
        stage.go(visits.recognised(stage.visit, holder, stage.moment(), stage.pace))
        if errand is not None and errand.purpose == "take":
            stage.take("card", errand.service, errand.wish)
        elif errand is not None and errand.purpose == "book":
            self._go(on(errand, "confirm"))
        elif self.has_booking:
            self._ask(errand, "card", self._find_of(errand, holder, ""))

    def card_trouble(self, trouble: CardTrouble) -> None:
        """A card was laid down, and nothing came of it."""
        errand = self._errand
        if errand is not None and errand.step == "ask" and not errand.busy:
            self._go(replace(errand, wrong=trouble))
        elif errand is None and self._stage.page in ("home", "service") and self.has_booking:
            self._begin(Errand(step="ask", wrong=trouble))

    def scanned(self, scan: Scan) -> None:
        """A code was held under the scanner."""
        errand, page = self._errand, self._stage.page
        is_meant = page in RECOGNISES and (
            errand is None or (errand.purpose == "check_in" and not errand.busy)
        )
        if not is_meant or not self.has_booking or self._stage.visit.busy:
            return
        if scan.is_garbage:
            self._begin(replace(errand or Errand(step="ask"), step="ask", wrong="garbage"))
        else:
            self._ask(errand, "scan", self._find_code(errand, code_in(scan.text)))

    # ── finding ──────────────────────────────────────────────────────────────────────────────────────

    def _look_for_typed(self) -> None:
        errand = self._errand
        if errand is None or not is_typed_enough(errand):
            return
        if errand.step == "code":
            self._ask(errand, "enter", self._find_code(errand, errand.typed))
            return
        holder = self._hall.phone_holder(errand.typed)
        if holder is None:
            self._apologise(errand, "away")
        elif errand.purpose == "book":
            self._know(holder)
            self._go(on(errand, "confirm", is_by_phone=True))
        else:
            self._know(holder)
            self._ask(errand, "enter", self._find_of(errand, holder, errand.typed))

    async def _find_code(self, errand: Errand | None, code: str) -> None:
        base = errand or Errand(step="ask")
        try:
            booking = await self._hall.booking(code, self._stage.visit.language)
        except Refusal as refusal:
            known = refusal.name in ("unknown-booking", "unknown-route", "bad-request")
            self._came(base, apology="no-code" if known else "refused", why=refusal.detail)
        except HallAway:
            self._came(base, apology="away")
        else:
            self._came(base, booking=booking)

    async def _find_of(self, errand: Errand | None, holder: Holder, phone: str) -> None:
        """Who has no booking and stands at home goes on from there, known by now."""
        base = errand or Errand(step="ask")
        try:
            found = await self._hall.bookings_of(holder, phone)
        except (Refusal, HallAway) as fault:
            log.info("bookings are not to be had: %s", type(fault).__name__)
            found = None
        now = self._stage.now_there()
        shown = worth_showing(found or (), now) if now else ()
        open_ones = tuple(each for each in shown if each.state != "arrived") or shown[:1]
        if len(open_ones) == 1:
            self._came(replace(base, is_by_phone=bool(phone)), booking=open_ones[0])
        elif open_ones:
            self._came(replace(base, is_by_phone=bool(phone)), found=open_ones)
        elif errand is not None:
            self._came(base, apology="away" if found is None else "no-phone" if phone else "no-card")
        else:
            self._rest()

    def _came(
        self,
        errand: Errand,
        *,
        booking: Booking | None = None,
        found: tuple[Booking, ...] = (),
        apology: Apology = "",
        why: str = "",
    ) -> None:
        if not self._still():
            return
        if booking is not None:
            self._go(on(errand, "found", booking=booking))
        elif found:
            self._go(on(errand, "choose", found=found))
        else:
            self._apologise(errand, apology, why)

    # ── checking in and giving back ──────────────────────────────────────────────────────────────────

    def _check_in(self) -> None:
        errand, now = self._errand, self._stage.now_there()
        if errand is None or errand.booking is None or now is None:
            return
        rules = self._stage.day.definition.bookings
        if standing(errand.booking, rules, now) in ("on_time", "late"):
            self._stage.take("check-in", errand.booking.service, Wish(booking=errand.booking.code))

    def _give_back(self) -> None:
        errand = self._errand
        if errand is not None and errand.booking is not None:
            self._ask(errand, "give-back-yes", self._given_back(errand, errand.booking))

    async def _given_back(self, errand: Errand, booking: Booking) -> None:
        try:
            await self._hall.give_back(booking.code, self._stage.visit.language, uuid4().hex)
        except Refusal as refusal:
            self._came(errand, apology="refused", why=refusal.detail)
        except HallAway:
            self._came(errand, apology="away")
        else:
            if self._still():
                self._go(on(errand, "cancelled"))

    # ── booking on the spot ──────────────────────────────────────────────────────────────────────────

    def _begin_making(self) -> None:
        """One thing that can be booked is chosen at once."""
        services = tuple(dict.fromkeys(each.service for each in self._stage.day.definition.slots))
        errand = on(
            self._errand or Errand(step="ask"), "service", purpose="book", why="", found=(), booking=None
        )
        if len(services) == 1 and self._errand is not None:
            self._ask(
                self._errand, "book", self._find_times(replace(errand, before=self._errand), services[0])
            )
        elif services:
            self._go(errand)
        else:
            self._apologise(errand, "nothing-booked")

    async def _find_times(self, errand: Errand, service: str) -> None:
        days = min(60, self._stage.day.definition.bookings.to_days + 1)
        try:
            times = await self._hall.times(service, days)
        except (Refusal, HallAway):
            times = None
        if not self._still():
            return
        now = self._stage.now_there()
        free = tuple(each for each in times or () if each.left and now is not None and each.start > now)
        if times is None or not free:
            self._apologise(errand, "away" if times is None else "full")
        else:
            self._go(on(errand, "day", service=service, times=free))

    def _chose_time(self, errand: Errand, start: datetime) -> None:
        if any(each.start == start for each in errand.times):
            chosen = on(errand, "confirm", start=start)
            self._go(chosen if self._stage.visit.holder else replace(chosen, step="ask", purpose="book"))

    def _make(self) -> None:
        errand, holder = self._errand, self._stage.visit.holder
        if errand is not None and errand.start is not None and holder is not None:
            self._ask(errand, "make", self._made(errand, errand.start, holder))

    async def _made(self, errand: Errand, start: datetime, holder: Holder) -> None:
        language, key = self._stage.visit.language, uuid4().hex
        phone = errand.typed if errand.is_by_phone else ""
        try:
            person = await self._hall.know(holder, phone, key)
            booking = await self._hall.book(errand.service, start, person, language, key)
        except Refusal as refusal:
            self._came(errand, apology="refused", why=refusal.detail)
        except HallAway:
            self._came(errand, apology="away")
        else:
            await self._hand_out(errand, booking)

    async def _hand_out(self, errand: Errand, booking: Booking) -> None:
        """Show the code and print it. Who has gone meanwhile finds it by card or telephone."""
        if not self._still():
            return
        made = replace(on(errand, "booked", booking=booking), before=None)
        self._go(made)
        try:
            await self._slips.print_slip(Slip(booking=booking, language=self._stage.visit.language))
        except NotPrinted as fault:
            log.warning("a booking's slip was not printed: %s", fault.reason)
            is_printed = False
        else:
            is_printed = True
        if self._errand is made:
            self._go(replace(made, is_printed=is_printed))

    # ── several matters ──────────────────────────────────────────────────────────────────────────────

    def _tick(self, errand: Errand, which: str) -> None:
        offer = self._stage.offer
        if (
            offer is not None
            and any(each.id == which for each in by_department(offer))
            and not errand.department
        ):
            self._go(on(errand, "several", department=which))
        elif offer is not None and any(each.id == which for each in can_be_several(offer)):
            self._go(ticked(errand, which))

    def _arrange(self) -> None:
        errand = self._errand
        if errand is not None and len(errand.matters) >= LEAST_MATTERS:
            self._go(on(errand, "order"))

    def _take_several(self) -> None:
        errand = self._errand
        if errand is not None:
            first, *further = in_order(errand.matters, self._stage.day)
            self._stage.take("take", first, Wish(further=tuple(further)))

    # ── tickets for somebody ─────────────────────────────────────────────────────────────────────────

    async def take(self, service: str, key: str, wish: Wish) -> None:
        """A number, for whoever has said who they are; where the hall wants to know who it is, they are asked."""
        holder = self._stage.visit.holder
        asked = wish if holder is None else await self._with_person(wish, holder)
        await self._taking.take(service, key, asked)
        visit = self._stage.visit
        if visit.stop == "refused" and visit.key == key and visit.why in ASKS_WHO and holder is None:
            has_reader = self.ways.card == "ready"
            errand = Errand(
                step="ask" if has_reader else "sorry",
                purpose="take",
                service=service,
                wish=wish,
                why=visit.detail,
                apology="" if has_reader else "no-reader",
            )
            self._begin(errand)

    async def _with_person(self, wish: Wish, holder: Holder) -> Wish:
        """A hall that cannot be asked gives a plain ticket, with the class that an age gives."""
        try:
            person = await self._hall.know(holder, "", uuid4().hex)
        except (Refusal, HallAway):
            person = ""
        return replace(wish, person=person, age=holder.age)

    # ── steps ────────────────────────────────────────────────────────────────────────────────────────

    @property
    def _errand(self) -> Errand | None:
        visit = self._stage.visit
        return visit.errand if visit.stop == "errand" else None

    def _begin(self, errand: Errand) -> None:
        self._go(errand)

    def _go(self, errand: Errand) -> None:
        stage = self._stage
        stage.go(visits.on_errand(stage.visit, errand, stage.moment(), stage.pace))

    def _know(self, holder: Holder) -> None:
        stage = self._stage
        stage.go(visits.recognised(stage.visit, holder, stage.moment(), stage.pace))

    def _ask(self, errand: Errand | None, key: str, asking: Coroutine[Any, Any, None]) -> None:
        """The hall is asked; meanwhile the key says so, and no other is taken."""
        if errand is not None:
            self._go(replace(errand, busy=key))
        self._awaited = self._errand
        self._spawn(asking)

    def _still(self) -> bool:
        """Whether the citizen still stands where the hall was asked for them."""
        return self._errand is self._awaited and (self._errand is not None or self._stage.page in RECOGNISES)

    def _rest(self) -> None:
        """Known by now, and nothing else: a page that waits for nothing."""
        if self._still() and (errand := self._errand) is not None:
            self._go(replace(errand, busy=""))

    def _apologise(self, errand: Errand, apology: Apology, why: str = "") -> None:
        self._go(on(errand, "sorry", apology=apology, why=why))

    def _leave(self) -> None:
        """Home, the same citizen."""
        stage = self._stage
        stage.go(visits.home_again(stage.visit, stage.moment(), stage.pace, stage.first))

    def _finish(self) -> None:
        """Home, the next citizen."""
        stage = self._stage
        stage.go(visits.home(stage.first, stage.moment()))


def code_in(scanned: str) -> str:
    """The code in what was scanned: a slip's own, or the end of an address such as `https://…/b/K7M2QX9P`."""
    return scanned.rstrip("/").rpartition("/")[2] if "://" in scanned else scanned
