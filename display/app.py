"""The display put together: link, voice, presenter and window on one event loop."""

import asyncio
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Final

from PySide6.QtGui import QGuiApplication

from display.box import DisplayBox
from display.layout import DRAWINGS
from display.presenter import BoardPresenter
from display.screen import BoardScreen
from display.settings import DisplaySettings
from display.shown import Setting
from link.messages.facts import Fact
from link.reconnect import LinkStatus
from link.state import State
from look.loop import Faults, screen_font
from look.shots import Shots
from look.shut_out import shut_out
from look.texts import Catalogue
from look.theme import dark
from look.window import Window

VIEW: Final = Path(__file__).parent / "views" / "Board.qml"

SETTLE_MS: Final = 1000
"""A picture of a call is taken between two pulses, when the band is plain amber."""


class Display:
    """One running board, with its voice where it has one."""

    def __init__(self, settings: DisplaySettings) -> None:
        self._settings = settings
        self._box = DisplayBox(settings)
        self._screen = BoardScreen()
        self._news = asyncio.Event()
        self._presenter = BoardPresenter(
            settings.zone,
            Setting(
                form=settings.form, language=settings.language, rows=settings.rows, ticker=settings.ticker
            ),
            show=self._screen.show,
            moment=time.monotonic,
            hall_now=self._box.link.hall_now,
            silent_s=lambda: self._box.link.silent_s,
            shut_out=lambda: shut_out(self._box.link.status, self._box.link.silent_s),
        )

    async def run(self, faults: Faults) -> int:
        """Show the board until cancelled or the window is closed."""
        closed = asyncio.Event()
        async with AsyncExitStack() as stack:
            window = self._open_window(faults, closed)
            stack.callback(window.close)
            self._box.link.on_change.add(self._heard)
            self._box.link.on_status.add(self._status_changed)
            await stack.enter_async_context(self._box)
            self._box.keep(self._keep_right(faults))
            await closed.wait()
        return 0

    def _open_window(self, faults: Faults, closed: asyncio.Event) -> Window:
        settings = self._settings
        theme = dark(
            screen_font(), is_moving=settings.is_moving, has_high_contrast=settings.has_high_contrast
        )
        catalogue = Catalogue(settings.language)
        window = Window(VIEW, self._screen, theme, catalogue, size=self._size(), title=settings.box)
        faults.listen(self._presenter.fault)
        window.on_close(closed.set)
        window.show(is_fullscreen=settings.is_fullscreen, corner=settings.corner)
        if settings.shots is not None:
            self._shots = Shots(settings.shots, settings.box, SETTLE_MS)
            self._shots.watch(window, self._screen)
        return window

    def _size(self) -> tuple[int, int]:
        """The setting's; else the whole screen, or in a window the drawing's own."""
        if self._settings.size is not None:
            return self._settings.size
        screen = QGuiApplication.primaryScreen()
        if screen is None or not self._settings.is_fullscreen:
            return DRAWINGS[self._settings.form].size
        return screen.size().width(), screen.size().height()

    async def _keep_right(self, faults: Faults) -> None:
        """Show again when time alone makes a difference, and sleep in between; a fault does not end this."""
        while True:
            self._news.clear()
            try:
                async with asyncio.timeout(self._presenter.due_s()):
                    await self._news.wait()
            except TimeoutError:
                try:
                    self._presenter.render()
                except Exception as fault:
                    faults.report(fault)

    def _heard(self, state: State, facts: tuple[Fact, ...], is_snapshot: bool) -> None:
        self._presenter.hear(state)
        self._news.set()

    def _status_changed(self, status: LinkStatus) -> None:
        self._presenter.render()
        self._news.set()
