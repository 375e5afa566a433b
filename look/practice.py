"""The band on every screen of a hall to practise in, so that none can be mistaken for a real one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Protocol

from PySide6.QtCore import QUrl
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickItem, QQuickView

from link.state import State

FILE: Final = Path(__file__).parent / "qml" / "Look" / "PracticeBand.qml"

SHARE: Final = 0.05
LEAST_PX, MOST_PX = 20, 64
"""Of the window's height: a clerk's bar is 96 px high, a kiosk 1,920."""


class Practised(Protocol):
    """A window that can say so."""

    def practise(self, *, is_practice: bool) -> None: ...


def told_of_practice(window: Practised) -> Callable[[State, Any, bool], None]:
    """A listener of the mirror: the hall alone says whether it is one to practise in."""
    return lambda state, facts, is_snapshot: window.practise(is_practice=state.definition.is_practice)


class PracticeBand:
    """Lies along the upper edge; all else becomes a little smaller, so that nothing is hidden and nothing looks as usual."""

    def __init__(self, view: QQuickView) -> None:
        self._view = view
        component = QQmlComponent(view.engine(), QUrl.fromLocalFile(str(FILE)))
        made = component.create(view.rootContext())
        if not isinstance(made, QQuickItem):
            raise RuntimeError(f"{FILE.name}: {component.errorString()}")
        self._item, self._component = made, component
        made.setParentItem(view.contentItem())
        view.widthChanged.connect(self._fit)
        view.heightChanged.connect(self._fit)
        self._fit()

    def close(self) -> None:
        """All is as usual again."""
        self._view.widthChanged.disconnect(self._fit)
        self._view.heightChanged.disconnect(self._fit)
        self._item.setParentItem(None)  # type: ignore[arg-type]  # Qt takes none for no parent
        self._item.deleteLater()
        self._shrink(1.0)

    def _fit(self) -> None:
        height = self._view.height()
        band = max(LEAST_PX, min(MOST_PX, round(height * SHARE)))
        self._item.setWidth(self._view.width())
        self._item.setHeight(band)
        self._shrink(max(0.1, (height - band) / height) if height else 1.0)

    def _shrink(self, scale: float) -> None:
        root = self._view.rootObject()
        if root is not None:
            root.setTransformOrigin(QQuickItem.TransformOrigin.Bottom)
            root.setScale(scale)
