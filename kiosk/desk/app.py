"""The guide desk put together: link, printer, presenter and window on one event loop."""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from devices.voices.players import CommandPlayer
from kiosk.desk.linked import LinkedHall, LinkedStaff
from kiosk.desk.paper import OwnPress
from kiosk.desk.presenter import Presenter
from kiosk.desk.screen import DeskScreen
from kiosk.desk.settings import SIZE, DeskSettings
from kiosk.desk.simulated import SimulatedGuide
from kiosk.desk.tones import AlarmTone
from kiosk.linked import taken
from kiosk.printing import troubles_of
from link.client import HallAway, HallRefused, new_key
from link.hall_link import HallLink
from link.messages.facts import Fact, PrintAsked
from link.passport import passport_in
from link.reconnect import LinkStatus
from link.state import State
from look.language import Language
from look.loop import Faults, screen_font
from look.practice import told_of_practice
from look.shots import Shots
from look.shut_out import shut_out
from look.stale import Stale, staleness
from look.texts import Catalogue
from look.theme import light
from look.window import Window
from printer.fonts import FontsMissing
from printer.health import PrinterHealth
from printer.ports import PortError
from printer.spool import Spool, spool_for

VIEW: Final = Path(__file__).parent / "views" / "Desk.qml"
TICK_S: Final = 0.25
LOOK_S: Final = 5.0
"""How often the screen is made anew without news: services open and close with the hour."""

OLD_WISH_S: Final = 90.0
"""A reprint that was asked for while this desk was away is not printed any more after this time."""

log = logging.getLogger(__name__)


class Desk:
    """One running guide desk."""

    def __init__(self, settings: DeskSettings) -> None:
        passport = passport_in(settings.data, settings.box)
        self.settings = settings = replace(settings, box=passport.box)
        self.link = HallLink(
            settings.box,
            hall=settings.hall or None,
            url=settings.url or None,
            language=settings.language,
            passport=passport,
        )
        self.tone = AlarmTone(CommandPlayer())
        self.press = OwnPress(
            self.link.client,
            settings.printer_address(settings.box),
            settings.shown_name,
            lambda: self.link.state,
        )
        self.presenter = Presenter(
            LinkedHall(self.link.client),
            self,
            new_key,
            staff=LinkedStaff(self.link.client),
            press=self.press,
            later=self._later,
            near_printer=settings.near_printer,
            language=settings.language,
            beeper=self.tone if settings.has_sound else None,
            on_change=self._show,
        )
        self.screen = DeskScreen(self.presenter)
        self._tasks: set[asyncio.Task[None]] = set()
        self._looked_s = 0.0
        self._window: Window | None = None

    async def run(self, faults: Faults) -> int:
        """Show the desk and serve until cancelled or the window is closed."""
        closed = asyncio.Event()
        async with AsyncExitStack() as stack:
            stack.callback(self._close_window)
            self._open_window(faults, closed)
            stack.push_async_callback(self._end_tasks)
            stack.push_async_callback(self.tone.close)
            await self._open_press(stack)
            self.link.on_change.add(self._heard)
            if self._window is not None:
                self.link.on_change.add(told_of_practice(self._window))
            self.link.on_status.add(self._status_changed)
            await stack.enter_async_context(self.link)
            self._spawn(self._keep_ticking(faults))
            if self.settings.simulate_s:
                guide = SimulatedGuide(self.presenter, self.settings.simulate_s, self.settings.seed)
                self._spawn(guide.work())
            await closed.wait()
        return 0

    def hall_now(self) -> datetime:
        """The hall's time in its own zone."""
        return self.link.hall_now()

    def steady_s(self) -> float:
        """Seconds that never jump."""
        return time.monotonic()

    # ── the window ───────────────────────────────────────────────────────────────────────────────────

    def _open_window(self, faults: Faults, closed: asyncio.Event) -> None:
        settings = self.settings
        theme = light(
            screen_font(), is_moving=settings.is_moving, has_high_contrast=settings.has_high_contrast
        )
        catalogue = Catalogue(settings.language)
        window = Window(
            VIEW, self.screen, theme, catalogue, size=settings.size or SIZE, title=settings.shown_name
        )
        faults.listen(self.presenter.fault)
        window.on_close(closed.set)
        window.show(is_fullscreen=settings.is_fullscreen, corner=settings.corner)
        window.view.unsetCursor()  # whoever sits here has a mouse, also where the desk is the whole screen
        self._window = window
        if settings.shots is not None:
            self._shots = Shots(settings.shots, settings.box)
            self._shots.watch(window, self.screen)

    def _close_window(self) -> None:
        window, self._window = self._window, None
        if window is not None:
            window.close()

    def _show(self) -> None:
        self.screen.refresh()

    # ── the hall ─────────────────────────────────────────────────────────────────────────────────────

    def _heard(self, state: State, facts: tuple[Fact, ...], is_snapshot: bool) -> None:
        self._looked_s = self.steady_s()
        self.presenter.hear(state, facts, self._stale())
        for fact in facts:
            if isinstance(fact.body, PrintAsked) and self._is_for_us(fact, fact.body.printer):
                self._spawn(self._print_asked(fact.body))

    def _is_for_us(self, fact: Fact, printer: str) -> bool:
        """A wish that is still fresh, for the desk's own printer, from here or from elsewhere."""
        age_s = (self.link.hall_now() - fact.at).total_seconds()
        return (
            bool(self.press.name) and printer in (self.press.name, self.settings.box) and age_s < OLD_WISH_S
        )

    async def _print_asked(self, asked: PrintAsked) -> None:
        try:
            reply = await self.link.client.paper(asked.ticket)
        except (HallRefused, HallAway) as fault:
            log.warning("a ticket that was to be printed here is not to be had: %s", fault)
            return
        language: Language = "en" if reply.language == "en" else "zh"
        self.presenter.print_asked(taken(reply), language, is_reprint=asked.reprint)

    def _status_changed(self, status: LinkStatus) -> None:
        self.presenter.age(self._stale())
        if status.is_live:
            self._spawn(self._report())

    def _stale(self) -> Stale:
        silent_s = self.link.silent_s
        heard_at = None if silent_s is None else self.hall_now() - timedelta(seconds=silent_s)
        why = shut_out(self.link.status, silent_s)
        return replace(staleness(silent_s, heard_at), shut_out=why)

    async def _keep_ticking(self, faults: Faults) -> None:
        """The clocks go on; a fault is said and does not end this."""
        while True:
            await asyncio.sleep(TICK_S)
            try:
                self._tick()
            except Exception as fault:
                faults.report(fault)

    def _tick(self) -> None:
        stale = self._stale()
        if stale != self.presenter.situation.stale:
            self.presenter.age(stale)
        if self.link.status.is_live and self.steady_s() - self._looked_s >= LOOK_S:
            self._looked_s = self.steady_s()
            self.presenter.hear(self.link.state, (), stale)
        self.presenter.tick()

    # ── the printer ──────────────────────────────────────────────────────────────────────────────────

    async def _open_press(self, stack: AsyncExitStack) -> None:
        spool = self._made_spool()
        if spool is not None:
            self.press.spool = await stack.enter_async_context(spool)

    def _made_spool(self) -> Spool | None:
        """A printer that cannot be set up is said in the log; the desk goes on and prints elsewhere."""
        if self.settings.printer is None:
            return None
        try:
            return spool_for(self.settings.printer, self.settings.data / "printers", self._printer_changed)
        except (PortError, FontsMissing, ValueError) as fault:
            log.error("printer %s cannot be used: %s", self.settings.printer.name, fault)
            return None

    def _printer_changed(self, health: PrinterHealth) -> None:
        if self.link.status.is_live:
            self._spawn(self._report())

    async def _report(self) -> None:
        spool = self.press.spool
        troubles = troubles_of([spool.health]) if spool is not None else ()
        printers = [self.press.name.partition("/")[2]] if self.press.name else []
        try:
            await self.link.client.report_health(troubles, printers=printers)
        except (HallRefused, HallAway) as fault:
            log.debug("health not reported: %s", fault)

    # ── tasks ────────────────────────────────────────────────────────────────────────────────────────

    def _later(self, seconds: float, call: Callable[[], None]) -> None:
        asyncio.get_running_loop().call_later(seconds, call)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        fault = None if task.cancelled() else task.exception()
        if fault is not None:
            context = {"message": "a task of the desk failed", "exception": fault}
            task.get_loop().call_exception_handler(context)

    async def _end_tasks(self) -> None:
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
