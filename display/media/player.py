"""What QML asks of the playlist's player: the surface that draws video without a graphics card, and the news of what plays."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Property, QObject, QUrl, Slot

VIDEO: Final = Path(__file__).parent.parent / "views" / "Video.qml"

log = logging.getLogger(__name__)


class MediaFace(QObject):
    """The object `media` of the board's QML. `on_end` and `on_failure` are told the turn of the item they are about."""

    def __init__(self, on_end: Callable[[int], None], on_failure: Callable[[int, str], None]) -> None:
        super().__init__()
        self._on_end, self._on_failure = on_end, on_failure
        self._can_play: bool | None = None

    @Slot(int)
    def ended(self, turn: int) -> None:
        """A video came to its end."""
        self._on_end(turn)

    @Slot(int, str)
    def failed(self, turn: int, reason: str) -> None:
        """An item cannot be shown: a key of `media.trouble`, or the player's own words."""
        log.warning("an item of the playlist cannot be shown: %s", reason)
        self._on_failure(turn, reason)

    @Slot(str, result=QUrl)
    def url(self, path: str) -> QUrl:
        """A file's path as QML wants it, whatever characters its name has."""
        return QUrl.fromLocalFile(path)

    def _video(self) -> QUrl:
        if self._can_play is None:  # a board without films does without what plays them
            self._can_play = _has_video()
        return QUrl.fromLocalFile(str(VIDEO)) if self._can_play else QUrl()

    video = Property(QUrl, _video, constant=True)
    """What plays a video; empty where this box has nothing that can."""


def _has_video() -> bool:
    """Qt's multimedia is a part of its own that not every box has; what draws frames is made known to QML here."""
    try:
        import display.media.frames
    except ImportError as missing:
        log.warning("no video on this box: %s", missing)
        return False
    return bool(display.media.frames.QML_IMPORT_NAME)
