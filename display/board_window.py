"""One board on one screen: what is shown, the window it is shown in, and what it plays."""

import asyncio
import logging
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from PySide6.QtGui import QGuiApplication

from config.texts import texts
from display.board_settings import BoardSettings, rows_of
from display.choosing import Choice, choice
from display.glyphs import Glyphs
from display.lit import Lit
from display.media.director import Director
from display.media.folder import read_playlist, stamp
from display.media.player import MediaFace
from display.power import Power
from display.presenter import BoardPresenter
from display.screen import BoardScreen
from display.settings import DisplaySettings
from display.shown import Board, Setting
from link.hall_link import HallLink
from link.messages.commands import Trouble
from look.loop import Faults
from look.shots import Shots
from look.shut_out import shut_out
from look.texts import Catalogue
from look.theme import Theme
from look.window import Window

log = logging.getLogger(__name__)

VIEW: Final = Path(__file__).parent / "views" / "Board.qml"

SETTLE_MS: Final = 1000
"""A picture of a call is taken between two pulses, when the band is plain amber."""

LOOK_AGAIN_S: Final = 20.0
"""How often a playlist's folder is looked at: a new film is on within half a minute of being copied there."""


class BoardWindow:
    """One running board. `on_health` is told when something of it no longer works, or works again."""

    def __init__(
        self,
        name: str,
        settings: DisplaySettings,
        own: BoardSettings,
        link: HallLink,
        on_health: Callable[[], None],
    ) -> None:
        self._name, self._settings, self._own = name, settings, own
        self._on_health = on_health
        self._screen = BoardScreen()
        self._news = asyncio.Event()
        self._glyphs = Glyphs()
        self._power = Power(own.on_command, own.off_command, self._health_changed)
        self._media = self._director()
        self._face = MediaFace(self._ended, self._failed)
        self._said: tuple[Trouble, ...] = ()
        self._choice = Choice(layout=own.layout)
        self.presenter = BoardPresenter(
            own.zone,
            self._setting(),
            show=self._show,
            moment=time.monotonic,
            hall_now=link.hall_now,
            silent_s=lambda: link.silent_s,
            shut_out=lambda: shut_out(link.status, link.silent_s),
            media=self._media,
            lit=Lit(hours=own.hours),
            setting_for=self._setting_for,
        )

    def open(self, theme: Theme, catalogue: Catalogue, on_close: Callable[[], None]) -> Window:
        """Put it on its screen."""
        window = Window(
            VIEW,
            self._screen,
            theme,
            catalogue,
            size=self._size(),
            title=self._name,
            objects={"media": self._face},
        )
        window.on_close(on_close)
        window.show(is_fullscreen=self._settings.is_fullscreen, corner=self._own.corner)
        if self._settings.shots is not None:
            self._shots = Shots(self._settings.shots, self._name, SETTLE_MS)
            self._shots.watch(window, self._screen)
        return window

    def heard(self) -> None:
        """The presenter was told something: when it is due next may have changed."""
        self._news.set()

    def troubles(self) -> tuple[Trouble, ...]:
        """What does not work, in words for the staff."""
        return tuple(self._troubles())

    async def keep_right(self, faults: Faults) -> None:
        """Show again when time alone makes a difference, and sleep in between; a fault does not end this."""
        while True:
            self._news.clear()
            try:
                async with asyncio.timeout(self.presenter.due_s()):
                    await self._news.wait()
            except TimeoutError:
                try:
                    self.presenter.render()
                except Exception as fault:
                    faults.report(fault)

    async def keep_playlist(self) -> None:
        """Read the folder, in a thread of its own, now and whenever it has changed."""
        folder, before = self._own.playlist, None
        while folder is not None and self._media is not None:
            now = await asyncio.to_thread(stamp, folder)
            if now != before or not now:
                before = now
                self._media.load(await asyncio.to_thread(read_playlist, folder))
                self.presenter.render()
                self._health_changed()
                self.heard()
            await asyncio.sleep(LOOK_AGAIN_S)

    # ── what happens ─────────────────────────────────────────────────────────────────────────────────

    def _show(self, board: Board) -> None:
        self._screen.show(board)
        self._power.want(is_on=board.page != "off")
        if self._glyphs.look_at(board):
            self._health_changed()

    def _setting_for(self, wanted: str) -> Setting:
        self._choice = choice(self._own, wanted)
        if self._choice.wrong:
            log.warning("%s: %s", self._name, self._choice.trouble("en"))
        self._health_changed()
        return self._setting()

    def _ended(self, turn: int) -> None:
        if self._media is not None:
            self._media.ended(turn)
            self._again()

    def _failed(self, turn: int, reason: str) -> None:
        if self._media is not None:
            say = texts(self._settings.language).say
            self._media.failed(turn, say(f"media.trouble.{reason}") if reason.isidentifier() else reason)
            self._again()
            self._health_changed()

    def _again(self) -> None:
        self.presenter.render()
        self.heard()

    def _health_changed(self) -> None:
        now = self.troubles()
        if now != self._said:
            self._said = now
            self._on_health()

    def _troubles(self) -> Iterator[Trouble]:
        say = texts(self._settings.language).say
        if trouble := self._choice.trouble(self._settings.language):
            yield Trouble(part="layout", reason=trouble)
        if self._media is not None and self._media.wrong:
            name, key, reason = self._media.wrong[0]
            yield Trouble(part="media", reason=say(f"media.trouble.{key}", name=name, reason=reason))
        if self._glyphs.missing:
            yield Trouble(part="font", reason=say("glyph.trouble", letters="".join(self._glyphs.missing)))
        if self._power.wrong:
            yield Trouble(part="screen", reason=say("screen.trouble.command", reason=self._power.wrong))

    # ── how it is made ───────────────────────────────────────────────────────────────────────────────

    def _director(self) -> Director | None:
        return None if self._own.playlist is None else Director(time.monotonic)

    def _setting(self) -> Setting:
        layout = self._choice.layout
        return Setting(
            layout=layout,
            language=self._settings.language,
            rows=rows_of(layout, self._own.rows_history),
            ticker=self._own.ticker,
            window=self._own.window,
        )

    def _size(self) -> tuple[int, int]:
        """The setting's; else the whole screen, or in a window the drawing's own."""
        if self._own.size is not None:
            return self._own.size
        screen = QGuiApplication.primaryScreen()
        if screen is None or not self._settings.is_fullscreen:
            return self._own.layout.width, self._own.layout.height
        return screen.size().width(), screen.size().height()
