"""What both screens of a window (the clerk's, the citizen's) are made with: link, window on the desktop, clock, how old it is."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtGui import QGuiApplication

from link.hall_link import HallLink
from link.passport import passport_in
from look.language import Language
from look.loop import Faults, screen_font
from look.screen import Screen
from look.shots import Shots
from look.shut_out import shut_out
from look.stale import Stale, staleness
from look.texts import Catalogue
from look.theme import light
from look.window import Window

TICK_S: Final = 0.25


class AtWindow(Protocol):
    """What both are told before they start."""

    @property
    def box(self) -> str: ...
    @property
    def window(self) -> str: ...
    @property
    def hall(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def language(self) -> Language: ...
    @property
    def data(self) -> Path: ...
    @property
    def size(self) -> tuple[int, int] | None: ...
    @property
    def is_moving(self) -> bool: ...
    @property
    def has_high_contrast(self) -> bool: ...
    @property
    def shots(self) -> Path | None: ...


def link_of(settings: AtWindow) -> HallLink:
    """The box's link, under the name that its passport says."""
    passport = passport_in(settings.data, settings.box)
    return HallLink(
        passport.box,
        hall=settings.hall or None,
        url=settings.url or None,
        language=settings.language,
        passport=passport,
    )


def stale_of(link: HallLink) -> Stale:
    """Whether what is shown is still true, since when it is not, and why this box is not let in."""
    silent_s = link.silent_s
    heard_at = None if silent_s is None else link.hall_now() - timedelta(seconds=silent_s)
    return replace(staleness(silent_s, heard_at), shut_out=shut_out(link.status, silent_s))


def size_of(settings: AtWindow, usual: tuple[int, int]) -> tuple[int, int]:
    """As wished; else that of the screen; `usual` where there is none."""
    if settings.size is not None:
        return settings.size
    screen = QGuiApplication.primaryScreen()
    return (screen.size().width(), screen.size().height()) if screen else usual


def window_of(settings: AtWindow, view: Path, screen: Screen, size: tuple[int, int]) -> Window:
    """The window on the desktop, not shown yet."""
    theme = light(screen_font(), is_moving=settings.is_moving, has_high_contrast=settings.has_high_contrast)
    return Window(view, screen, theme, Catalogue(settings.language), size=size, title=settings.window)


def shots_of(settings: AtWindow, window: Window, screen: Screen) -> Shots | None:
    """What takes pictures of the pages, where that is wished; it lives as long as it is kept."""
    if settings.shots is None:
        return None
    shots = Shots(settings.shots, settings.box)
    shots.watch(window, screen)
    return shots


async def keep_ticking(tick: Callable[[], None], faults: Faults) -> None:
    """The clocks go on; a fault is said and does not end this."""
    while True:
        await asyncio.sleep(TICK_S)
        try:
            tick()
        except Exception as fault:
            faults.report(fault)
