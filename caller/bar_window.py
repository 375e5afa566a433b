"""The bar's window: a strip that grows by a panel above it for signing in, and for notes."""

from typing import Final

from PySide6.QtGui import QWindow

from caller.settings import SIZES
from caller.shown import Shown

PANEL_PX: Final = 124
"""As high as the panel is drawn (SignInStrip.qml)."""

NOTES_PX: Final = 52
"""The same of NoteStrip.qml."""

MOVED_PX: Final = 8
"""What a window's frame may shift it by; more was a hand."""


class BarWindow:
    """Keeps the strip itself where it stands: the panel comes above it, or pushes it down at the screen's upper edge."""

    def __init__(self, view: QWindow) -> None:
        self._view = view
        self._pushed_px, self._pushed_to = 0, 0
        """How far the strip had to go down for the panel, and where the window then stood."""

    def fit(self, shown: Shown) -> None:
        """As high as what is shown."""
        panel = PANEL_PX if shown.login.is_open else NOTES_PX if shown.notes else 0
        self.fit_height(SIZES["bar"][1] + panel)

    def fit_height(self, height: int) -> None:
        """Change the height and keep the lower edge, as far as the screen allows."""
        grown = height - self._view.height()
        if not grown:
            return
        screen = self._view.screen()
        top = screen.availableGeometry().top() if screen else 0
        was_moved = abs(self._view.y() - self._pushed_to) > MOVED_PX
        wanted = self._view.y() - grown - (0 if was_moved else self._pushed_px)
        y = max(wanted, min(top, self._view.y()))
        self._pushed_px, self._pushed_to = (y - wanted, y) if grown > 0 else (0, 0)
        self._view.setGeometry(self._view.x(), y, self._view.width(), height)
