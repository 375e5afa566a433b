"""The kiosk put together: link, printers, presenter and window on one event loop."""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtGui import QGuiApplication

from config.texts import texts
from devices.headset.jack import open_jack, watch
from kiosk.asides.guides import Guides
from kiosk.code import CodeImages
from kiosk.cut_off import CutOff
from kiosk.errands.linked import LinkedErrandHall
from kiosk.errands.readers import Brings, Readers
from kiosk.errands.slips import Slips
from kiosk.foreseeing import Foreseeing
from kiosk.island.alone import GoingOn
from kiosk.island.offer import Alone
from kiosk.layout import LEAST_TARGET_MM, SIZE_OF, Form, form_of, smallest_target_mm
from kiosk.linked import Desk, taken
from kiosk.ports import HallAway, Refusal
from kiosk.presenter import Presenter
from kiosk.printing import Presses, troubles_of
from kiosk.reading import reader_of
from kiosk.said import Said
from kiosk.screen import KioskScreen
from kiosk.settings import KioskSettings
from kiosk.simulated import citizens
from kiosk.technician.citizens import StandingCitizens
from kiosk.technician.machine import BoxMachine
from kiosk.technician.presenter import Technician
from kiosk.technician.recent import Recent
from kiosk.technician.slip import TestSlips
from link.hall_link import HallLink
from link.messages.commands import Trouble
from link.messages.facts import Fact, PrintAsked
from link.passport import passport_in
from link.reconnect import LinkStatus
from link.state import State
from look.loop import Faults, screen_font
from look.practice import told_of_practice
from look.shots import Shots
from look.texts import Catalogue
from look.theme import light, own
from look.window import Window
from printer.fonts import FontsMissing
from printer.health import PrinterHealth
from printer.ports import PortError
from printer.settings import PrinterSettings
from printer.spool import Spool, spool_for

VIEW = Path(__file__).parent / "views" / "Kiosk.qml"
TICK_S = 0.25
OLD_WISH_S = 90.0
"""A reprint that was asked for while this kiosk was away is not printed any more after this time."""

LAST_TICKET_S = 4.0
"""A ticket takes one or two seconds; whoever stops the box does not wait for a printer that hangs."""

Thing = TypeVar("Thing")

log = logging.getLogger(__name__)


class Kiosk:
    """One running kiosk."""

    def __init__(self, settings: KioskSettings) -> None:
        passport = passport_in(settings.data, settings.box)
        self.settings = settings = replace(settings, box=passport.box)
        self.link = HallLink(
            settings.box,
            hall=settings.hall or None,
            url=settings.url or None,
            language=settings.language,
            passport=passport,
        )
        self.spools: list[Spool] = []
        self.going_on = GoingOn(self.link, passport, settings.printer_address, settings.data, self._spawn)
        self.hall = self.going_on.hall
        self.cut_off = CutOff(self.spools, self.hall)
        self.copier: Spool | None = None
        self.presses = Presses(
            self.spools, lambda: self.going_on.state, settings.shown_name, lambda: self.copier
        )
        self.errand_hall = LinkedErrandHall(self.hall)
        self.screen = KioskScreen(Catalogue(settings.language), has_number_pad=settings.has_number_pad)
        self._tasks: set[asyncio.Task[None]] = set()
        self._visits: set[asyncio.Task[None]] = set()
        self._up_since = time.monotonic()
        self.reader = reader_of(
            settings.voice, self._said, self._report_health, settings.data / "voice" / "kiosk"
        )
        self.presenter = Presenter(
            self.hall,
            self.presses,
            show=self.screen.present,
            moment=time.monotonic,
            hall_now=self.going_on.hall_now,
            spawn=self._spawn_visit,
            form=self._form(),
            language=settings.language,
            pace=settings.pace,
            without_paper=settings.without_paper,
            errands=(self.errand_hall, Slips(self.presses, lambda: self.going_on.state, settings.shown_name)),
            alone=Alone(self.going_on.island),
            voice=self.reader,
            guides=Guides(self.presses, lambda: self.going_on.state, settings.shown_name),
            desk=Desk(self.hall, settings.shown_name),
            box=settings.box,
            screen_hours=settings.screen_hours,
            shift_px=settings.shift_px,
        )
        self.screen.serve(self.presenter)
        self.foreseeing = Foreseeing(
            self.hall, self.presenter.foresee, time.monotonic, lambda: self.link.status.is_live
        )
        self.recent = Recent()
        self.technician = self._made_technician()
        self.readers = Readers(
            settings.card,
            settings.scanner,
            self._brings(),
            self._readers_changed,
            key=lambda: self.errand_hall.key,
            today=self._today,
        )

    async def run(self, faults: Faults) -> int:
        """Show the screen and serve until cancelled or the window is closed."""
        closed = asyncio.Event()
        async with AsyncExitStack() as stack:
            window = self._open_window(faults, closed)
            stack.callback(window.close)
            logging.getLogger().addHandler(self.recent)
            stack.callback(logging.getLogger().removeHandler, self.recent)
            await stack.enter_async_context(self.going_on)
            stack.push_async_callback(self._end_tasks)
            self.presenter.hear(self.going_on.state)
            for spool in self._made_spools():
                self.spools.append(await stack.enter_async_context(spool))
            self.copier = await self._made_copier(stack)
            self.link.on_change.add(self._heard)
            self.link.on_change.add(told_of_practice(window))
            self.link.on_status.add(self._status_changed)
            await stack.enter_async_context(self.link)
            stack.push_async_callback(self.reader.close)
            self._spawn(self.reader.open())
            self._spawn(watch(self._headset_changed, lambda: open_jack(self.settings.headset)))
            stack.push_async_callback(self.readers.close)
            await self.readers.open()
            self._spawn(self._keep_ticking())
            self.going_on.start()
            self._spawn(self.foreseeing.run())
            if self.settings.simulate_s:
                self._spawn(citizens(self.presenter, self.settings.simulate_s, self.settings.seed))
            try:
                await closed.wait()
            finally:
                await self._finish_visits()
        return 0

    # ── the window ───────────────────────────────────────────────────────────────────────────────────

    def _open_window(self, faults: Faults, closed: asyncio.Event) -> Window:
        settings = self.settings
        plain = light(
            screen_font(), is_moving=settings.is_moving, has_high_contrast=settings.has_high_contrast
        )
        look = settings.look
        theme = own(
            plain, ink=look.ink, paper=look.paper, accent=look.accent, logo=look.logo, header=look.header
        )
        window = Window(
            VIEW,
            self.screen,
            theme,
            self.screen.catalogue,
            size=self._size(),
            title=settings.box,
            images={"code": CodeImages()},
        )
        faults.listen(self._fault)
        window.on_close(closed.set)
        window.show(is_fullscreen=settings.is_fullscreen, corner=settings.corner)
        if settings.shots is not None:
            self._shots = Shots(settings.shots, settings.box)
            self._shots.watch(window, self.screen)
        return window

    def _form(self) -> Form:
        settings, size = self.settings, self._size()
        form = form_of(*size, is_low_reach=settings.is_low_reach)
        mm = smallest_target_mm(form, size, settings.diagonal_inch) if settings.diagonal_inch else None
        if mm is not None and mm < LEAST_TARGET_MM:
            log.warning(
                "%s", texts(settings.language).say("kiosk.small", mm=round(mm), least=LEAST_TARGET_MM)
            )
        return form

    def _size(self) -> tuple[int, int]:
        if self.settings.size is not None:
            return self.settings.size
        screen = QGuiApplication.primaryScreen()
        if screen is None:
            return SIZE_OF["tall"]
        return screen.size().width(), screen.size().height()

    async def _keep_ticking(self) -> None:
        while True:
            await asyncio.sleep(TICK_S)
            self._listen_for_hall()
            self.presenter.tick()
            self.technician.tick()

    # ── the hall ─────────────────────────────────────────────────────────────────────────────────────

    def _heard(self, state: State, facts: tuple[Fact, ...], is_snapshot: bool) -> None:
        self.presenter.hear(state)
        self.foreseeing.wake()
        for fact in facts:
            if isinstance(fact.body, PrintAsked) and self._is_for_us(fact, fact.body.printer):
                self._spawn(self._print_asked(fact.body))

    def _is_for_us(self, fact: Fact, printer: str) -> bool:
        """A wish from elsewhere, still fresh, for a printer of this box. Our own wishes we print ourselves."""
        is_ours = printer in (self.settings.box, self.settings.printer_address)
        age_s = (self.link.hall_now() - fact.at).total_seconds()
        return is_ours and fact.who.box != self.settings.box and age_s < OLD_WISH_S

    async def _print_asked(self, asked: PrintAsked) -> None:
        try:
            reply = await self.hall.paper(asked.ticket)
        except (Refusal, HallAway) as fault:
            log.warning("a ticket that was to be printed here is not to be had: %s", fault)
            return
        self.presenter.print_asked(taken(reply), reply.language or "zh", is_reprint=asked.reprint)

    def _status_changed(self, status: LinkStatus) -> None:
        self._listen_for_hall()
        if status.is_live:
            self.going_on.wake()
            self._report_health()
            self._spawn(self.cut_off.tell())
            self._spawn(self.errand_hall.learn_key())

    def _listen_for_hall(self) -> None:
        self.presenter.hearing(*self.going_on.hearing(time.monotonic() - self._up_since))

    # ── the technician ───────────────────────────────────────────────────────────────────────────────

    def _made_technician(self) -> Technician:
        settings = self.settings
        machine = BoxMachine(
            settings.file,
            settings.box,
            status=lambda: self.link.status,
            state=lambda: self.going_on.state,
            printers=lambda: [
                (printer, spool.health)
                for printer in settings.printers
                for spool in self.spools
                if spool.name == printer.name
            ],
            slips=TestSlips(self.presses, lambda: self.going_on.state, settings.shown_name),
            recent=self.recent,
        )
        technician = Technician(
            settings.technician_pin,
            machine,
            StandingCitizens(self.presenter),
            show=self.screen.technician_screen.show,
            moment=time.monotonic,
            spawn=self._spawn,
            form=self._form(),
            language=settings.language,
        )
        self.screen.technician_screen.serve(technician)
        return technician

    def _fault(self, fault: BaseException) -> None:
        """The page 对不起 is for whoever stands there, never under a technician's."""
        self.technician.leave()
        self.presenter.fault(fault)

    # ── cards and codes ──────────────────────────────────────────────────────────────────────────────

    def _brings(self) -> Brings:
        errands = self.presenter.errands
        if errands is None:
            return Brings(card=lambda holder: None, card_trouble=lambda trouble: None, scan=lambda scan: None)
        return Brings(
            card=self._for_citizens(errands.card),
            card_trouble=self._for_citizens(errands.card_trouble),
            scan=self._for_citizens(errands.scanned),
        )

    def _for_citizens(self, brought: Callable[[Thing], None]) -> Callable[[Thing], None]:
        """Nothing is brought to a page that a technician's covers."""

        def bring(thing: Thing) -> None:
            if not self.technician.is_open:
                brought(thing)

        return bring

    def _readers_changed(self) -> None:
        self.presenter.has_ways(self.readers.ways)
        self._report_health()

    def _today(self) -> date:
        now = self.going_on.hall_now()
        return now.date() if now is not None else datetime.now(UTC).date()

    # ── the printers ─────────────────────────────────────────────────────────────────────────────────

    def _made_spools(self) -> list[Spool]:
        made = (self._spool(printer) for printer in self.settings.printers)
        return [spool for spool in made if spool is not None]

    async def _made_copier(self, stack: AsyncExitStack) -> Spool | None:
        """The printer of the desk's stubs: one that prints tickets too, or one of its own."""
        wanted = self.settings.copy_printer
        if wanted is None or not self.spools:
            return None
        shared = next((each for each in self.spools if each.name == wanted.name), None)
        if shared is not None:
            return shared
        spool = self._spool(wanted)
        return None if spool is None else await stack.enter_async_context(spool)

    def _spool(self, printer: PrinterSettings) -> Spool | None:
        """A printer that cannot be set up is said in the log; the kiosk goes on and keeps numbers on its screen."""
        try:
            return spool_for(printer, self.settings.data / "printers", self._printer_changed)
        except (PortError, FontsMissing, ValueError) as fault:
            log.error("printer %s cannot be used: %s", printer.name, fault)
            return None

    def _printer_changed(self, health: PrinterHealth) -> None:
        self.presenter.printer_changed()
        self._report_health()

    def _report_health(self) -> None:
        if self.link.status.is_live:
            self._spawn(self._report())

    def _headset_changed(self, is_plugged: bool) -> None:
        """Who plugs a headset in wants to hear the pages."""
        log.info("a headset was plugged %s", "in" if is_plugged else "out")
        self.presenter.touch_anywhere()
        self.presenter.enlarge(is_large=is_plugged)

    def _said(self, said: Said | None) -> None:
        self.presenter.saying(said)

    def _voice_trouble(self) -> tuple[Trouble, ...]:
        """A box without sound goes on, and staff are told."""
        health = self.reader.health
        if health.state not in ("no_sound", "no_voice"):
            return ()
        say = texts(self.settings.language).say
        return (Trouble(part="sound", reason=say(f"voice.trouble.{health.state}", reason=health.reason)),)

    async def _report(self) -> None:
        try:
            await self.hall.report(
                (
                    *troubles_of([spool.health for spool in self.spools]),
                    *self._voice_trouble(),
                    *self.readers.troubles(self.settings.language),
                )
            )
        except (Refusal, HallAway) as fault:
            log.debug("health not reported: %s", fault)

    # ── tasks ────────────────────────────────────────────────────────────────────────────────────────

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _spawn_visit(self, work: Coroutine[Any, Any, None]) -> None:
        """What a citizen waits for: a number being given, a ticket being printed."""
        task = self._spawn(work)
        self._visits.add(task)
        task.add_done_callback(self._visits.discard)

    async def _finish_visits(self) -> None:
        """An ordinary stop takes no new touch, and lets the ticket that is being printed come out whole."""
        for task in self._tasks - self._visits:
            task.cancel()
        if self._visits:
            await asyncio.wait(tuple(self._visits), timeout=LAST_TICKET_S)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        fault = None if task.cancelled() else task.exception()
        if fault is not None:
            context = {"message": "a task of the kiosk failed", "exception": fault}
            task.get_loop().call_exception_handler(context)

    async def _end_tasks(self) -> None:
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
