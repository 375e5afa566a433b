"""The page that stands while a screen's own part cannot start: two sentences, drawn with nothing that could be what is broken.

`python -P -m look.sorry SECONDS`
"""

import sys
from typing import Final

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QRasterWindow

from config.texts import texts
from look.theme import FONTS, light

SHOWN_S: Final = 15.0


class Sorry(QRasterWindow):
    """Title and hint in two languages, in the middle; no key or touch does anything."""

    def __init__(self) -> None:
        super().__init__()
        zh, en = texts("zh"), texts("en")
        self.lines = (
            (zh.say("order.title"), 0.050, True),
            (en.say("order.title"), 0.026, False),
            (zh.say("order.hint"), 0.034, False),
            (en.say("order.hint"), 0.022, False),
        )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name and arguments
        theme, painter = light(FONTS[0]), QPainter(self)
        painter.fillRect(QRectF(0, 0, self.width(), self.height()), QColor(theme.paper))
        painter.setPen(QColor(theme.ink))
        longest, y = max(self.width(), self.height()), self.height() * 0.34
        for text, share, is_bold in self.lines:
            font = painter.font()
            font.setFamilies([*FONTS])
            font.setPixelSize(round(min(longest * share, self.width() * 0.9 / max(len(text) * 0.62, 12))))
            font.setBold(is_bold)
            painter.setFont(font)
            box = QRectF(self.width() * 0.05, y, self.width() * 0.9, font.pixelSize() * 1.6)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
            y += font.pixelSize() * 1.9
        painter.end()


def main(words: list[str]) -> int:
    """Show it so long."""
    shown_s = float(words[0]) if words else SHOWN_S
    app = QGuiApplication([])
    app.setOverrideCursor(Qt.CursorShape.BlankCursor)
    page = Sorry()
    page.showFullScreen()
    QTimer.singleShot(round(shown_s * 1000), app.quit)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
