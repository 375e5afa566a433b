"""The display put together: one link, its voices, and a window for each board, on one event loop."""

import asyncio
from contextlib import AsyncExitStack
from typing import Final

from display.board_window import BoardWindow
from display.box import DisplayBox
from display.settings import DisplaySettings
from link.messages.commands import Trouble
from link.messages.facts import Fact
from link.reconnect import LinkStatus
from link.state import State
from look.loop import Faults, screen_font
from look.practice import told_of_practice
from look.texts import Catalogue
from look.theme import dark

MOST_TROUBLES: Final = 8


class Display:
    """All boards of one box, with its voice where it has one."""

    def __init__(self, settings: DisplaySettings) -> None:
        self._settings = settings
        self._box = DisplayBox(settings, more_troubles=self._troubles)
        self._boards = [
            BoardWindow(self._name(place), settings, own, self._box.link, self._box.health_changed)
            for place, own in enumerate(settings.boards)
        ]

    async def run(self, faults: Faults) -> int:
        """Show the boards until cancelled or a window is closed."""
        closed = asyncio.Event()
        settings = self._settings
        theme = dark(
            screen_font(), is_moving=settings.is_moving, has_high_contrast=settings.has_high_contrast
        )
        async with AsyncExitStack() as stack:
            for board in self._boards:
                window = board.open(theme, Catalogue(settings.language), closed.set)
                stack.callback(window.close)
                self._box.link.on_change.add(told_of_practice(window))
            faults.listen(self._fault)
            self._box.link.on_change.add(self._heard)
            self._box.link.on_status.add(self._status_changed)
            self._box.sounding.on_change.add(self._duck)
            await stack.enter_async_context(self._box)
            for board in self._boards:
                self._box.keep(board.keep_right(faults))
                self._box.keep(board.keep_playlist())
            await closed.wait()
        return 0

    def _name(self, place: int) -> str:
        """The box's, for the first board; `BOX-2` for the second …"""
        return self._settings.box if place == 0 else f"{self._settings.box}-{place + 1}"

    def _troubles(self) -> tuple[Trouble, ...]:
        """Of two boards with the same trouble, one says it."""
        found = {trouble.part: trouble for board in self._boards for trouble in board.troubles()}
        return tuple(found.values())[:MOST_TROUBLES]

    def _fault(self, fault: BaseException) -> None:
        for board in self._boards:
            board.presenter.fault(fault)

    def _heard(self, state: State, facts: tuple[Fact, ...], is_snapshot: bool) -> None:
        for board in self._boards:
            board.presenter.hear(state)
            board.heard()

    def _duck(self, is_down: bool) -> None:
        for board in self._boards:
            board.presenter.duck(is_down)
            board.heard()

    def _status_changed(self, status: LinkStatus) -> None:
        for board in self._boards:
            board.presenter.render()
            board.heard()
