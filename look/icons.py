"""The line icons: any of look/icons/*.svg, in any colour, at any size, for QML."""

import logging
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer
from typing_extensions import override

FOLDER = Path(__file__).parent / "icons"
DEFAULT = "grid"
SMALL_PX = 56

log = logging.getLogger(__name__)


def icon_names() -> tuple[str, ...]:
    """Every icon there is, sorted."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.svg")))


def known_icon(name: str) -> str:
    """The name itself when there is such an icon, else `grid`: a hall's file may name what we do not have."""
    return name if name in icon_names() else DEFAULT


def drawing(name: str, colour: str, size_px: int) -> str:
    """The icon's SVG in a colour (`#RRGGBB`); under 56 px the strokes are 5 units wide instead of 4."""
    svg = (
        (FOLDER / f"{known_icon(name)}.svg")
        .read_text(encoding="utf-8")
        .replace('stroke="#000"', f'stroke="{colour}"')
    )
    return svg.replace('stroke-width="4"', 'stroke-width="5"', 1) if size_px < SMALL_PX else svg


class IconImages(QQuickImageProvider):
    """Serves `image://icon/NAME/RRGGBB` at the size the `Image` asks for."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    @override
    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:
        name, _, colour = id.partition("/")
        side = max(requestedSize.width(), requestedSize.height(), 1)
        if name not in icon_names():
            log.warning("there is no icon %r, showing %r", name, DEFAULT)
        return painted(name, f"#{colour or '000000'}", side)


def painted(name: str, colour: str, side_px: int) -> QImage:
    """The icon as a square picture with a transparent ground."""
    image = QImage(side_px, side_px, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(drawing(name, colour, side_px).encode()))
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, side_px, side_px))
    painter.end()
    return image
