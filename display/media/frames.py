"""A surface for video that Qt draws by its processor: Qt's own needs a graphics card, and is black without."""

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QPainter
from PySide6.QtMultimedia import QVideoFrame, QVideoSink
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem
from typing_extensions import override

QML_IMPORT_NAME = "Frames"
QML_IMPORT_MAJOR_VERSION = 1
"""QML finds `VideoFrames` by `import Frames` once this module is loaded; Qt reads both names here."""


@QmlElement
class VideoFrames(QQuickPaintedItem):
    """Give it to a `MediaPlayer` as its `videoOutput`; frames keep their proportions."""

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._frame = QVideoFrame()
        self._sink = QVideoSink(self)
        self._sink.videoFrameChanged.connect(self._came)

    @Slot(result=QVideoSink)
    def videoSink(self) -> QVideoSink:  # noqa: N802 - Qt asks a video output for it by this name
        """Where the player puts its frames."""
        return self._sink

    @override
    def paint(self, painter: QPainter) -> None:
        if self._frame.isValid():
            options = QVideoFrame.PaintOptions()
            options.aspectRatioMode = Qt.AspectRatioMode.KeepAspectRatio
            self._frame.paint(painter, QRectF(0, 0, self.width(), self.height()), options)

    def _came(self, frame: QVideoFrame) -> None:
        self._frame = frame
        self.update()
