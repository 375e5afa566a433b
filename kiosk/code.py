"""The QR code on the screen, drawn for QML."""

from urllib.parse import unquote

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from typing_extensions import override

from printer.code import QUIET_MODULES, squares


class CodeImages(QQuickImageProvider):
    """Serves `image://code/TEXT` (percent-encoded): ink on white, with the quiet zone that phones need."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    @override
    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:
        return painted(unquote(id), max(requestedSize.width(), 1))


def painted(content: str, side_px: int) -> QImage:
    """The code as a square picture; modules are whole pixels, so the code may be a little smaller than asked."""
    rows = squares(content, 1).rows
    module = max(1, side_px // (len(rows) + 2 * QUIET_MODULES))
    side = max(side_px, module * (len(rows) + 2 * QUIET_MODULES))
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    first = (side - module * len(rows)) // 2
    for y, row in enumerate(rows):
        for x, is_dark in enumerate(row):
            if is_dark:
                painter.fillRect(first + x * module, first + y * module, module, module, QColor("#14202B"))
    painter.end()
    return image
