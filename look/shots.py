"""Pictures of a screen: one PNG for each page it ever showed, as `DIR/BOX-PAGE.png`."""

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from look.screen import Screen
from look.window import Window

SETTLE_MS = 260
"""A page fades in for 150 ms; a page that stays shorter than this is not worth a picture."""

log = logging.getLogger(__name__)


class Shots(QObject):
    """Watches one window and saves a picture whenever its page has changed and settled."""

    def __init__(self, folder: Path, box: str, settle_ms: int = SETTLE_MS) -> None:
        super().__init__()
        self._folder = folder
        self._box = box
        self._timer = QTimer(self, singleShot=True, interval=settle_ms)
        self._timer.timeout.connect(self._take)
        self._window: Window | None = None
        self._screen: Screen | None = None

    def watch(self, window: Window, screen: Screen) -> None:
        """Take the page shown now and every later one."""
        self._window, self._screen = window, screen
        screen.page_changed.connect(lambda _: self._timer.start())
        self._timer.start()

    def path(self, page: str) -> Path:
        """Where the picture of a page goes."""
        return self._folder / f"{self._box}-{page or 'screen'}.png"

    def take(self) -> Path | None:
        """Take a picture now; None when the window has gone, or, with a log line, when it cannot be saved."""
        if self._window is None or self._screen is None or not self._window.is_there:
            return None
        path = self.path(self._screen.page)
        try:
            self._window.shot(path)
        except OSError as fault:
            log.warning("no picture of the screen: %s", fault)
            return None
        return path

    def _take(self) -> None:
        self.take()
