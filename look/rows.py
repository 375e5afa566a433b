"""A list on a screen that changes row by row, so that what is being touched is never rebuilt under the finger."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class Rows(QAbstractListModel):
    """Rows for a QML view; a delegate declares `required property var row`."""

    def __init__(self, rows: Sequence[object] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = list(rows)

    @property
    def rows(self) -> tuple[object, ...]:
        """What stands in the list now."""
        return tuple(self._rows)

    def show(self, rows: Sequence[object]) -> None:
        """Take over the new rows; only those that differ are announced."""
        self._resize(len(rows), rows)
        for at, row in enumerate(rows):
            if self._rows[at] != row:
                self._rows[at] = row
                self.dataChanged.emit(self.index(at), self.index(at), [ROLE])

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = ROLE) -> object:
        is_ours = role == ROLE and index.isValid() and index.row() < len(self._rows)
        return self._rows[index.row()] if is_ours else None

    @override
    def roleNames(self) -> dict[int, QByteArray]:
        return {ROLE: QByteArray(b"row")}

    def _resize(self, count: int, rows: Sequence[object]) -> None:
        have = len(self._rows)
        if count < have:
            self.beginRemoveRows(QModelIndex(), count, have - 1)
            del self._rows[count:]
            self.endRemoveRows()
        elif count > have:
            self.beginInsertRows(QModelIndex(), have, count - 1)
            self._rows.extend(rows[have:])
            self.endInsertRows()
