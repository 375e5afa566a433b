"""A window that shows one QML file with the theme, the texts, the icons and a screen to read."""

import logging
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QFont, QFontMetricsF
from PySide6.QtQml import QQmlError, QQmlPropertyMap
from PySide6.QtQuick import QQuickImageProvider, QQuickView

from look.icons import IconImages
from look.practice import PracticeBand
from look.screen import property_map
from look.texts import Catalogue
from look.theme import Theme, words_for_qml

MODULES = Path(__file__).parent / "qml"

Corner = tuple[int | None, int | None]
"""Left and top of a window in px of the desktop; None: as the platform likes."""

log = logging.getLogger(__name__)


class QmlFault(RuntimeError):
    """A QML file that cannot be shown; the message says where and why."""


class Window:
    """One window of a screen; `warnings` collects whatever QML complained about."""

    def __init__(
        self,
        qml: Path,
        screen: QObject,
        theme: Theme,
        catalogue: Catalogue,
        *,
        size: tuple[int, int],
        title: str = "",
        images: Mapping[str, QQuickImageProvider] | None = None,
        objects: Mapping[str, QObject] | None = None,
    ) -> None:
        """Load the file. It reads `screen`, `Theme` and, by `import Look`, the components and `Texts`.

        `images` are further image providers by name, `objects` further names for QML. Raises QmlFault.
        """
        self.warnings: list[str] = []
        self.is_there = True
        self._band: PracticeBand | None = None
        self.view = QQuickView()
        self._kept: list[object] = [screen, catalogue]
        self._furnish(screen, theme, catalogue, images or {}, objects or {})
        self.view.setTitle(title)
        self.view.setColor(QColor(theme.paper))
        self.view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        self.view.resize(QSize(*size))
        self.view.setSource(QUrl.fromLocalFile(str(qml)))
        if self.view.status() != QQuickView.Status.Ready:
            wrong = "; ".join(error.toString() for error in self.view.errors())
            self.close()
            raise QmlFault(f"{qml.name}: {wrong}")

    def show(
        self,
        *,
        is_fullscreen: bool = False,
        is_frameless: bool = False,
        is_on_top: bool = False,
        corner: Corner = (None, None),
    ) -> None:
        """Put the window on the screen, its left and top at `corner` where that is said.

        Fullscreen hides the pointer, a kiosk or board is not pointed at, and takes the screen that the corner lies on.
        """
        self._move_to(corner)
        if is_frameless:
            self.view.setFlag(Qt.WindowType.FramelessWindowHint, True)
        if is_on_top:
            self.view.setFlag(Qt.WindowType.WindowStaysOnTopHint, True)
        if is_fullscreen:
            self.view.setCursor(Qt.CursorShape.BlankCursor)
            self.view.showFullScreen()
        else:
            self.view.show()

    def _move_to(self, corner: Corner) -> None:
        """On the desktop as the person sees it: px, whatever the scale. Wayland lets no window choose its place."""
        left, top = corner
        if left is None and top is None:
            return
        scale = self.view.devicePixelRatio() or 1.0
        self.view.setPosition(round((left or 0) / scale), round((top or 0) / scale))

    def shot(self, path: Path) -> None:
        """Save a PNG of what the window shows now, also offscreen; its folder is made. Raises OSError."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if not self.view.grabWindow().save(str(path)):
            raise OSError(f"cannot save the picture {path}")

    def practise(self, *, is_practice: bool) -> None:
        """Whether the hall is one to practise in; then a band says so for as long."""
        if not self.is_there or is_practice == (self._band is not None):
            return
        if self._band is not None:
            self._band.close()
        self._band = PracticeBand(self.view) if is_practice else None

    def on_close(self, closed: Callable[[], None]) -> None:
        """Call `closed` when a person closes the window."""
        self.view.visibleChanged.connect(lambda is_shown: None if is_shown else closed())

    def close(self) -> None:
        """Take the window away and let go of everything QML held; once is enough."""
        if not self.is_there:
            return
        self.practise(is_practice=False)
        self.is_there = False
        self.view.close()
        self.view.setSource(QUrl())
        self.view.deleteLater()
        QCoreApplication.sendPostedEvents(self.view, QEvent.Type.DeferredDelete.value)

    def _furnish(
        self,
        screen: QObject,
        theme: Theme,
        catalogue: Catalogue,
        images: Mapping[str, QQuickImageProvider],
        objects: Mapping[str, QObject],
    ) -> None:
        engine = self.view.engine()
        engine.setOutputWarningsToStandardError(False)
        engine.warnings.connect(self._collect)
        engine.addImportPath(str(MODULES))
        for name, provider in {"icon": IconImages(), **images}.items():
            engine.addImageProvider(name, provider)
            self._kept.append(provider)
        context = self.view.rootContext()
        for name, thing in {
            "screen": screen,
            "Theme": theme_for_qml(theme, self.view),
            "Catalogue": catalogue,
            **objects,
        }.items():
            context.setContextProperty(name, thing)
            self._kept.append(thing)

    def _collect(self, errors: list[QQmlError]) -> None:
        for error in errors:
            self.warnings.append(error.toString())
            log.warning("qml: %s", error.toString())


def theme_for_qml(theme: Theme, owner: QObject) -> QQmlPropertyMap:
    """The theme as the object `Theme` of QML."""
    look = property_map(owner)
    for name, value in words_for_qml(theme).items():
        look.insert(name, value)
    look.insert("natural_line", natural_line(theme.font))
    look.freeze()
    return look


def natural_line(family: str) -> float:
    """The line height in em that the font itself asks for."""
    font = QFont(family)
    font.setPixelSize(100)
    return QFontMetricsF(font).height() / 100
