"""The terminal put together: link, presenter and window on one event loop."""

import asyncio
import logging
import time
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickView

from caller.at_window import keep_ticking, link_of, shots_of, size_of, stale_of, window_of
from caller.bar_window import BarWindow
from caller.global_keys import GlobalKeys, wanted
from caller.keys import Place
from caller.linked import LinkedHall, LinkedStaff
from caller.listening import Listening
from caller.presenter import Presenter
from caller.screen import CallerScreen
from caller.settings import SIZES, CallerSettings
from caller.simulated import SimulatedClerk
from caller.tally import tally
from caller.terminal import terminal
from caller.tones import Tones
from devices.voices.players import CommandPlayer
from link.client import new_key
from link.messages.facts import Fact, TicketNoted, TicketTransferred
from link.state import State
from look.loop import Faults
from look.practice import told_of_practice
from look.window import Window

VIEW: Final = Path(__file__).parent / "views" / "Caller.qml"

LOOK_S: Final = 5.0
"""How often the lists are made anew without news: the minutes in them go on."""

log = logging.getLogger(__name__)


class Caller:
    """One running terminal."""

    def __init__(self, settings: CallerSettings) -> None:
        self.link = link_of(settings)
        self.settings = settings = replace(settings, box=self.link.passport.box)
        self.tones = Tones(CommandPlayer())
        hall = LinkedHall(self.link.client, settings.window)
        self.presenter = Presenter(
            hall,
            settings.window,
            self,
            new_key,
            staff=LinkedStaff(self.link.client),
            notes=hall,
            form=settings.form,
            language=settings.language,
            clerk=settings.clerk,
            bindings=settings.bindings,
            beeper=self.tones,
            on_change=self._show,
        )
        self._listening = Listening(hall, self.presenter, self)
        self.screen = CallerScreen(self.presenter)
        self._looked_s = 0.0
        self._keys: GlobalKeys | None = None
        self._untold: tuple[Place, ...] | None = None
        """The keys that cannot be had; none at all on a desktop that gives none; None: nothing is to be said."""
        self._window: Window | None = None
        self._bar: BarWindow | None = None

    async def run(self, faults: Faults) -> int:
        """Show the terminal and serve until cancelled or the window is closed."""
        closed = asyncio.Event()
        async with AsyncExitStack() as stack, asyncio.TaskGroup() as tasks:
            stack.callback(self._close_window)
            self._open_window(faults, closed)
            stack.push_async_callback(self.tones.close)
            self.link.on_change.add(self._heard)
            if self._window is not None:
                self.link.on_change.add(told_of_practice(self._window))
            self.link.on_status.add(lambda status: self._age())
            await stack.enter_async_context(self.link)
            lasting = [
                tasks.create_task(keep_ticking(self._tick, faults)),
                tasks.create_task(self._listening.run(faults.report)),
            ]
            if self.settings.simulate_s:
                clerk = SimulatedClerk(self.presenter, self.settings.simulate_s, self.settings.seed)
                lasting.append(tasks.create_task(clerk.work()))
            await closed.wait()
            for task in lasting:
                task.cancel()
        return 0

    def hall_now(self) -> datetime:
        """The hall's time in its own zone."""
        return self.link.hall_now()

    def steady_s(self) -> float:
        """Seconds that never jump."""
        return time.monotonic()

    # ── the window ───────────────────────────────────────────────────────────────────────────────────

    def _open_window(self, faults: Faults, closed: asyncio.Event) -> None:
        settings, is_bar = self.settings, self.settings.form == "bar"
        window = window_of(settings, VIEW, self.screen, size_of(settings, SIZES["page"]))
        faults.listen(self.presenter.fault)
        window.on_close(closed.set)
        window.show(
            is_fullscreen=settings.is_fullscreen,
            is_frameless=is_bar,
            is_on_top=is_bar,
            corner=settings.corner,
        )
        window.view.unsetCursor()  # a clerk has a mouse, also where the page is the whole screen
        if is_bar:
            _dock(window.view)
            self._bar = BarWindow(window.view)
        self._window = window
        self._take_keys()
        self._shots = shots_of(settings, window, self.screen)

    def _take_keys(self) -> None:
        """Work by the keys also while another program has the keyboard; where that cannot be, it is said."""
        if not self.settings.has_global_keys:
            return
        self._keys = GlobalKeys(wanted(self.settings.bindings), self.screen.work)
        platform = QGuiApplication.platformName()
        try:
            if platform != "xcb":
                raise OSError(platform)
            missing = self._keys.open()
        except OSError as fault:
            self._keys = None
            log.warning("keys work in this window alone: %s", fault)
            self._untold = None if platform == "offscreen" else ()
        else:
            self._untold = missing or None

    def _tell_keys(self) -> None:
        """Say once, when the hall is there, which keys other programs keep from us."""
        untold, self._untold = self._untold, None
        if untold is not None:
            self.presenter.lacks_keys(untold)

    def _close_window(self) -> None:
        if self._keys is not None:
            self._keys.close()
            self._keys = None
        window, self._window, self._bar = self._window, None, None
        if window is not None:
            window.close()

    def _show(self) -> None:
        shown = self.screen.refresh()
        if self._bar is not None:
            self._bar.fit(shown)
        if self._window is not None and self._window.view.title() != shown.title:
            self._window.view.setTitle(shown.title)

    # ── the hall ─────────────────────────────────────────────────────────────────────────────────────

    def _heard(self, state: State, facts: tuple[Fact, ...], is_snapshot: bool) -> None:
        self._look()
        self._tell_keys()
        self.presenter.told(facts, state)
        for fact in facts:
            if isinstance(fact.body, TicketNoted | TicketTransferred):
                self.presenter.noted(fact.body.ticket)

    def _look(self) -> None:
        """Show the window as the mirror has it now."""
        self._looked_s = self.steady_s()
        seen = terminal(self.link.state, self.settings.window, self.hall_now(), self.settings.language)
        done = tally(self.link.state.windows.get(self.settings.window))
        self.presenter.hear(seen, stale_of(self.link), done)

    def _age(self) -> None:
        """Say whether what is shown is still true."""
        stale = stale_of(self.link)
        if stale != self.presenter.situation.stale:
            self.presenter.fall_silent(stale)

    def _tick(self) -> None:
        self._age()
        is_time = self.steady_s() - self._looked_s >= LOOK_S
        if self.link.status.is_live and is_time:
            self._look()
        self.presenter.tick()


def _dock(view: QQuickView) -> None:
    """Put a bar at the lower edge of the screen's free part, in the middle; where the platform lets windows choose."""
    screen = view.screen()
    if screen is not None:
        free = screen.availableGeometry()
        view.setPosition(
            free.x() + (free.width() - view.width()) // 2, free.y() + free.height() - view.height()
        )
