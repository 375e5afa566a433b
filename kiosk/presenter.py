"""What the kiosk does: touches, time, the hall's news and the printer's, turned into pages. Plain Python, no Qt."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from kiosk import visit as visits
from kiosk.layout import Form
from kiosk.pages import Hearing, Scene, page_of, shown
from kiosk.ports import HallAway, HallPort, NotPrinted, PrinterPort, Refusal, Taken, ToPrint
from kiosk.speech import Speech
from kiosk.view import Shown
from kiosk.visit import Pace, Visit
from link.state import State
from link.views import KioskView, kiosk_view
from look.language import Language
from look.stale import shown_time

OUT_OF_PAPER = "out_of_paper"
FIND_OUT_TRIES = 60
FIND_OUT_PAUSE_S = 5.0
"""How long a number whose fate is unknown is asked after: some minutes, longer than a hall takes to start again."""

log = logging.getLogger(__name__)


async def _pause() -> None:
    await asyncio.sleep(FIND_OUT_PAUSE_S)


class Presenter:
    """One kiosk.

    `moment` gives monotonic seconds, `hall_now` the hall's time (None while it is not known); `spawn` runs what takes a
    while; `rest` waits between two tries to learn what became of a number.
    """

    def __init__(
        self,
        hall: HallPort,
        printer: PrinterPort,
        *,
        show: Callable[[Shown], None],
        moment: Callable[[], float],
        hall_now: Callable[[], datetime | None],
        spawn: Callable[[Coroutine[Any, Any, None]], object],
        form: Form = "tall",
        language: Language = "zh",
        pace: Pace | None = None,
        rest: Callable[[], Coroutine[Any, Any, None]] = _pause,
    ) -> None:
        self._hall = hall
        self._printer = printer
        self._show = show
        self._moment = moment
        self._hall_now = hall_now
        self._spawn = spawn
        self._form = form
        self._first = language
        self._pace = pace or Pace()
        self._state = State()
        self._view: KioskView | None = None
        self._hearing: Hearing = "starting"
        self._visit = visits.home(language, moment())
        self._shown: Shown | None = None
        self._rest = rest

    @property
    def visit(self) -> Visit:
        """Where the citizen stands."""
        return self._visit

    @property
    def offer(self) -> KioskView | None:
        """What the hall offers now; None while it is not known."""
        return self._view

    @property
    def shown(self) -> Shown | None:
        """What the screen shows; None before the first word."""
        return self._shown

    # ── news ─────────────────────────────────────────────────────────────────────────────────────────

    def hear(self, state: State) -> None:
        """The day has changed."""
        self._state = state
        self._render()

    def hearing(self, hearing: Hearing) -> None:
        """The hall can be heard, or no longer."""
        if hearing != self._hearing:
            log.info("the hall is %s", hearing)
            self._hearing = hearing
            self._render()

    def printer_changed(self) -> None:
        """The printer is in another state; with paper back, a kiosk that nobody touches goes home by itself."""
        if self._visit.stop == "paper" and not self._printer.is_out_of_paper:
            self._go(visits.home(self._first, self._moment()))
        else:
            self._render()

    def fault(self, fault: BaseException) -> None:
        """Something of our own went wrong: say so politely, for a while. A number once given stays on the screen."""
        if self._visit.ticket is None:
            self._go(visits.out_of_order(self._visit, self._moment(), self._pace))

    def tick(self) -> None:
        """Time has passed; call it a few times a second."""
        now = self._moment()
        self._visit = visits.due(self._visit, now, self._pace, self._first)
        self._render()

    # ── touches ──────────────────────────────────────────────────────────────────────────────────────

    def touch_anywhere(self) -> None:
        self._visit = visits.touched(self._visit, self._moment(), self._pace)

    def choose_zone(self, zone: str) -> None:
        if self._accepts("home"):
            self._go(visits.chose_zone(self._visit, zone, self._moment(), self._pace))

    def choose_department(self, department: str) -> None:
        """Its services; one with a single service gives the ticket at once."""
        if not self._accepts("home") or self._view is None:
            return
        tile = next((each for each in self._view.departments if each.id == department), None)
        if tile is None or tile.status != "open":
            return
        if len(tile.services) == 1:
            self._take(department, tile.services[0].id)
        else:
            self._go(visits.chose_department(self._visit, department, self._moment(), self._pace))

    def choose_service(self, service: str) -> None:
        if not self._accepts("service") or self._view is None:
            return
        tiles = (tile for each in self._view.departments for tile in each.services)
        if any(tile.id == service and tile.status == "open" for tile in tiles):
            self._take(service, service)

    def turn(self) -> None:
        """The next screenful of departments or services."""
        if self._accepts("home", "service") and self._shown is not None:
            pages = self._shown.pager.pages
            self._go(visits.turned(self._visit, pages, self._moment(), self._pace))

    def speak_other(self) -> None:
        """The other language, also while a ticket is on its way."""
        self._go(visits.spoke(self._visit, self._moment(), self._pace))

    def go_home(self) -> None:
        """Back, or another ticket: the same citizen goes on in the same language."""
        if self._may_leave():
            now = self._moment()
            self._go(visits.home_again(self._visit, now, self._pace, self._first))

    def finish(self) -> None:
        """Done: the next citizen begins afresh."""
        if self._may_leave():
            self._go(visits.home(self._first, self._moment()))

    def print_again(self) -> None:
        """The citizen says that no ticket came out."""
        ticket = self._visit.ticket
        if self._accepts("done") and ticket is not None and self._visit.is_printed:
            self._go(visits.got(self._visit, ticket, self._moment()))
            self._spawn(self._print_again(ticket))

    def go_on(self, *, has_more_time: bool = False) -> None:
        """`Continue` or `More time` on the page that asks whether anybody is there."""
        if self._visit.stop == "timeout":
            self._go(visits.went_on(self._visit, self._moment(), self._pace, has_more_time=has_more_time))

    # ── tickets ──────────────────────────────────────────────────────────────────────────────────────

    def print_asked(self, ticket: Taken, language: Language) -> None:
        """Somebody else asks that this kiosk prints a ticket again."""
        self._spawn(self._print_for_hall(ticket, language))

    def _take(self, touched: str, service: str) -> None:
        self._go(visits.asked(self._visit, touched, service, self._moment()))
        self._spawn(self._take_ticket(service, uuid4().hex))

    async def _take_ticket(self, service: str, key: str) -> None:
        try:
            ticket = await self._hall.take_ticket(service, "normal", self._visit.language, key)
        except Refusal as refusal:
            self._go(visits.refused(self._visit, refusal.detail, self._moment(), self._pace))
        except HallAway as away:
            self._refuse_unheard(is_fate_unknown=away.is_fate_unknown)
            if away.is_fate_unknown:
                await self._find_out(service, key)
        except Exception:
            self._go(visits.out_of_order(self._visit, self._moment(), self._pace))
            raise
        else:
            self._go(visits.got(self._visit, ticket, self._moment()))
            await self._print(ticket, is_reprint=False)

    def _refuse_unheard(self, *, is_fate_unknown: bool) -> None:
        detail = Speech(self._visit.language).say("refused.unknown" if is_fate_unknown else "offline.none")
        self._go(visits.refused(self._visit, detail, self._moment(), self._pace))

    async def _find_out(self, service: str, key: str) -> None:
        """Ask on with the same key: the citizen who still stands here gets the number, else it is given back."""
        refused = self._visit
        for _ in range(FIND_OUT_TRIES):
            try:
                ticket = await self._hall.take_ticket(service, "normal", refused.language, key)
            except Refusal:
                return
            except HallAway:
                await self._rest()
                continue
            if self._visit.stop == "refused" and self._visit.entered_at == refused.entered_at:
                self._go(visits.got(self._visit, ticket, self._moment()))
                await self._print(ticket, is_reprint=False)
            else:
                log.info("number %s came too late and is given back", ticket.number)
                await self._tell(self._hall.cancel(ticket.id))
            return
        log.warning("what became of a number that was asked for is not known")

    async def _print_again(self, ticket: Taken) -> None:
        await self._tell(self._hall.ask_reprint(ticket.id))
        await self._print(ticket, is_reprint=True)

    async def _print(self, ticket: Taken, *, is_reprint: bool) -> None:
        try:
            await self._printer.print(ToPrint(ticket, self._visit.language, is_reprint))
        except NotPrinted as fault:
            await self._keep(ticket, fault.reason)
        except Exception:
            await self._keep(ticket, "fault")
            raise
        else:
            if self._has(ticket):
                self._go(visits.printed(self._visit, self._moment(), self._pace))
            await self._tell(self._hall.printed(ticket.id, is_reprint))

    async def _keep(self, ticket: Taken, reason: str) -> None:
        log.warning("ticket %s was not printed: %s", ticket.number, reason)
        if self._has(ticket):
            self._go(visits.kept(self._visit, reason == OUT_OF_PAPER, self._moment(), self._pace))
        if await self._tell(self._hall.print_failed(ticket.id, reason)) and self._has(ticket):
            hall_now = self._hall_now()
            self._visit = replace(self._visit, staff_told=shown_time(hall_now) if hall_now else "")
            self._render()

    async def _print_for_hall(self, ticket: Taken, language: Language) -> None:
        try:
            await self._printer.print(ToPrint(ticket, language, is_reprint=True))
        except NotPrinted as fault:
            await self._tell(self._hall.print_failed(ticket.id, fault.reason))
        else:
            await self._tell(self._hall.printed(ticket.id, True))

    async def _tell(self, word: Coroutine[Any, Any, None]) -> bool:
        """Tell the hall; a hall that cannot be told does not trouble the citizen."""
        try:
            await word
        except (Refusal, HallAway) as fault:
            log.warning("the hall could not be told: %s", fault)
            return False
        return True

    def _has(self, ticket: Taken) -> bool:
        return self._visit.ticket is not None and self._visit.ticket.id == ticket.id

    # ── showing ──────────────────────────────────────────────────────────────────────────────────────

    def _accepts(self, *pages: str) -> bool:
        scene = self._scene()
        return page_of(scene) in pages and visits.accepts(self._visit, self._moment(), self._pace)

    def _may_leave(self) -> bool:
        is_leavable = self._accepts("service", "done", "paper", "jam", "refused")
        return is_leavable and not self._visit.is_printing

    def _go(self, visit: Visit) -> None:
        self._visit = visit
        self._render()

    def _render(self) -> None:
        hall_now = self._hall_now()
        self._view = kiosk_view(self._state, hall_now) if hall_now is not None and self._state.seq else None
        screen = shown(self._scene())
        if screen != self._shown:
            self._shown = screen
            self._show(screen)

    def _scene(self) -> Scene:
        return Scene(
            visit=self._visit,
            now_s=self._moment(),
            hall_now=self._hall_now(),
            state=self._state,
            view=self._view,
            hearing=self._hearing,
            form=self._form,
            pace=self._pace,
            is_paperless=self._printer.is_out_of_paper
            and self._state.definition.policy.ticket_without_paper == "none",
        )
