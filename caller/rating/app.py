"""The rating screen put together: link, presenter, post and window on one event loop."""

import asyncio
import logging
import time
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import Final

from caller.at_window import keep_ticking, link_of, shots_of, size_of, stale_of, window_of
from caller.rating.card import Card
from caller.rating.keyboard import has_keyboard
from caller.rating.linked import LinkedRatings
from caller.rating.posting import Posting
from caller.rating.presenter import Asking, RatingPresenter
from caller.rating.screen import RatingScreen
from caller.rating.settings import RatingSettings
from caller.rating.touch import SHEET, touch_on
from link.client import HallAway, HallRefused, new_key
from link.messages.facts import ClerkTookOver, Fact, HallDefined, WindowClosed, WindowOpened
from link.state import State
from look.loop import Faults
from look.practice import told_of_practice
from look.window import Window

VIEW: Final = Path(__file__).parent / "views" / "Rating.qml"
CARD_AGAIN_S: Final = 5.0
"""Between two tries to learn who sits there."""

_SEATS: Final = (WindowOpened, WindowClosed, ClerkTookOver)

log = logging.getLogger(__name__)


class RatingBox:
    """One running rating screen."""

    def __init__(self, settings: RatingSettings) -> None:
        self.link = link_of(settings)
        self.settings = settings = replace(settings, box=self.link.passport.box)
        self._ratings = LinkedRatings(self.link.client)
        self.posting = Posting(self._ratings, settings.data / "ratings" / f"{settings.box}.json")
        self.presenter = RatingPresenter(
            settings.window,
            self,
            new_key,
            self.posting.post,
            asking=_asking(settings, size_of(settings, SHEET)),
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
                tasks.create_task(keep_ticking(self._tick, faults)),
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
        window = window_of(settings, VIEW, self.screen, size_of(settings, SHEET))
        faults.listen(self.presenter.fault)
        window.on_close(closed.set)
        window.show(is_fullscreen=settings.is_fullscreen, corner=settings.corner)
        self._window = window
        self._shots = shots_of(settings, window, self.screen)

    def _close_window(self) -> None:
        window, self._window = self._window, None
        if window is not None:
            window.close()

    def _show(self) -> None:
        self.screen.refresh()

    # ── the hall ─────────────────────────────────────────────────────────────────────────────────────

    def _heard(self, state: State, facts: tuple[Fact, ...], is_snapshot: bool) -> None:
        self.presenter.hear(state, facts, stale_of(self.link))
        if is_snapshot or any(self._is_about_card(each) for each in facts):
            self._is_card_due.set()

    def _is_about_card(self, fact: Fact) -> bool:
        body = fact.body
        is_seat = isinstance(body, _SEATS) and body.window == self.settings.window
        return is_seat or isinstance(body, HallDefined)

    def _age(self) -> None:
        self.presenter.age(stale_of(self.link))

    def _tick(self) -> None:
        self._age()
        self.presenter.tick()

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
