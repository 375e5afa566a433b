"""The rating screen put together: link, presenter, post and window on one event loop."""

import asyncio
import logging
import time
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from PySide6.QtGui import QGuiApplication

from caller.rating.card import Card
from caller.rating.keyboard import has_keyboard
from caller.rating.linked import LinkedRatings
from caller.rating.posting import Posting
from caller.rating.presenter import Asking, RatingPresenter
from caller.rating.screen import RatingScreen
from caller.rating.settings import RatingSettings
from caller.rating.touch import SHEET, touch_on
from link.client import HallAway, HallRefused, new_key
from link.hall_link import HallLink
from link.messages.facts import ClerkTookOver, Fact, HallDefined, WindowClosed, WindowOpened
from link.passport import passport_in
from link.state import State
from look.loop import Faults, screen_font
from look.practice import told_of_practice
from look.shots import Shots
from look.shut_out import shut_out
from look.stale import Stale, staleness
from look.texts import Catalogue
from look.theme import light
from look.window import Window

VIEW: Final = Path(__file__).parent / "views" / "Rating.qml"
TICK_S: Final = 0.25
CARD_AGAIN_S: Final = 5.0
"""Between two tries to learn who sits there."""

_SEATS: Final = (WindowOpened, WindowClosed, ClerkTookOver)

log = logging.getLogger(__name__)


class RatingBox:
    """One running rating screen."""

    def __init__(self, settings: RatingSettings) -> None:
        passport = passport_in(settings.data, settings.box)
        self.settings = settings = replace(settings, box=passport.box)
        self.link = HallLink(
            settings.box,
            hall=settings.hall or None,
            url=settings.url or None,
            language=settings.language,
            passport=passport,
        )
        self._ratings = LinkedRatings(self.link.client)
        self.posting = Posting(self._ratings, settings.data / "ratings" / f"{settings.box}.json")
        self.presenter = RatingPresenter(
            settings.window,
            self,
            new_key,
            self.posting.post,
            asking=_asking(settings, self._size()),
            language=settings.language,
            on_change=self._show,
        )
        self.screen = RatingScreen(self.presenter)
        self._window: Window | None = None
        self._is_card_due = asyncio.Event()

    async def run(self, faults: Faults) -> int:
        """Show the screen and serve until cancelled or the window is closed."""
        closed = asyncio.Event()
        async with AsyncExitStack() as stack, asyncio.TaskGroup() as tasks:
            stack.callback(self._close_window)
            self._open_window(faults, closed)
            self.posting.open()
            stack.push_async_callback(self.posting.close)
            self.link.on_change.add(self._heard)
            if self._window is not None:
                self.link.on_change.add(told_of_practice(self._window))
            self.link.on_status.add(lambda status: self._age())
            await stack.enter_async_context(self.link)
            lasting = [
                tasks.create_task(self._keep_ticking(faults)),
                tasks.create_task(self._keep_card()),
            ]
            await closed.wait()
            for task in lasting:
                task.cancel()
        return 0

    def steady_s(self) -> float:
        """Seconds that never jump."""
        return time.monotonic()

    # ── the window ───────────────────────────────────────────────────────────────────────────────────

    def _open_window(self, faults: Faults, closed: asyncio.Event) -> None:
        settings = self.settings
        theme = light(
            screen_font(), is_moving=settings.is_moving, has_high_contrast=settings.has_high_contrast
        )
        window = Window(
            VIEW, self.screen, theme, Catalogue(settings.language), size=self._size(), title=settings.window
        )
        faults.listen(self.presenter.fault)
        window.on_close(closed.set)
        window.show(is_fullscreen=settings.is_fullscreen, corner=settings.corner)
        self._window = window
        if settings.shots is not None:
            self._shots = Shots(settings.shots, settings.box)
            self._shots.watch(window, self.screen)

    def _close_window(self) -> None:
        window, self._window = self._window, None
        if window is not None:
            window.close()

    def _size(self) -> tuple[int, int]:
        if self.settings.size is not None:
            return self.settings.size
        screen = QGuiApplication.primaryScreen()
        return (screen.size().width(), screen.size().height()) if screen else SHEET

    def _show(self) -> None:
        self.screen.refresh()

    # ── the hall ─────────────────────────────────────────────────────────────────────────────────────

    def _heard(self, state: State, facts: tuple[Fact, ...], is_snapshot: bool) -> None:
        self.presenter.hear(state, facts, self._stale())
        if is_snapshot or any(self._is_about_card(each) for each in facts):
            self._is_card_due.set()

    def _is_about_card(self, fact: Fact) -> bool:
        body = fact.body
        is_seat = isinstance(body, _SEATS) and body.window == self.settings.window
        return is_seat or isinstance(body, HallDefined)

    def _age(self) -> None:
        self.presenter.age(self._stale())

    def _stale(self) -> Stale:
        silent_s = self.link.silent_s
        heard_at = None if silent_s is None else self.link.hall_now() - timedelta(seconds=silent_s)
        return replace(staleness(silent_s, heard_at), shut_out=shut_out(self.link.status, silent_s))

    async def _keep_ticking(self, faults: Faults) -> None:
        while True:
            await asyncio.sleep(TICK_S)
            try:
                self._age()
                self.presenter.tick()
            except Exception as fault:
                faults.report(fault)

    async def _keep_card(self) -> None:
        """Learn who sits there whenever that may have changed; the stream does not say it to this screen."""
        while True:
            await self._is_card_due.wait()
            self._is_card_due.clear()
            try:
                self.presenter.seat(await self._ratings.card(self.settings.window))
            except HallRefused as refused:
                log.warning(
                    "the card of window %s is not told: %s", self.settings.window, refused.problem.name
                )
                self.presenter.seat(Card())
            except HallAway:
                await asyncio.sleep(CARD_AGAIN_S)
                self._is_card_due.set()


def _asking(settings: RatingSettings, size: tuple[int, int]) -> Asking:
    touch = touch_on(size, settings.diagonal_inch)
    if touch.least_px > touch.skip_h and not touch.is_in_rows:
        log.warning("keys of this screen are smaller than 20 mm")
    return Asking(
        ask_s=settings.ask_s,
        is_reversed=settings.is_reversed,
        can_write=settings.has_keyboard and has_keyboard(),
        photos=settings.photos,
        touch=touch,
    )
